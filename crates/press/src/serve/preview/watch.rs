//! Says when a file of a folder changed: once, after it has been quiet for a moment, since an editor that saves makes
//! a handful of changes and a copied edition some hundred.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::error::{Error, Result};
use crate::ui::Ui;

/// How long it must be quiet.
const QUIET: Duration = Duration::from_millis(120);
/// How long something that never becomes quiet is waited for.
const AT_MOST: Duration = Duration::from_secs(2);
/// How often is looked where the system tells nothing.
const EVERY: Duration = Duration::from_secs(2);

/// A folder that is watched.
pub struct Watch {
    changes: Receiver<()>,
    // Dropped, it watches no more.
    _watcher: Box<dyn Watcher + Send>,
}

impl Watch {
    /// Watches a folder and all below.
    pub fn begin(folder: &Path, ui: &Ui) -> Result<Self> {
        let (sender, changes) = mpsc::channel();
        let told = move |event: notify::Result<Event>| {
            // An error means that events were lost: as good as a change.
            if event.as_ref().map_or(true, concerns_the_paper) {
                let _ = sender.send(());
            }
        };
        let system = RecommendedWatcher::new(told.clone(), Config::default());
        let watched = system.and_then(|mut watcher| {
            watcher.watch(folder, RecursiveMode::Recursive)?;
            Ok(Box::new(watcher) as Box<dyn Watcher + Send>)
        });
        let watcher = match watched {
            Ok(watcher) => watcher,
            // A paper of twenty years has more folders than some systems watch.
            Err(error) => {
                ui.warn(&format!("the system does not watch this folder ({error}); it is looked through every {} seconds instead", EVERY.as_secs()));
                let failed =
                    |error: notify::Error| Error::input(folder, format!("cannot watch this: {error}"));
                let mut watcher =
                    PollWatcher::new(told, Config::default().with_poll_interval(EVERY)).map_err(failed)?;
                watcher.watch(folder, RecursiveMode::Recursive).map_err(failed)?;
                Box::new(watcher)
            }
        };
        Ok(Self { changes, _watcher: watcher })
    }

    /// Waits for a change; `false` when there will be none any more.
    pub fn wait(&self) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        let begin = Instant::now();
        while begin.elapsed() < AT_MOST {
            match self.changes.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        true
    }
}

/// Whether something changed that a build could read. Being read is no change, and hidden files are an editor's, or
/// the command's own books.
fn concerns_the_paper(event: &Event) -> bool {
    let changes = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    let hidden = |path: &Path| {
        path.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name.starts_with('.') || name.ends_with('~') || name == "4913"
        }) || path.components().any(|part| part.as_os_str() == ".masthead" || part.as_os_str() == ".git")
    };
    changes && (event.paths.is_empty() || !event.paths.iter().all(|path| hidden(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_one_change_and_hidden_files_are_none() {
        let folder = tempfile::tempdir().unwrap();
        let watch = Watch::begin(folder.path(), &Ui::default()).unwrap();
        std::fs::write(folder.path().join(".edition.json.swp"), "x").unwrap();
        assert!(watch.changes.recv_timeout(QUIET * 3).is_err(), "an editor's own file");
        for number in 0..20 {
            std::fs::write(folder.path().join(format!("{number}.json")), "x").unwrap();
        }
        assert!(watch.wait());
        assert!(watch.changes.try_recv().is_err(), "all of them were one");
        std::fs::read(folder.path().join("1.json")).unwrap();
        assert!(watch.changes.recv_timeout(QUIET * 3).is_err(), "reading is no change");
        let sub = folder.path().join("zzwb");
        std::fs::create_dir(&sub).unwrap();
        assert!(watch.wait());
        std::fs::write(sub.join("a.json"), "x").unwrap();
        assert!(watch.wait(), "in a folder that is new, too");
    }
}
