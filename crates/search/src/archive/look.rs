//! Looking into the index of one segment: which articles may match.

use std::ops::Range;

use super::answer::Answer;
use super::ask::Ask;
use super::bucket::{self, Shape, bucket_of, find};
use super::chance::{Chance, by_chance};
use super::editions;
use super::entry::{Archive, Segment};
use super::file::{Fault, FileName};
use super::lists::List;
use super::lookup::{Lookup, Lookups, Wanted};
use super::pinyin::Ways;
use super::postings::{intersect, subtract};
use super::shelf::Shelf;

/// How likely a block of a rare gram's list has it: another gram may have the same place, and share the list.
const OF_SHARED: f64 = 0.8;

/// What the index of a segment says.
pub(super) enum Looked {
    /// Files are missing.
    Coming,
    /// No file could be used.
    Lost,
    /// What may match.
    Known(Candidates),
}

/// What may match in a segment.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// The blocks to look into, ascending.
    pub(super) blocks: Vec<u32>,
    /// Only these articles of them, where that is known.
    pub(super) articles: Option<Vec<u32>>,
    /// Only articles in these ranges, where there are filters.
    pub(super) ranges: Option<Vec<Range<u32>>>,
    /// How many articles match, for each year of the segment, where the index knows.
    pub(super) years: Option<Vec<u32>>,
    /// How likely it is that a block has an article that matches.
    pub(super) chance: f64,
    /// Blocks that may have something excluded, for each term that is.
    pub(super) doubtful: Vec<Vec<u32>>,
}

/// A file is not here yet.
pub(super) struct Coming;

/// Which articles the filters admit.
enum Admitted {
    All,
    Ranges(Vec<Range<u32>>),
    /// The file that would say it could not be used.
    Unknown,
}

pub(super) struct Look<'a> {
    pub(super) archive: &'a Archive,
    pub(super) segment: &'a Segment,
    pub(super) ask: &'a Ask,
    pub(super) shelf: &'a Shelf,
    pub(super) answer: &'a mut Answer,
}

impl<'a> Look<'a> {
    /// What may match the question; or the ways to understand it as pinyin.
    pub(super) fn candidates(&mut self, by_pinyin: Option<&Ways>) -> Looked {
        let lookups = match by_pinyin {
            Some(_) => Lookups::none(),
            None => Lookups::new(self.ask, &self.segment.dense),
        };
        // Everything is looked at before anything is given up, so that all missing files are named at once.
        let admitted = self.admitted();
        let mut all_of: Vec<_> = lookups.all_of.iter().map(|lookup| self.lookup(lookup)).collect();
        all_of.extend(by_pinyin.map(|ways| self.ways(ways)));
        let none_of: Vec<_> = lookups.none_of.iter().map(|lookup| self.lookup(lookup)).collect();
        let doubtful: Vec<_> = lookups.doubtful.iter().map(|lookup| self.lookup(lookup)).collect();
        let (Ok(admitted), Ok(all_of), Ok(none_of), Ok(doubtful)) = (
            admitted,
            all_of.into_iter().collect(),
            none_of.into_iter().collect(),
            doubtful.into_iter().collect::<Result<Vec<_>, _>>(),
        ) else {
            return Looked::Coming;
        };
        let looked = self.combine(&lookups, admitted, all_of, none_of);
        if let Looked::Known(mut candidates) = looked {
            for found in doubtful.into_iter().flatten() {
                if let Found::Blocks { numbers, .. } = found {
                    candidates.doubtful.push(intersect(&candidates.blocks, &numbers));
                }
            }
            return Looked::Known(candidates);
        }
        looked
    }

    fn combine(
        &self,
        lookups: &Lookups,
        admitted: Admitted,
        all_of: Vec<Option<Found>>,
        none_of: Vec<Option<Found>>,
    ) -> Looked {
        let numbering = &self.segment.numbering;
        let certain = lookups.exact && all_of.iter().chain(&none_of).all(Option::is_some);
        let (mut blocks, mut articles, mut years): (Option<Vec<u32>>, Option<Vec<u32>>, _) =
            (None, None, None);
        let mut chance = Chance::new(numbering);
        let mut are_shared = false;
        // A list that failed lets articles through that another may still hold back.
        let gaps = lookups.all_of.iter().map(|lookup| lookup.has_gap).chain([false]);
        for (found, has_gap) in all_of.into_iter().zip(gaps) {
            let Some(found) = found else { continue };
            let (numbers, known) = match found {
                Found::Blocks { numbers, years: of_years, by_chance } => {
                    are_shared |= of_years.is_empty();
                    years = Some(of_years);
                    chance.of_term(numbers.len(), by_chance, has_gap);
                    (numbers, &mut blocks)
                }
                Found::Articles(numbers) => (numbers, &mut articles),
            };
            *known = Some(known.take().map_or(numbers.clone(), |known| intersect(&known, &numbers)));
        }
        if blocks.is_none() && articles.is_none() {
            return Looked::Lost;
        }
        let ranges = match admitted {
            Admitted::Unknown => return Looked::Lost,
            Admitted::All => None,
            Admitted::Ranges(ranges) => Some(ranges),
        };
        for found in none_of.into_iter().flatten() {
            if let Found::Articles(numbers) = found {
                articles = articles.map(|articles| subtract(&articles, &numbers));
            }
        }
        if let (Some(articles), Some(ranges)) = (&mut articles, &ranges) {
            articles.retain(|article| ranges.iter().any(|range| range.contains(article)));
        }
        let years = match (&articles, &blocks, &ranges) {
            (Some(articles), None, _) if certain => {
                let mut years = vec![0; numbering.years().len()];
                articles.iter().for_each(|article| years[numbering.year_of(*article)] += 1);
                Some(years)
            }
            (None, Some(_), None) if certain => years.filter(|years| !years.is_empty()),
            _ => None,
        };
        if let Some(articles) = &articles {
            let mut of_articles: Vec<u32> =
                articles.iter().map(|article| numbering.block_of(*article)).collect();
            of_articles.dedup();
            blocks = Some(blocks.map_or(of_articles.clone(), |blocks| intersect(&blocks, &of_articles)));
        }
        let mut blocks = blocks.unwrap_or_default();
        if let Some(ranges) = &ranges {
            blocks.retain(|block| {
                let of_block = numbering.articles_of(*block);
                ranges.iter().any(|range| range.start < of_block.end && of_block.start < range.end)
            });
        }
        let chance = match (lookups.exact, are_shared) {
            (true, false) => 1.0,
            (true, true) => OF_SHARED,
            (false, _) => chance.together(blocks.len()),
        };
        Looked::Known(Candidates { blocks, articles, ranges, years, chance, doubtful: Vec::new() })
    }

    fn admitted(&mut self) -> Result<Admitted, Coming> {
        let filters = &self.ask.filters;
        let whole = (filters.publication.is_none() || self.archive.publications.len() == 1)
            && filters.page.is_none()
            && filters.from.is_none_or(|from| from <= self.segment.oldest)
            && filters.to.is_none_or(|to| to >= self.segment.newest);
        if whole {
            return Ok(Admitted::All);
        }
        let name = self.segment.editions();
        let Some(content) = self.content(name)? else { return Ok(Admitted::Unknown) };
        let rows = editions::read(content);
        if rows.is_none() {
            self.answer.faults.push((name, Fault::Malformed));
        }
        Ok(rows.map_or(Admitted::Unknown, |rows| Admitted::Ranges(editions::admitted(&rows, filters))))
    }

    /// What all lists of a term share. `Ok(None)` where no list could be used.
    fn lookup(&mut self, lookup: &Lookup) -> Result<Option<Found>, Coming> {
        self.lists(&lookup.lists)
    }

    pub(super) fn lists(&mut self, all: &[Wanted]) -> Result<Option<Found>, Coming> {
        let mut lists = Vec::new();
        let mut coming = false;
        for wanted in all {
            match self.list(wanted) {
                Ok(list) => lists.extend(list.map(|list| (*wanted, list))),
                Err(Coming) => coming = true,
            }
        }
        if coming {
            return Err(Coming);
        }
        let numbers: Vec<&[u32]> = lists.iter().map(|(_, list)| &list.numbers[..]).collect();
        let by_chance = by_chance(&numbers, self.segment.numbering.blocks());
        let mut lists = lists.into_iter();
        let Some((wanted, mut found)) = lists.next() else { return Ok(None) };
        for (next_wanted, next) in lists {
            found = meet(&found, wanted.offset, &next, next_wanted.offset);
        }
        Ok(Some(if wanted.family.has_places() {
            Found::Articles(found.numbers)
        } else {
            Found::Blocks { numbers: found.numbers, years: found.years, by_chance }
        }))
    }

    /// A list of the index, without years where it may have blocks too many.
    fn list(&mut self, wanted: &Wanted) -> Result<Option<List>, Coming> {
        let numbering = &self.segment.numbering;
        let none = || List { years: vec![0; numbering.years().len()], ..List::default() };
        let buckets = self.segment.buckets(wanted.family);
        if buckets == 0 {
            return Ok(Some(none()));
        }
        let bucket = bucket_of(wanted.key, buckets);
        let name = self.segment.bucket(wanted.family, bucket);
        let Some(content) = self.content(name)? else { return Ok(None) };
        let shape = Shape { buckets, numbering, places: wanted.family.has_places() };
        Ok(match find(content, wanted.key, bucket, shape) {
            Some(bucket::Found::Here(list) | bucket::Found::Perhaps(list)) => Some(list),
            Some(bucket::Found::Nowhere) => Some(none()),
            None => {
                self.answer.faults.push((name, Fault::Malformed));
                None
            }
        })
    }

    /// The content of a file; `Ok(None)` where it could not be had.
    fn content(&mut self, name: FileName) -> Result<Option<&'a [u8]>, Coming> {
        match self.shelf.get(name) {
            Some(Ok(content)) => Ok(Some(content)),
            Some(Err(fault)) => {
                self.answer.faults.push((name, fault));
                Ok(None)
            }
            None => {
                self.answer.missing.push(name);
                Err(Coming)
            }
        }
    }
}

/// What the lists of a term say.
pub(super) enum Found {
    Blocks {
        numbers: Vec<u32>,
        /// Articles by year, where the term has one list.
        years: Vec<u32>,
        /// How many blocks would be in all of the term's lists if one of them had nothing to do with the others.
        by_chance: f64,
    },
    Articles(Vec<u32>),
}

/// What two lists share; where lists have places, those articles where the places are as far apart as the offsets,
/// with the places of the first.
fn meet(a: &List, a_offset: u32, b: &List, b_offset: u32) -> List {
    if a.places.is_empty() || b.places.is_empty() {
        return List { numbers: intersect(&a.numbers, &b.numbers), ..List::default() };
    }
    let mut out = List::default();
    let mut rest = b.numbers.iter().zip(&b.places).peekable();
    for (article, places) in a.numbers.iter().zip(&a.places) {
        while rest.next_if(|(other, _)| *other < article).is_some() {}
        let Some((_, others)) = rest.next_if(|(other, _)| *other == article) else { continue };
        let follows = |place: &&u32| {
            place.checked_sub(a_offset).is_some_and(|start| others.binary_search(&(start + b_offset)).is_ok())
        };
        let kept: Vec<u32> = places.iter().filter(follows).copied().collect();
        if !kept.is_empty() {
            out.numbers.push(*article);
            out.places.push(kept);
        }
    }
    out
}
