//! Where a site may go: not over its paper, whose editions have the same names and more in them, and not over a site of
//! somebody else's.

use std::path::Path;

use super::{books, stage};
use crate::error::{Error, Result};
use crate::look;
use crate::paper::{PaperFolder, settings};
use crate::write;

/// Refuses a folder in which a build would do harm.
pub fn check(paper: &PaperFolder, out: &Path) -> Result<()> {
    let refuse = |message: &str, advice: &str| {
        Err(Error::usage(format!("--out {}: {message}", out.display())).help(advice))
    };
    if look::is_taken(&out.join(settings::FILE))? {
        return refuse(
            "this is the folder of a paper, and its editions would be overwritten",
            "give the site a folder of its own",
        );
    }
    let there = write::there(out)?;
    for publication in &paper.paper.publications {
        let folder = paper.path.join(publication.id.as_str());
        // One that cannot be read was told already.
        if folder.canonicalize().is_ok_and(|folder| there.starts_with(folder)) {
            return refuse("this is among the editions of the paper", "give the site a folder of its own");
        }
    }
    let mut is_ours = false;
    for name in [books::FILE, stage::JOURNAL, "paper.json"] {
        is_ours |= look::is_taken(&out.join(name))?;
    }
    if !is_ours && look::is_taken(&out.join("index.html"))? {
        return refuse(
            "there is a site here that masthead did not make",
            "give a folder of its own, within this one if it is to be a part of that site",
        );
    }
    Ok(())
}
