//! The preview of a paper: its site in a folder that goes away again, made anew whenever a file of the paper changes.
//!
//! 1. [`watch`] says that something changed, once it has been quiet for a moment.
//! 2. The paper is built as `masthead build` does it. What cannot be built changes nothing: the site as it was before
//!    goes on being served, and [`State`] holds what is wrong.
//! 3. [`page`] adds a script of its own to each page that is sent, which asks for that state, reloads, and shows what
//!    is wrong. Files on the disk are those of a built site, byte for byte.

pub mod page;
pub mod watch;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::build::{self, Built, Options};
use crate::error::{Error, Kind, Result};
use crate::ui::{DIM, GREEN, RED, Ui, counted};

/// A paper that is previewed.
#[derive(Debug)]
pub struct Preview {
    paper: PathBuf,
    options: Options,
    ui: Ui,
    state: Mutex<State>,
    is_building: AtomicBool,
    /// Warnings as the terminal has them.
    told: Mutex<Vec<String>>,
}

/// How it stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct State {
    /// Another one whenever the site changed; empty while there is none.
    pub version: String,
    /// Why the paper as it is now cannot be built.
    pub errors: Vec<String>,
    /// What a person should look at who edits the paper.
    pub warnings: Vec<String>,
    /// When the site changed last.
    #[serde(skip)]
    pub built: SystemTime,
    /// The path under which the site lies, as the paper's `base_url` says.
    #[serde(skip)]
    pub base: String,
}

impl Default for State {
    fn default() -> Self {
        Self {
            version: String::new(),
            errors: Vec::new(),
            warnings: Vec::new(),
            built: UNIX_EPOCH,
            base: "/".to_owned(),
        }
    }
}

impl Preview {
    /// A preview of a paper; `options` say where its site goes.
    pub fn new(paper: &Path, options: Options, ui: Ui) -> Self {
        Self {
            paper: paper.to_owned(),
            options,
            ui,
            state: Mutex::default(),
            is_building: AtomicBool::new(false),
            told: Mutex::default(),
        }
    }

    /// The site's folder.
    pub fn site(&self) -> &Path {
        &self.options.out
    }

    /// How it stands now.
    pub fn state(&self) -> State {
        self.state.lock().map(|state| state.clone()).unwrap_or_default()
    }

    /// Builds the paper and says how that went. Only what no edit of the paper could mend is an error.
    pub fn build(&self) -> Result<()> {
        self.is_building.store(true, Ordering::SeqCst);
        let ended = self.build_now();
        self.is_building.store(false, Ordering::SeqCst);
        ended
    }

    /// Waits until no build is under way, but not for ever.
    pub fn wait_until_idle(&self, at_most: Duration) {
        let begin = Instant::now();
        while self.is_building.load(Ordering::SeqCst) && begin.elapsed() < at_most {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn build_now(&self) -> Result<()> {
        // The bars of a first build are worth seeing, those of a changed edition flicker.
        let quiet = Ui { quiet: self.ui.quiet || !self.state().version.is_empty(), ..self.ui };
        match build::build(&self.paper, &self.options, &quiet) {
            Ok(built) => self.keep(built),
            Err(error) if error.kind() == Kind::Input => self.refuse(&error),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn keep(&self, built: Built) {
        let Ok(mut state) = self.state.lock() else { return };
        let changed = built.changes.changed.len() + built.changes.removed.len();
        let (first, mended) = (state.version.is_empty(), !state.errors.is_empty());
        if changed > 0 || first {
            state.built = SystemTime::now();
            state.version = version(&state.version, state.built);
        }
        // The first thing that is said, to a script too, is the address.
        if (changed > 0 && !first) || mended {
            let editions = counted(built.editions, "edition");
            let articles = counted(built.articles, "article");
            self.ui.say(&format!(
                "{GREEN}built:{GREEN:#} {editions}, {articles}; {} changed",
                counted(changed, "file")
            ));
        }
        state.errors = Vec::new();
        // What is about the site as a whole is for the terminal; a page is in the way of nobody for that.
        let is_of_a_file =
            |warning: &&String| warning.split(':').next().is_some_and(|place| place.contains('/'));
        state.warnings = built.warnings.iter().filter(is_of_a_file).cloned().collect();
        if let Ok(mut told) = self.told.lock()
            && *told != built.warnings
        {
            built.warnings.iter().for_each(|warning| self.ui.warn(warning));
            *told = built.warnings;
        }
        state.base = built.base;
    }

    fn refuse(&self, error: &Error) {
        let Ok(mut state) = self.state.lock() else { return };
        let place = error.path().map(|path| path.strip_prefix(&self.paper).unwrap_or(path));
        let place = place.map(|place| format!("{}: ", place.display())).unwrap_or_default();
        let advice = error.advice().unwrap_or_default();
        let text = format!("{place}{}\n{advice}", error.message());
        if state.errors != [text.trim_end()] {
            anstream::eprintln!("{RED}error:{RED:#} {place}{}\n  {DIM}{advice}{DIM:#}", error.message());
        }
        state.errors = vec![text.trim_end().to_owned()];
    }
}

/// Another version. The time is part of it, so that a page left open by an earlier preview reloads too.
fn version(before: &str, built: SystemTime) -> String {
    let now = built.duration_since(UNIX_EPOCH).map(|since| since.as_nanos()).unwrap_or_default().to_string();
    if now == before { format!("{now}+") } else { now }
}
