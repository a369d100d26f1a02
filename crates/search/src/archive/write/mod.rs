//! Writing an archive: all that [`crate::archive`] reads.
//!
//! 1. [`plan`] says which editions make up which segment, and which stretch of its text.
//! 2. [`gather`] takes an edition apart: stored text, and keys for the index.
//! 3. [`segment`] writes a segment's text and index: its keys are packed as they come ([`raw`]), and [`sorted`] sorts
//!    them and makes buckets of them.
//!
//! Callers give a [`Source`] of editions, a [`Sink`] for files and [`Settings`], and get a [`Report`].
//!
//! A folder's name is made of what it is made of. One that was written before is not written again, and since the
//! same editions always give the same bytes, the same name never stands for different ones. Where an edition of a year
//! is corrected, that is the index of the year, and the text of some months of it.

mod ahead;
mod gather;
mod plan;
mod posting;
mod raw;
mod report;
mod segment;
mod settings;
mod sink;
mod sorted;
mod source;

use std::collections::HashSet;

pub use self::report::Report;
use self::segment::{Job, Text};
pub use self::settings::{Grain, Settings};
use self::sink::put;
pub use self::sink::{Sink, WriteError};
pub use self::source::{EditionInfo, Source};
use super::codec::Encoder;
use super::entry::Archive;
use super::file::{ENTRY, VERSION, folder};

/// Writes the archive of a paper. `publications` are in the paper's order; `editions` in any. `previous` is what the
/// entry file in the same place said before, if there was one: its segments are kept where nothing in them changed and
/// the sink still has them. The entry file is written last, so that whoever reads meanwhile sees the old
/// archive or the new one.
pub fn write_archive<S: Source, K: Sink>(
    publications: &[String],
    editions: &[EditionInfo],
    source: &S,
    sink: &K,
    previous: Option<&Archive>,
    settings: &Settings,
) -> Result<(Archive, Report), WriteError<S::Error, K::Error>> {
    let mut editions = editions.to_vec();
    let rank = |id: &str| publications.iter().position(|known| known == id).unwrap_or(usize::MAX);
    editions.sort_by(|a, b| {
        b.date()
            .cmp(&a.date())
            .then_with(|| rank(&a.publication).cmp(&rank(&b.publication)))
            .then_with(|| a.publication.cmp(&b.publication))
            .then_with(|| b.edition.to_string().cmp(&a.edition.to_string()))
    });
    let mut report = Report::default();
    let mut archive = Archive { publications: publications.to_vec(), segments: Vec::new() };
    let encoder = Encoder::new();
    let before = previous.iter().flat_map(|archive| &archive.segments);
    let standing: HashSet<u64> =
        before.flat_map(|segment| segment.numbering.stretches()).map(|stretch| stretch.id).collect();
    let newest_year = editions.first().map(|edition| edition.date().year());
    for (number, range) in plan::segments(&editions).into_iter().enumerate() {
        let editions = &editions[range];
        let grain = if number < OPEN { settings.open } else { settings.closed };
        let mut stretches = Vec::new();
        for editions in plan::stretches(editions).into_iter().map(|range| &editions[range]) {
            let is_new = editions.first().map(|edition| edition.date().year()) == newest_year;
            let per_block = if is_new { settings.per_new_block } else { grain.per_block }.max(1);
            let id = identity(&[TEXT, per_block], editions);
            let is_kept = standing.contains(&id) && sink.keeps(&folder(id)).map_err(WriteError::Sink)?;
            stretches.push(Text { id, editions, per_block, is_kept });
        }
        let mut made_of = vec![INDEX, settings.bucket_bytes, grain.dense_part];
        made_of.extend(stretches.iter().map(|text| text.per_block));
        let id = identity(&made_of, editions);
        let is_kept = |id: u64| stretches.iter().any(|text| text.id == id && text.is_kept);
        let mut same =
            previous.iter().flat_map(|archive| &archive.segments).filter(|segment| segment.id == id);
        if let Some(segment) = same.next()
            && segment.numbering.stretches().iter().all(|stretch| is_kept(stretch.id))
            && sink.keeps(&folder(id)).map_err(WriteError::Sink)?
        {
            report.kept += 1;
            archive.segments.push(segment.clone());
            continue;
        }
        let dense_part = grain.dense_part.max(1);
        let job = Job { texts: &stretches, id, dense_part, source, sink, settings, encoder: &encoder };
        if let Some(segment) = job.run(&mut report)? {
            report.written += 1;
            archive.segments.push(segment);
        }
    }
    put(sink, ENTRY, &archive.write())?;
    report.files += 1;
    Ok((archive, report))
}

/// So many segments, the newest, are those that still grow.
const OPEN: usize = 2;

/// What a folder holds; the first of what its name is made of.
const INDEX: u32 = 0;
const TEXT: u32 = 1;

/// The name of a folder: a hash (FNV-1a of 64 bits) of the format's version, what is in it, the settings that change
/// bytes, and every edition's names and content.
fn identity(settings: &[u32], editions: &[EditionInfo]) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for &byte in bytes.iter().chain(&[0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    };
    add(&[VERSION]);
    settings.iter().for_each(|setting| add(&setting.to_le_bytes()));
    for edition in editions {
        add(edition.publication.as_bytes());
        add(edition.edition.to_string().as_bytes());
        add(edition.content.as_bytes());
    }
    hash
}
