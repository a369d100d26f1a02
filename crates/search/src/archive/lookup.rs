//! From a question to the lists of the index that answer it.
//!
//! Every list named here holds every article that the term is in; some hold more. Where no list can hold more, the
//! index alone counts the articles exactly; elsewhere the text must be looked at.

use super::ask::Ask;
use super::codec;
use super::dense::Dense;
use super::file::Family;
use super::gram::{Gram, Key, border, is_letter, pair, single, walk, walk_triples};
use crate::fold::is_spaced;
use crate::query::Term;

/// Lists for one term beside the rarest: each costs a file in every segment, and lets fewer articles through that do
/// not have the term.
const BESIDE: usize = 3;
/// The same in a segment that is so small that it has no dense pairs.
const BESIDE_IN_SMALL: usize = 1;
/// Lists for a term that is excluded: they only tell how many blocks are worth fetching at once.
const OF_EXCLUDED: usize = 2;
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
    /// Whether punctuation stands in the term where no list says what is beside it.
    pub(crate) has_gap: bool,
}

/// How a whole question is looked up in a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lookups {
    /// An article must be in all of these.
    pub(crate) all_of: Vec<Lookup>,
    /// And in none of these, where that can be told without its text.
    pub(crate) none_of: Vec<Lookup>,
    /// In a block that is in one of these there may be an article that is not wanted; in all others there is none.
    pub(crate) doubtful: Vec<Lookup>,
    /// Whether the lists alone give the answer, but for filters.
    pub(crate) exact: bool,
}

impl Lookups {
    /// No lists: what there is to look up is known otherwise, and not exactly.
    pub(crate) fn none() -> Self {
        Self { all_of: Vec::new(), none_of: Vec::new(), doubtful: Vec::new(), exact: false }
    }

    pub(crate) fn new(ask: &Ask, dense: &Dense) -> Self {
        let headlines = ask.filters.headlines_only;
        let find = |term: &Term| if headlines { in_headlines(term) } else { anywhere(term, dense) };
        let mut all_of: Vec<Lookup> = ask.query.terms().iter().map(find).collect();
        all_of.extend(ask.filters.byline.as_ref().map(|term| by_places(term, Family::Bylines)));
        let excluded: Vec<Lookup> = ask.query.excluded().iter().map(find).collect();
        let of_articles = |lookup: &Lookup| lookup.lists.iter().all(|wanted| wanted.family.has_places());
        let all_exact = all_of.iter().chain(&excluded).all(|lookup| lookup.exact);
        // A block that has two terms need not have an article that has both.
        let alone = all_of.len() == 1 && excluded.is_empty();
        let exact = all_exact && (alone || all_of.iter().chain(&excluded).all(of_articles));
        // Only a list of articles with none too many says which cannot be wanted.
        let (none_of, mut doubtful): (Vec<_>, Vec<_>) =
            excluded.into_iter().partition(|lookup| lookup.exact && of_articles(lookup));
        doubtful.retain(|lookup| !of_articles(lookup));
        doubtful.iter_mut().for_each(|lookup| lookup.lists.truncate(OF_EXCLUDED));
        Self { all_of, none_of, doubtful, exact }
    }
}

/// In any field.
fn anywhere(term: &Term, dense: &Dense) -> Lookup {
    let text: Vec<char> = term.folded().chars().collect();
    let mut grams: Vec<Gram> = Vec::new();
    walk(term.folded(), |gram| grams.push(gram));
    walk_triples(term.folded(), |pair| dense.has(pair), |gram| grams.push(gram));
    let wanted = |gram: &Gram| Wanted {
        family: if gram.single { Family::Singles } else { Family::Pairs },
        key: gram.key,
        offset: 0,
    };
    if let Some(gram) = grams.iter().find(|gram| is_exact(gram, &text)) {
        return Lookup { lists: vec![wanted(gram)], exact: true, has_gap: false };
    }
    let mut chosen = by_rarity(grams, &text);
    chosen.truncate(1 + if dense.is_none() { BESIDE_IN_SMALL } else { BESIDE });
    let has_gap = text.windows(2).enumerate().any(|(at, two)| {
        two.iter().any(|&c| !is_letter(c)) && !chosen.iter().any(|gram| gram.start <= at && at + 1 < gram.end)
    });
    Lookup { lists: chosen.iter().map(wanted).collect(), exact: false, has_gap }
}

/// The grams that are not part of another one, those likely to let the fewest articles through first.
fn by_rarity(grams: Vec<Gram>, text: &[char]) -> Vec<Gram> {
    let within = |inner: &Gram, outer: &Gram| outer.start <= inner.start && inner.end <= outer.end;
    let mut left: Vec<(Gram, u32)> = grams
        .iter()
        .filter(|gram| !grams.iter().any(|other| within(gram, other) && !within(other, gram)))
        .map(|gram| (*gram, codec::rarity(&text[gram.start..gram.end])))
        .collect();
    let mut chosen: Vec<Gram> = Vec::new();
    while !left.is_empty() {
        let worth = |(gram, rarity): &(Gram, u32)| {
            let shared = chosen.iter().any(|other| gram.start < other.end && other.start < gram.end);
            (rarity.saturating_sub(if shared { SHARED } else { 0 }), std::cmp::Reverse(gram.start))
        };
        let best = (0..left.len()).max_by_key(|&n| worth(&left[n])).unwrap_or_default();
        let (gram, _) = left.swap_remove(best);
        if !chosen.iter().any(|other| other.key == gram.key) {
            chosen.push(gram);
        }
    }
    chosen
}

/// Whether the gram is the whole term, and no article has the gram without having the term.
fn is_exact(gram: &Gram, term: &[char]) -> bool {
    let whole = gram.start == 0 && gram.end == term.len() && gram.key.is_exact();
    // The pair of a word's last letter and what follows it says nothing of where the word began.
    let began = match term {
        [_] => true,
        [a, b] => !is_spaced(*a) || is_spaced(*b),
        [a, ..] => !is_spaced(*a),
        [] => false,
    };
    whole && began
}

/// In headlines: pair by pair, each at its place.
fn in_headlines(term: &Term) -> Lookup {
    let mut chars = term.folded().chars();
    if let (Some(c), None, false) = (chars.next(), chars.next(), term.is_bordered()) {
        let key = single(c);
        let wanted = Wanted { family: Family::HeadlineSingles, key, offset: 0 };
        return Lookup { lists: vec![wanted], exact: key.is_exact(), has_gap: false };
    }
    by_places(term, Family::Headlines)
}

fn by_places(term: &Term, family: Family) -> Lookup {
    let text: Vec<char> = term.folded().chars().collect();
    let mut lists = Vec::new();
    let mut want = |key: Key, offset: usize| lists.push(Wanted { family, key, offset: offset as u32 });
    match text.as_slice() {
        [first, ..] if term.is_bordered() => want(border(*first), 0),
        [only] => want(single(*only), 0),
        _ => {}
    }
    // Every second pair, and the last.
    let last = text.len().saturating_sub(2);
    let mut starts: Vec<usize> = (0..text.len().saturating_sub(1)).step_by(2).collect();
    if starts.last().is_some_and(|&start| start != last) {
        starts.push(last);
    }
    for &start in starts.iter().take(HEADLINE_PAIRS) {
        want(pair(text[start], text[start + 1]), start);
    }
    let exact = starts.len() <= HEADLINE_PAIRS && lists.iter().all(|wanted| wanted.key.is_exact());
    Lookup { lists, exact, has_gap: false }
}
