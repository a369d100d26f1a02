//! Pictures of every kind made smaller; what too large ones cost is asked of the whole command, in
//! `tests/testsuite/memory.rs`.

use image::{ExtendedColorType, ImageEncoder, ImageFormat, RgbImage};
use moxcms::ColorProfile;

use super::make::{self, Wanted};
use super::pixels::Pixels;
use super::room::Room;

const WANTED: &[u32] = &[320, 640, 960];

fn wanted() -> Wanted {
    Wanted { widths: WANTED.to_vec(), quality: 80 }
}

fn made(file: &[u8]) -> Vec<(u32, Vec<u8>)> {
    try_make(file).unwrap()
}

fn try_make(file: &[u8]) -> Result<Vec<(u32, Vec<u8>)>, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture");
    std::fs::write(&path, file).unwrap();
    make::make(&path, &wanted(), &Room::default())
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
    assert_eq!(make::widths(300, &wanted(), false), [300], "only in another format");
    assert_eq!(make::widths(300, &wanted(), true), [0; 0]);
    assert_eq!(make::widths(1000, &wanted(), true), [320, 640]);
    assert_eq!(make::widths(6000, &wanted(), false), WANTED, "nobody needs more than the widest");
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
    assert!(try_make(&file).is_err());
    let clear =
        image::RgbaImage::from_fn(1000, 500, |x, _| image::Rgba([255, 0, 0, if x < 500 { 0 } else { 255 }]));
    // A plain picture is smaller as PNG than as a photograph: none are made, so it is asked of the parts.
    let pixels = pixels(1000, 500, 4, clear.into_raw()).resized(320, 160).unwrap();
    let back = image::load_from_memory(&pixels.encode(80).unwrap()).unwrap().into_rgba8();
    assert_eq!((back.get_pixel(10, 10).0[3], back.get_pixel(310, 10).0[3]), (0, 255));
}

#[test]
fn colours_of_another_profile_become_ours() {
    let mut red = pixels(1, 1, 3, vec![200, 60, 60]);
    red.turn_into_srgb(&ColorProfile::new_display_p3()).unwrap();
    assert!(red.bytes[0] > 205 && red.bytes[1] < 60, "{:?}", red.bytes);
    let mut red = pixels(1, 1, 3, vec![200, 60, 60]);
    red.turn_into_srgb(&ColorProfile::new_srgb()).unwrap();
    assert!(red.bytes.iter().zip([200u8, 60, 60]).all(|(is, was)| is.abs_diff(was) < 2));
}

fn pixels(width: u32, height: u32, channels: u8, bytes: Vec<u8>) -> Pixels {
    Pixels { width, height, channels, bytes, is_multiplied: false }
}
