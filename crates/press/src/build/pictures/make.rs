//! One picture in smaller widths, as WebP.
//!
//! Reading is done in Rust: a picture may come from anywhere, and a damaged one must not be able to do harm. Writing
//! is done by libwebp: the `image` crate writes lossless WebP alone, which is larger than the JPEG it was made from. AVIF
//! would save another fifth; a pure Rust encoder takes seconds for what libwebp does in a few hundredths, which a
//! press with a deadline does not have, and some phones that read newspapers cannot show it.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::room::Room;
use crate::paper::picture::turns;

/// The largest picture that is looked at: a page in print, at 600 dots an inch.
pub const MOST_PIXELS: u64 = 120_000_000;
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
/// is a sentence about a picture that is damaged.
pub fn make(file: &[u8], wanted: &Wanted, room: &Room) -> Result<Vec<(u32, Vec<u8>)>, String> {
    let Some(format) = image::guess_format(file).ok().filter(|format| is_still_bitmap(file, *format)) else {
        return Ok(Vec::new());
    };
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| error.to_string())?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS {
        return Err(format!(
            "it has {} million pixels, more than the {} that are looked at",
            pixels / 1_000_000,
            MOST_PIXELS / 1_000_000
        ));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile =
        decoder.icc_profile().ok().flatten().and_then(|icc| ColorProfile::new_from_slice(&icc).ok());
    if profile.as_ref().is_some_and(|profile| profile.color_space == DataColorSpace::Cmyk) {
        return Ok(Vec::new());
    }
    let own = if turns(orientation) { height } else { width };
    let is_webp = format == ImageFormat::WebP;
    let widths = widths(own, wanted, is_webp);
    if widths.is_empty() {
        return Ok(Vec::new());
    }
    // Twice: what is read, and what is turned or encoded.
    let _room = room.take(pixels * 4 * 2);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| {
        // What a library says of its insides helps nobody to find the picture again.
        let said = error.to_string();
        said.split(" while decoding").next().unwrap_or_default().to_owned()
    })?;
    picture.apply_orientation(orientation);
    let mut picture = Pixels::of(picture);
    if let Some(profile) = profile {
        picture.turn_into_srgb(&profile);
    }
    let mut made = Vec::new();
    for width in widths {
        let encoded = picture.at_width(width).and_then(|smaller| smaller.encode(wanted.quality))?;
        if width == own && encoded.len() >= file.len() {
            // It was pressed hard already: another encoding would be larger, or worse.
            return Ok(Vec::new());
        }
        made.push((width, encoded));
    }
    Ok(made)
}

/// A picture of the kinds that are made smaller: SVG has every size, AVIF is small as it is, and what moves must go on
/// moving. Four colours are for print, and every program shows them otherwise.
fn is_still_bitmap(file: &[u8], format: ImageFormat) -> bool {
    match format {
        ImageFormat::Jpeg => !has_four_colours(file),
        ImageFormat::Png => {
            PngDecoder::new(Cursor::new(file)).map_or(true, |png| !png.is_apng().unwrap_or(false))
        }
        ImageFormat::WebP => WebPDecoder::new(Cursor::new(file)).map_or(true, |webp| !webp.has_animation()),
        ImageFormat::Bmp => true,
        _ => false,
    }
}

/// Whether a JPEG's frame has four components.
fn has_four_colours(file: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = file.get(at..at + 4) {
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return file.get(at + 9) == Some(&4);
        }
        if *marker == 0xda {
            return false;
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
    }
    false
}

/// The widths to make of a picture that is so wide: smaller ones, and its own where it is not WebP already, so that what
/// a browser may choose from has the whole of it. Never a larger one.
fn widths(own: u32, wanted: &Wanted, is_webp: bool) -> Vec<u32> {
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

/// Red, green, blue, and alpha where there is any.
struct Pixels {
    width: u32,
    height: u32,
    has_alpha: bool,
    bytes: Vec<u8>,
}

impl Pixels {
    fn of(picture: DynamicImage) -> Self {
        let (width, height, has_alpha) = (picture.width(), picture.height(), picture.color().has_alpha());
        let bytes = if has_alpha { picture.into_rgba8().into_raw() } else { picture.into_rgb8().into_raw() };
        Self { width, height, has_alpha, bytes }
    }

    /// Into the colours that a picture without a profile has. A profile that says nothing of red, green and blue is
    /// passed over.
    fn turn_into_srgb(&mut self, profile: &ColorProfile) {
        let layout = if self.has_alpha { Layout::Rgba } else { Layout::Rgb };
        let transform = profile.create_transform_8bit(
            layout,
            &ColorProfile::new_srgb(),
            layout,
            TransformOptions::default(),
        );
        let mut out = vec![0; self.bytes.len()];
        if profile.color_space == DataColorSpace::Rgb
            && transform.is_ok_and(|transform| transform.transform(&self.bytes, &mut out).is_ok())
        {
            self.bytes = out;
        }
    }

    fn kind(&self) -> PixelType {
        if self.has_alpha { PixelType::U8x4 } else { PixelType::U8x3 }
    }

    fn at_width(&self, width: u32) -> Result<Self, String> {
        if width == self.width {
            let bytes = self.bytes.clone();
            return Ok(Self { bytes, ..*self });
        }
        let exact = u64::from(self.height) * u64::from(width);
        let height = (exact + u64::from(self.width) / 2) / u64::from(self.width);
        let height = u32::try_from(height).unwrap_or(u32::MAX).clamp(1, MOST_SIDE);
        let from = ImageRef::new(self.width, self.height, &self.bytes, self.kind())
            .map_err(|error| error.to_string())?;
        let mut to = Image::new(width, height, self.kind());
        Resizer::new().resize(&from, &mut to, None).map_err(|error| error.to_string())?;
        Ok(Self { width, height, has_alpha: self.has_alpha, bytes: to.into_vec() })
    }

    fn encode(&self, quality: u8) -> Result<Vec<u8>, String> {
        let encoder = if self.has_alpha {
            webp::Encoder::from_rgba(&self.bytes, self.width, self.height)
        } else {
            webp::Encoder::from_rgb(&self.bytes, self.width, self.height)
        };
        let encoded = encoder.encode_simple(false, f32::from(quality));
        encoded
            .map(|memory| memory.to_vec())
            .map_err(|error| format!("it cannot be written as WebP: {error:?}"))
    }
}

#[cfg(test)]
mod tests {
    use image::{ExtendedColorType, ImageEncoder, RgbImage};

    use super::*;

    const WANTED: &[u32] = &[320, 640, 960];

    fn wanted() -> Wanted {
        Wanted { widths: WANTED.to_vec(), quality: 80 }
    }

    fn made(file: &[u8]) -> Vec<(u32, Vec<u8>)> {
        make(file, &wanted(), &Room::default()).unwrap()
    }

    /// Something with edges and slopes, so that encodings differ.
    fn scene(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let wave = ((x * x + 3 * y * y) / 97 % 200) as u8;
            image::Rgb([wave, (x * 255 / width) as u8, (y * 255 / height) as u8])
        })
    }

    fn jpeg(picture: &RgbImage) -> Vec<u8> {
        let mut file = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, 92);
        encoder.write_image(picture, picture.width(), picture.height(), ExtendedColorType::Rgb8).unwrap();
        file
    }

    fn decoded(file: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(file, ImageFormat::WebP).unwrap().into_rgb8()
    }

    #[test]
    fn a_photograph_is_there_in_smaller_widths_and_never_larger() {
        let original = scene(1100, 733);
        let file = jpeg(&original);
        let made = made(&file);
        assert_eq!(made.iter().map(|(width, _)| *width).collect::<Vec<_>>(), [320, 640, 1100]);
        for (width, encoded) in &made {
            let picture = decoded(encoded);
            assert_eq!(picture.width(), *width);
            assert!(picture.height().abs_diff(733 * width / 1100) <= 1, "the same shape");
            assert!(encoded.len() < file.len());
            // The same picture: a few places have about the colours that they had.
            for (x, y) in [(0.1, 0.9), (0.5, 0.5), (0.95, 0.05)] {
                let at = |picture: &RgbImage| {
                    let (x, y) = (x * f64::from(picture.width()), y * f64::from(picture.height()));
                    picture.get_pixel(x as u32, y as u32).0
                };
                let (is, was) = (at(&picture), at(&original));
                assert!((1..3).all(|channel| is[channel].abs_diff(was[channel]) < 40), "{is:?} {was:?}");
            }
        }
        assert_eq!(super::widths(300, &wanted(), false), [300], "only in another format");
        assert_eq!(super::widths(300, &wanted(), true), [0; 0]);
        assert_eq!(super::widths(1000, &wanted(), true), [320, 640]);
        assert_eq!(super::widths(6000, &wanted(), false), WANTED, "nobody needs more than the widest");
    }

    #[test]
    fn a_photograph_that_lies_on_its_side_is_turned() {
        let mut file = jpeg(&scene(1200, 800));
        // Orientation 6: to be turned by 90 degrees.
        let exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        file.splice(2..2, exif.iter().copied());
        let made = made(&file);
        assert_eq!(made.last().unwrap().0, 800, "its width is what was its height");
        let picture = decoded(&made[0].1);
        assert_eq!((picture.width(), picture.height()), (320, 480));
    }

    #[test]
    fn what_moves_or_is_small_already_stays_as_it_is() {
        let mut gif = b"GIF89a".to_vec();
        gif.extend([0; 20]);
        assert!(made(&gif).is_empty());
        assert!(made(b"<svg xmlns='http://www.w3.org/2000/svg'/>").is_empty());
        let mut small = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut small, 4);
        let picture = scene(700, 400);
        encoder.write_image(&picture, 700, 400, ExtendedColorType::Rgb8).unwrap();
        assert!(made(&small).is_empty(), "another encoding would be larger");
        let mut four = jpeg(&scene(1200, 800));
        let frame = four.windows(2).position(|window| window == b"\xff\xc0").unwrap();
        four[frame + 9] = 4;
        assert!(made(&four).is_empty(), "colours for print");
    }

    #[test]
    fn a_damaged_picture_is_said_to_be_one_and_transparency_stays() {
        let mut file = jpeg(&scene(1200, 800));
        file.truncate(300);
        assert!(make(&file, &wanted(), &Room::default()).is_err());
        let clear = image::RgbaImage::from_fn(1000, 500, |x, _| {
            image::Rgba([255, 0, 0, if x < 500 { 0 } else { 255 }])
        });
        let mut png = Vec::new();
        clear.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        // A plain picture is smaller as PNG than as a photograph: none are made, so it is asked of the parts.
        let pixels = Pixels::of(DynamicImage::ImageRgba8(clear)).at_width(320).unwrap();
        let back = image::load_from_memory(&pixels.encode(80).unwrap()).unwrap().into_rgba8();
        assert_eq!((back.get_pixel(10, 10).0[3], back.get_pixel(310, 10).0[3]), (0, 255));
    }

    #[test]
    fn colours_of_another_profile_become_ours() {
        let mut pixels = Pixels { width: 1, height: 1, has_alpha: false, bytes: vec![200, 60, 60] };
        pixels.turn_into_srgb(&ColorProfile::new_display_p3());
        assert!(pixels.bytes[0] > 205 && pixels.bytes[1] < 60, "{:?}", pixels.bytes);
        let mut pixels = Pixels { width: 1, height: 1, has_alpha: false, bytes: vec![200, 60, 60] };
        pixels.turn_into_srgb(&ColorProfile::new_srgb());
        assert!(pixels.bytes.iter().zip([200u8, 60, 60]).all(|(is, was)| is.abs_diff(was) < 2));
    }
}
