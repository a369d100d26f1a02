//! A list of the index: where a gram is.
//!
//! In most families that is a list of *blocks*, each a few neighbouring articles whose text is one file: a result is
//! fetched by block and verified by its text, so a finer list would cost a third more and save no fetch. How many
//! *articles* have the gram is written exactly, year by year. In headlines and bylines it is a list of articles,
//! with the places in the field: those answer any phrase exactly, without the text.

use super::bits::BitReader;
#[cfg(feature = "archive-write")]
use super::bits::BitWriter;
use super::numbering::Numbering;
use super::postings;

/// Rice's parameter for places in a headline.
const PLACE_BITS: u32 = 3;

/// Where a gram is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct List {
    /// Blocks, or articles in families with places.
    pub(crate) numbers: Vec<u32>,
    /// For each article, in families with places.
    pub(crate) places: Vec<Vec<u32>>,
    /// Articles of each year of the segment, in families of blocks, but not for rare grams.
    pub(crate) years: Vec<u32>,
}

/// Whether a list of blocks is so short that its gram is kept among the rare ones: looking into its text costs less
/// than a whole key and a count would, for the half million of them there are.
#[cfg(feature = "archive-write")]
pub(crate) fn is_rare(list: &List) -> bool {
    list.places.is_empty() && list.years.iter().sum::<u32>() <= RARE
}

/// A gram in more articles is not rare.
#[cfg(feature = "archive-write")]
const RARE: u32 = 6;

/// Reads a list.
pub(crate) fn read(bits: &mut BitReader, numbering: &Numbering, places: bool) -> Option<List> {
    if places {
        return read_with_places(bits, numbering.articles());
    }
    let numbers = postings::read(bits, numbering.blocks())?;
    let mut years = Vec::with_capacity(numbering.years().len());
    for blocks in numbering.blocks_by_year() {
        let listed = listed(&numbers, blocks);
        years.push(if listed == 0 { 0 } else { listed.checked_add(bits.gamma() - 1)? });
    }
    (!bits.overrun()).then_some(List { numbers, places: Vec::new(), years })
}

/// Reads the list of a rare gram.
pub(crate) fn read_rare(bits: &mut BitReader, numbering: &Numbering) -> Option<List> {
    let numbers = postings::read(bits, numbering.blocks())?;
    Some(List { numbers, ..List::default() })
}

fn read_with_places(bits: &mut BitReader, articles: u32) -> Option<List> {
    let numbers = postings::read(bits, articles)?;
    let mut places = Vec::new();
    for _ in &numbers {
        let mut next = 0_u32;
        let mut of_one = Vec::new();
        for _ in 0..bits.gamma() {
            let place = next.checked_add(u32::try_from(bits.rice(PLACE_BITS)).ok()?)?;
            of_one.push(place);
            next = place.checked_add(1)?;
            if bits.overrun() {
                return None;
            }
        }
        places.push(of_one);
    }
    Some(List { numbers, places, years: Vec::new() })
}

/// How many of the blocks are in a range.
fn listed(blocks: &[u32], range: &std::ops::Range<u32>) -> u32 {
    let before = |end: u32| blocks.partition_point(|&block| block < end);
    (before(range.end) - before(range.start)) as u32
}

/// Writes a list.
#[cfg(feature = "archive-write")]
pub(crate) fn write(out: &mut BitWriter, list: &List, numbering: &Numbering, places: bool) {
    if places {
        postings::write(out, &list.numbers, numbering.articles());
        for of_one in &list.places {
            out.gamma(of_one.len() as u32);
            let mut next = 0;
            for &place in of_one {
                out.rice(u64::from(place - next), PLACE_BITS);
                next = place + 1;
            }
        }
        return;
    }
    postings::write(out, &list.numbers, numbering.blocks());
    for (blocks, articles) in numbering.blocks_by_year().iter().zip(&list.years) {
        let listed = listed(&list.numbers, blocks);
        if listed > 0 {
            // Every listed block has at least one.
            out.gamma(articles - listed + 1);
        }
    }
}
