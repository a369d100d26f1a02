//! BMP: decoded as it is stored, a row at a time.

use std::path::Path;

use image::codecs::bmp::BmpDecoder;
use image::{ColorType, ImageDecoder, ImageFormat};

use super::file::{contradiction, open, orientation, said};
use super::header::{Decoded, Header};

type File = std::io::BufReader<std::fs::File>;

pub(super) fn look(path: &Path) -> Result<Header, String> {
    let decoder = decoder(path)?;
    let (width, height) = decoder.dimensions();
    let channels = match decoder.color_type() {
        ColorType::L8 => 1,
        ColorType::Rgb8 => 3,
        ColorType::Rgba8 => 4,
        other => return Err(format!("it has colours of a kind that cannot be read: {other:?}")),
    };
    Ok(Header {
        format: ImageFormat::Bmp,
        width,
        height,
        channels,
        orientation: orientation(None),
        beside: 8 * u64::from(width),
        profile: 0,
    })
}

pub(super) fn decode(path: &Path, header: &Header) -> Result<Decoded, String> {
    let decoder = decoder(path)?;
    let length = header.length()?;
    if decoder.dimensions() != (header.width, header.height) || decoder.total_bytes() != length as u64 {
        return Err(contradiction());
    }
    let mut bytes = vec![0; length];
    decoder.read_image(&mut bytes).map_err(said)?;
    Ok(Decoded { bytes, profile: None })
}

fn decoder(path: &Path) -> Result<BmpDecoder<File>, String> {
    BmpDecoder::new(open(path)?).map_err(said)
}
