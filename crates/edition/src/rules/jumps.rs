//! Jumps: both ends must know each other.

use std::collections::HashMap;

use crate::finding::FindingKind;
use crate::id::Id;
use crate::model::edition::Edition;
use crate::read::at::At;
use crate::read::findings::Findings;

pub(super) fn check(edition: &Edition, findings: &Findings) {
    if edition.articles().all(|article| article.jump.from.is_none() && article.jump.to.is_none()) {
        return;
    }
    let ends: HashMap<String, [Option<String>; 2]> = edition
        .articles()
        .map(|article| {
            let end = |id: &Option<Id>| id.as_ref().map(Id::folded);
            (article.id.folded(), [end(&article.jump.from), end(&article.jump.to)])
        })
        .collect();
    let pages = At::ROOT;
    let pages = pages.name("pages");
    for (page, index) in edition.pages.iter().zip(findings.places(&pages)) {
        let at = pages.index(index);
        let articles = at.name("articles");
        for (article, index) in page.articles.iter().zip(findings.places(&articles)) {
            let at = articles.index(index);
            let at = at.name("jump");
            for (name, end, answer) in [("from", &article.jump.from, 1), ("to", &article.jump.to, 0)] {
                let Some(end) = end else { continue };
                match ends.get(&end.folded()) {
                    None => findings.find(&at.name(name), FindingKind::LostJump, end.as_str()),
                    Some(other) if other[answer] != Some(article.id.folded()) => {
                        findings.find(&at.name(name), FindingKind::OneWayJump, end.as_str());
                    }
                    Some(_) => {}
                }
            }
        }
    }
}
