//! A zip of a few files. The same files make the same bytes on every machine: no times, no owners, the order given.

use miniz_oxide::deflate::compress_to_vec;

/// 1 January 1980, the first day that a zip knows.
const DATE: u16 = (1 << 5) | 1;
/// Names are in UTF-8.
const UTF8: u16 = 1 << 11;
const DEFLATED: u16 = 8;
/// The version of the format that unpacks deflated files: 2.0.
const VERSION: u16 = 20;

/// The zip of files, by their names in it.
pub(crate) fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in files {
        let packed = compress_to_vec(content, 9);
        let mut entry = Vec::new();
        for half in [VERSION, UTF8, DEFLATED, 0, DATE] {
            entry.extend(half.to_le_bytes());
        }
        for whole in [checksum(content), small(packed.len())?, small(content.len())?] {
            entry.extend(whole.to_le_bytes());
        }
        entry.extend((name.len() as u16).to_le_bytes());
        entry.extend(0_u16.to_le_bytes());
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&entry);
        // No comment, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(small(out.len())?.to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(entry);
        out.extend(name.as_bytes());
        out.extend(packed);
    }
    let start = out.len();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend((files.len() as u16).to_le_bytes());
    }
    out.extend(small(directory.len())?.to_le_bytes());
    out.extend(small(start)?.to_le_bytes());
    out.extend([0; 2]);
    Ok(out)
}

fn small(length: usize) -> Result<u32, String> {
    u32::try_from(length).map_err(|_| "more than a plain zip can hold".to_owned())
}

/// CRC-32, bit by bit: these are small files.
fn checksum(content: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
    !content.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_format() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let files =
            vec![("a/甲.txt".to_owned(), "报".repeat(1000).into_bytes()), ("a/b".to_owned(), Vec::new())];
        let zip = pack(&files).unwrap();
        assert_eq!(zip, pack(&files).unwrap());
        let file = std::env::temp_dir().join(format!("masthead-{}.zip", std::process::id()));
        std::fs::write(&file, &zip).unwrap();
        let list = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nprint(z.testzip(), [(i.filename, len(z.read(i))) for i in z.infolist()])";
        let said = crate::shell::output(crate::shell::program("python3").args(["-c", list]).arg(&file));
        std::fs::remove_file(&file).unwrap();
        let Some(said) = said else {
            eprintln!("SKIPPED: no python3, whose zipfile is the judge here");
            return;
        };
        assert_eq!(said, "None [('a/甲.txt', 3000), ('a/b', 0)]");
    }
}
