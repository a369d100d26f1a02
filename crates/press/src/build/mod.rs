//! From a paper to what a static host serves.
//!
//! 1. [`data`]: the files a reader loads: `paper.json`, the year calendars, the editions ([`ready`] for the site) and
//!    their [`pictures`].
//! 2. [`bundle`]: the reader itself, under a name that says its content.
//! 3. [`pages`]: a page for every place, drawn by the reader's own views ([`draw`]), with a [`head`] and in a
//!    [`document`], between the publisher's own [`fragments`].
//! 4. What is there once: [`feeds`], [`sitemap`], [`redirects`], [`extras`], [`icons`]. [`moment`]s are for the first two.
//! 5. [`index`]: by which all of it is searched.
//! 6. [`ledger`]: which files of a folder are ours ([`books`]), so that what a paper no longer has goes away again; [`stage`]:
//!    nothing is in place before everything is ready; [`untold`]: what of it the list of changes still has to say.
//!
//! Before all of it: [`out`], whether a site may go there, [`limits`], whether the host would take it, and [`lacking`], whether
//! all of the paper can be read. Paper and site are locked meanwhile ([`mod@crate::lock`]).
//!
//! [`sidecar`]s are compressed files beside others; [`site`] is what all of these know of the site as a whole; [`markup`] puts text into HTML and XML.

pub mod books;
pub mod bundle;
pub mod changes;
pub mod data;
pub mod document;
pub mod draw;
pub mod extras;
pub mod feeds;
pub mod fragments;
pub mod head;
pub mod icons;
pub mod index;
pub mod lacking;
pub mod ledger;
pub mod limits;
pub mod markup;
pub mod moment;
pub mod out;
pub mod pages;
pub mod pictures;
pub mod ready;
pub mod redirects;
mod remove;
pub mod sidecar;
pub mod site;
pub mod sitemap;
pub mod stage;
mod untold;

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::Result;
use crate::hosting::host::Host;
use crate::lock::{Lock, Patience, What};
use crate::paper::{PaperFolder, Settings};
use crate::ui::Ui;
use crate::write;
use bundle::Bundle;
use changes::Changes;
use fragments::Fragments;
use ledger::Ledger;
use site::Site;

/// What is to be built.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the site goes.
    pub out: PathBuf,
    /// Only what a reader loads that stands in a page elsewhere.
    pub data_only: bool,
    /// The folder of the reader's bundle, instead of the one in this command.
    pub bundle: Option<PathBuf>,
    /// Pages that are only read: no script in them.
    pub without_reader: bool,
    /// Where the site is going to lie.
    pub host: Host,
    /// Where to list what changed.
    pub changes: Option<PathBuf>,
    /// Whether the site keeps what it has of editions and files that cannot be read; otherwise they end the build.
    pub allow_missing: bool,
    /// What to do while another run holds the paper or the site.
    pub patience: Patience,
}

/// What was built.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// How many editions there are.
    pub editions: usize,
    /// How many articles they have.
    pub articles: usize,
    /// How many pages were drawn; the others are as they were.
    pub drawn: usize,
    /// What a person should look at.
    pub warnings: Vec<String>,
    /// What changed in the site's folder.
    pub changes: Changes,
    /// The path under which the site lies on its host, as the paper says.
    pub base: String,
}

/// Builds the site of the paper in a folder.
pub fn build(folder: &Path, options: &Options, ui: &Ui) -> Result<Built> {
    // What is no paper gets no lock either.
    Settings::read(folder)?;
    let _paper = Lock::take(What::Paper, folder, "build", options.patience, ui)?;
    build_locked(PaperFolder::open(folder)?, options, ui)
}

fn build_locked(mut paper: PaperFolder, options: &Options, ui: &Ui) -> Result<Built> {
    // Before anything is touched.
    let bundle = if options.data_only {
        None
    } else {
        Some(Bundle::load(options.bundle.as_deref(), options.without_reader)?)
    };
    let fragments = Fragments::load(&paper.path, &paper.settings.fragments)?;
    if !options.allow_missing {
        lacking::refuse(&paper.path, &lacking::unread(&paper))?;
    }
    out::check(&paper, &options.out)?;
    limits::check(&paper, options.host, !options.data_only)?;
    let _site = Lock::take(What::Site, &options.out, "build", options.patience, ui)?;
    let mut warnings = lacking::stand_in(&mut paper, &options.out)?;
    let mut ledger = Ledger::open(&options.out)?;
    ledger.compress(options.host.has_sidecars());
    let paper = &paper;
    let data = data::build(paper, &ledger, options.allow_missing, ui)?;
    warnings.extend(data.outcome.warnings.iter().cloned());
    let (editions, articles) = (data.outcome.editions, data.outcome.articles);
    let mut drawn = 0;
    match bundle {
        None => index::write(paper, &data.contents, &ledger, &data.ready).map(drop)?,
        Some(bundle) => {
            let site = Site::new(paper, data, &bundle, fragments, options.host);
            // Beside each other: neither has work for all threads all the time.
            let (indexed, written) = rayon::join(
                || index::write(paper, &site.contents, &ledger, &site.ready),
                || write_pages(paper, &site, &bundle, options.host, &ledger, ui),
            );
            indexed?;
            warnings.extend(written?);
            drawn = site.drawn.load(Ordering::Relaxed);
        }
    }
    options.host.check(&ledger.plan()?)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs()).unwrap_or_default();
    let changes = ledger.close(now)?;
    if let Some(path) = &options.changes {
        let changed = changes.changed.iter().map(|path| format!("changed {path}\n"));
        let removed = changes.removed.iter().map(|path| format!("removed {path}\n"));
        write::if_changed(path, changed.chain(removed).collect::<String>().as_bytes())?;
    }
    untold::told(&options.out)?;
    let base = site::origin_and_base(paper.paper.base_url.as_deref()).1;
    Ok(Built { editions, articles, drawn, warnings, changes, base })
}

/// Writes the pages and what belongs to them; gives what a person should look at.
fn write_pages(
    paper: &PaperFolder,
    site: &Site,
    bundle: &Bundle,
    host: Host,
    ledger: &Ledger,
    ui: &Ui,
) -> Result<Vec<String>> {
    let mut warnings = Vec::new();
    if !bundle.is_of_this_build() {
        warnings.push("the reader's bundle was built from other sources than this command: pages are right, but the reader draws each of them anew as it opens".to_owned());
    }
    for (name, content) in &bundle.files {
        ledger.write(&format!("{}{name}", bundle.folder), content)?;
    }
    site.fragments.write(&paper.path, &paper.settings.fragments, ledger)?;
    pages::build(paper, site, ledger, ui)?;
    let newest = pages::newest_days(paper, site)?;
    newest.iter().try_for_each(|day| feeds::write(site, ledger, day))?;
    sitemap::write(site, ledger, &newest.concat())?;
    warnings.extend(extras::write(site, &paper.path, ledger)?);
    let moved = redirects::all(site, &mut warnings);
    redirects::write(site, host, ledger, &moved)?;
    for (name, content) in host.files(&site.base) {
        ledger.write(name, content.as_bytes())?;
    }
    if site.origin.is_none() {
        warnings.push("masthead.toml gives no base_url: the site has no feeds, no site maps, no canonical links and no cards for messengers".to_owned());
    }
    Ok(warnings)
}
