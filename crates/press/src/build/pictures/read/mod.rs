//! Reading pictures, each format in a file: what its header says ([`look`]), which bounds what the rest may cost, and
//! then its pixels ([`decode`]), with eight bits for each colour.
//!
//! All of it is done in Rust: a damaged picture must not be able to do harm.

mod bmp;
mod file;
mod header;
mod jpeg;
mod png;
mod webp;

use std::io::Read;
use std::path::Path;

use image::ImageFormat;

use file::open;
pub use header::{Decoded, Header};

/// What a file's header says; `None` for pictures that stay as they are: those that are no bitmap, move, or have four
/// colours for print, which every program shows otherwise. Takes no more than [`super::limits::LOOK`].
pub fn look(path: &Path) -> Result<Option<Header>, String> {
    let mut head = [0; 32];
    let mut read = 0;
    let mut file = open(path)?;
    while let Ok(more @ 1..) = file.read(&mut head[read..]) {
        read += more;
    }
    match image::guess_format(&head[..read]) {
        Ok(ImageFormat::Png) => png::look(path),
        Ok(ImageFormat::Jpeg) => jpeg::look(path),
        Ok(ImageFormat::WebP) => webp::look(path),
        Ok(ImageFormat::Bmp) => bmp::look(path).map(Some),
        _ => Ok(None),
    }
}

/// The pixels of a file whose header was looked at. They are as many as the header says.
pub fn decode(path: &Path, header: &Header) -> Result<Decoded, String> {
    match header.format {
        ImageFormat::Png => png::decode(path, header),
        ImageFormat::Jpeg => jpeg::decode(path, header),
        ImageFormat::WebP => webp::decode(path, header),
        _ => bmp::decode(path, header),
    }
}
