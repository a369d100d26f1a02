//! Writing one segment: its text, block by block, while its editions are read; then its index.

use std::convert::Infallible;

use rayon::prelude::*;

use super::ahead;
use super::gather::{self, Gathered};
use super::posting::{Blocks, Place};
use super::report::Report;
use super::settings::Settings;
use super::sink::{Sink, WriteError, put};
use super::sorted::Postings;
use super::source::{EditionInfo, Source};
use crate::archive::bucket::{MOST_BUCKETS, Shape};
use crate::archive::codec::Encoder;
use crate::archive::dense::Dense;
use crate::archive::editions;
use crate::archive::entry::Segment;
use crate::archive::file::{Family, FileKind, FileName, seal};
use crate::archive::gram::walk_triples;
use crate::archive::numbering::{Numbering, Stretch};

/// A stretch of text that is to be there.
pub(super) struct Text<'a> {
    pub(super) id: u64,
    /// Of one year.
    pub(super) editions: &'a [EditionInfo],
    /// The articles in a block.
    pub(super) per_block: u32,
    /// It is there already.
    pub(super) is_kept: bool,
}

/// The writing of one segment.
pub(super) struct Job<'a, S, K> {
    /// Newest first.
    pub(super) texts: &'a [Text<'a>],
    pub(super) id: u64,
    /// A pair is dense that is in more than this part of the articles.
    pub(super) dense_part: u32,
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

/// Editions of a stretch of text that are read together.
#[derive(Clone, Copy)]
struct Batch<'a> {
    /// The number of the stretch.
    text: usize,
    editions: &'a [EditionInfo],
    /// The last of its stretch.
    is_last: bool,
}

/// A stretch of text, as far as it is gathered.
#[derive(Default)]
struct Growing {
    articles: u32,
    /// Blocks that are written.
    blocks: u32,
    /// Articles that are in none of them yet.
    waiting: Vec<String>,
}

/// A segment of fewer articles has no triples: its pairs let few articles through.
const DENSE_FROM: u64 = 3000;
/// Buckets have their full size in segments of this many articles.
const FULL_BUCKETS_FROM: u32 = 16_384;
/// Those of pinyin are so many times as large.
const OF_PINYIN: u64 = 2;
/// No bucket is meant to be smaller, in bytes.
const LEAST_BUCKET: u64 = 256;
/// Articles for each thread that are read, in whole editions, while as many before them are put away.
const BATCH: u64 = 200;
/// Articles whose triples are looked for together, before these are put away.
const CHUNK: usize = 1000;

impl<S: Source, K: Sink> Job<'_, S, K> {
    /// `None` where the editions have no article.
    pub(super) fn run(&self, report: &mut Report) -> Result<Option<Segment>, WriteError<S::Error, K::Error>> {
        let mut index = Index {
            singles: Postings::new(),
            pairs: Postings::new(),
            headline_singles: Postings::new(),
            headlines: Postings::new(),
            bylines: Postings::new(),
            pinyin: Postings::new(),
        };
        let editions = || self.texts.iter().flat_map(|text| text.editions);
        let expected: u64 = editions().map(|edition| u64::from(edition.articles)).sum();
        // What is folded is needed once more for triples, where there are any.
        let keep_folded = expected >= DENSE_FROM;
        let mut folded: Vec<String> = Vec::new();
        let mut rows = Vec::new();
        let mut growing: Vec<Growing> = self.texts.iter().map(|_| Growing::default()).collect();
        let mut articles = 0_u32;
        let gather = |text: usize, info: &EditionInfo| {
            let edition = self.source.edition(info).map_err(WriteError::Source)?;
            Ok(gather::edition(&edition, !self.texts[text].is_kept))
        };
        let gather_batch = |batch| {
            let Batch { text, editions, .. } = batch;
            let gathered =
                editions.par_iter().map(|info| gather(text, info)).collect::<Result<Vec<_>, _>>()?;
            Ok((batch, gathered))
        };
        ahead::each(self.batches(), gather_batch, |(batch, gathered)| {
            let growing = &mut growing[batch.text];
            for Gathered { row, articles: of_edition } in gathered {
                rows.push(row);
                for mut grams in of_edition {
                    report.text_bytes += grams.text_bytes;
                    index.add(articles, &grams);
                    growing.waiting.extend(grams.stored);
                    growing.articles += 1;
                    if keep_folded {
                        grams.folded.shrink_to_fit();
                        folded.push(grams.folded);
                    }
                    articles += 1;
                }
            }
            self.write_blocks(&batch, growing, report)
        })?;
        let stretch = |(text, growing): (&Text, &Growing)| Stretch {
            id: text.id,
            year: text.editions.first().map_or(0, |edition| edition.date().year()),
            articles: growing.articles,
            per_block: text.per_block,
        };
        let mut stretches: Vec<Stretch> = self.texts.iter().zip(&growing).map(stretch).collect();
        stretches.retain(|stretch| stretch.articles > 0);
        let (Some(newest), Some(oldest), true) = (editions().next(), editions().next_back(), articles > 0)
        else {
            return Ok(None);
        };
        report.articles += u64::from(articles);
        let file = FileName { folder: self.id, kind: FileKind::Editions, number: 0 };
        let content = self.encoder.encode(&editions::write(&rows));
        report.stored_bytes += put(self.sink, &file.path(), &seal(&file.path(), &content))?;
        report.files += 1;
        let numbering = Numbering::new(stretches);
        // The pairs come last: by then the memory of all others is free for the triples.
        let Index { singles, mut pairs, headline_singles, headlines, bylines, pinyin } = index;
        let singles = self.write_family(Family::Singles, singles, &numbering, report)?;
        let headline_singles =
            self.write_family(Family::HeadlineSingles, headline_singles, &numbering, report)?;
        let headlines = self.write_family(Family::Headlines, headlines, &numbering, report)?;
        let bylines = self.write_family(Family::Bylines, bylines, &numbering, report)?;
        let pinyin = self.write_family(Family::Pinyin, pinyin, &numbering, report)?;
        let dense = self.add_triples(&mut pairs, &numbering, folded);
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

    /// The editions, newest first, in batches of enough articles.
    fn batches(&self) -> Vec<Batch<'_>> {
        let most = BATCH * rayon::current_num_threads() as u64;
        let mut out = Vec::new();
        for (text, mut rest) in self.texts.iter().map(|text| text.editions).enumerate() {
            while !rest.is_empty() {
                let mut articles = 0;
                let enough = |edition: &EditionInfo| {
                    articles += u64::from(edition.articles);
                    articles >= most
                };
                let count = rest.iter().position(enough).map_or(rest.len(), |last| last + 1);
                let (editions, after) = rest.split_at(count);
                out.push(Batch { text, editions, is_last: after.is_empty() });
                rest = after;
            }
        }
        out
    }

    /// Writes the blocks of the articles that wait, but for a last one that may still grow.
    fn write_blocks(
        &self,
        batch: &Batch,
        growing: &mut Growing,
        report: &mut Report,
    ) -> Result<(), WriteError<S::Error, K::Error>> {
        let text = &self.texts[batch.text];
        let (folder, per_block) = (text.id, text.per_block as usize);
        let waiting = growing.waiting.len();
        let count = if batch.is_last { waiting } else { waiting / per_block * per_block };
        let ready: Vec<String> = growing.waiting.drain(..count).collect();
        let parts: Vec<&[String]> = ready.chunks(per_block).collect();
        let write = |(number, part): (u32, &&[String])| {
            let path = FileName { folder, kind: FileKind::Text, number }.path();
            put(self.sink, &path, &seal(&path, &self.encoder.encode(&part.concat())))
        };
        let numbered = (growing.blocks..).zip(&parts).collect::<Vec<_>>();
        let sizes = numbered.into_par_iter().map(write).collect::<Result<Vec<_>, _>>()?;
        growing.blocks += parts.len() as u32;
        report.files += parts.len() as u64;
        report.stored_bytes += sizes.iter().sum::<u64>();
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
        let places = family.has_places();
        postings.sort_few();
        let size = postings.size(numbering, places);
        // What is asked for seldom may be fetched in larger files: hosts count them.
        let bytes = self.bucket_bytes(numbering) * if family == Family::Pinyin { OF_PINYIN } else { 1 };
        let buckets = size.div_ceil(bytes).clamp(1, u64::from(MOST_BUCKETS)) as u32;
        let shape = Shape { buckets, numbering, places };
        let blocks = Blocks::new(numbering);
        let bytes = postings.write(shape, &blocks, |number, content| {
            let path = FileName { folder: self.id, kind: FileKind::Index(family), number }.path();
            put(self.sink, &path, &seal(&path, content))
        })?;
        let sum = if family == Family::Pinyin { &mut report.pinyin_bytes } else { &mut report.index_bytes };
        *sum += bytes;
        report.files += u64::from(buckets);
        Ok(buckets)
    }

    /// Finds the dense pairs and adds the triples made of them.
    fn add_triples(&self, pairs: &mut Postings<()>, numbering: &Numbering, folded: Vec<String>) -> Dense {
        if folded.is_empty() {
            return Dense::default();
        }
        pairs.sort_few();
        let dense = Dense::new(&pairs.pairs_above(u64::from(numbering.articles() / self.dense_part)));
        let keys_of = |text: String| {
            let mut keys = Vec::new();
            walk_triples(&text, |pair| dense.has(pair), |gram| keys.push(gram.key));
            keys
        };
        let mut folded = folded.into_iter();
        let chunks = std::iter::from_fn(|| {
            // What was walked is not needed any more.
            let chunk: Vec<String> = folded.by_ref().take(CHUNK).collect();
            (!chunk.is_empty()).then_some(chunk)
        });
        let keys_of_chunk = |chunk: Vec<String>| Ok(chunk.into_par_iter().map(keys_of).collect::<Vec<_>>());
        let mut article = 0;
        let Ok(()) = ahead::each(chunks, keys_of_chunk, |of_chunk| {
            for keys in of_chunk {
                keys.into_iter().for_each(|key| pairs.add(key, article, ()));
                article += 1;
            }
            Ok::<_, Infallible>(())
        });
        dense
    }

    /// A small segment has small buckets: every query pays for one in each segment.
    fn bucket_bytes(&self, numbering: &Numbering) -> u64 {
        let part = (f64::from(numbering.articles()) / f64::from(FULL_BUCKETS_FROM)).sqrt().min(1.0);
        ((f64::from(self.settings.bucket_bytes) * part) as u64).max(LEAST_BUCKET)
    }
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
