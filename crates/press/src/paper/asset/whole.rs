//! Whether the end of a file is there: what broke off in copying begins as it should. Only what says how long parts are,
//! and the end, is read.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::format::{Format, contains};

/// How far from the end viewers look for the mark that ends a file.
const TAIL: u64 = 4096;
/// How much of a photograph is looked at a time.
const PART: usize = 64 << 10;

/// Whether a file of that format and length is cut off.
pub(super) fn is_cut(format: Format, file: &mut File, length: u64) -> io::Result<bool> {
    let is_whole = match format {
        Format::Pdf => contains(&tail(file, length)?, b"%%EOF"),
        Format::Svg => {
            let tail = tail(file, length)?;
            contains(&tail, b"</svg") || tail.trim_ascii_end().ends_with(b"/>")
        }
        // The end of the last block, then the trailer.
        Format::Gif => contains(&tail(file, length)?, b"\0;"),
        Format::WebP => {
            head(file)?.is_some_and(|head| u64::from(u32::from_le_bytes(part(&head, 4))) + 8 <= length)
        }
        Format::Bmp => {
            head(file)?.is_some_and(|head| u64::from(u32::from_le_bytes(part(&head, 2))) <= length)
        }
        Format::Png => has_last_chunk(file, length)?,
        Format::Avif => has_whole_boxes(file, length)?,
        Format::Jpeg => has_end_of_image(file)?,
        Format::Other => true,
    };
    Ok(!is_whole)
}

fn tail(file: &mut File, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail)?;
    Ok(tail)
}

fn head(file: &mut File) -> io::Result<Option<[u8; 12]>> {
    file.rewind()?;
    next(file)
}

/// The next bytes; `None` where the file ends before.
fn next<const N: usize>(file: &mut impl Read) -> io::Result<Option<[u8; N]>> {
    let mut bytes = [0; N];
    match file.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

fn part<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut part = [0; N];
    part.copy_from_slice(&bytes[at..at + N]);
    part
}

/// Goes on by so many bytes of a file; `false` where it ends before.
fn skip(file: &mut BufReader<&mut File>, by: u64, length: u64) -> io::Result<bool> {
    let left = length.saturating_sub(file.stream_position()?);
    match i64::try_from(by) {
        Ok(step) if by <= left => file.seek_relative(step).map(|()| true),
        _ => Ok(false),
    }
}

fn has_last_chunk(file: &mut File, length: u64) -> io::Result<bool> {
    file.seek(SeekFrom::Start(8))?;
    let mut file = BufReader::new(file);
    while let Some(chunk) = next::<8>(&mut file)? {
        let size = u64::from(u32::from_be_bytes(part(&chunk, 0)));
        // Its content, and the sum that is checked.
        if !skip(&mut file, size + 4, length)? {
            return Ok(false);
        }
        if chunk.ends_with(b"IEND") {
            return Ok(true);
        }
    }
    Ok(false)
}

fn has_whole_boxes(file: &mut File, length: u64) -> io::Result<bool> {
    file.rewind()?;
    let mut file = BufReader::new(file);
    let mut end = 0;
    while let Some(begin) = next::<8>(&mut file)? {
        let rest = match u32::from_be_bytes(part(&begin, 0)) {
            // It goes on to the end of the file.
            0 => return Ok(true),
            1 => match next::<8>(&mut file)? {
                Some(size) => u64::from_be_bytes(size).checked_sub(16),
                None => None,
            },
            size => u64::from(size).checked_sub(8),
        };
        match rest {
            Some(rest) if skip(&mut file, rest, length)? => end = file.stream_position()?,
            _ => return Ok(false),
        }
    }
    Ok(end == length)
}

/// Past the segments before the scan, since one of them may hold a whole small picture with an end of its own.
fn has_end_of_image(file: &mut File) -> io::Result<bool> {
    file.seek(SeekFrom::Start(2))?;
    let mut file = BufReader::with_capacity(PART, file);
    loop {
        let Some([0xff, marker]) = next::<2>(&mut file)? else { return Ok(false) };
        match marker {
            0xff => file.seek_relative(-1)?,
            0x01 | 0xd0..=0xd8 => {}
            0xda => break,
            _ => {
                let Some(size) = next::<2>(&mut file)? else { return Ok(false) };
                file.seek_relative(i64::from(u16::from_be_bytes(size).saturating_sub(2)))?;
            }
        }
    }
    let mut bytes = vec![0; PART];
    let mut last = 0;
    loop {
        let count = file.read(&mut bytes)?;
        let read = &bytes[..count];
        if (last == 0xff && read.first() == Some(&0xd9)) || contains(read, b"\xff\xd9") {
            return Ok(true);
        }
        let Some(end) = read.last() else { return Ok(false) };
        last = *end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(format: image::ImageFormat) -> Vec<u8> {
        let mut file = io::Cursor::new(Vec::new());
        let dot = |x: u32, y: u32| image::Rgb([x * y % 251, x % 256, y % 256].map(|value| value as u8));
        image::RgbImage::from_fn(120, 80, dot).write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    fn cut(format: Format, content: &[u8]) -> bool {
        let mut file = tempfile::tempfile().unwrap();
        io::Write::write_all(&mut file, content).unwrap();
        is_cut(format, &mut file, content.len() as u64).unwrap()
    }

    #[test]
    fn what_lacks_its_end_is_cut_wherever_it_broke_off() {
        for (format, file) in [
            (Format::Jpeg, encoded(image::ImageFormat::Jpeg)),
            (Format::Png, encoded(image::ImageFormat::Png)),
            (Format::WebP, encoded(image::ImageFormat::WebP)),
            (Format::Bmp, encoded(image::ImageFormat::Bmp)),
            (Format::Avif, avif()),
        ] {
            assert!(!cut(format, &file), "{format:?}");
            assert!(!cut(format, &[file.clone(), b"\nappended".to_vec()].concat()) || format == Format::Avif);
            for length in [file.len() - 1, file.len() - 12, file.len() / 2, 40, 13, 3] {
                assert!(cut(format, &file[..length]), "{format:?} of {length} bytes");
            }
        }
    }

    /// Three boxes: of the usual form, with a long size, and one with the picture.
    fn avif() -> Vec<u8> {
        let boxed =
            |name: &[u8], content: &[u8]| [&(content.len() as u32 + 8).to_be_bytes(), name, content].concat();
        let long = [&1_u32.to_be_bytes(), b"free".as_slice(), &20_u64.to_be_bytes(), b"long"].concat();
        [boxed(b"ftyp", b"avif\0\0\0\0"), long, boxed(b"mdat", &[7; 90])].concat()
    }

    #[test]
    fn a_small_picture_within_a_photograph_does_not_end_it() {
        let file = encoded(image::ImageFormat::Jpeg);
        let small = [b"Exif\0\0".as_slice(), &file].concat();
        let segment = [b"\xff\xe1", &(small.len() as u16 + 2).to_be_bytes()[..], &small].concat();
        let whole = [&file[..2], &segment, &file[2..]].concat();
        assert!(!cut(Format::Jpeg, &whole));
        assert!(cut(Format::Jpeg, &whole[..whole.len() - 2]));
        assert!(cut(Format::Jpeg, &whole[..2 + segment.len()]));
    }
}
