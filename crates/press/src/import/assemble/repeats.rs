//! Articles whose whole text stands in the edition twice. A continuation may repeat all of it: then it is there once. One
//! article under two addresses of a page becomes one. Whatever else has the same text (a standing notice) keeps it.

use std::collections::HashMap;

use masthead_edition::model::{Article, Content, Edition};

use super::alike::{Likeness, likeness};
use super::places::{self, Place, address, article, article_mut, link, remove_pointer};
use super::{JumpMarks, Workshop};
use crate::import::blocks::JumpMark;
use crate::import::label;
use crate::import::text::squeezed;

/// A text shorter than this may be the same by chance: 责编, a weather line.
const TELLING: usize = 50;

/// What an article is to an earlier one with the same text.
enum Relation {
    /// The same article.
    Duplicate,
    /// Its continuation.
    Continuation,
}

/// Empties continuations that repeat the whole text, and ties them. Gives back which articles are there twice.
pub fn find(
    workshop: &mut Workshop<'_>,
    edition: &mut Edition,
    marks: &mut JumpMarks,
) -> Vec<(Place, Place)> {
    let mut twice = Vec::new();
    for (first, second, relation) in related(edition, marks) {
        let (path, other) = (address(edition, second), address(edition, first));
        match relation {
            Relation::Duplicate => {
                let message = format!("the same article as {other}, which answers to this address too");
                workshop.notes(&path).left_out("duplicate", message);
                twice.push((first, second));
            }
            Relation::Continuation => {
                // 下转 of the first and 上接 of the second are used up; the second may go on elsewhere.
                let to = marks.get_mut(&first).and_then(|(_, to)| to.take());
                let from = marks.get_mut(&second).and_then(|(from, _)| from.take());
                let further = marks.get(&second).and_then(|(_, to)| to.clone());
                let pointers: Vec<&str> = to.iter().chain(&from).map(|mark| mark.printed.as_str()).collect();
                let message =
                    format!("the continuation repeated the whole text of {other}: {}", pointers.join(" "));
                workshop.notes(&path).repaired("repeated-text", message);
                for (place, mark) in [(first, to), (second, from)] {
                    if let Some(mark) = mark {
                        remove_pointer(edition, place, &mark);
                    }
                }
                keep_pictures_only(edition, first, second, further.as_ref());
                link(edition, first, second);
            }
        }
    }
    twice
}

fn related(edition: &Edition, marks: &JumpMarks) -> Vec<(Place, Place, Relation)> {
    let mut groups: HashMap<String, Vec<Place>> = HashMap::new();
    let mut found = Vec::new();
    for place in places::all(edition) {
        let Some(text) = article(edition, place).map(|article| whole_text(article, marks, place)) else {
            continue;
        };
        if text.chars().count() < TELLING {
            continue;
        }
        let group = groups.entry(text).or_default();
        let related =
            group.iter().find_map(|first| Some((*first, place, relation(edition, marks, *first, place)?)));
        match related {
            Some(related) => found.push(related),
            None => group.push(place),
        }
    }
    found
}

fn relation(edition: &Edition, marks: &JumpMarks, first: Place, second: Place) -> Option<Relation> {
    let (a, b) = (article(edition, first)?, article(edition, second)?);
    if first.0 == second.0 {
        let heads = |article: &Article| {
            let text = |text: &Option<masthead_edition::model::Text>| text.as_ref().map(|text| text.joined());
            (squeezed(&article.headline.concat()), text(&article.kicker), text(&article.deck))
        };
        return (heads(a) == heads(b)).then_some(Relation::Duplicate);
    }
    let names = |page: &str, place: Place| label::names(page, places::page_id(edition, place)).is_some();
    let leads = marks.get(&first).and_then(|(_, to)| to.as_ref()).is_some_and(|to| names(&to.page, second));
    let answers =
        marks.get(&second).and_then(|(from, _)| from.as_ref()).is_some_and(|from| names(&from.page, first));
    let alike = likeness(&a.headline.concat(), &b.headline.concat()) > Likeness::None;
    ((leads || answers) && alike).then_some(Relation::Continuation)
}

/// All that an article's blocks say, apart from its pictures and its printed pointers.
fn whole_text(article: &Article, marks: &JumpMarks, place: Place) -> String {
    let (from, to) = marks.get(&place).cloned().unwrap_or_default();
    let pointers: Vec<_> = from.into_iter().chain(to).collect();
    let mut text = String::new();
    for block in &article.body {
        match &block.content {
            content if pointers.iter().any(|mark| places::is_pointer(content, mark)) => {}
            Content::Paragraph(line) | Content::Subhead(line) | Content::Note(line) => {
                text.push_str(&squeezed(&line.joined()));
            }
            Content::Figure(_) | Content::Gallery { .. } => {}
            other => text.push_str(&format!("{other:?}")),
        }
    }
    text
}

/// Takes the text out of the second article, but for a pointer, and the pictures that the first has too.
fn keep_pictures_only(edition: &mut Edition, first: Place, second: Place, pointer: Option<&JumpMark>) {
    let known = article(edition, first).map(|first| first.body.clone()).unwrap_or_default();
    if let Some(article) = article_mut(edition, second) {
        article.body.retain(|block| {
            let picture = matches!(block.content, Content::Figure(_) | Content::Gallery { .. });
            pointer.is_some_and(|pointer| places::is_pointer(&block.content, pointer))
                || (picture && !known.iter().any(|other| other.content == block.content))
        });
    }
}

/// Two files of one article become one: the first, which answers to both addresses and has the regions, pictures and
/// credits of both.
pub fn merge(edition: &mut Edition, mut twice: Vec<(Place, Place)>) {
    // From the end, so that the places before stay what they are.
    twice.sort_by_key(|(_, second)| std::cmp::Reverse(*second));
    for (first, (page, index)) in twice {
        keep_pictures_only(edition, first, (page, index), None);
        let Some(page) = edition.pages.get_mut(page).filter(|page| index < page.articles.len()) else {
            continue;
        };
        let second = page.articles.remove(index);
        if let Some(first) = article_mut(edition, first) {
            first.aliases.extend(second.aliases);
            first.regions.extend(second.regions);
            first.body.extend(second.body);
            let new = second.byline.into_iter().filter(|credit| !first.byline.contains(credit));
            let new: Vec<_> = new.collect();
            first.byline.extend(new);
        }
    }
}
