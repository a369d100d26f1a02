//! JPEG: decoded as it is stored, a row of blocks at a time, where all colours come together; otherwise, as in progressive
//! ones, what the blocks say is kept until the last scan.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use image::codecs::jpeg::JpegDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat};

use super::file::{contradiction, open, orientation, said, too_much_metadata};
use super::header::{Decoded, Header};
use crate::build::pictures::limits::MOST_METADATA;

const ICC: &[u8] = b"ICC_PROFILE\0";
const EXIF: &[u8] = b"Exif\0\0";
/// Metadata in several segments, whose length together stands after an identifier of 32 bytes.
const LONG_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";

/// What stands before the first scan.
struct Segments {
    frame: Option<Frame>,
    orientation: Orientation,
    profile: u64,
    /// How many components the first scan has.
    scanned: u8,
    /// How long all of it is.
    length: u64,
}

struct Frame {
    is_progressive: bool,
    width: u16,
    height: u16,
    /// How many components it says it has.
    count: u8,
    /// How often each component is sampled, across and down.
    components: Vec<(u64, u64)>,
}

pub(super) fn look(path: &Path) -> Result<Option<Header>, String> {
    let segments = Segments::read(open(path)?)?;
    let frame = segments.frame.as_ref().ok_or_else(|| "it has no frame".to_owned())?;
    let channels = match frame.count {
        4 => return Ok(None),
        count @ (1 | 3) if frame.components.len() == usize::from(count) => count,
        other => return Err(format!("it has {other} colours")),
    };
    if segments.profile > MOST_METADATA {
        return Err(too_much_metadata());
    }
    let length = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    let whole = frame.is_progressive || usize::from(segments.scanned) != frame.components.len();
    Ok(Some(Header {
        format: ImageFormat::Jpeg,
        width: frame.width.into(),
        height: frame.height.into(),
        channels,
        orientation: segments.orientation,
        beside: length + 2 * segments.length + frame.rows() + if whole { frame.coefficients() } else { 0 },
        profile: segments.profile,
    }))
}

pub(super) fn decode(path: &Path, header: &Header) -> Result<Decoded, String> {
    let mut decoder = JpegDecoder::new(open(path)?).map_err(said)?;
    let length = header.length()?;
    if decoder.dimensions() != (header.width, header.height) || decoder.total_bytes() != length as u64 {
        return Err(contradiction());
    }
    let profile = decoder.icc_profile().ok().flatten();
    let mut bytes = vec![0; length];
    decoder.read_image(&mut bytes).map_err(said)?;
    Ok(Decoded { bytes, profile })
}

impl Frame {
    fn read(marker: u8, segment: &[u8]) -> Option<Self> {
        let [_, h1, h2, w1, w2, count, components @ ..] = segment else { return None };
        let components = components.chunks_exact(3).take(usize::from(*count));
        let sampled = |byte: u8| (u64::from(byte >> 4).clamp(1, 4), u64::from(byte & 15).clamp(1, 4));
        Some(Self {
            count: *count,
            is_progressive: marker == 0xc2,
            height: u16::from_be_bytes([*h1, *h2]),
            width: u16::from_be_bytes([*w1, *w2]),
            components: components.map(|component| sampled(component[1])).collect(),
        })
    }

    /// The most samples of a component in a block, across and down.
    fn most(&self) -> (u64, u64) {
        self.components
            .iter()
            .fold((1, 1), |most, component| (most.0.max(component.0), most.1.max(component.1)))
    }

    /// What all blocks say, with two bytes for each of their 64 values.
    fn coefficients(&self) -> u64 {
        let (across, down) = self.most();
        let blocks = u64::from(self.width).div_ceil(8 * across) * u64::from(self.height).div_ceil(8 * down);
        self.components.iter().map(|(across, down)| blocks * across * down * 64 * 2).sum()
    }

    /// A row of blocks of each component, as it is read, and as large as the most sampled one.
    fn rows(&self) -> u64 {
        let (across, down) = self.most();
        (u64::from(self.width) + 32) * 8 * across * down * 4 * self.components.len() as u64
    }
}

impl Segments {
    fn read(mut file: BufReader<std::fs::File>) -> Result<Self, String> {
        let cut = |_| "it is cut off before its picture begins".to_owned();
        let mut found =
            Self { frame: None, orientation: Orientation::NoTransforms, profile: 0, scanned: 0, length: 2 };
        let mut segment = Vec::new();
        file.read_exact(&mut [0; 2]).map_err(cut)?;
        loop {
            // Whatever stands between segments is passed over, as programs that show pictures do.
            found.length += file.skip_until(0xff).map_err(|error| error.to_string())? as u64;
            let mut marker = [0xff];
            while matches!(marker, [0 | 0xff]) {
                file.read_exact(&mut marker).map_err(cut)?;
            }
            let mut length = [0; 2];
            file.read_exact(&mut length).map_err(cut)?;
            let length = u16::from_be_bytes(length);
            found.length += u64::from(length);
            segment.resize(usize::from(length).saturating_sub(2), 0);
            file.read_exact(&mut segment).map_err(cut)?;
            match marker[0] {
                marker @ 0xc0..=0xc2 => found.frame = Frame::read(marker, &segment),
                0xe1 if segment.starts_with(EXIF) => {
                    found.orientation = orientation(segment.get(EXIF.len()..));
                }
                0xe1 if segment.starts_with(LONG_XMP) => {
                    let at = LONG_XMP.len() + 32;
                    let whole = segment.get(at..at + 4).map_or(&[0xff; 4][..], |whole| whole);
                    if whole.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)) > MOST_METADATA {
                        return Err(too_much_metadata());
                    }
                }
                0xe2 if segment.starts_with(ICC) => found.profile += u64::from(length),
                0xda => {
                    found.scanned = segment.first().copied().unwrap_or_default();
                    return Ok(found);
                }
                _ => {}
            }
        }
    }
}
