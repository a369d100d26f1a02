//! Looking at the text of articles that may match. Whatever is shown was found in its text.

use masthead_edition::fields::FieldKind;

use super::answer::{Answer, Row};
use super::ask::Ask;
use super::entry::Segment;
use super::file::{Fault, FileKind};
use super::look::Candidates;
use super::shelf::Shelf;
use super::text::{Stored, read_block};
use crate::excerpt::Marked;
use crate::find::highlights_in;
use crate::fold::Folded;
use crate::query::Term;

/// The looking, through segments in the order asked for.
pub(super) struct Verify<'a> {
    ask: &'a Ask,
    shelf: &'a Shelf,
    /// Whether rows are still looked for.
    pub(super) wanted: bool,
    /// Rows that the blocks still to come are likely to give.
    pending: f64,
    /// Blocks that were looked into, and those asked for.
    seen_blocks: usize,
    asked_blocks: usize,
    /// Candidates whose text was looked at, and how many articles matched.
    looked_at: u64,
    matched: u64,
    /// Candidates whose text was not looked at, by year.
    unseen: Vec<(i32, u64)>,
}

impl<'a> Verify<'a> {
    pub(super) fn new(ask: &'a Ask, shelf: &'a Shelf) -> Self {
        Self {
            ask,
            shelf,
            wanted: true,
            pending: 0.0,
            seen_blocks: 0,
            asked_blocks: 0,
            looked_at: 0,
            matched: 0,
            unseen: Vec::new(),
        }
    }

    /// Looks into one segment.
    pub(super) fn segment(&mut self, segment: &Segment, candidates: &Candidates, answer: &mut Answer) {
        let numbering = &segment.numbering;
        let expected = candidates.years.as_ref().map_or(1.0, |years| {
            let total: u32 = years.iter().sum();
            (f64::from(total) / candidates.blocks.len().max(1) as f64).max(1.0)
        });
        if let Some(years) = &candidates.years {
            for ((year, _), count) in numbering.years().iter().zip(years) {
                count_year(&mut answer.years, *year, u64::from(*count));
            }
        }
        let mut order = candidates.blocks.clone();
        if self.ask.oldest_first {
            order.reverse();
        }
        for block in order {
            let (year, _) = numbering.years()[numbering.year_of_block(block)];
            let weight = candidates.weight(segment, block);
            // Where most candidates turn out not to match, more are asked for each time.
            let has_room = answer.rows.len() < self.ask.limit
                && ((answer.rows.len() as f64 + self.pending) < self.ask.limit as f64
                    || (self.asked_blocks > 0
                        && self.asked_blocks < self.seen_blocks / 2
                        && expected == 1.0));
            let text =
                if self.wanted && has_room { self.block(segment, block, answer) } else { Block::Coming };
            let Block::Here(stored) = text else {
                if self.wanted && has_room && matches!(text, Block::Coming) {
                    self.pending += expected;
                    self.asked_blocks += 1;
                }
                if candidates.years.is_none() {
                    count_year(&mut self.unseen, year, weight);
                }
                continue;
            };
            self.seen_blocks += 1;
            let matched = self.articles(segment, candidates, block, &stored, answer);
            if candidates.years.is_none() {
                count_year(&mut answer.years, year, matched);
                self.looked_at += weight;
                self.matched += matched;
            }
        }
    }

    /// How many articles of a block match.
    fn articles(
        &self,
        segment: &Segment,
        candidates: &Candidates,
        block: u32,
        stored: &[Stored],
        answer: &mut Answer,
    ) -> u64 {
        let numbers = segment.numbering.articles_of(block);
        if numbers.len() != stored.len() {
            answer.faults.push((segment.file(FileKind::Text, block), Fault::Malformed));
            return 0;
        }
        let mut order: Vec<(u32, &Stored)> = numbers.zip(stored).collect();
        if self.ask.oldest_first {
            order.reverse();
        }
        let mut matched = 0;
        for (_, stored) in order.into_iter().filter(|(number, _)| candidates.admit(*number)) {
            if let Some(row) = row(stored, self.ask) {
                matched += 1;
                // Behind a block that is still to come, a row would stand at the wrong place.
                if self.pending == 0.0 && answer.rows.len() < self.ask.limit {
                    answer.rows.push(row);
                }
            }
        }
        matched
    }

    /// Counts what was not looked at as likely as the rest.
    pub(super) fn finish(self, answer: &mut Answer) {
        let rate = if self.looked_at == 0 { 1.0 } else { self.matched as f64 / self.looked_at as f64 };
        for (year, count) in self.unseen {
            answer.exact = false;
            count_year(&mut answer.years, year, (count as f64 * rate).round() as u64);
        }
    }

    fn block(&self, segment: &Segment, number: u32, answer: &mut Answer) -> Block {
        let name = segment.file(FileKind::Text, number);
        let fault = match self.shelf.get(name) {
            None => {
                answer.missing.push(name);
                return Block::Coming;
            }
            Some(Ok(content)) => match read_block(content) {
                Some(articles) => return Block::Here(articles),
                None => Fault::Malformed,
            },
            Some(Err(fault)) => fault,
        };
        answer.faults.push((name, fault));
        Block::Lost
    }
}

impl Candidates {
    fn admit(&self, article: u32) -> bool {
        self.articles.as_ref().is_none_or(|articles| articles.binary_search(&article).is_ok())
            && self.ranges.as_ref().is_none_or(|ranges| ranges.iter().any(|range| range.contains(&article)))
    }

    /// How many candidates a block counts as.
    fn weight(&self, segment: &Segment, block: u32) -> u64 {
        if self.articles.is_none() {
            return 1;
        }
        segment.numbering.articles_of(block).filter(|article| self.admit(*article)).count() as u64
    }
}

fn count_year(years: &mut Vec<(i32, u64)>, year: i32, count: u64) {
    match years.iter_mut().find(|(known, _)| *known == year) {
        Some((_, sum)) => *sum += count,
        None => years.push((year, count)),
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
    let searched = |kind: FieldKind| !ask.filters.headlines_only || kind == FieldKind::Headline;
    let has =
        |term: &Term| folded.iter().any(|(kind, _, folded)| searched(*kind) && term.occurs_in(folded.text()));
    let of_byline = |term: &Term| {
        folded.iter().any(|(kind, _, folded)| *kind == FieldKind::Byline && term.occurs_in(folded.text()))
    };
    let matches = ask.query.terms().iter().all(has)
        && !ask.query.excluded().iter().any(has)
        && ask.filters.byline.as_ref().is_none_or(of_byline);
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
        // The field with the most of the terms, and of those the first.
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
