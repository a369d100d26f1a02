//! What a paper has and nobody can read, or names and no longer has, while the site has it. A build does not take that for
//! something that was removed: it ends before it changes anything. With `--allow-missing` it goes on, and the site keeps
//! what it has of it: its own files stand in for those of the paper.

use std::fs;
use std::path::Path;

use masthead_edition::id::EditionId;

use crate::error::{Error, Result};
use crate::look;
use crate::paper::folder::{EDITION_FILE, EditionFolder, PaperFolder};
use crate::paper::root::Root;
use crate::paper::unread::Unread;

/// Ends a build with the name of each thing that it lacks.
pub fn refuse(paper: &Path, lacking: &[String]) -> Result<()> {
    if lacking.is_empty() {
        return Ok(());
    }
    let list: String = lacking.iter().map(|line| format!("\n    {line}")).collect();
    Err(Error::input(paper, format!("not all of this paper can be read, and nothing was changed:{list}")).help(
        "mend it, or remove from the paper what is to go; with --allow-missing the site is built all the same, and keeps what it has of these",
    ))
}

/// Each of the editions that cannot be read, with the reason.
pub fn unread(paper: &PaperFolder) -> Vec<String> {
    paper.unread.iter().map(|unread| format!("{}: {}", unread.address(), unread.why)).collect()
}

/// Lets the site's own editions stand in for those that cannot be read. Says what became of each.
pub fn stand_in(paper: &mut PaperFolder, site: &Path) -> Result<Vec<String>> {
    let mut warnings = Vec::new();
    let mut found = Vec::new();
    for unread in &paper.unread {
        let editions = match &unread.edition {
            Some(edition) => vec![edition.clone()],
            None => editions_in(&site.join(unread.publication.as_str()))?,
        };
        let before = found.len();
        for id in editions {
            let folder = site.join(unread.publication.as_str()).join(id.to_string());
            if look::is_file(&folder.join(EDITION_FILE))? {
                found.push(edition(unread, id, &folder, site)?);
            }
        }
        let address = unread.address();
        let kept = match (found.len() - before, &unread.edition) {
            (0, _) => "the site has nothing of it, and is built without".to_owned(),
            (_, Some(_)) => "the site keeps what it has of it".to_owned(),
            (count, None) => format!("the site keeps its editions that it has, {count} of them"),
        };
        warnings.push(format!("{address}: {}; {kept}", unread.why));
    }
    paper.add(found);
    Ok(warnings)
}

fn edition(unread: &Unread, id: EditionId, folder: &Path, site: &Path) -> Result<EditionFolder> {
    let publication = unread.publication.clone();
    Ok(EditionFolder { publication, id, path: folder.to_owned(), root: Root::of(site)? })
}

/// The folders of a site that are called as editions are.
fn editions_in(folder: &Path) -> Result<Vec<EditionId>> {
    if look::metadata(folder)?.is_none() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let entries = entries.map_err(|error| Error::io("read", folder, &error))?;
    let id = |entry: &fs::DirEntry| EditionId::parse(entry.file_name().to_str()?).ok();
    Ok(entries.iter().filter_map(id).collect())
}
