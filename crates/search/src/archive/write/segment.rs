//! Writing one segment: its text, block by block, while its editions are read; then its index.

use super::gather::{self, Gathered};
use super::parallel;
use super::posting::{Blocks, Place};
use super::sorted::Postings;
use super::{EditionInfo, Report, Settings, Sink, Source, WriteError, put};
use crate::archive::bucket::{MOST_BUCKETS, Shape};
use crate::archive::codec::Encoder;
use crate::archive::dense::Dense;
use crate::archive::editions;
use crate::archive::entry::Segment;
use crate::archive::file::{Family, FileKind, FileName, seal};
use crate::archive::gram::walk_triples;
use crate::archive::numbering::Numbering;

/// The writing of one segment.
pub(super) struct Job<'a, S, K> {
    pub(super) editions: &'a [EditionInfo],
    pub(super) id: u64,
    /// The articles in a block of text.
    pub(super) per_block: u32,
    pub(super) source: &'a S,
    pub(super) sink: &'a K,
    pub(super) settings: &'a Settings,
    pub(super) encoder: &'a Encoder,
}

/// The postings of all families.
struct Index {
    singles: Postings<()>,
    pairs: Postings<()>,
    headline_singles: Postings<()>,
    headlines: Postings<u32>,
    bylines: Postings<u32>,
    pinyin: Postings<()>,
}

/// A segment of fewer articles has no triples: its pairs let few articles through.
const DENSE_FROM: u64 = 3000;
/// A pair is dense that is in more than this part of a segment's articles.
const DENSE_PART: u64 = 60;
/// Buckets have their full size in segments of this many articles.
const FULL_BUCKETS_FROM: u32 = 16_384;
/// Those of pinyin are so many times as large.
const OF_PINYIN: u64 = 2;
/// No bucket is meant to be smaller, in bytes.
const LEAST_BUCKET: u64 = 256;
/// Articles that are read, in whole editions, before their text is encoded and their keys are put away.
const BATCH: u64 = 2000;
/// Articles whose triples are looked for as one piece of work, and pieces for each thread before these are put away.
const CHUNK: usize = 128;
const CHUNKS: usize = 4;

impl<S: Source, K: Sink> Job<'_, S, K> {
    /// `None` where the editions have no article.
    pub(super) fn run(&self, report: &mut Report) -> Result<Option<Segment>, WriteError<S::Error, K::Error>> {
        let threads = self.settings.threads;
        let mut index = Index {
            singles: Postings::new(),
            pairs: Postings::new(),
            headline_singles: Postings::new(),
            headlines: Postings::new(),
            bylines: Postings::new(),
            pinyin: Postings::new(),
        };
        let expected: u64 = self.editions.iter().map(|edition| u64::from(edition.articles)).sum();
        // What is folded is needed once more for triples, where there are any.
        let keep_folded = expected >= DENSE_FROM;
        let mut folded: Vec<String> = Vec::new();
        let mut rows = Vec::with_capacity(self.editions.len());
        let mut years: Vec<(i32, u32)> = Vec::new();
        let (mut articles, mut blocks) = (0_u32, 0_u32);
        let mut waiting: Vec<(i32, String)> = Vec::new();
        for batch in batches(self.editions) {
            let read = |n: usize| {
                self.source
                    .edition(&batch[n])
                    .map(|edition| gather::edition(&edition))
                    .map_err(WriteError::Source)
            };
            for (info, Gathered { row, articles: of_edition }) in
                batch.iter().zip(parallel::each(threads, batch.len(), read)?)
            {
                rows.push(row);
                let year = info.date().year();
                match years.last_mut() {
                    Some((last, count)) if *last == year => *count += of_edition.len() as u32,
                    _ => years.push((year, of_edition.len() as u32)),
                }
                for mut grams in of_edition {
                    report.text_bytes += grams.text_bytes;
                    index.add(articles, &grams);
                    waiting.push((info.date().year(), grams.stored));
                    if keep_folded {
                        grams.folded.shrink_to_fit();
                        folded.push(grams.folded);
                    }
                    articles += 1;
                }
            }
            self.write_blocks(&mut blocks, &mut waiting, false, report)?;
        }
        self.write_blocks(&mut blocks, &mut waiting, true, report)?;
        let (Some(newest), Some(oldest), true) = (self.editions.first(), self.editions.last(), articles > 0)
        else {
            return Ok(None);
        };
        report.articles += u64::from(articles);
        let file = FileName { segment: self.id, kind: FileKind::Editions, number: 0 };
        let content = self.encoder.encode(&editions::write(&rows));
        report.stored_bytes += put(self.sink, &file.path(), &seal(&file.path(), &content))?;
        report.files += 1;
        years.retain(|(_, count)| *count > 0);
        let numbering = Numbering::new(years, self.per_block);
        // The pairs come last: by then the memory of all others is free for the triples.
        let Index { singles, mut pairs, headline_singles, headlines, bylines, pinyin } = index;
        let singles = self.write_family(Family::Singles, singles, &numbering, report)?;
        let headline_singles =
            self.write_family(Family::HeadlineSingles, headline_singles, &numbering, report)?;
        let headlines = self.write_family(Family::Headlines, headlines, &numbering, report)?;
        let bylines = self.write_family(Family::Bylines, bylines, &numbering, report)?;
        let pinyin = self.write_family(Family::Pinyin, pinyin, &numbering, report)?;
        let dense = self.add_triples(&mut pairs, &numbering, folded)?;
        let pairs = self.write_family(Family::Pairs, pairs, &numbering, report)?;
        Ok(Some(Segment {
            id: self.id,
            newest: newest.date(),
            oldest: oldest.date(),
            dense,
            buckets: [singles, pairs, headline_singles, headlines, bylines, pinyin],
            numbering,
        }))
    }

    /// Finds the dense pairs and adds the triples made of them.
    fn add_triples(
        &self,
        pairs: &mut Postings<()>,
        numbering: &Numbering,
        mut folded: Vec<String>,
    ) -> Result<Dense, WriteError<S::Error, K::Error>> {
        if folded.is_empty() {
            return Ok(Dense::default());
        }
        let threads = self.settings.threads;
        pairs.sort_few(threads);
        let dense = Dense::new(&pairs.pairs_above(u64::from(numbering.articles()) / DENSE_PART, threads));
        let keys_of = |text: &String| {
            let mut keys = Vec::new();
            walk_triples(text, |pair| dense.has(pair), |gram| keys.push(gram.key));
            keys
        };
        let mut article = 0;
        for some in folded.chunks_mut(CHUNK * CHUNKS * threads.max(1)) {
            let chunks: Vec<&[String]> = some.chunks(CHUNK).collect();
            let walk = |n: usize| Ok(chunks[n].iter().map(keys_of).collect::<Vec<_>>());
            for keys in parallel::each(threads, chunks.len(), walk)?.into_iter().flatten() {
                keys.into_iter().for_each(|key| pairs.add(key, article, ()));
                article += 1;
            }
            // What was walked is not needed any more.
            some.iter_mut().for_each(|text| *text = String::new());
        }
        Ok(dense)
    }

    /// Writes the blocks of the articles that wait, but for a last one that may still grow.
    fn write_blocks(
        &self,
        blocks: &mut u32,
        waiting: &mut Vec<(i32, String)>,
        all: bool,
        report: &mut Report,
    ) -> Result<(), WriteError<S::Error, K::Error>> {
        let per_block = self.per_block as usize;
        let years = waiting.chunk_by(|a, b| a.0 == b.0);
        let mut parts: Vec<&[(i32, String)]> = years.flat_map(|of_year| of_year.chunks(per_block)).collect();
        if !all && parts.last().is_some_and(|last| last.len() < per_block) {
            parts.pop();
        }
        let first = *blocks;
        let write = |n: usize| {
            let path = FileName { segment: self.id, kind: FileKind::Text, number: first + n as u32 }.path();
            let text: String = parts[n].iter().map(|(_, article)| article.as_str()).collect();
            put(self.sink, &path, &seal(&path, &self.encoder.encode(&text)))
        };
        let sizes = parallel::each(self.settings.threads, parts.len(), write)?;
        *blocks += parts.len() as u32;
        report.files += parts.len() as u64;
        report.stored_bytes += sizes.iter().sum::<u64>();
        let written: usize = parts.iter().map(|part| part.len()).sum();
        waiting.drain(..written);
        Ok(())
    }

    fn write_family<P: Place>(
        &self,
        family: Family,
        mut postings: Postings<P>,
        numbering: &Numbering,
        report: &mut Report,
    ) -> Result<u32, WriteError<S::Error, K::Error>> {
        if postings.is_empty() {
            return Ok(0);
        }
        let (threads, places) = (self.settings.threads, family.has_places());
        postings.sort_few(threads);
        let size = postings.size(threads, numbering, places);
        // What is asked for seldom may be fetched in larger files: hosts count them.
        let bytes = self.bucket_bytes(numbering) * if family == Family::Pinyin { OF_PINYIN } else { 1 };
        let buckets = size.div_ceil(bytes).clamp(1, u64::from(MOST_BUCKETS)) as u32;
        let shape = Shape { buckets, numbering, places };
        let blocks = Blocks::new(numbering);
        let bytes = postings.write(threads, shape, &blocks, |number, content| {
            let path = FileName { segment: self.id, kind: FileKind::Index(family), number }.path();
            put(self.sink, &path, &seal(&path, content))
        })?;
        let sum = if family == Family::Pinyin { &mut report.pinyin_bytes } else { &mut report.index_bytes };
        *sum += bytes;
        report.files += u64::from(buckets);
        Ok(buckets)
    }

    /// A small segment has small buckets: every query pays for one in each segment.
    fn bucket_bytes(&self, numbering: &Numbering) -> u64 {
        let part = (f64::from(numbering.articles()) / f64::from(FULL_BUCKETS_FROM)).sqrt().min(1.0);
        ((f64::from(self.settings.bucket_bytes) * part) as u64).max(LEAST_BUCKET)
    }
}

/// Editions in batches of enough articles.
fn batches(editions: &[EditionInfo]) -> impl Iterator<Item = &[EditionInfo]> {
    let mut rest = editions;
    std::iter::from_fn(move || {
        let mut articles = 0;
        let enough = |edition: &EditionInfo| {
            articles += u64::from(edition.articles);
            articles >= BATCH
        };
        let count = rest.iter().position(enough).map_or(rest.len(), |last| last + 1);
        let (batch, after) = rest.split_at(count);
        rest = after;
        (!batch.is_empty()).then_some(batch)
    })
}

impl Index {
    fn add(&mut self, article: u32, grams: &gather::Grams) {
        for (postings, keys) in [
            (&mut self.singles, &grams.singles),
            (&mut self.pairs, &grams.pairs),
            (&mut self.headline_singles, &grams.headline_singles),
            (&mut self.pinyin, &grams.pinyin),
        ] {
            keys.iter().for_each(|&key| postings.add(key, article, ()));
        }
        for (postings, keys) in [(&mut self.headlines, &grams.headlines), (&mut self.bylines, &grams.bylines)]
        {
            keys.iter().for_each(|&(key, place)| postings.add(key, article, place));
        }
    }
}
