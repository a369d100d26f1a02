//! Editions, pages and articles.

use std::mem::take;

use super::blocks::{Blocks, check_size};
use super::names::Names;
use super::{jumps, unknown};
use crate::finding::FindingKind;
use crate::model::article::{Access, Article, Kind};
use crate::model::edition::{Edition, Page};
use crate::model::status::Status;
use crate::read::at::At;
use crate::read::findings::Findings;

/// Keeps the rules of an edition.
pub(crate) fn check(edition: &mut Edition, findings: &Findings) {
    unknown::version(&edition.version, findings);
    unknown::fields(&edition.extra, &At::ROOT, findings);
    let (mut pages, mut articles) = (Names::default(), Names::default());
    let list = At::ROOT;
    let list = list.name("pages");
    for (page, index) in edition.pages.iter_mut().zip(findings.places(&list)) {
        let at = list.index(index);
        page.id = pages.unique(take(&mut page.id), &at, findings);
        check_page(page, &at, &mut articles, findings);
    }
    jumps::check(edition, findings);
}

fn check_page(page: &mut Page, at: &At, names: &mut Names, findings: &Findings) {
    if let Some(image) = &page.image {
        let at = at.name("image");
        check_size(image, &at, findings);
        unknown::fields(&image.extra, &at, findings);
    }
    page.image = page.image.take().filter(|image| !image.src.is_empty());
    unknown::fields(&page.extra, at, findings);
    let list = at.name("articles");
    for (article, index) in page.articles.iter_mut().zip(findings.places(&list)) {
        let at = list.index(index);
        article.id = names.unique(take(&mut article.id), &at, findings);
        check_article(article, &at, findings);
    }
}

fn check_article(article: &mut Article, at: &At, findings: &Findings) {
    check_words(article, at, findings);
    let list = at.name("byline");
    for (credit, index) in article.byline.iter().zip(findings.places(&list)) {
        unknown::fields(&credit.extra, &list.index(index), findings);
    }
    unknown::fields(&article.jump.extra, &at.name("jump"), findings);
    Blocks::new(findings).check(&mut article.body, &at.name("body"), false);
    if matches!(article.status, Status::Withdrawn(_)) && !article.body.is_empty() {
        findings.find(&at.name("body"), FindingKind::WithdrawnBody, "");
        article.body.clear();
    }
    if article.headline.is_empty() && matches!(article.kind, Kind::Article | Kind::Unknown(_)) {
        findings.find_else(&at.name("headline"), FindingKind::NoHeadline, "");
    }
    unknown::fields(&article.extra, at, findings);
}

/// Notes words that this version does not know.
fn check_words(article: &Article, at: &At, findings: &Findings) {
    if let Kind::Unknown(word) = &article.kind {
        findings.find_else(&at.name("kind"), FindingKind::UnknownKind, word);
    }
    if let Access::Unknown(word) = &article.access {
        findings.find_else(&at.name("access"), FindingKind::UnknownAccess, word);
    }
    let at = at.name("status");
    match &article.status {
        Status::Published => {}
        Status::Corrected(amendment) | Status::Withdrawn(amendment) => {
            unknown::fields(&amendment.extra, &at, findings);
        }
        Status::Other(fields) => match fields.get("type").and_then(|word| word.as_str()) {
            None => unknown::fields(fields, &at, findings),
            Some("published") => {
                let mut rest = fields.clone();
                rest.remove("type");
                unknown::fields(&rest, &at, findings);
            }
            // One of a later version is not looked into.
            Some(word) => findings.find_else(&at.name("type"), FindingKind::UnknownStatus, word),
        },
    }
}
