//! One picture in smaller widths, as WebP.
//!
//! Writing is done by libwebp: the `image` crate writes lossless WebP alone, which is larger than the JPEG it was made
//! from. AVIF would save another fifth; a pure Rust encoder takes seconds for what libwebp does in a few hundredths, which
//! a press with a deadline does not have, and some phones that read newspapers cannot show it.

use std::path::Path;

use image::ImageFormat;
use moxcms::{ColorProfile, DataColorSpace};

use super::limits::{LOOK, MEMORY, MOST_PIXELS};
use super::need;
use super::pixels::Pixels;
use super::read::{self, Header};
use super::room::Room;
use crate::paper::picture::turns;

/// What WebP can hold on a side.
const MOST_SIDE: u32 = 16_383;
/// A width this near to the picture's own, in percent, is not worth a file.
const NEAR: u32 = 80;

/// How pictures are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// In which widths, ascending.
    pub widths: Vec<u32>,
    /// How well, from 1 to 100.
    pub quality: u8,
}

/// The picture in each width that is worth it: none for what is no bitmap, moves, or has colours for print. The error
/// is a sentence about a picture that is damaged, or larger than may be read.
pub fn make(file: &Path, wanted: &Wanted, room: &Room) -> Result<Vec<(u32, Vec<u8>)>, String> {
    let looking = room.take(LOOK)?;
    let Some(header) = read::look(file)? else { return Ok(Vec::new()) };
    drop(looking);
    if header.pixels() > MOST_PIXELS {
        return Err(format!(
            "it has {} million pixels, more than the {} that are looked at",
            header.pixels() / 1_000_000,
            MOST_PIXELS / 1_000_000
        ));
    }
    let (own, height) = header.shown();
    if own == 0 || height == 0 {
        return Err("it has no pixels".to_owned());
    }
    let widths = widths(own, wanted, header.format == ImageFormat::WebP);
    let smaller = widths.iter().filter(|width| **width != own);
    let sizes: Vec<(u32, u32)> = smaller.map(|width| size(&header, *width)).collect();
    // A picture whose own width takes too much has smaller ones all the same, if there are any.
    let has_own =
        widths.last() == Some(&own) && (sizes.is_empty() || need::of(&header, &sizes, true) <= MEMORY);
    if sizes.is_empty() && !has_own {
        return Ok(Vec::new());
    }
    let _room = room.take(need::of(&header, &sizes, has_own))?;
    let length = std::fs::metadata(file).map_err(|error| error.to_string())?.len();
    let Some(mut picture) = decoded(file, &header)? else { return Ok(Vec::new()) };
    let mut largest = None;
    if has_own {
        let encoded = if header.is_turned() {
            let Pixels { width, height, channels, ref bytes, is_multiplied } = picture;
            let copy = Pixels { width, height, channels, bytes: bytes.clone(), is_multiplied };
            copy.turned(header.orientation).encode(wanted.quality)?
        } else {
            picture.encode(wanted.quality)?
        };
        if encoded.len() as u64 >= length {
            // It was pressed hard already: another encoding would be larger, or worse.
            return Ok(Vec::new());
        }
        largest = Some((own, encoded));
    }
    let smaller = sizes.iter().map(|(width, height)| {
        let stored = if turns(header.orientation) { (*height, *width) } else { (*width, *height) };
        Ok((*width, picture.resized(stored.0, stored.1)?))
    });
    let smaller = smaller.collect::<Result<Vec<_>, String>>()?;
    drop(picture);
    let written = smaller
        .into_iter()
        .map(|(width, pixels)| Ok((width, pixels.turned(header.orientation).encode(wanted.quality)?)));
    written.chain(largest.map(Ok)).collect()
}

/// The picture in the colours of one without a profile; `None` where its profile is one for print.
fn decoded(file: &Path, header: &Header) -> Result<Option<Pixels>, String> {
    let decoded = read::decode(file, header)?;
    let profile = decoded.profile.and_then(|icc| ColorProfile::new_from_slice(&icc).ok());
    if profile.as_ref().is_some_and(|profile| profile.color_space == DataColorSpace::Cmyk) {
        return Ok(None);
    }
    let Header { width, height, channels, .. } = *header;
    let mut pixels = Pixels { width, height, channels, bytes: decoded.bytes, is_multiplied: false };
    if let Some(profile) = profile {
        pixels.turn_into_srgb(&profile)?;
    }
    Ok(Some(pixels))
}

/// The size, as it is shown, that has this width.
fn size(header: &Header, width: u32) -> (u32, u32) {
    let (own, tall) = header.shown();
    let exact = u64::from(tall) * u64::from(width);
    let height = (exact + u64::from(own) / 2) / u64::from(own);
    (width, u32::try_from(height).unwrap_or(u32::MAX).clamp(1, MOST_SIDE))
}

/// The widths to make of a picture that is so wide: smaller ones, and its own where it is not WebP already, so that what
/// a browser may choose from has the whole of it. Never a larger one.
pub(super) fn widths(own: u32, wanted: &Wanted, is_webp: bool) -> Vec<u32> {
    let limit = u64::from(own) * u64::from(NEAR) / 100;
    let mut widths: Vec<u32> =
        wanted.widths.iter().copied().filter(|width| u64::from(*width) <= limit).collect();
    let largest = wanted.widths.last().copied().unwrap_or_default();
    let near_the_largest = u64::from(own) * u64::from(NEAR) / 100 < u64::from(largest);
    if !is_webp && near_the_largest && own <= MOST_SIDE {
        widths.push(own);
    }
    widths
}
