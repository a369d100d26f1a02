//! The pages of an edition: which files are pages, in which order, under which ids and names.

use std::collections::HashMap;

use masthead_edition::id::Id;

use super::{Workshop, copies};
use crate::error::Result;
use crate::import::day::Kind;
use crate::import::label::{Label, natural, same_code};
use crate::import::page::PageFile;
use crate::import::region::Shape;

/// A page while the edition is made.
#[derive(Debug)]
pub struct DraftPage {
    /// Its id.
    pub id: Id,
    /// Its section.
    pub section: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What its file says.
    pub file: PageFile,
    /// Every old address that leads to it.
    pub addresses: Vec<String>,
    /// Its articles in order.
    pub articles: Vec<DraftArticle>,
}

/// An article while the edition is made.
#[derive(Debug)]
pub struct DraftArticle {
    /// Its address; the file may be absent.
    pub path: String,
    /// Its headline as its page lists it.
    pub listed: Vec<String>,
    /// Its areas in pixels.
    pub areas: Vec<Shape>,
}

/// Reads the page files and puts them in order.
pub fn draft(workshop: &mut Workshop<'_>) -> Result<Vec<DraftPage>> {
    let day = workshop.job.day;
    let mut read: Vec<PageFile> = Vec::with_capacity(day.pages.len());
    for file in &day.pages {
        read.push(workshop.read_page(&file.address)?);
    }
    let list = longest_list(&read);
    let mut drafts: Vec<DraftPage> = Vec::new();
    let mut rest: Vec<Option<PageFile>> = read.into_iter().map(Some).collect();
    for (path, label) in &list {
        match workshop.job.day.file(path) {
            Some((Kind::Page(index), _)) => {
                if let Some(file) = rest.get_mut(index).and_then(Option::take) {
                    if file.is_blank() {
                        let message = "the file of this page holds nothing of it, perhaps a server's error";
                        workshop.notes(path).missing("page-content", message);
                    }
                    add(workshop, &mut drafts, file, Some(label));
                }
            }
            _ => {
                let message = format!(
                    "page {} ({}) is in the list of pages, and its file is not there",
                    label.code, label.name
                );
                workshop.notes(path).missing("page-file", message);
            }
        }
    }
    // A front page may have a second address (node_1.htm) that no list names.
    let mut unlisted: Vec<PageFile> = rest.into_iter().flatten().collect();
    unlisted.append(&mut copies::stray_pages(workshop)?);
    unlisted.sort_by_key(|page| natural(&code_of(page, None).unwrap_or_default()));
    let had_list = !list.is_empty();
    for file in unlisted {
        let path = file.path.clone();
        if file.is_blank() {
            workshop
                .notes(&path)
                .left_out("unrecognised-file", "named like a page, and holds nothing of one");
            continue;
        }
        if add(workshop, &mut drafts, file, None) && had_list {
            workshop
                .notes(&path)
                .guessed("unlisted-page", "no list of pages names this page; it was put at the end");
        }
    }
    name(workshop, &mut drafts);
    Ok(drafts)
}

/// Pages carry the same list; one that was cut short says less.
fn longest_list(pages: &[PageFile]) -> Vec<(String, Label)> {
    let mut best: &[(String, Label)] = &[];
    for page in pages {
        if page.list.len() > best.len() {
            best = &page.list;
        }
    }
    best.to_vec()
}

/// Adds a page; `false` where it is a second address of one that is there.
fn add(
    workshop: &mut Workshop<'_>,
    drafts: &mut Vec<DraftPage>,
    file: PageFile,
    listed: Option<&Label>,
) -> bool {
    let said = code_of(&file, listed);
    let alike = |draft: &&mut DraftPage| {
        let same_id = said.as_ref().is_none_or(|code| same_code(draft.id.as_str(), code));
        same_id && is_second_address(&draft.file, &file)
    };
    if let Some(same) = drafts.iter_mut().find(alike) {
        workshop.notes(&file.path).left_out("second-address", format!("the same page as {}", same.file.path));
        same.addresses.push(file.path);
        return false;
    }
    let code = said.unwrap_or_else(|| {
        let id = file_id(&file.path);
        workshop
            .notes(&file.path)
            .guessed("page-id", format!("the page does not say its id; its file's was taken: {id}"));
        id
    });
    if drafts.iter().any(|draft| same_code(draft.id.as_str(), &code)) {
        let message = format!("another page has the id {code} too; this one was given another");
        workshop.notes(&file.path).guessed("page-id-twice", message);
    }
    let name = listed.or(file.label.as_ref()).map(|label| label.name.clone()).filter(|name| !name.is_empty());
    let (id, addresses) = (free_id(&code, drafts), vec![file.path.clone()]);
    drafts.push(DraftPage { id, section: None, name, addresses, file, articles: Vec::new() });
    true
}

/// The list's label, then the page's own title line, then the property comment; then what the list calls it.
fn code_of(file: &PageFile, listed: Option<&Label>) -> Option<String> {
    let own = || file.list.iter().find(|(path, _)| *path == file.path).map(|(_, label)| label);
    let listed = listed.or_else(own);
    let codes = [listed, file.label.as_ref()].into_iter().flatten().map(|label| label.code.clone());
    let named = listed.map(|label| label.name.clone());
    codes.chain(file.number.clone()).chain(named).find(|code| Id::in_edition(code).is_ok())
}

fn file_id(path: &str) -> String {
    let stem = path.rsplit('/').next().unwrap_or(path).split('.').rev().nth(1).unwrap_or(path);
    stem.trim_start_matches("node_").to_owned()
}

fn is_second_address(a: &PageFile, b: &PageFile) -> bool {
    let articles = |page: &PageFile| {
        let mut paths: Vec<String> = page.areas.iter().map(|(path, _)| path.clone()).collect();
        paths.extend(page.headlines.iter().map(|(path, _)| path.clone()));
        paths.sort();
        paths.dedup();
        paths
    };
    let (a, b) = (articles(a), articles(b));
    !b.is_empty() && b.iter().all(|path| a.contains(path))
}

/// The id, or one like it that no page has.
pub fn free_id(code: &str, drafts: &[DraftPage]) -> Id {
    let taken = |id: &Id| drafts.iter().any(|draft| draft.id.same(id));
    let candidates = std::iter::once(code.to_owned()).chain((2..).map(|n| format!("{code}-{n}")));
    candidates.filter_map(|text| Id::in_edition(&text).ok()).find(|id| !taken(id)).unwrap_or_default()
}

/// 新郑时报 聚焦 is a section and a name: by the word it begins with, or because several pages begin so.
fn name(workshop: &mut Workshop<'_>, drafts: &mut [DraftPage]) {
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in drafts.iter().filter_map(|draft| draft.name.as_ref()) {
        *counts.entry(first(name)).or_default() += 1;
    }
    for draft in drafts {
        split_section(workshop, draft);
        let Some((section, rest)) = draft.name.as_ref().and_then(|name| name.split_once(char::is_whitespace))
        else {
            continue;
        };
        if draft.section.is_none() && counts.get(section).is_some_and(|count| *count > 1) {
            let (section, rest) = (section.to_owned(), rest.trim().to_owned());
            let message = format!(
                "several pages begin with {section}; it was read as their section, {rest} as this one's name"
            );
            workshop.notes(&draft.file.path).guessed("section", message);
            (draft.section, draft.name) = (Some(section), Some(rest));
        }
    }
}

/// A section by its own word: 新郑时报.
pub fn split_section(workshop: &mut Workshop<'_>, draft: &mut DraftPage) {
    let Some((section, rest)) = draft.name.as_ref().and_then(|name| name.split_once(char::is_whitespace))
    else {
        return;
    };
    let (section, rest) = (section.to_owned(), rest.trim().to_owned());
    if workshop.job.rules.section.endings.iter().any(|ending| section.ends_with(ending.as_str())) {
        let message = format!("{section} was read as the section, {rest} as the page's name");
        workshop.notes(&draft.file.path).repaired("section", message);
        (draft.section, draft.name) = (Some(section), Some(rest));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_any_label_has_its_files_name() {
        assert_eq!(file_id("html/2022-09/16/node_102.htm"), "102");
    }
}
