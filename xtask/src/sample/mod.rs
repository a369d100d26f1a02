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
mod output;
mod paper;
mod webp;

use crate::outcome::Outcome;
use crate::places;
use crate::tools::{self, Need};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    if let [check] = arguments
        && check == "--check"
    {
        return audit::report(&places::root().join("sample"));
    }
    if let Some(unknown) = arguments.iter().find(|argument| argument.starts_with('-')) {
        return Err(format!("this command does not know `{unknown}`; see `cargo xtask help`"));
    }
    tools::require(Need::Typesetting)?;
    let root = places::root().join("sample");
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
