//! From a paper to what a static host serves.
//!
//! 1. [`data`]: the files a reader loads: `paper.json`, the year calendars, the editions and their pictures.
//! 2. [`bundle`]: the reader itself, under a name that says its content.
//! 3. [`pages`]: a page for every place, drawn by the reader's own views ([`draw`]), with a [`head`] and in a
//!    [`document`].
//! 4. [`ledger`]: which files of a folder are ours, so that what a paper no longer has goes away again; [`stage`]:
//!    nothing is in place before everything is ready.
//!
//! [`site`] is what all of these know of the site as a whole; [`markup`] puts text into HTML and XML.

pub mod bundle;
pub mod data;
pub mod document;
pub mod draw;
pub mod head;
pub mod ledger;
pub mod markup;
pub mod pages;
pub mod site;
pub mod stage;

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::Result;
use crate::paper::PaperFolder;
use crate::ui::Ui;
use bundle::Bundle;
use ledger::{Changes, Ledger};
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
}

/// What was built.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// How many editions there are.
    pub editions: usize,
    /// How many articles they have.
    pub articles: usize,
    /// What a person should look at.
    pub warnings: Vec<String>,
    /// What changed in the site's folder.
    pub changes: Changes,
}

/// Builds a paper's site.
pub fn build(paper: &PaperFolder, options: &Options, ui: &Ui) -> Result<Built> {
    // Before anything is touched.
    let bundle = if options.data_only {
        None
    } else {
        Some(Bundle::load(options.bundle.as_deref(), options.without_reader)?)
    };
    let ledger = Ledger::open(&options.out)?;
    let data = data::build(paper, &ledger, ui)?;
    let mut warnings = data.outcome.warnings.clone();
    let (editions, articles) = (data.outcome.editions, data.outcome.articles);
    if let Some(bundle) = bundle {
        if !bundle.is_of_this_build() {
            warnings.push("the reader's bundle was built from other sources than this command: pages are right, but the reader draws each of them anew as it opens".to_owned());
        }
        for (name, content) in &bundle.files {
            ledger.write(&format!("{}{name}", bundle.folder), content)?;
        }
        let site = Site::new(paper, data, &bundle);
        pages::build(paper, &site, &ledger, ui)?;
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs()).unwrap_or_default();
    Ok(Built { editions, articles, warnings, changes: ledger.close(now)? })
}
