//! How text is stored: each block of articles alone, by a dictionary that is part of the program.
//!
//! A block's text is cut into dictionary entries (characters and common words), spelt characters and copies of what
//! stood earlier in the block; each is written in a fixed prefix code. The dictionary knows Chinese in general and
//! no newspaper in particular: what one article is stored as never depends on another block, so a correction
//! rewrites one block, and no dictionary keeps what was withdrawn.

mod control;
mod decode;
mod dictionary;
#[cfg(feature = "archive-write")]
mod encode;

pub(crate) use decode::decode;
pub(crate) use dictionary::install;
#[cfg(feature = "archive-write")]
pub(crate) use encode::Encoder;

/// How rare a text of one or a few characters is: the fewest bits that write a dictionary entry it is part of, or
/// what its characters take one by one. Only a guess, by which the reader chooses between lists of the index.
pub(crate) fn rarity(text: &[char]) -> u32 {
    let whole = dictionary::bits_of(text);
    let apart = || text.iter().map(|c| dictionary::bits_of(&[*c]).unwrap_or(RARE)).sum();
    whole.unwrap_or_else(apart)
}

/// Bits of a character that the dictionary does not have.
const RARE: u32 = 24;
