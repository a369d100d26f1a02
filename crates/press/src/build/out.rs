//! Where a site may go: not over its paper, whose editions have the same names and more in them, and not over a site of
//! somebody else's.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::paper::{PaperFolder, settings};
use crate::write;

/// Refuses a folder in which a build would do harm.
pub fn check(paper: &PaperFolder, out: &Path) -> Result<()> {
    let refuse = |message: &str, advice: &str| {
        Err(Error::usage(format!("--out {}: {message}", out.display())).help(advice))
    };
    if out.join(settings::FILE).is_file() {
        return refuse(
            "this is the folder of a paper, and its editions would be overwritten",
            "give the site a folder of its own",
        );
    }
    let inside = |folder: PathBuf| Some(write::there(out)?.starts_with(folder.canonicalize().ok()?));
    let publications = paper.paper.publications.iter();
    if publications.map(|found| paper.path.join(found.id.as_str())).any(|folder| inside(folder) == Some(true))
    {
        return refuse("this is among the editions of the paper", "give the site a folder of its own");
    }
    let is_ours = [".masthead", "paper.json"].iter().any(|name| out.join(name).exists());
    if !is_ours && out.join("index.html").exists() {
        return refuse(
            "there is a site here that masthead did not make",
            "give a folder of its own, within this one if it is to be a part of that site",
        );
    }
    Ok(())
}
