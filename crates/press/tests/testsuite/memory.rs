//! Pictures and settings that ask for more memory than there is. Each is made here, is small, and says of itself that it is
//! large; together they take no more than docs/paper-format.md promises.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::case::Case;

/// What docs/paper-format.md promises of all pictures together, in KB.
const PROMISED: u64 = 384 << 10;

/// A paper of one article with these pictures.
fn paper(pictures: &[(&str, Vec<u8>)]) -> Case {
    let case = Case::new();
    case.write(
        "paper/masthead.toml",
        b"title = \"A\"\n[pictures]\nwidths = [240]\n[[publications]]\nid = \"a\"\ntitle = \"A\"\n",
    );
    let figures: Vec<String> =
        pictures.iter().map(|(name, _)| format!(r#"{{"type":"figure","src":"{name}"}}"#)).collect();
    let edition = format!(
        r#"{{"version":1,"publication":"a","date":"2024-01-03","pages":[{{"id":"A01","articles":[{{"id":"1","headline":"A","body":[{}]}}]}}]}}"#,
        figures.join(",")
    );
    case.write("paper/a/2024-01-03/edition.json", edition.as_bytes());
    for (name, content) in pictures {
        case.write(&format!("paper/a/2024-01-03/{name}"), content);
    }
    case
}

/// Builds, and gives the most memory that the command had at a time, in KB, with what it said.
fn peak(case: &Case) -> (u64, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    command.args(["build", "paper", "--out", "site", "--without-reader", "--json"]);
    let out = fs::File::create(case.path("said")).unwrap();
    let mut running =
        command.current_dir(case.path("")).stdout(out).stderr(Stdio::inherit()).spawn().unwrap();
    let status = format!("/proc/{}/status", running.id());
    let mut most = 0;
    loop {
        // Linux keeps the most that a process ever had; what is asked last, just before it ends, is as good as all.
        if let Ok(status) = fs::read_to_string(&status)
            && let Some(line) = status.lines().find(|line| line.starts_with("VmHWM:"))
        {
            most = most.max(line.split_whitespace().nth(1).unwrap().parse().unwrap());
        }
        if let Some(ended) = running.try_wait().unwrap() {
            assert!(ended.success(), "{ended} {}", case.read("said"));
            return (most, case.read("said"));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Asserts that pictures take no more than is promised, each read by a thread of its own.
fn within_the_promise(what: &str, pictures: &[(&str, Vec<u8>)]) -> String {
    let (without, _) = peak(&paper(&[]));
    let (with, said) = peak(&paper(pictures));
    let took = with.saturating_sub(without);
    eprintln!("{what}: {} MB", took >> 10);
    assert!(took <= PROMISED, "{what}: {} MB, {said}", took >> 10);
    said
}

/// A PNG of zeros, of one kind or another.
fn png(width: u32, height: u32, color: png::ColorType, depth: png::BitDepth, profile: usize) -> Vec<u8> {
    use std::io::Write;
    let zlib = |length: usize| {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        let part = vec![0; 1 << 20];
        let mut left = length;
        while left > 0 {
            let now = left.min(part.len());
            packed.write_all(&part[..now]).unwrap();
            left -= now;
        }
        packed.finish().unwrap()
    };
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    let mut writer = encoder.write_header().unwrap();
    if profile > 0 {
        let chunk = [&b"a\0\0"[..], &zlib(profile)].concat();
        writer.write_chunk(png::chunk::iCCP, &chunk).unwrap();
    }
    let row = (width as usize * color.samples() * depth as usize).div_ceil(8) + 1;
    writer.write_chunk(png::chunk::IDAT, &zlib(row * height as usize)).unwrap();
    drop(writer);
    file
}

/// A JPEG whose header is changed: its size, and whether it is progressive.
fn jpeg(width: u16, height: u16, is_progressive: bool) -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, 80);
    let picture = image::RgbImage::from_fn(64, 64, |x, y| image::Rgb([x as u8, y as u8, 9]));
    picture.write_with_encoder(encoder).unwrap();
    let frame = file.windows(2).position(|two| two == b"\xff\xc0").unwrap();
    file[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    file[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    if is_progressive {
        file[frame + 1] = 0xc2;
    }
    file
}

/// The same, with its three colours in three scans, of which there is the first.
fn jpeg_in_scans(width: u16, height: u16) -> Vec<u8> {
    let mut file = jpeg(width, height, false);
    let scan = file.windows(2).position(|two| two == b"\xff\xda").unwrap();
    let after = scan + 2 + 12;
    let first = [0xff, 0xda, 0, 8, 1, file[scan + 5], file[scan + 6], 0, 63, 0];
    file.splice(scan..after, first);
    file
}

/// A WebP without loss: codes of one symbol each, so that any number of pixels takes no bits.
fn webp_without_loss(width: u32, height: u32, has_alpha: bool) -> Vec<u8> {
    let head = (width - 1) | (height - 1) << 14 | u32::from(has_alpha) << 28;
    // No transformation, no cache of colours, one group of codes; then five codes of the one symbol 0.
    let codes = (0..5).fold(0_u32, |bits, code| bits | 1 << (3 + 4 * code));
    let data = [&[0x2f][..], &head.to_le_bytes(), &codes.to_le_bytes(), &[0; 3]].concat();
    let chunk = [&b"VP8L"[..], &(data.len() as u32).to_le_bytes(), &data].concat();
    [&b"RIFF"[..], &(chunk.len() as u32 + 4).to_le_bytes(), b"WEBP", &chunk].concat()
}

/// A WebP with loss whose header is changed to another size.
fn webp_with_loss(width: u16, height: u16) -> Vec<u8> {
    let mut file = webp::Encoder::from_rgb(&[99; 16 * 16 * 3], 16, 16).encode(50.0).to_vec();
    let frame = file.windows(3).position(|three| three == b"\x9d\x01\x2a").unwrap();
    file[frame + 3..frame + 5].copy_from_slice(&width.to_le_bytes());
    file[frame + 5..frame + 7].copy_from_slice(&height.to_le_bytes());
    file
}

/// A BMP that is said to be so large, and has a run of one colour.
fn bmp(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"BM\0\0\0\0\0\0\0\0\x36\x04\0\0\x28\0\0\0".to_vec();
    file.extend(width.to_le_bytes());
    file.extend(height.to_le_bytes());
    file.extend(b"\x01\0\x08\0\x01\0\0\0");
    file.extend([0; 20]);
    file.extend([0; 1024]);
    file.extend([255, 1, 0, 1]);
    file
}

fn two(content: &[u8], name: [&'static str; 2]) -> Vec<(&'static str, Vec<u8>)> {
    // The second is another file, and is not made of the first.
    vec![(name[0], content.to_vec()), (name[1], [content, &b"\0"[..]].concat())]
}

#[test]
#[cfg(target_os = "linux")]
fn pictures_of_many_bytes_a_pixel_are_counted_by_them() {
    use png::{BitDepth, ColorType};
    let names = ["a.png", "b.png"];
    let said = within_the_promise(
        "PNG with 16 bits and alpha, 59 million pixels, twice",
        &two(&png(7700, 7700, ColorType::Rgba, BitDepth::Sixteen, 0), names),
    );
    assert!(!said.contains("no smaller pictures"), "they are read, with eight bits a colour: {said}");
    let said = within_the_promise(
        "PNG with alpha, 110 million pixels",
        &[("a.png", png(10_500, 10_500, ColorType::Rgba, BitDepth::Eight, 0))],
    );
    assert!(said.contains("more than the 384 MB that pictures may take"), "{said}");
    within_the_promise(
        "PNG of one bit, 110 million pixels, twice",
        &two(&png(10_500, 10_500, ColorType::Grayscale, BitDepth::One, 0), names),
    );
    within_the_promise(
        "PNG of one row",
        &[("a.png", png(100_000_000, 1, ColorType::Rgba, BitDepth::Sixteen, 0))],
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_profile_is_inflated_as_far_as_profiles_go() {
    use png::{BitDepth, ColorType};
    let file = png(1000, 1000, ColorType::Rgb, BitDepth::Eight, 600 << 20);
    let said = within_the_promise("PNG with a profile of 600 MB, twice", &two(&file, ["a.png", "b.png"]));
    assert!(
        !said.contains("no smaller pictures"),
        "a profile that is none is passed over, as browsers do: {said}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn what_a_decoder_keeps_beside_the_pixels_is_counted_too() {
    for (what, file) in [
        ("progressive JPEG, 110 million pixels", jpeg(10_500, 10_500, true)),
        ("JPEG in scans, 110 million pixels", jpeg_in_scans(10_500, 10_500)),
        ("progressive JPEG, 25 million pixels", jpeg(5000, 5000, true)),
    ] {
        within_the_promise(what, &two(&file, ["a.jpg", "b.jpg"]));
    }
    for (what, file) in [
        ("WebP without loss, 36 million pixels", webp_without_loss(6000, 6000, false)),
        ("WebP without loss, with alpha, 110 million pixels", webp_without_loss(16_000, 6900, true)),
        ("WebP with loss, 110 million pixels", webp_with_loss(16_000, 6900)),
    ] {
        within_the_promise(what, &two(&file, ["a.webp", "b.webp"]));
    }
    within_the_promise("BMP, 36 million pixels", &two(&bmp(6000, 6000), ["a.bmp", "b.bmp"]));
}

#[test]
fn settings_and_fragments_beyond_their_bound_are_refused_with_a_sentence() {
    let case = paper(&[]);
    let long = fs::OpenOptions::new().write(true).open(case.path("paper/masthead.toml")).unwrap();
    long.set_len(3 << 30).unwrap();
    let sentence = "this file has 3072 MB, and no more than 1 MB are read";
    let build = case.run(&["build", "paper", "--out", "site"]);
    assert!(
        build.code == 3 && build.stderr.contains(&format!("masthead.toml: {sentence}")),
        "{}",
        build.stderr
    );
    let check = case.run(&["check", "paper", "--json"]);
    assert!(check.code == 1 && check.stdout.contains(sentence), "{}", check.stdout);
}

#[test]
fn an_edition_beyond_its_bound_is_refused_before_it_is_read() {
    let case = paper(&[]);
    let edition = case.tree("paper").into_keys().find(|path| path.ends_with("edition.json")).unwrap();
    let long = fs::OpenOptions::new().write(true).open(case.path(&format!("paper/{edition}"))).unwrap();
    // Reading so much would take all the memory of most machines.
    long.set_len(200 << 30).unwrap();
    let build = case.run(&["build", "paper", "--out", "site", "--without-reader"]);
    assert!(
        build.code == 3 && build.stderr.contains("no more than 64 MB are read"),
        "{}: {}",
        build.code,
        build.stderr
    );
}
