//! PNG: rows are inflated one at a time into the decoded picture. Sixteen bits for a colour become eight on the way. A
//! profile that is damaged, or larger than any is, is passed over, as browsers do.

use std::io::{BufRead, Seek};
use std::path::Path;

use image::ImageFormat;
use png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Reader, Transformations};

use super::file::{contradiction, open, orientation, said, too_much_metadata};
use super::header::{Decoded, Header};
use crate::build::pictures::limits::MOST_METADATA;

pub(super) fn look(path: &Path) -> Result<Option<Header>, String> {
    let reader = reader(open(path)?)?;
    let info = reader.info();
    if info.animation_control.is_some() {
        return Ok(None);
    }
    let (color, depth) = reader.output_color_type();
    let channels = match (color, depth) {
        (ColorType::Grayscale, BitDepth::Eight) => 1,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => 2,
        (ColorType::Rgb, BitDepth::Eight) => 3,
        (ColorType::Rgba, BitDepth::Eight) => 4,
        other => return Err(format!("it has colours of a kind that cannot be read: {other:?}")),
    };
    let metadata = [&info.icc_profile, &info.exif_metadata];
    let metadata = metadata.map(|part| part.as_ref().map_or(0, |part| part.len() as u64));
    Ok(Some(Header {
        format: ImageFormat::Png,
        width: info.width,
        height: info.height,
        channels,
        orientation: orientation(info.exif_metadata.as_deref()),
        // Two rows as they are stored, and one as it is given out.
        beside: 4 * row(info.width) + 2 * metadata.iter().sum::<u64>(),
        profile: metadata[0],
    }))
}

pub(super) fn decode(path: &Path, header: &Header) -> Result<Decoded, String> {
    let mut reader = reader(open(path)?)?;
    let info = reader.info();
    let profile = info.icc_profile.as_ref().map(|profile| profile.to_vec());
    let length = header.length()?;
    if (info.width, info.height) != (header.width, header.height)
        || reader.output_buffer_size() != Some(length)
    {
        return Err(contradiction());
    }
    let mut bytes = vec![0; length];
    reader.next_frame(&mut bytes).map_err(said)?;
    Ok(Decoded { bytes, profile })
}

/// A picture whose rows can be read; what stands before them takes no more than it may.
fn reader<R: BufRead + Seek>(file: R) -> Result<Reader<R>, String> {
    let told = |error| match error {
        DecodingError::LimitsExceeded => too_much_metadata(),
        error => said(error),
    };
    let mut decoder = Decoder::new(file);
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let width = decoder.read_header_info().map_err(told)?.width;
    let bytes = usize::try_from(MOST_METADATA + 2 * row(width)).unwrap_or(usize::MAX);
    decoder.set_limits(Limits { bytes });
    decoder.read_info().map_err(told)
}

/// A row with the most bytes that a pixel may have as it is stored.
fn row(width: u32) -> u64 {
    8 * u64::from(width)
}
