//! How much memory it takes to read a picture and to make smaller ones of it, counted from its header before any of it is
//! read: each buffer that is alive at the same time, by the bytes a pixel has in it.

use super::limits::{ENCODER, ENCODER_WITH_ALPHA, PROFILE_FACTOR, SPARING_ENCODER, STRIP, WRITTEN_FAST};
use super::read::Header;

/// What making these sizes (as they are shown) takes at its peak; `own` says that the picture's own size is among what
/// is made.
pub fn of(header: &Header, sizes: &[(u32, u32)], own: bool) -> u64 {
    let source = header.pixels() * u64::from(header.channels);
    let profile = header.profile * PROFILE_FACTOR;
    let decoding = source + header.beside + profile;
    let pixels = |(width, height): &(u32, u32)| u64::from(*width) * u64::from(*height);
    let smaller: u64 = sizes.iter().map(|size| pixels(size) * u64::from(header.channels)).sum();
    // The table of weights of a filter that is three pixels of the smaller picture wide, in both directions.
    let weights = 8 * 16 * (u64::from(header.width) + u64::from(header.height));
    let resizing = source + smaller + STRIP.max(row(header)) + weights;
    let turned = if header.is_turned() { source } else { 0 };
    let own_size = if own { source + turned + encoding(header, header.pixels()) } else { 0 };
    // Each is turned where it must be, and written.
    let written = sizes.iter().map(pixels).map(|pixels| {
        encoding(header, pixels) + if header.is_turned() { pixels * u64::from(header.channels) } else { 0 }
    });
    let writing = smaller + written.max().unwrap_or_default();
    decoding.max(resizing).max(own_size).max(writing)
}

/// What writing so many pixels takes; libwebp has grey as red, green and blue.
fn encoding(header: &Header, pixels: u64) -> u64 {
    let has_alpha = header.channels.is_multiple_of(2);
    let expanded = match header.channels {
        1 => 3,
        2 => 4,
        _ => 0,
    };
    let encoder = match (has_alpha, pixels <= WRITTEN_FAST) {
        (true, _) => ENCODER_WITH_ALPHA,
        (false, true) => ENCODER,
        (false, false) => SPARING_ENCODER,
    };
    pixels * (expanded + encoder)
}

fn row(header: &Header) -> u64 {
    u64::from(header.width) * u64::from(header.channels)
}
