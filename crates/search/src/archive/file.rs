//! The files of an archive: their names, and the checksum that each begins with.

use std::fmt;

/// The folder of the site that holds the archive.
pub const FOLDER: &str = "archive";
/// The path of a folder, which says its content.
#[cfg(feature = "archive-write")]
pub(crate) fn folder(id: u64) -> String {
    format!("{FOLDER}/{id:016x}")
}

/// The one file with a fixed name, from which all others are found. It alone must not be cached for long.
pub const ENTRY: &str = "archive/entry.mha";
/// The version of the format.
pub(crate) const VERSION: u8 = 5;

/// A file of an archive. Its content never changes: a changed archive has other segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName {
    /// A segment's, or that of a stretch of its text.
    pub(crate) folder: u64,
    pub(crate) kind: FileKind,
    pub(crate) number: u32,
}

/// What is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum FileKind {
    /// Which editions and pages the segment has.
    Editions,
    /// The articles' text.
    Text,
    /// A bucket of the index.
    Index(Family),
}

/// The parts of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    /// Characters of all fields.
    Singles,
    /// Pairs, triples and beginnings of words, of all fields.
    Pairs,
    /// Characters of headlines.
    HeadlineSingles,
    /// Pairs of headlines with their places.
    Headlines,
    /// Characters and pairs of bylines with their places.
    Bylines,
    /// Headlines and bylines as they are read aloud.
    Pinyin,
}

impl Family {
    /// All of them, in the order of their numbers in the entry file.
    pub(crate) const ALL: [Self; 6] =
        [Self::Singles, Self::Pairs, Self::HeadlineSingles, Self::Headlines, Self::Bylines, Self::Pinyin];

    /// Whether lists say where in the field.
    pub(crate) fn has_places(self) -> bool {
        matches!(self, Self::Headlines | Self::Bylines)
    }
}

impl FileName {
    fn letter(self) -> char {
        match self.kind {
            FileKind::Editions => 'e',
            FileKind::Text => 't',
            FileKind::Index(Family::Singles) => 's',
            FileKind::Index(Family::Pairs) => 'p',
            FileKind::Index(Family::HeadlineSingles) => 'k',
            FileKind::Index(Family::Headlines) => 'h',
            FileKind::Index(Family::Bylines) => 'b',
            FileKind::Index(Family::Pinyin) => 'y',
        }
    }

    /// The file of a path within the site.
    pub fn parse(path: &str) -> Option<Self> {
        let (folder, file) = path.strip_prefix(FOLDER)?.strip_prefix('/')?.split_once('/')?;
        let number = file.get(1..)?.strip_suffix(".mha")?.parse().ok()?;
        let folder = u64::from_str_radix(folder, 16).ok()?;
        let kinds = [FileKind::Editions, FileKind::Text].into_iter().chain(Family::ALL.map(FileKind::Index));
        let mut names = kinds.map(|kind| Self { folder, kind, number });
        names.find(|name| name.path() == path)
    }

    /// The path of the file within the site.
    pub fn path(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FOLDER}/{:016x}/{}{}.mha", self.folder, self.letter(), self.number)
    }
}

/// Why a file could not be used. The articles in it are then missing from the answer, and the answer says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file could not be had; why, in the words of whoever tried.
    Unavailable(String),
    /// It is not as it was written: cut, changed, or another file.
    Corrupt,
    /// It is as it was written and yet makes no sense to this version.
    Malformed,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(why) => write!(f, "could not be had: {why}"),
            Self::Corrupt => f.write_str("is not as it was written: its checksum is wrong"),
            Self::Malformed => f.write_str("cannot be understood"),
        }
    }
}

impl std::error::Error for Fault {}

/// Puts a checksum before a file's content. It covers the name too: the right content at the wrong address is wrong.
#[cfg(feature = "archive-write")]
pub(crate) fn seal(name: &str, content: &[u8]) -> Vec<u8> {
    let mut out = checksum(name, content).to_le_bytes().to_vec();
    out.extend_from_slice(content);
    out
}

/// The content of a file that is as it was written.
pub(crate) fn open<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a [u8], Fault> {
    let (sum, content) = bytes.split_first_chunk::<4>().ok_or(Fault::Corrupt)?;
    if u32::from_le_bytes(*sum) == checksum(name, content) { Ok(content) } else { Err(Fault::Corrupt) }
}

/// CRC-32 (IEEE) of the version, the name, a zero byte and the content.
fn checksum(name: &str, content: &[u8]) -> u32 {
    !crc(crc(crc(crc(u32::MAX, &[VERSION]), name.as_bytes()), &[0]), content)
}

/// CRC-32 (IEEE) of some bytes.
pub(crate) fn sum(bytes: &[u8]) -> u32 {
    !crc(u32::MAX, bytes)
}

fn crc(sum: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(sum, |sum, &byte| {
        (0..8 / STEP)
            .fold(sum ^ u32::from(byte), |sum, _| sum >> STEP ^ TABLE[sum as usize & (TABLE.len() - 1)])
    })
}

/// Bits that are taken at once: where nothing is written, a browser is spared a table of a kilobyte.
const STEP: u32 = if cfg!(feature = "archive-write") { 8 } else { 4 };

static TABLE: [u32; 1 << STEP] = {
    let mut table = [0; 1 << STEP];
    let mut n = 0;
    while n < table.len() {
        let mut sum = n as u32;
        let mut bit = 0;
        while bit < STEP {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
            bit += 1;
        }
        table[n] = sum;
        n += 1;
    }
    table
};

#[cfg(all(test, feature = "archive-write"))]
mod tests {
    use super::*;

    #[test]
    fn any_change_is_noticed() {
        let sealed = seal("archive/1/t1.mha", b"content");
        assert_eq!(open("archive/1/t1.mha", &sealed), Ok(&b"content"[..]));
        assert_eq!(open("archive/1/t2.mha", &sealed), Err(Fault::Corrupt));
        for length in 0..sealed.len() {
            assert_eq!(open("archive/1/t1.mha", &sealed[..length]), Err(Fault::Corrupt));
        }
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open("archive/1/t1.mha", &changed), Err(Fault::Corrupt));
        }
    }

    #[test]
    fn a_path_says_which_file_it_is_of() {
        for kind in [FileKind::Editions, FileKind::Text].into_iter().chain(Family::ALL.map(FileKind::Index)) {
            let name = FileName { folder: 0x0123_4567_89AB_CDEF, kind, number: 70 };
            assert_eq!(FileName::parse(&name.path()), Some(name));
        }
        for path in
            [ENTRY, "archive/1/t1.mha", "archive/0123456789abcdef/x1.mha", "archive/0123456789abcdef/t01.mha"]
        {
            assert_eq!(FileName::parse(path), None, "{path}");
        }
    }

    #[test]
    fn the_checksum_is_crc_32() {
        // The check value of CRC-32 is that of "123456789".
        let sum = !crc(u32::MAX, b"123456789");
        assert_eq!(sum, 0xCBF4_3926);
    }
}
