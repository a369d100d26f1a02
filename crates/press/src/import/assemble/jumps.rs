//! 下转 and 上接: which article goes on in which. The same headline decides, then pointers that answer each other, and
//! nothing else; a pointer that leads to nothing stays in the text.

use std::collections::HashSet;

use masthead_edition::model::Edition;

use super::alike::{Likeness, likeness};
use super::places::{self, Place, address, article, link, page_id, remove_pointer};
use super::{JumpMarks, Workshop, repeats};
use crate::import::label;

/// Ties the edition's jumps.
pub fn tie(workshop: &mut Workshop<'_>, edition: &mut Edition, mut marks: JumpMarks) {
    let twice = repeats::find(workshop, edition, &mut marks);
    let second: HashSet<Place> = twice.iter().map(|(_, second)| *second).collect();
    let mut candidates = candidates(edition, &marks);
    candidates.retain(|pair| !second.contains(&pair.from) && !second.contains(&pair.to));
    let (mut left, mut reached) = (HashSet::new(), HashSet::new());
    for pair in choose(candidates) {
        left.insert(pair.from);
        reached.insert(pair.to);
        say(workshop, edition, &marks, &pair);
        for (place, mark) in [
            (pair.from, marks.get(&pair.from).and_then(|(_, to)| to.as_ref())),
            (pair.to, marks.get(&pair.to).and_then(|(from, _)| from.as_ref())),
        ] {
            if let Some(mark) = mark {
                remove_pointer(edition, place, mark);
            }
        }
        link(edition, pair.from, pair.to);
    }
    for place in places::all(edition).into_iter().filter(|place| !second.contains(place)) {
        let Some((from, to)) = marks.get(&place) else { continue };
        let lost_to = to.as_ref().filter(|_| !left.contains(&place));
        let lost_from = from.as_ref().filter(|_| !reached.contains(&place));
        for mark in lost_to.into_iter().chain(lost_from) {
            let message = format!(
                "no article of page {} could be tied to this; it stays in the text: {}",
                mark.page, mark.printed
            );
            let path = address(edition, place);
            workshop.notes(&path).missing("lost-jump", message);
        }
    }
    repeats::merge(edition, twice);
}

/// Two articles of which the one may go on in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair {
    from: Place,
    to: Place,
    alike: Likeness,
    /// Each has a pointer that names the other's page.
    mutual: bool,
}

/// Every pair of which at least one article has a pointer that names the other's page, and the other has none that
/// contradicts.
fn candidates(edition: &Edition, marks: &JumpMarks) -> Vec<Pair> {
    let all = places::all(edition);
    let mark = |place: &Place| marks.get(place).cloned().unwrap_or_default();
    let mut pairs = Vec::new();
    for from in &all {
        let (_, leaving) = mark(from);
        for to in all.iter().filter(|to| to.0 != from.0) {
            let (arriving, _) = mark(to);
            let leads = leaving.as_ref().map(|mark| names(edition, &mark.page, *from, *to));
            let answers = arriving.as_ref().map(|mark| names(edition, &mark.page, *to, *from));
            if leads == Some(false) || answers == Some(false) || (leads.is_none() && answers.is_none()) {
                continue;
            }
            let headline = |place: &Place| {
                article(edition, *place).map(|article| article.headline.concat()).unwrap_or_default()
            };
            let title = |mark: &Option<crate::import::blocks::JumpMark>, headline: &str| {
                let title = mark.as_ref().and_then(|mark| mark.title.as_ref());
                title.map_or(Likeness::None, |title| likeness(title, headline))
            };
            let (from_headline, to_headline) = (headline(from), headline(to));
            let alike = likeness(&from_headline, &to_headline)
                .max(title(&leaving, &to_headline))
                .max(title(&arriving, &from_headline));
            pairs.push(Pair { from: *from, to: *to, alike, mutual: leads.is_some() && answers.is_some() });
        }
    }
    pairs
}

/// Whether a pointer of an article names the page of another: of several pages that it may mean, the one that it names best,
/// and of two that it names alike the one whose code begins as that of its own page.
fn names(edition: &Edition, printed: &str, own: Place, other: Place) -> bool {
    let letters = |place: Place| {
        page_id(edition, place).chars().take_while(char::is_ascii_alphabetic).collect::<String>()
    };
    let worth = |page: usize| {
        let place = (page, 0);
        label::names(printed, page_id(edition, place)).map(|worth| (worth, letters(place) != letters(own)))
    };
    let best = (0..edition.pages.len()).filter_map(worth).min();
    worth(other.0).is_some_and(|found| Some(found) == best)
}

/// The pairs that are believed: each article goes on in one at most, and continues one at most.
fn choose(mut candidates: Vec<Pair>) -> Vec<Pair> {
    let only_one_mark = |pair: &Pair| !pair.mutual && pair.alike == Likeness::None;
    candidates.retain(|pair| !only_one_mark(pair));
    candidates.sort_by_key(|pair| std::cmp::Reverse((pair.alike, pair.mutual)));
    let (by_headline, by_marks): (Vec<Pair>, Vec<Pair>) =
        candidates.into_iter().partition(|pair| pair.alike > Likeness::None);
    let (mut left, mut reached) = (HashSet::new(), HashSet::new());
    let mut chosen: Vec<Pair> = Vec::new();
    for pair in by_headline {
        if !left.contains(&pair.from) && !reached.contains(&pair.to) {
            left.insert(pair.from);
            reached.insert(pair.to);
            chosen.push(pair);
        }
    }
    // Pointers alone say which only where there is one on either side.
    let open: Vec<Pair> = by_marks
        .into_iter()
        .filter(|pair| !left.contains(&pair.from) && !reached.contains(&pair.to))
        .collect();
    let alone = |pair: &&Pair| {
        open.iter().filter(|other| other.from == pair.from || other.to == pair.to).count() == 1
    };
    chosen.extend(open.iter().filter(alone));
    chosen.sort_by_key(|pair| pair.from);
    chosen
}

fn say(workshop: &mut Workshop<'_>, edition: &Edition, marks: &JumpMarks, pair: &Pair) {
    let printed = |place: Place, to: bool| {
        let (arriving, leaving) = marks.get(&place)?;
        if to { leaving.as_ref() } else { arriving.as_ref() }.map(|mark| mark.printed.clone())
    };
    let (from, to) = (address(edition, pair.from), address(edition, pair.to));
    let (path, message) = match (printed(pair.from, true), printed(pair.to, false)) {
        (Some(leaving), Some(arriving)) => (from, format!("{leaving} leads to {to}, which says {arriving}")),
        (Some(leaving), None) => (from, format!("{leaving} leads to {to}")),
        (None, arriving) => (to, format!("{} leads back to {from}", arriving.unwrap_or_default())),
    };
    let notes = workshop.notes(&path);
    if pair.mutual || pair.alike >= Likeness::Within {
        notes.repaired("jump", message);
    } else {
        notes.guessed("jump", message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(from: usize, to: usize, alike: Likeness, mutual: bool) -> Pair {
        Pair { from: (0, from), to: (1, to), alike, mutual }
    }

    fn chosen(candidates: &[Pair]) -> Vec<(usize, usize)> {
        choose(candidates.to_vec()).iter().map(|pair| (pair.from.1, pair.to.1)).collect()
    }

    #[test]
    fn the_headline_first_then_pointers_that_answer() {
        use Likeness::{None, Part, Same, Within};
        // The second has the headline, the first only answers.
        assert_eq!(chosen(&[pair(0, 0, None, true), pair(0, 1, Same, false)]), [(0, 1)]);
        assert_eq!(chosen(&[pair(0, 0, Part, true), pair(0, 1, Within, false)]), [(0, 1)]);
        assert_eq!(chosen(&[pair(0, 0, Same, false), pair(0, 1, Same, true)]), [(0, 1)]);
        // What the headlines leave open, pointers decide, if they can.
        assert_eq!(
            chosen(&[
                pair(0, 0, Same, true),
                pair(0, 1, None, true),
                pair(1, 0, None, true),
                pair(1, 1, None, true)
            ]),
            [(0, 0), (1, 1)]
        );
        let open =
            [pair(0, 0, None, true), pair(0, 1, None, true), pair(1, 0, None, true), pair(1, 1, None, true)];
        assert_eq!(chosen(&open), []);
        assert_eq!(chosen(&[pair(0, 0, None, false)]), [], "one pointer alone");
    }
}
