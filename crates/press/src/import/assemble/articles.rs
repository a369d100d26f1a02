//! The articles of an edition: on which page each stands, and what its file says.

use std::collections::{HashMap, HashSet};

use masthead_edition::id::Id;
use masthead_edition::model::{Article, Block, Content, Edition, Kind};

use super::pages::{self, DraftArticle, DraftPage};
use super::{Marks, Workshop, pictures};
use crate::error::Result;
use crate::import::article;
use crate::import::classify::article_id;
use crate::import::day::Kind as FileKind;
use crate::import::label::{Label, same_code};
use crate::import::note::{Notes, excerpt};
use crate::import::page::{self, PageFile};
use crate::import::piece::Sheet;

/// Gives every page its articles, and every article that no page names a page.
pub fn place(workshop: &mut Workshop<'_>, drafts: &mut Vec<DraftPage>) -> Result<()> {
    let mut placed: HashSet<String> = HashSet::new();
    for draft in drafts.iter_mut() {
        take_from_page(workshop, draft, &mut placed);
    }
    let orphans: Vec<String> = workshop.job.day.articles.iter().map(|file| file.address.clone()).collect();
    for path in orphans {
        if placed.insert(path.to_lowercase()) {
            place_orphan(workshop, drafts, &path, &mut placed)?;
        }
    }
    Ok(())
}

/// The headline list's order is the reading order; areas that it does not name follow.
fn take_from_page(workshop: &mut Workshop<'_>, draft: &mut DraftPage, placed: &mut HashSet<String>) {
    let headlines = std::mem::take(&mut draft.file.headlines);
    let mut entries: Vec<DraftArticle> = headlines
        .into_iter()
        .map(|(path, listed)| DraftArticle { path, listed, areas: Vec::new() })
        .collect();
    for (path, shape) in std::mem::take(&mut draft.file.areas) {
        let index =
            entries.iter().position(|entry| entry.path.eq_ignore_ascii_case(&path)).unwrap_or_else(|| {
                entries.push(DraftArticle { path, listed: Vec::new(), areas: Vec::new() });
                entries.len() - 1
            });
        if let Some(entry) = entries.get_mut(index) {
            entry.areas.extend(shape);
        }
    }
    let page = draft.file.path.clone();
    entries.retain(|entry| {
        let title = entry.listed.concat();
        if workshop.job.rules.entries.drop.iter().any(|pattern| pattern.0.is_match(&title)) {
            workshop
                .notes(&page)
                .left_out("entry", format!("an entry that the rules drop: {}", excerpt(&title)));
            placed.insert(entry.path.to_lowercase());
            return false;
        }
        let first = placed.insert(entry.path.to_lowercase());
        if !first {
            let message = format!("{} stands on an earlier page already", entry.path);
            workshop.notes(&page).left_out("on-two-pages", message);
        }
        first
    });
    draft.articles.append(&mut entries);
}

/// An article's file carries the head of its page: id, name, picture and areas.
fn place_orphan(
    workshop: &mut Workshop<'_>,
    drafts: &mut Vec<DraftPage>,
    path: &str,
    placed: &mut HashSet<String>,
) -> Result<()> {
    let (document, source) = workshop.open(path)?;
    // Opening it again when it is read would note its encoding twice.
    let on_disk = workshop.path(path);
    workshop.notes.remove(&on_disk);
    let job = workshop.job;
    let mut head = page::read(path, &document, &source, job.rules, &|path| job.known(path));
    let label = own_label(&head).cloned();
    let code = label.as_ref().map(|label| label.code.clone()).or_else(|| head.number.clone());
    let entry = DraftArticle { path: path.to_owned(), listed: Vec::new(), areas: Vec::new() };
    let known =
        code.as_ref().and_then(|code| drafts.iter_mut().find(|draft| same_code(draft.id.as_str(), code)));
    match (known, code) {
        (Some(draft), Some(code)) => {
            let message =
                format!("page {code} does not list this article; the article says that it stands there");
            workshop.notes(path).guessed("unlisted-article", message);
            draft.articles.push(entry);
        }
        (None, Some(code)) => {
            let message = format!("page {code} has no file; it was made from what its articles say of it");
            workshop.notes(path).guessed("page-from-article", message);
            // The list names the page's own address.
            let own = head
                .list
                .iter()
                .find(|(_, listed)| same_code(&listed.code, &code))
                .map(|(path, _)| path.clone());
            head.notes = Notes::default();
            let draft = page_from_head(head, &code, label.map(|label| label.name), own, drafts);
            drafts.push(draft);
            if let Some(draft) = drafts.last_mut() {
                placed.remove(&path.to_lowercase());
                take_from_page(workshop, draft, placed);
                if placed.insert(path.to_lowercase()) {
                    draft.articles.push(entry);
                }
                pages::split_section(workshop, draft);
            }
        }
        (_, None) => {
            workshop.notes(path).guessed(
                "no-page",
                "no page names this article, nor does it name one; it was put on the last page",
            );
            if drafts.is_empty() {
                let draft = page_from_head(
                    PageFile { path: path.to_owned(), ..PageFile::default() },
                    "1",
                    None,
                    None,
                    drafts,
                );
                drafts.push(draft);
            }
            if let Some(draft) = drafts.last_mut() {
                draft.articles.push(entry);
            }
        }
    }
    Ok(())
}

/// The label of the page that an article's file belongs to.
fn own_label(head: &PageFile) -> Option<&Label> {
    head.label.as_ref().or_else(|| {
        let number = head.number.as_deref()?;
        head.list.iter().map(|(_, label)| label).find(|label| same_code(&label.code, number))
    })
}

fn page_from_head(
    head: PageFile,
    code: &str,
    name: Option<String>,
    address: Option<String>,
    drafts: &[DraftPage],
) -> DraftPage {
    DraftPage {
        id: pages::free_id(code, drafts),
        section: None,
        name: name.filter(|name| !name.is_empty()),
        addresses: address.into_iter().collect(),
        file: head,
        articles: Vec::new(),
    }
}

/// Reads an article's file, if it is there, and makes the article.
pub fn read(
    workshop: &mut Workshop<'_>,
    page: &DraftPage,
    draft: &DraftArticle,
    scale: Option<(f64, f64)>,
) -> Result<(Article, Marks)> {
    let rules = workshop.job.rules;
    let mut notes = Notes::default();
    let on_disk = match workshop.job.day.file(&draft.path) {
        Some((FileKind::Article(_), file)) => Some(file.address.clone()),
        _ => None,
    };
    let mut base = String::new();
    let read = match &on_disk {
        Some(path) => {
            let (document, _) = workshop.open(path)?;
            base = page::base_of(path, &document);
            let look = |href: &str| pictures::look(workshop, &base, href);
            article::read(Sheet { document: &document, rules, look: &look }, &draft.listed, &mut notes)
        }
        None => {
            let message = format!(
                "page {} lists this article, and its file is not there; its headline was kept",
                page.id
            );
            notes.missing("article-file", message);
            article::ArticleFile {
                headline: article::headline_lines(&draft.listed, rules, &mut notes),
                ..article::ArticleFile::default()
            }
        }
    };
    let is_bare = on_disk.is_some() && read.body.blocks.is_empty();
    let path = on_disk.as_deref().unwrap_or(&draft.path);
    if read.headline.is_empty() {
        notes.guessed("no-headline", "neither the article nor its page says a headline");
    }
    let mut article = Article {
        id: id_of(path, workshop),
        kicker: read.kicker.map(masthead_edition::model::Text::plain),
        headline: read.headline,
        deck: read.deck.map(masthead_edition::model::Text::plain),
        byline: read.byline,
        source: read.source,
        keywords: read.keywords,
        aliases: vec![path.to_owned()],
        regions: pictures::regions(&draft.areas, scale),
        body: read.body.blocks,
        ..Article::default()
    };
    workshop.notes(path).0.append(&mut notes.0);
    pictures::of_article(workshop, path, &base, &mut article);
    article.kind = kind(&article, page, workshop);
    // An advertisement or a notice may be a headline alone.
    if is_bare && matches!(article.kind, Kind::Article | Kind::Photo) {
        workshop.notes(path).missing("body", "neither a text nor a picture of this article was found");
    }
    Ok((article, (read.body.jump_from, read.body.jump_to)))
}

/// The id that the file's name gives.
fn id_of(path: &str, workshop: &Workshop<'_>) -> Id {
    let id = article_id(path, &workshop.job.rules.layout).unwrap_or_default();
    Id::in_edition(&id).unwrap_or_default()
}

fn kind(article: &Article, page: &DraftPage, workshop: &Workshop<'_>) -> Kind {
    let entries = &workshop.job.rules.entries;
    let title = article.headline.concat();
    let is = |patterns: &[crate::import::rules::Pattern]| {
        patterns.iter().any(|pattern| pattern.0.is_match(&title))
    };
    let figures = article.body.iter().any(|block| matches!(block.content, Content::Figure(_)));
    let text = article.body.iter().any(|block: &Block| !matches!(block.content, Content::Figure(_)));
    let advertisements = page.name.as_ref().is_some_and(|name| entries.advertisement_page.0.is_match(name));
    if advertisements || is(&entries.advertisement) {
        Kind::Advertisement
    } else if is(&entries.notice) {
        Kind::Notice
    } else if !text && (figures || is(&entries.photo)) {
        Kind::Photo
    } else {
        Kind::Article
    }
}

/// Ids must be unique in an edition without regard to case; a tree's mostly are.
pub fn number(workshop: &mut Workshop<'_>, edition: &mut Edition) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    for (page_index, page) in edition.pages.iter_mut().enumerate() {
        for (index, article) in page.articles.iter_mut().enumerate() {
            let wanted = if article.id.as_str().is_empty() {
                format!("{}-{}", page_index + 1, index + 1)
            } else {
                article.id.to_string()
            };
            let count = taken.entry(wanted.to_lowercase()).or_default();
            *count += 1;
            let text = if *count == 1 { wanted.clone() } else { format!("{wanted}-{count}") };
            if let Ok(id) = Id::in_edition(&text)
                && id != article.id
            {
                let path = article.aliases.first().cloned().unwrap_or_default();
                workshop
                    .notes(&path)
                    .guessed("article-id", format!("the id {wanted} cannot be used here; it became {id}"));
                article.id = id;
            }
        }
    }
}
