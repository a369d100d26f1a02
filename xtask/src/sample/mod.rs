//! `cargo xtask sample`: draws the sample newspaper's pictures and typesets its pages.
//!
//! The editions in `sample/` are written by hand; everything else there is made from them, in this order:
//!
//! 1. [`art`] draws `sample/art/*.svg` and stores the pictures that the editions name.
//! 2. [`compose`] puts a page's articles into HTML ([`blocks`]), under a nameplate or a page line.
//! 3. The page's own script, `typeset/*.js`, chooses a layout and a size of type and breaks the articles into columns,
//!    in the [`browser`]; what it hands back is the finished page and the rectangles in which the articles stand.
//! 4. [`facsimile`] draws that page, and turns rectangles into regions.
//! 5. [`json`] writes the regions into the edition's file.
//!
//! With the same browser and typefaces a second run changes nothing. [`audit`] says what must hold of the whole.

mod art;
mod audit;
mod blocks;
mod browser;
mod compose;
mod facsimile;
mod json;
mod paper;
mod webp;

use std::path::Path;
use std::sync::Mutex;

use crate::tools::{self, Need};
use crate::{Outcome, shell};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    if let [check] = arguments
        && check == "--check"
    {
        return audit::report(&shell::root().join("sample"));
    }
    if let Some(unknown) = arguments.iter().find(|argument| argument.starts_with('-')) {
        return Err(format!("this command does not know `{unknown}`; see `cargo xtask help`"));
    }
    tools::require(Need::Typesetting)?;
    let root = shell::root().join("sample");
    let paper = paper::Paper::read(&root)?;
    let browser = browser::Browser::new()?;
    println!("Drawing the pictures…");
    let gallery = art::Gallery::draw(&root.join("art"), &browser)?;
    let chosen = |path: &str| arguments.is_empty() || arguments.iter().any(|wanted| path.starts_with(wanted));
    let mut failed = Vec::new();
    for edition in &paper.editions {
        if !chosen(&edition.path) && !arguments.iter().any(|wanted| wanted.starts_with(&edition.path)) {
            continue;
        }
        gallery.store(&edition.edition, &edition.folder)?;
        failed.extend(facsimile::set(&paper, edition, &gallery, &browser, &chosen).err());
    }
    if !failed.is_empty() {
        return Err(failed.join("\n"));
    }
    if arguments.is_empty() { audit::report(&root) } else { Ok(()) }
}

/// Writes a file unless it holds these bytes already, so that nothing is made newer without need.
fn write_if_new(target: &Path, bytes: &[u8]) -> Outcome {
    if std::fs::read(target).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    std::fs::write(target, bytes).map_err(|error| format!("{}: {error}", target.display()))
}

/// Does the same to many things, on all cores; the results are in the order of the things.
fn in_parallel<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> Result<R, String> + Sync,
) -> Result<Vec<R>, String> {
    let next = Mutex::new(things.iter().enumerate());
    let done = Mutex::new(Vec::new());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores.min(things.len()) {
            scope.spawn(|| {
                loop {
                    let Some((at, thing)) = next.lock().ok().and_then(|mut next| next.next()) else { return };
                    let result = work(thing);
                    if let Ok(mut done) = done.lock() {
                        done.push((at, result));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().map_err(|_| "a thread broke off".to_owned())?;
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_things() {
        let things: Vec<u32> = (0..40).collect();
        assert_eq!(
            in_parallel(&things, |n| Ok(n * 2)).unwrap(),
            things.iter().map(|n| n * 2).collect::<Vec<_>>()
        );
        let failed: Result<Vec<u32>, String> =
            in_parallel(&things, |n| if *n == 7 { Err("seven".to_owned()) } else { Ok(*n) });
        assert_eq!(failed, Err("seven".to_owned()));
    }
}
