//! The entry file: which segments there are, and all that is needed to know which file to fetch for a query.

use masthead_edition::date::Date;

use super::bucket::MOST_BUCKETS;
use super::dense::Dense;
#[cfg(feature = "archive-write")]
use super::file::folder;
use super::file::{ENTRY, Family, Fault, FileKind, FileName, VERSION, open};
use super::numbering::{Numbering, Stretch};

/// An archive, as its entry file describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// The publications' ids in the paper's order.
    pub(crate) publications: Vec<String>,
    /// Newest first.
    pub(crate) segments: Vec<Segment>,
}

/// A stretch of time, indexed together and never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Made of what the index was made of: another text, another name.
    pub(crate) id: u64,
    pub(crate) newest: Date,
    pub(crate) oldest: Date,
    /// Its stretches of text, articles and blocks.
    pub(crate) numbering: Numbering,
    /// Its dense pairs: they decide which files to fetch, and so they are here.
    pub(crate) dense: Dense,
    /// Buckets of each family of the index; none where the family is empty.
    pub(crate) buckets: [u32; Family::ALL.len()],
}

impl Segment {
    pub(crate) fn buckets(&self, family: Family) -> u32 {
        self.buckets[family as usize]
    }

    /// The file of its editions.
    pub(crate) fn editions(&self) -> FileName {
        FileName { folder: self.id, kind: FileKind::Editions, number: 0 }
    }

    /// The file of a bucket of its index.
    pub(crate) fn bucket(&self, family: Family, number: u32) -> FileName {
        FileName { folder: self.id, kind: FileKind::Index(family), number }
    }

    /// The file of a block of its text.
    pub(crate) fn text(&self, block: u32) -> FileName {
        let (folder, number) = self.numbering.place_of(block).map_or((0, 0), |(stretch, n)| (stretch.id, n));
        FileName { folder, kind: FileKind::Text, number }
    }

    /// Every file of its own folder.
    fn index(&self) -> impl Iterator<Item = FileName> {
        let buckets = Family::ALL
            .into_iter()
            .flat_map(move |family| (0..self.buckets(family)).map(move |n| self.bucket(family, n)));
        std::iter::once(self.editions()).chain(buckets)
    }

    /// Every file of its text.
    fn texts(&self) -> impl Iterator<Item = FileName> {
        (0..self.numbering.blocks()).map(|block| self.text(block))
    }
}

impl Archive {
    /// Reads the file [`ENTRY`].
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let mut content = Bytes(open(ENTRY, bytes)?);
        let archive = content.archive().ok_or(Fault::Malformed)?;
        if content.0.is_empty() { Ok(archive) } else { Err(Fault::Malformed) }
    }

    /// How many articles there are.
    pub fn articles(&self) -> u64 {
        self.segments.iter().map(|segment| u64::from(segment.numbering.articles())).sum()
    }

    /// The paths of every file beside the entry file. What else lies in the archive's folder can be deleted.
    pub fn files(&self) -> impl Iterator<Item = String> {
        self.segments.iter().flat_map(|segment| segment.index().chain(segment.texts())).map(FileName::path)
    }

    /// Each folder, which says its content, and the paths of its files.
    #[cfg(feature = "archive-write")]
    pub fn folders(&self) -> std::collections::BTreeMap<String, Vec<String>> {
        let mut folders = std::collections::BTreeMap::<_, Vec<_>>::new();
        for file in self.segments.iter().flat_map(|segment| segment.index().chain(segment.texts())) {
            folders.entry(folder(file.folder)).or_default().push(file.path());
        }
        folders
    }

    /// The years that have articles, newest first, and how many.
    pub fn years(&self) -> Vec<(i32, u32)> {
        let mut years: Vec<(i32, u32)> = Vec::new();
        for (year, count) in self.segments.iter().flat_map(|segment| segment.numbering.years()) {
            match years.last_mut() {
                Some((last, sum)) if last == year => *sum += count,
                _ => years.push((*year, *count)),
            }
        }
        years
    }

    /// The content of the entry file.
    #[cfg(feature = "archive-write")]
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        let number = |out: &mut Vec<u8>, mut value: u64| {
            while value >= 0x80 {
                out.push(value as u8 | 0x80);
                value >>= 7;
            }
            out.push(value as u8);
        };
        number(&mut out, self.publications.len() as u64);
        for publication in &self.publications {
            number(&mut out, publication.len() as u64);
            out.extend_from_slice(publication.as_bytes());
        }
        number(&mut out, self.segments.len() as u64);
        for segment in &self.segments {
            out.extend_from_slice(&segment.id.to_le_bytes());
            for date in [segment.newest, segment.oldest] {
                number(&mut out, (date.day_number() + DAYS_BEFORE) as u64);
            }
            number(&mut out, segment.numbering.stretches().len() as u64);
            for stretch in segment.numbering.stretches() {
                out.extend_from_slice(&stretch.id.to_le_bytes());
                number(&mut out, stretch.year as u64);
                number(&mut out, u64::from(stretch.articles));
                number(&mut out, u64::from(stretch.per_block));
            }
            let dense = segment.dense.write();
            number(&mut out, dense.len() as u64);
            out.extend_from_slice(&dense);
            for buckets in segment.buckets {
                number(&mut out, u64::from(buckets));
            }
        }
        super::file::seal(ENTRY, &out)
    }
}

/// Added to a day number, so that no date a newspaper has is negative.
const DAYS_BEFORE: i64 = 1_000_000;
/// Neither publications nor segments nor stretches are more than this in a file that is one.
const MOST: u64 = 1 << 16;

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn archive(&mut self) -> Option<Archive> {
        (self.take(1)? == [VERSION]).then_some(())?;
        let publications = self.count()?;
        let publications = (0..publications).map(|_| self.string()).collect::<Option<_>>()?;
        let segments = self.count()?;
        let segments = (0..segments).map(|_| self.segment()).collect::<Option<_>>()?;
        Some(Archive { publications, segments })
    }

    fn segment(&mut self) -> Option<Segment> {
        let id = self.id()?;
        let (newest, oldest) = (self.date()?, self.date()?);
        let stretches = self.count()?;
        let stretches = (0..stretches).map(|_| self.stretch()).collect::<Option<_>>()?;
        let numbering = Numbering::new(stretches);
        let length = usize::try_from(self.count()?).ok()?;
        let dense = Dense::read(self.take(length)?)?;
        let mut buckets = [0; Family::ALL.len()];
        for count in &mut buckets {
            *count = u32::try_from(self.number()?).ok().filter(|&count| count <= MOST_BUCKETS)?;
        }
        Some(Segment { id, newest, oldest, numbering, dense, buckets })
    }

    fn stretch(&mut self) -> Option<Stretch> {
        Some(Stretch {
            id: self.id()?,
            year: i32::try_from(self.number()?).ok()?,
            articles: u32::try_from(self.number()?).ok()?,
            per_block: u32::try_from(self.number()?).ok().filter(|&count| count > 0)?,
        })
    }

    fn id(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.take(1)?[0];
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn count(&mut self) -> Option<u64> {
        self.number().filter(|&count| count <= MOST)
    }

    fn string(&mut self) -> Option<String> {
        let length = usize::try_from(self.count()?).ok()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn date(&mut self) -> Option<Date> {
        Date::from_day_number(i64::try_from(self.number()?).ok()? - DAYS_BEFORE)
    }
}

#[cfg(all(test, feature = "archive-write"))]
mod tests {
    use super::*;
    use crate::archive::gram::pair;
    use crate::archive::numbering::tests::of_years;

    #[test]
    fn what_is_written_is_read() {
        let date = |text| Date::parse(text).unwrap();
        let archive = Archive {
            publications: vec!["zzwb".into(), "郑州日报".into()],
            segments: vec![Segment {
                id: u64::MAX,
                newest: date("2022-09-16"),
                oldest: date("1949-10-01"),
                numbering: of_years(&[(2022, 300), (1949, 7)], 4),
                dense: Dense::new(&[pair('新', '郑'), pair('中', '国')]),
                buckets: [1, 200, 3, 40_000, 0, 5],
            }],
        };
        let bytes = archive.write();
        assert_eq!(Archive::read(&bytes), Ok(archive.clone()));
        assert_eq!(archive.articles(), 307);
        assert_eq!(archive.files().count(), 1 + 77 + 40_209);
        for length in 0..bytes.len() {
            assert!(Archive::read(&bytes[..length]).is_err());
            let cut = super::super::file::seal(ENTRY, &bytes[4..length.max(4)]);
            assert_eq!(Archive::read(&cut), Err(Fault::Malformed));
        }
    }
}
