//! Whether a host would take a site, asked before any of it is made: of the editions alone, and what they name. Two
//! decades of a daily are drawn for a quarter of an hour, and a publisher who cannot have them there is told so at once.
//!
//! It counts what is certain. Made pictures, the index and the sizes of pages are known at the end of a build, where
//! the same is asked again.

use std::collections::HashSet;
use std::fs;

use rayon::prelude::*;

use super::ledger::Plan;
use super::ready::Ready;
use super::redirects::could_be_ours;
use crate::error::Result;
use crate::hosting::host::Host;
use crate::paper::PaperFolder;
use crate::paper::folder::{EDITION_FILE, EditionFolder, named_files};

/// What an edition has at the least.
#[derive(Default)]
struct Least {
    plan: Plan,
    redirects: HashSet<String>,
}

/// Refuses a paper whose site the host would not take.
pub fn check(paper: &PaperFolder, host: Host, has_pages: bool) -> Result<()> {
    if !host.has_limits() {
        return Ok(());
    }
    let ready = Ready::new(paper);
    let editions = paper.editions.par_iter().map(|folder| of_edition(folder, &ready, has_pages));
    let all = editions.try_reduce(Least::default, |one, other| Ok(one.and(other)))?;
    let mut plan = all.plan;
    if has_pages && !host.takes_redirects(all.redirects.len()) {
        plan.files += all.redirects.len();
    }
    host.check(&plan)
}

impl Least {
    fn and(mut self, other: Self) -> Self {
        self.plan.files += other.plan.files;
        self.plan.bytes += other.plan.bytes;
        self.redirects.extend(other.redirects);
        let length = |plan: &Plan| plan.largest.as_ref().map_or(0, |(_, length)| *length);
        if length(&other.plan) > length(&self.plan) {
            self.plan.largest = other.plan.largest;
        }
        self
    }
}

fn of_edition(folder: &EditionFolder, ready: &Ready, has_pages: bool) -> Result<Least> {
    let edition = ready.read(folder)?.edition;
    let address = folder.address();
    let mut found = Least::default();
    let mut file = |path: String, length: u64| {
        found.plan.files += 1;
        found.plan.bytes += length;
        if found.plan.largest.as_ref().is_none_or(|(_, largest)| length > *largest) {
            found.plan.largest = Some((path, length));
        }
    };
    // As it is written for the site it is shorter than a person writes it, and never empty.
    file(format!("{address}/{EDITION_FILE}"), 1);
    for (name, _) in named_files(&edition) {
        // What leads out of the paper is not published, and what cannot be read ends the build later.
        let data = folder.root.file(&folder.path.join(name)).and_then(|file| fs::metadata(file).ok());
        if let Some(data) = data {
            file(format!("{address}/{name}"), data.len());
        }
    }
    let articles = edition.pages.iter().map(|page| page.articles.len()).sum::<usize>();
    let aliases = edition.pages.iter().flat_map(|page| {
        page.aliases.iter().chain(page.articles.iter().flat_map(|article| &article.aliases))
    });
    let aliases = aliases.filter(|alias| !could_be_ours(alias));
    found.redirects = aliases.map(|alias| format!("{}/{alias}", folder.publication)).collect();
    if has_pages {
        found.plan.files += 1 + edition.pages.len() + articles;
    }
    Ok(found)
}
