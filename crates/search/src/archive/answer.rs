//! Answering a question from the files that are here, and naming those that are not.
//!
//! [`Archive::answer`] is a pure function: it is called again when files have come, until nothing is missing. At any
//! time its answer is right as far as it goes, and says how far that is.

use masthead_edition::fields::FieldKind;

use super::ask::Ask;
use super::bucket::{List, Shape, bucket_of, find};
use super::editions;
use super::entry::{Archive, Segment};
use super::file::{Fault, FileKind, FileName};
use super::lookup::{Lookup, Lookups, Wanted};
use super::postings::{intersect, subtract};
use super::shelf::Shelf;
use super::text::{Stored, read_block};
use crate::excerpt::Marked;
use crate::find::highlights_in;
use crate::fold::Folded;
use crate::query::Term;

/// What was found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Articles that were verified to match, in the order asked for.
    pub rows: Vec<Row>,
    /// How many articles match.
    pub total: u64,
    /// Whether the total is exact: nothing is missing, nothing failed, and no article is counted that was neither
    /// verified nor certain from the index.
    pub exact: bool,
    /// How many of the total are of which year, newest first; years without any are left out.
    pub years: Vec<(i32, u64)>,
    /// Files that are needed for more.
    pub missing: Vec<FileName>,
    /// Files that could not be used, and why. What they hold is missing from the answer.
    pub faults: Vec<(FileName, Fault)>,
}

/// An article that matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The publication's id.
    pub publication: String,
    /// The edition's id: its date, and a suffix if it has one.
    pub edition: String,
    /// The page's id.
    pub page: String,
    /// The article's id.
    pub article: String,
    /// The headline in one line, marked.
    pub headline: Marked,
    /// The text around the first match outside the headline, if there is one.
    pub excerpt: Option<Marked>,
}

impl Answer {
    fn fail(&mut self, name: FileName, fault: Fault) {
        self.faults.push((name, fault));
    }

    fn miss(&mut self, name: FileName) {
        self.missing.push(name);
    }

    /// Every file once, every year in order.
    fn settle(mut self) -> Self {
        self.missing.sort_unstable();
        self.missing.dedup();
        self.faults.sort_by_key(|(name, _)| *name);
        self.faults.dedup_by_key(|(name, _)| *name);
        self.years.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
        self.exact &= self.missing.is_empty() && self.faults.is_empty();
        self
    }
}

impl Archive {
    /// The answer to a question, as far as the files that are here allow.
    pub fn answer(&self, ask: &Ask, shelf: &Shelf) -> Answer {
        let mut answer = Answer { exact: true, ..Answer::default() };
        if ask.query.is_empty() {
            return answer;
        }
        let lookups = Lookups::new(ask);
        let mut order: Vec<&Segment> = self
            .segments
            .iter()
            .filter(|segment| ask.filters.admit_days(segment.oldest, segment.newest))
            .collect();
        if ask.oldest_first {
            order.reverse();
        }
        let found: Vec<Candidates> = order
            .iter()
            .map(|segment| Look { segment, ask, shelf, answer: &mut answer }.candidates(self, &lookups))
            .collect();
        let mut verify = Verify { ask, shelf, wanted: true, pending: 0 };
        for (segment, candidates) in order.into_iter().zip(found) {
            match candidates {
                // Rows come in order: what follows an unknown segment must wait.
                Candidates::Coming => verify.wanted = false,
                Candidates::Lost => {}
                Candidates::Known(list) => verify.segment(segment, &list, lookups.exact, &mut answer),
            }
        }
        answer.settle()
    }
}

/// What the index of a segment says.
enum Candidates {
    /// Files are missing.
    Coming,
    /// No file could be used.
    Lost,
    /// The articles that may match, ascending.
    Known(Vec<u32>),
}

/// Looking into the index of one segment.
struct Look<'a> {
    segment: &'a Segment,
    ask: &'a Ask,
    shelf: &'a Shelf,
    answer: &'a mut Answer,
}

/// A file is not here yet.
struct Coming;

impl<'a> Look<'a> {
    fn candidates(&mut self, archive: &Archive, lookups: &Lookups) -> Candidates {
        // Everything is looked at before anything is given up, so that all missing files are named at once.
        let admitted = self.admitted(archive);
        let all_of: Vec<_> = lookups.all_of.iter().map(|lookup| self.lookup(lookup)).collect();
        let none_of: Vec<_> = lookups.none_of.iter().map(|lookup| self.lookup(lookup)).collect();
        let Ok(admitted) = admitted else { return Candidates::Coming };
        let mut found: Option<Vec<u32>> = None;
        for list in all_of {
            match list {
                Err(Coming) => return Candidates::Coming,
                // A list that failed lets articles through that another may still hold back.
                Ok(None) => {}
                Ok(Some(list)) => found = Some(found.map_or(list.clone(), |found| intersect(&found, &list))),
            }
        }
        for list in none_of {
            match list {
                Err(Coming) => return Candidates::Coming,
                Ok(None) => {}
                Ok(Some(list)) => found = found.map(|found| subtract(&found, &list)),
            }
        }
        match (found, admitted) {
            (Some(found), Admitted::All) => Candidates::Known(found),
            (Some(found), Admitted::Ranges(ranges)) => {
                let inside = |article: &u32| ranges.iter().any(|range| range.contains(article));
                Candidates::Known(found.into_iter().filter(inside).collect())
            }
            _ => Candidates::Lost,
        }
    }

    fn admitted(&mut self, archive: &Archive) -> Result<Admitted, Coming> {
        let filters = &self.ask.filters;
        let whole = (filters.publication.is_none() || archive.publications.len() == 1)
            && filters.page.is_none()
            && filters.from.is_none_or(|from| from <= self.segment.oldest)
            && filters.to.is_none_or(|to| to >= self.segment.newest);
        if whole {
            return Ok(Admitted::All);
        }
        let name = self.segment.file(FileKind::Editions, 0);
        let Some(content) = self.content(name)? else { return Ok(Admitted::Unknown) };
        let rows = editions::read(content);
        if rows.is_none() {
            self.answer.fail(name, Fault::Malformed);
        }
        Ok(rows.map_or(Admitted::Unknown, |rows| Admitted::Ranges(editions::admitted(&rows, filters))))
    }

    /// The articles that all lists of a term have. `Ok(None)` where no list could be used.
    fn lookup(&mut self, lookup: &Lookup) -> Result<Option<Vec<u32>>, Coming> {
        let mut lists = Vec::new();
        let mut coming = false;
        for wanted in &lookup.lists {
            match self.list(wanted) {
                Ok(list) => lists.extend(list.map(|list| (wanted.offset, list))),
                Err(Coming) => coming = true,
            }
        }
        if coming {
            return Err(Coming);
        }
        let mut lists = lists.into_iter();
        let Some((offset, mut found)) = lists.next() else { return Ok(None) };
        for (next_offset, next) in lists {
            found = meet(&found, offset, &next, next_offset);
        }
        Ok(Some(found.articles))
    }

    fn list(&mut self, wanted: &Wanted) -> Result<Option<List>, Coming> {
        let buckets = self.segment.buckets(wanted.family);
        if buckets == 0 {
            return Ok(Some(List::default()));
        }
        let bucket = bucket_of(wanted.key, buckets);
        let name = self.segment.file(FileKind::Index(wanted.family), bucket);
        let Some(content) = self.content(name)? else { return Ok(None) };
        let shape = Shape { buckets, articles: self.segment.articles(), places: wanted.family.has_places() };
        let found = find(content, wanted.key, bucket, shape);
        if found.is_none() {
            self.answer.fail(name, Fault::Malformed);
        }
        Ok(found.map(Option::unwrap_or_default))
    }

    /// The content of a file; `Ok(None)` where it could not be had.
    fn content(&mut self, name: FileName) -> Result<Option<&'a [u8]>, Coming> {
        match self.shelf.get(name) {
            Some(Ok(content)) => Ok(Some(content)),
            Some(Err(fault)) => {
                self.answer.fail(name, fault);
                Ok(None)
            }
            None => {
                self.answer.miss(name);
                Err(Coming)
            }
        }
    }
}

/// Which articles the filters admit.
enum Admitted {
    All,
    Ranges(Vec<std::ops::Range<u32>>),
    /// The file that would say it could not be used.
    Unknown,
}

/// The articles that two lists share; where lists have places, those where the places are as far apart as the
/// offsets, with the places of the first.
fn meet(a: &List, a_offset: u32, b: &List, b_offset: u32) -> List {
    if a.places.is_empty() || b.places.is_empty() {
        return List { articles: intersect(&a.articles, &b.articles), places: Vec::new() };
    }
    let mut out = List::default();
    let mut rest = b.articles.iter().zip(&b.places).peekable();
    for (article, places) in a.articles.iter().zip(&a.places) {
        while rest.next_if(|(other, _)| *other < article).is_some() {}
        let Some((_, others)) = rest.next_if(|(other, _)| *other == article) else { continue };
        let follows = |place: &&u32| {
            place.checked_sub(a_offset).is_some_and(|start| others.contains(&(start + b_offset)))
        };
        let kept: Vec<u32> = places.iter().filter(follows).copied().collect();
        if !kept.is_empty() {
            out.articles.push(*article);
            out.places.push(kept);
        }
    }
    out
}

/// Looking at the text of articles that may match.
struct Verify<'a> {
    ask: &'a Ask,
    shelf: &'a Shelf,
    /// Whether rows are still looked for.
    wanted: bool,
    /// Articles that may become rows when their text is here.
    pending: usize,
}

impl Verify<'_> {
    fn segment(&mut self, segment: &Segment, candidates: &[u32], certain: bool, answer: &mut Answer) {
        let mut refuted: Vec<u32> = Vec::new();
        let mut looked_at = 0;
        let mut block: Option<(u32, Block)> = None;
        let in_order: Box<dyn Iterator<Item = &u32>> = if self.ask.oldest_first {
            Box::new(candidates.iter().rev())
        } else {
            Box::new(candidates.iter())
        };
        for &article in in_order {
            if !self.wanted || answer.rows.len() + self.pending >= self.ask.limit {
                break;
            }
            let number = article / segment.per_block;
            if block.as_ref().is_none_or(|(known, _)| *known != number) {
                block = Some((number, self.block(segment, number, answer)));
            }
            let stored = match &block {
                Some((_, Block::Here(articles))) => articles.get((article % segment.per_block) as usize),
                Some((_, Block::Coming)) => {
                    self.pending += 1;
                    continue;
                }
                _ => continue,
            };
            let Some(stored) = stored else {
                answer.fail(segment.file(FileKind::Text, number), Fault::Malformed);
                continue;
            };
            looked_at += 1;
            match row(stored, self.ask) {
                // Behind an article that is still to come, a row would stand at the wrong place.
                Some(row) if self.pending == 0 => answer.rows.push(row),
                Some(_) => self.pending += 1,
                None => refuted.push(article),
            }
        }
        answer.exact &= certain || looked_at == candidates.len();
        answer.total += (candidates.len() - refuted.len()) as u64;
        refuted.sort_unstable();
        let left = subtract(candidates, &refuted);
        let mut start = 0;
        for (year, count) in &segment.years {
            let end = start + count;
            let of_year = left.partition_point(|&n| n < end) - left.partition_point(|&n| n < start);
            start = end;
            if of_year > 0 {
                match answer.years.iter_mut().find(|(known, _)| known == year) {
                    Some((_, sum)) => *sum += of_year as u64,
                    None => answer.years.push((*year, of_year as u64)),
                }
            }
        }
    }

    fn block(&self, segment: &Segment, number: u32, answer: &mut Answer) -> Block {
        let name = segment.file(FileKind::Text, number);
        let fault = match self.shelf.get(name) {
            None => {
                answer.miss(name);
                return Block::Coming;
            }
            Some(Ok(content)) => match read_block(content) {
                Some(articles) => return Block::Here(articles),
                None => Fault::Malformed,
            },
            Some(Err(fault)) => fault,
        };
        answer.fail(name, fault);
        Block::Lost
    }
}

/// A block of text.
enum Block {
    Here(Vec<Stored>),
    Coming,
    Lost,
}

/// The row of an article, if it matches.
fn row(stored: &Stored, ask: &Ask) -> Option<Row> {
    let folded: Vec<(FieldKind, &str, Folded)> =
        stored.fields.iter().map(|(kind, text)| (*kind, text.as_str(), Folded::new(text))).collect();
    let searched =
        || folded.iter().filter(|(kind, ..)| !ask.filters.headlines_only || *kind == FieldKind::Headline);
    let has = |term: &Term| searched().any(|(_, _, folded)| term.occurs_in(folded.text()));
    let byline = |term: &Term| {
        let bylines = folded.iter().filter(|(kind, ..)| *kind == FieldKind::Byline);
        bylines.clone().any(|(_, _, folded)| term.occurs_in(folded.text()))
    };
    let matches = ask.query.terms().iter().all(has)
        && !ask.query.excluded().iter().any(has)
        && ask.filters.byline.as_ref().is_none_or(byline);
    if !matches {
        return None;
    }
    let mut headline = Marked::default();
    let mut best: Option<(usize, &str, &Folded)> = None;
    for (kind, text, folded) in &folded {
        if *kind == FieldKind::Headline {
            headline = Marked::whole(text, highlights_in(&ask.query, folded));
            continue;
        }
        let has = ask.query.terms().iter().filter(|term| term.occurs_in(folded.text())).count();
        if has > best.map_or(0, |(most, ..)| most) {
            best = Some((has, text, folded));
        }
    }
    let excerpt = best.map(|(_, text, folded)| Marked::excerpt(text, &highlights_in(&ask.query, folded)));
    Some(Row {
        publication: stored.publication.clone(),
        edition: stored.edition.clone(),
        page: stored.page.clone(),
        article: stored.article.clone(),
        headline,
        excerpt,
    })
}
