//! Looking at the text of articles that may match. Whatever is shown was found in its text.

use masthead_edition::fields::FieldKind;

use super::answer::{Answer, Row};
use super::ask::Ask;
use super::chance::Likely;
use super::entry::Segment;
use super::file::Fault;
use super::look::Candidates;
use super::pinyin::Reading;
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
    /// What is looked for, where it is pinyin.
    reading: Option<&'a Reading<'a>>,
    /// Whether rows are still looked for.
    pub(super) wanted: bool,
    /// Rows that the blocks still to come are likely to give.
    pending: Likely,
    /// Blocks that were looked into, and those that had rows.
    seen_blocks: usize,
    hit_blocks: usize,
    /// Blocks that were looked into or asked for.
    blocks: usize,
    /// Candidates whose text was looked at, and how many articles matched.
    looked_at: u64,
    matched: u64,
    /// Candidates whose text was not looked at, by year.
    unseen: Vec<(i32, u64)>,
}

impl<'a> Verify<'a> {
    pub(super) fn new(ask: &'a Ask, shelf: &'a Shelf, reading: Option<&'a Reading<'a>>) -> Self {
        Self {
            ask,
            shelf,
            reading,
            wanted: true,
            pending: Likely::default(),
            seen_blocks: 0,
            hit_blocks: 0,
            blocks: 0,
            looked_at: 0,
            matched: 0,
            unseen: Vec::new(),
        }
    }

    /// Looks into one segment.
    pub(super) fn segment(&mut self, segment: &Segment, candidates: &Candidates, answer: &mut Answer) {
        let numbering = &segment.numbering;
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
            let lacking = self.ask.limit.saturating_sub(answer.rows.len());
            let is_wanted = self.wanted && lacking > 0 && !self.pending.reach(lacking);
            let is_asked = is_wanted && self.ask.most_blocks.is_none_or(|most| self.blocks < most);
            self.blocks += usize::from(is_asked);
            // What is here of others makes the total more certain, where the index does not know it.
            let is_also = candidates.years.is_none() && self.seen_blocks < ALSO_SEEN;
            let text = if is_asked || is_also {
                self.block(segment, block, is_asked, answer)
            } else {
                Block::Coming
            };
            let Block::Here(stored) = text else {
                match text {
                    Block::Coming if is_asked => {
                        answer.enough += usize::from(self.pending.rows < lacking as f64);
                        self.pending.add(self.likely(segment, candidates, block));
                    }
                    // Behind one that is not asked for, a row would stand at the wrong place, too.
                    Block::Coming if is_wanted => (self.wanted, answer.more) = (false, true),
                    _ => {}
                }
                if candidates.years.is_none() {
                    count_year(&mut self.unseen, year, weight);
                }
                continue;
            };
            let matched = self.articles(segment, candidates, block, &stored, answer);
            self.seen_blocks += 1;
            self.hit_blocks += usize::from(matched > 0);
            // Rows behind a block that is still to come will be rows.
            if self.pending.rows > 0.0 {
                self.pending.add(Likely { rows: matched as f64, variance: 0.0, sure: matched as usize });
            }
            if candidates.years.is_none() {
                count_year(&mut answer.years, year, matched);
                self.looked_at += weight;
                self.matched += matched;
            }
        }
    }

    /// The rows that a block is likely to give.
    fn likely(&self, segment: &Segment, candidates: &Candidates, block: u32) -> Likely {
        let whole = segment.numbering.articles_of(block).len() as f64;
        if candidates.articles.is_some() && candidates.chance == 1.0 {
            let rows = candidates.weight(segment, block);
            return Likely { rows: rows as f64, variance: 0.0, sure: rows as usize };
        }
        if candidates.chance == 1.0 && candidates.ranges.is_none() && candidates.doubtful.is_empty() {
            // At least one, at most all: the widest that such a number can vary.
            let total: u32 = candidates.years.iter().flatten().sum();
            let rows = (f64::from(total) / candidates.blocks.len().max(1) as f64).min(whole).max(1.0);
            return Likely { rows, variance: (rows - 1.0) * (whole - rows), sure: 1 };
        }
        let mut chance = candidates.chance;
        if let Some(ranges) = &candidates.ranges {
            let admitted = segment.numbering.articles_of(block);
            let admitted = admitted.filter(|article| ranges.iter().any(|range| range.contains(article)));
            chance *= admitted.count() as f64 / whole.max(1.0);
        }
        if candidates.doubtful.iter().any(|blocks| blocks.binary_search(&block).is_ok()) {
            chance *= DOUBTFUL;
        }
        // What was seen soon counts for more than what was believed.
        let weight = BELIEF + self.seen_blocks as f64;
        let rows = (self.hit_blocks as f64 + BELIEF * chance) / weight;
        // The less was seen, the further the truth may be from it; but to look into a large block in vain costs more.
        let doubt =
            CAUTION * (SMALL / whole.max(SMALL)) * (rows * (1.0 - rows) * BELIEF / weight).max(0.0).sqrt();
        let rows = (rows - doubt).max(LEAST);
        Likely { rows, variance: rows * (1.0 - rows), sure: 0 }
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
            answer.faults.push((segment.text(block), Fault::Malformed));
            return 0;
        }
        let mut order: Vec<(u32, &Stored)> = numbers.zip(stored).collect();
        if self.ask.oldest_first {
            order.reverse();
        }
        let mut matched = 0;
        for (_, stored) in order.into_iter().filter(|(number, _)| candidates.admit(*number)) {
            if let Some(row) = self.row(stored) {
                matched += 1;
                // Behind a block that is still to come, a row would stand at the wrong place.
                if self.wanted && self.pending.rows == 0.0 && answer.rows.len() < self.ask.limit {
                    answer.rows.push(row);
                }
            }
        }
        matched
    }

    fn row(&self, stored: &Stored) -> Option<Row> {
        match self.reading {
            Some(reading) => reading.row(stored, self.ask.filters.headlines_only),
            None => row(stored, self.ask),
        }
    }

    /// Counts what was not looked at as likely as the rest.
    pub(super) fn finish(self, answer: &mut Answer) {
        let rate = if self.looked_at == 0 { 1.0 } else { self.matched as f64 / self.looked_at as f64 };
        for (year, count) in self.unseen {
            answer.exact = false;
            count_year(&mut answer.years, year, (count as f64 * rate).round() as u64);
        }
    }

    /// The text of a block; of one that is not asked for, only if it is here.
    fn block(&self, segment: &Segment, number: u32, is_asked: bool, answer: &mut Answer) -> Block {
        let name = segment.text(number);
        let fault = match self.shelf.get(name) {
            None | Some(Err(_)) if !is_asked => return Block::Coming,
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

/// Adds to a year; the newest is the first.
fn count_year(years: &mut Vec<(i32, u64)>, year: i32, count: u64) {
    let at = years.partition_point(|(known, _)| *known > year);
    match years.get_mut(at) {
        Some((known, sum)) if *known == year => *sum += count,
        _ => years.insert(at, (year, count)),
    }
}

/// What is believed beforehand counts as much as so many blocks that were seen.
const BELIEF: f64 = 3.0;
/// While fewer blocks than this were looked into, so are those that nobody asked for and that are here.
const ALSO_SEEN: usize = 64;
/// How likely a block that may have something excluded is to have a row nevertheless.
const DOUBTFUL: f64 = 0.25;
/// Standard deviations that are taken off a belief, which may be wrong before anything was seen; and the least that is
/// then left of it.
const CAUTION: f64 = 1.0;
const LEAST: f64 = 0.01;
/// Articles of a block that is small.
const SMALL: f64 = 3.0;

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
    Some(stored.row(headline, excerpt))
}

impl Stored {
    /// The article's row.
    pub(super) fn row(&self, headline: Marked, excerpt: Option<Marked>) -> Row {
        Row {
            publication: self.publication.clone(),
            edition: self.edition.clone(),
            page: self.page.clone(),
            article: self.article.clone(),
            headline,
            excerpt,
        }
    }
}
