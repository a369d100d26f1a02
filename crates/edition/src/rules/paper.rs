//! Papers: every publication has a name of its own.

use super::names::Names;
use super::unknown;
use crate::finding::FindingKind;
use crate::paper::{Paper, Publication};
use crate::read::at::At;
use crate::read::findings::Findings;

/// Keeps the rules of a paper.
pub(crate) fn check(paper: &mut Paper, findings: &Findings) {
    unknown::version(&paper.version, findings);
    unknown::fields(&paper.extra, &At::ROOT, findings);
    if let Some(home) = &paper.home {
        unknown::fields(&home.extra, &At::ROOT.name("home"), findings);
    }
    paper.home = paper.home.take().filter(|home| !home.href.is_empty());
    let list = At::ROOT;
    let list = list.name("publications");
    let mut names = Names::default();
    let publications = std::mem::take(&mut paper.publications);
    for (mut publication, index) in publications.into_iter().zip(findings.places(&list)) {
        let at = list.index(index);
        unknown::fields(&publication.extra, &at, findings);
        if is_kept(&publication, &at, &mut names, findings) {
            publication.years.sort_unstable();
            publication.years.dedup();
            paper.publications.push(publication);
        }
    }
}

/// Without a name of its own a publication cannot have a folder, so nothing of it could be read.
fn is_kept(publication: &Publication, at: &At, names: &mut Names, findings: &Findings) -> bool {
    let id = &publication.id;
    if id.as_str().is_empty() {
        return false;
    }
    let is_new = names.take(id.folded());
    if !is_new {
        findings.find(&at.name("id"), FindingKind::DuplicateId, id.as_str());
    }
    is_new
}
