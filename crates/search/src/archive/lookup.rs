//! From a question to the lists of the index that answer it.
//!
//! Every list named here holds every article that the term is in; some hold more. Where no list can hold more, the
//! index alone counts the articles exactly; elsewhere the text must be looked at.

use super::ask::Ask;
use super::codec;
use super::file::Family;
use super::gram::{Gram, Key, border, pair, single, walk};
use crate::fold::is_spaced;
use crate::query::Term;

/// Lists for one term beside the rarest: each costs a file in every segment, and lets fewer articles through that do
/// not have the term.
const BESIDE: usize = 1;
/// A second list that shares a character with the first tells less; it must be rarer by so many bits.
const SHARED: u32 = 5;
/// Pairs of a headline's term that are looked up, at most.
const HEADLINE_PAIRS: usize = 8;

/// A list of the index, and where in the term it begins, for families with places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) family: Family,
    pub(crate) key: Key,
    pub(crate) offset: u32,
}

/// How a term is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lookup {
    /// All of these must have the article; those with places, at places that follow one another.
    pub(crate) lists: Vec<Wanted>,
    /// Whether an article that all lists have always has the term.
    pub(crate) exact: bool,
}

/// How a whole question is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lookups {
    pub(crate) all_of: Vec<Lookup>,
    pub(crate) none_of: Vec<Lookup>,
    /// Whether the lists alone give the answer.
    pub(crate) exact: bool,
}

impl Lookups {
    pub(crate) fn new(ask: &Ask) -> Self {
        let find = |term: &Term| if ask.filters.headlines_only { in_headlines(term) } else { anywhere(term) };
        let mut all_of: Vec<Lookup> = ask.query.terms().iter().map(find).collect();
        all_of.extend(ask.filters.byline.as_ref().map(in_bylines));
        let excluded: Vec<Lookup> = ask.query.excluded().iter().map(find).collect();
        let exact = all_of.iter().chain(&excluded).all(|lookup| lookup.exact);
        // Only where a list has no article too many can its articles be left out.
        let none_of = excluded.into_iter().filter(|lookup| lookup.exact).collect();
        Self { all_of, none_of, exact }
    }
}

/// In any field.
fn anywhere(term: &Term) -> Lookup {
    let text: Vec<char> = term.folded().chars().collect();
    let mut grams: Vec<Gram> = Vec::new();
    walk(term.folded(), |gram| grams.push(gram));
    let wanted = |gram: &Gram| Wanted {
        family: if gram.single { Family::Singles } else { Family::Pairs },
        key: gram.key,
        offset: 0,
    };
    if let Some(gram) = grams.iter().find(|gram| is_exact(gram, &text)) {
        return Lookup { lists: vec![wanted(gram)], exact: true };
    }
    // A character is looked for alone only where nothing longer has it.
    let longer: Vec<Gram> = grams.iter().filter(|gram| !gram.single).copied().collect();
    let covered = |gram: &Gram| longer.iter().any(|long| long.start <= gram.start && gram.end <= long.end);
    grams.retain(|gram| !gram.single || (longer.is_empty() && !covered(gram)));
    let rarity = |gram: &Gram| codec::rarity(&text[gram.start..gram.end]);
    grams.sort_by_key(|gram| (std::cmp::Reverse(rarity(gram)), gram.start));
    let mut chosen: Vec<Gram> = Vec::new();
    for _ in 0..=BESIDE {
        let worth = |gram: &Gram| {
            let shared = chosen.iter().any(|other| gram.start < other.end && other.start < gram.end);
            rarity(gram).saturating_sub(if shared { SHARED } else { 0 })
        };
        let best = grams
            .iter()
            .filter(|gram| !chosen.contains(gram) && !chosen.iter().any(|other| within(gram, other)))
            .max_by_key(|gram| (worth(gram), std::cmp::Reverse(gram.start)))
            .copied();
        chosen.extend(best);
    }
    Lookup { lists: chosen.iter().map(wanted).collect(), exact: false }
}

fn within(inner: &Gram, outer: &Gram) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether the gram is the whole term, and no article has the gram without having the term.
fn is_exact(gram: &Gram, term: &[char]) -> bool {
    if gram.start != 0 || gram.end != term.len() {
        return false;
    }
    match (gram.key, term) {
        (Key::Single(_), _) => true,
        // The pair of a word's last letter and what follows says nothing of where the word began.
        (Key::Pair(_), [a, b]) => is_spaced(*a) == is_spaced(*b) || !is_spaced(*a),
        _ => false,
    }
}

/// In headlines: pair by pair, each at its place.
fn in_headlines(term: &Term) -> Lookup {
    if let (1, Some(c), false) =
        (term.folded().chars().count(), term.folded().chars().next(), term.is_bordered())
    {
        let key = single(c);
        let wanted = Wanted { family: Family::HeadlineSingles, key, offset: 0 };
        return Lookup { lists: vec![wanted], exact: !matches!(key, Key::Hashed(_)) };
    }
    by_places(term, Family::Headlines)
}

fn in_bylines(term: &Term) -> Lookup {
    by_places(term, Family::Bylines)
}

fn by_places(term: &Term, family: Family) -> Lookup {
    let text: Vec<char> = term.folded().chars().collect();
    let mut lists = Vec::new();
    let mut want = |key: Key, offset: usize| lists.push(Wanted { family, key, offset: offset as u32 });
    if let [first, ..] = text.as_slice() {
        if term.is_bordered() {
            want(border(*first), 0);
        } else if text.len() == 1 {
            want(single(*first), 0);
        }
    }
    // Every second pair, and the last.
    let pairs = text.len().saturating_sub(1);
    let mut starts: Vec<usize> = (0..pairs).step_by(2).collect();
    if text.len() > 2 && text.len() % 2 == 1 {
        starts.push(pairs - 1);
    }
    for &start in starts.iter().take(HEADLINE_PAIRS) {
        want(pair(text[start], text[start + 1]), start);
    }
    let exact =
        starts.len() <= HEADLINE_PAIRS && lists.iter().all(|wanted| !matches!(wanted.key, Key::Hashed(_)));
    Lookup { lists, exact }
}
