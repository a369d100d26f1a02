//! WebP: what is stored with loss is decoded as planes of brightness and colour, and what is stored without loss with
//! four bytes a pixel, before they become the picture.

use std::path::Path;

use image::ImageFormat;
use image_webp::{DecodingError, WebPDecoder};

use super::file::{contradiction, open, orientation, said, too_much_metadata};
use super::header::{Decoded, Header};
use crate::build::pictures::limits::MOST_METADATA;

type File = std::io::BufReader<std::fs::File>;

pub(super) fn look(path: &Path) -> Result<Option<Header>, String> {
    let mut decoder = decoder(path)?;
    if decoder.is_animated() {
        return Ok(None);
    }
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    // With loss: a byte of brightness for each pixel and two of colour for each four, which fill whole blocks.
    let planes = (u64::from(width) + 15) * (u64::from(height) + 15) * 3 / 2;
    let beside = match (decoder.is_lossy(), decoder.has_alpha()) {
        (true, false) => planes,
        // Transparency is stored without loss beside it.
        (true, true) => planes + 5 * pixels,
        (false, false) => 4 * pixels,
        (false, true) => 0,
    };
    let profile = decoder.icc_profile().map_err(told)?.map_or(0, |profile| profile.len() as u64);
    let exif = decoder.exif_metadata().map_err(told)?;
    let length = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    Ok(Some(Header {
        format: ImageFormat::WebP,
        width,
        height,
        channels: if decoder.has_alpha() { 4 } else { 3 },
        orientation: orientation(exif.as_deref()),
        beside: beside + length + profile,
        profile,
    }))
}

pub(super) fn decode(path: &Path, header: &Header) -> Result<Decoded, String> {
    let mut decoder = decoder(path)?;
    let length = header.length()?;
    if decoder.dimensions() != (header.width, header.height)
        || decoder.is_animated()
        || decoder.output_buffer_size() != Some(length)
    {
        return Err(contradiction());
    }
    let profile = decoder.icc_profile().map_err(told)?;
    let mut bytes = vec![0; length];
    decoder.read_image(&mut bytes).map_err(told)?;
    Ok(Decoded { bytes, profile })
}

fn decoder(path: &Path) -> Result<WebPDecoder<File>, String> {
    let mut decoder = WebPDecoder::new(open(path)?).map_err(told)?;
    decoder.set_memory_limit(usize::try_from(MOST_METADATA).unwrap_or(usize::MAX));
    Ok(decoder)
}

fn told(error: DecodingError) -> String {
    match error {
        DecodingError::MemoryLimitExceeded => too_much_metadata(),
        error => said(error),
    }
}
