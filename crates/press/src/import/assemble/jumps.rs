//! 下转 and 上接, and articles that are there twice.

use std::collections::HashMap;

use masthead_edition::model::{Article, Block, Content, Edition, Text};

use super::pages::same_code;
use super::{JumpMarks, Workshop};
use crate::import::blocks::JumpMark;
use crate::import::text::squeezed;

/// An article by the number of its page and its own.
type Place = (usize, usize);

/// A text shorter than this may be the same by chance: 责编, a weather line.
const TELLING: usize = 50;

/// Ties the edition's jumps.
pub fn tie(workshop: &mut Workshop<'_>, edition: &mut Edition, mut marks: JumpMarks) {
    let twice = drop_repeated_texts(workshop, edition, &mut marks);
    let mut places: Vec<Place> = marks.keys().copied().collect();
    places.sort_unstable();
    for place in &places {
        let Some(mark) = marks.get(place).and_then(|(_, to)| to.clone()) else { continue };
        match continuation(edition, &marks, *place, &mark) {
            Some((target, certain)) => {
                link(edition, *place, target);
                if let Some(from) = marks.get_mut(&target) {
                    from.0 = None;
                }
                let path = alias(edition, *place);
                let message = format!("{} leads to {}", mark.printed, alias(edition, target));
                let notes = workshop.notes(&path);
                if certain { notes.repaired("jump", message) } else { notes.guessed("jump", message) }
            }
            None => put_back(workshop, edition, *place, &mark, false),
        }
    }
    for place in places {
        let mark = marks.get(&place).and_then(|(from, _)| from.clone());
        let tied = article(edition, place).is_some_and(|article| article.jump.from.is_some());
        if let Some(mark) = mark.filter(|_| !tied) {
            put_back(workshop, edition, place, &mark, true);
        }
    }
    merge(edition, twice);
}

/// Two files of one article become one: the first, which answers to both addresses and has both regions.
fn merge(edition: &mut Edition, mut twice: Vec<(Place, Place)>) {
    // From the end, so that the places before stay what they are.
    twice.sort_by_key(|(_, second)| std::cmp::Reverse(*second));
    for (first, (page, index)) in twice {
        let Some(page) = edition.pages.get_mut(page).filter(|page| index < page.articles.len()) else {
            continue;
        };
        let second = page.articles.remove(index);
        if let Some(first) = article(edition, first) {
            first.aliases.extend(second.aliases);
            first.regions.extend(second.regions);
        }
    }
}

/// The article on the named page that says it comes from here; or whose headline is much the same.
fn continuation(
    edition: &Edition,
    marks: &JumpMarks,
    (page, index): Place,
    mark: &JumpMark,
) -> Option<(Place, bool)> {
    let from = edition.pages.get(page)?;
    let headline = squeezed(&from.articles.get(index)?.headline.concat());
    let target = edition.pages.iter().position(|other| names_page(&mark.page, other.id.as_str()))?;
    let candidates = edition.pages.get(target)?.articles.iter().enumerate();
    let mut best: Option<(usize, usize, bool)> = None;
    for (index, article) in candidates {
        if (target, index) == (page, index) && target == page || article.jump.from.is_some() {
            continue;
        }
        let answers = marks.get(&(target, index)).and_then(|(from, _)| from.as_ref());
        let answers = answers.is_some_and(|back| names_page(&back.page, from.id.as_str()));
        let alike = common(&headline, &squeezed(&article.headline.concat()));
        let worth = alike + if answers { 1000 } else { 0 };
        if (answers || alike >= 4) && best.is_none_or(|(_, other, _)| worth > other) {
            best = Some((index, worth, answers));
        }
    }
    best.map(|(index, _, certain)| ((target, index), certain))
}

/// 下转第3版 on a page A01 may mean A03.
fn names_page(printed: &str, id: &str) -> bool {
    let digits = |text: &str| text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).to_owned();
    same_code(printed, id)
        || (printed.chars().all(|letter| letter.is_ascii_digit()) && same_code(printed, &digits(id)))
}

/// The longest run of characters that two headlines share.
fn common(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut best = 0;
    let mut last = vec![0; b.len() + 1];
    for letter in &a {
        let mut row = vec![0; b.len() + 1];
        for (index, other) in b.iter().enumerate() {
            if letter == other {
                row[index + 1] = last[index] + 1;
                best = best.max(row[index + 1]);
            }
        }
        last = row;
    }
    best
}

fn article(edition: &mut Edition, (page, index): Place) -> Option<&mut Article> {
    edition.pages.get_mut(page)?.articles.get_mut(index)
}

fn alias(edition: &mut Edition, place: Place) -> String {
    article(edition, place).and_then(|article| article.aliases.first().cloned()).unwrap_or_default()
}

fn link(edition: &mut Edition, from: Place, to: Place) {
    let Some(from_id) = article(edition, from).map(|article| article.id.clone()) else { return };
    let Some(to_id) = article(edition, to).map(|article| article.id.clone()) else { return };
    if let Some(article) = article(edition, from) {
        article.jump.to = Some(to_id);
    }
    if let Some(article) = article(edition, to) {
        article.jump.from = Some(from_id);
    }
}

/// What could not be tied stays as it was printed.
fn put_back(workshop: &mut Workshop<'_>, edition: &mut Edition, place: Place, mark: &JumpMark, first: bool) {
    let path = alias(edition, place);
    let message =
        format!("nothing on page {} answers to this; it stays in the text: {}", mark.page, mark.printed);
    workshop.notes(&path).missing("lost-jump", message);
    if let Some(article) = article(edition, place) {
        let block = Block { content: Content::Note(Text::plain(mark.printed.clone())), ..Block::default() };
        let at = if first { 0 } else { article.body.len() };
        article.body.insert(at, block);
    }
}

/// A continuation that repeats the whole text has it once: where it begins. Two files with one text on the same page
/// are one article; they are given back, first and second.
fn drop_repeated_texts(
    workshop: &mut Workshop<'_>,
    edition: &mut Edition,
    marks: &mut JumpMarks,
) -> Vec<(Place, Place)> {
    let mut twice = Vec::new();
    for (first, second) in same_texts(edition) {
        let (path, other) = (alias(edition, second), alias(edition, first));
        let headlines = [first, second]
            .map(|place| article(edition, place).map(|article| squeezed(&article.headline.concat())));
        if first.0 == second.0 && headlines[0] == headlines[1] {
            let message = format!("the same article as {other}, which answers to this address too");
            workshop.notes(&path).left_out("duplicate", message);
            twice.push((first, second));
        } else {
            let printed = marks.get(&second).is_some_and(|(from, _)| from.is_some())
                || marks.get(&first).is_some_and(|(_, to)| to.is_some());
            let notes = workshop.notes(&path);
            if printed {
                notes.repaired(
                    "repeated-text",
                    format!("the continuation repeated the whole text of {other}"),
                );
            } else {
                notes.guessed(
                    "repeated-text",
                    format!("the whole text of {other} again; it was taken for its continuation"),
                );
            }
            continue_in(edition, first, second);
        }
        if let Some(mark) = marks.get_mut(&first) {
            mark.1 = None;
        }
        if let Some(mark) = marks.get_mut(&second) {
            mark.0 = None;
        }
    }
    twice
}

/// Articles with the same text as an earlier one, each with that one.
fn same_texts(edition: &Edition) -> Vec<(Place, Place)> {
    let mut seen: HashMap<String, Place> = HashMap::new();
    let mut same = Vec::new();
    for (page_index, page) in edition.pages.iter().enumerate() {
        for (index, article) in page.articles.iter().enumerate() {
            let text = squeezed(&whole_text(article));
            if text.chars().count() >= TELLING {
                let place = (page_index, index);
                let first = *seen.entry(text).or_insert(place);
                if first != place {
                    same.push((first, place));
                }
            }
        }
    }
    same
}

/// The second article keeps its headline and its place, and leads back to the first for the text.
fn continue_in(edition: &mut Edition, first: Place, second: Place) {
    if let Some(article) = article(edition, second) {
        article.body.clear();
    }
    if article(edition, first).is_some_and(|article| article.jump.to.is_none()) {
        link(edition, first, second);
    } else if let Some(id) = article(edition, first).map(|article| article.id.clone())
        && let Some(article) = article(edition, second)
    {
        article.jump.from = Some(id);
    }
}

fn whole_text(article: &Article) -> String {
    let mut text = String::new();
    for block in &article.body {
        match &block.content {
            Content::Paragraph(line) | Content::Subhead(line) | Content::Note(line) => {
                text.push_str(&line.joined())
            }
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_as_jumps_name_them() {
        assert!(names_page("3", "03") && names_page("A3", "A03") && names_page("3", "A03"));
        assert!(!names_page("A3", "B03") && !names_page("3", "13"));
        assert_eq!(common("砥砺奋进铸就辉煌", "铸就辉煌（续）"), 4);
    }
}
