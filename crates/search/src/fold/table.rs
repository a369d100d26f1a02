//! The generated table: what each code point folds to, and which folded characters belong to words that are set
//! apart by spaces. `tools/fold_table.rs` writes the bytes that are read here; see `tools/README.md` for sources and
//! licences.
//!
//! With the feature `table` the bytes are compiled in. In a browser they would be a tenth of a module that most
//! readers of a newspaper never search with, so there they are a file of its own, to be [`install`]ed before anything
//! is folded.

use std::sync::OnceLock;

const PAGE: usize = 256;
const CODE_POINTS: usize = 0x11_0000;

/// One cell of a page: nothing special, a target, an expansion, removed; and the word bit.
#[derive(Clone, Copy, Default)]
struct Cell(u32);

impl Cell {
    const SPACED: u32 = 1 << 31;
    const REMOVED: u32 = 1 << 30;
    const EXPANDED: u32 = 1 << 29;
    const VALUE: u32 = (1 << 29) - 1;
}

/// What one code point folds to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold<'a> {
    /// Itself.
    Same,
    /// Another character.
    One(char),
    /// Several characters.
    Many(&'a str),
    /// Nothing.
    Removed,
}

/// The table, unpacked once: pages of 256 cells, most code points sharing the empty page.
pub(crate) struct Table {
    pages: Vec<u16>,
    cells: Vec<Cell>,
    strings: String,
}

static TABLE: OnceLock<Table> = OnceLock::new();

/// What there is before a table is installed: everything folds to itself.
static NO_TABLE: Table = Table { pages: Vec::new(), cells: Vec::new(), strings: String::new() };

/// Bytes that are not a folding table, or no longer are: another file, cut short, changed on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DamagedTable;

impl std::fmt::Display for DamagedTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("this is not a folding table, or it is damaged")
    }
}

impl std::error::Error for DamagedTable {}

/// Unpacks the table that everything is folded by from now on. A second one changes nothing: text folded by two
/// tables could not be compared.
///
/// # Errors
/// Where the bytes are not those that were written.
pub fn install(bytes: &[u8]) -> Result<(), DamagedTable> {
    let (sum, packed) = bytes.split_first_chunk().ok_or(DamagedTable)?;
    if u32::from_le_bytes(*sum) != checksum(packed) {
        return Err(DamagedTable);
    }
    TABLE.get_or_init(|| Table::unpack(packed));
    Ok(())
}

/// Whether there is a table. Without one nothing may be searched: what is found would be wrong.
pub fn is_installed() -> bool {
    #[cfg(feature = "table")]
    Table::get();
    TABLE.get().is_some()
}

/// FNV-1a over 32 bits (draft-eastlake-fnv), enough to tell a file that is whole from one that is not.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl Table {
    /// The one table there is.
    pub(crate) fn get() -> &'static Self {
        #[cfg(feature = "table")]
        if TABLE.get().is_none() {
            // Our own bytes, checked by a test.
            let _ = install(include_bytes!("table.bin"));
        }
        TABLE.get().unwrap_or(&NO_TABLE)
    }

    /// What a code point folds to.
    #[inline]
    pub(crate) fn fold(&self, c: char) -> Fold<'_> {
        let cell = self.cell(c).0;
        match cell & !Cell::SPACED {
            0 => Fold::Same,
            Cell::REMOVED => Fold::Removed,
            cell if cell & Cell::EXPANDED != 0 => {
                let start = ((cell & Cell::VALUE) >> 8) as usize;
                let end = start + (cell & 0xFF) as usize;
                Fold::Many(self.strings.get(start..end).unwrap_or_default())
            }
            cell => char::from_u32(cell).map_or(Fold::Same, Fold::One),
        }
    }

    /// Whether a *folded* character is a letter, mark or digit of a script that puts spaces between words.
    #[inline]
    pub(crate) fn spaced(&self, c: char) -> bool {
        self.cell(c).0 & Cell::SPACED != 0
    }

    #[inline]
    fn cell(&self, c: char) -> Cell {
        let c = c as usize;
        let page = self.pages.get(c / PAGE).map_or(0, |&page| page as usize);
        self.cells.get(page * PAGE + c % PAGE).copied().unwrap_or_default()
    }

    fn unpack(packed: &[u8]) -> Self {
        let mut bytes = Bytes(packed);
        let [mut gaps, mut kinds, mut targets, strings, mut ranges] = [(); 5].map(|()| bytes.stream());
        let mut table = Self {
            pages: vec![0; CODE_POINTS / PAGE],
            cells: vec![Cell::default(); PAGE],
            strings: std::str::from_utf8(strings.0).unwrap_or_default().to_owned(),
        };
        let (mut at, mut target, mut string) = (0, 0, 0);
        while let (Some(gap), Some(kind)) = (gaps.varint(), kinds.varint()) {
            at += gap;
            let (form, length) = (kind & 3, kind >> 2);
            match form {
                2 => {
                    for c in at..=at + length {
                        table.set(c, Cell::REMOVED);
                    }
                    at += length + 1;
                }
                3 => {
                    table.set(at, Cell::EXPANDED | string << 8 | (length + 1));
                    string += length + 1;
                    at += 1;
                }
                stride => {
                    target = targets.zigzag(target);
                    let stride = stride + 1;
                    for step in 0..=length {
                        table.set(at + stride * step, target + stride * step);
                    }
                    target += stride * length;
                    at += stride * length + 1;
                }
            }
        }
        let mut at = 0;
        while let (Some(gap), Some(length)) = (ranges.varint(), ranges.varint()) {
            at += gap;
            for c in at..=at + length {
                table.set(c, Cell::SPACED);
            }
            at += length;
        }
        table
    }

    /// Adds bits to a cell, giving its page room of its own.
    fn set(&mut self, c: u32, bits: u32) {
        let c = c as usize;
        let Some(page) = self.pages.get_mut(c / PAGE) else { return };
        if *page == 0 {
            *page = (self.cells.len() / PAGE) as u16;
            self.cells.resize(self.cells.len() + PAGE, Cell::default());
        }
        if let Some(cell) = self.cells.get_mut(*page as usize * PAGE + c % PAGE) {
            cell.0 |= bits;
        }
    }
}

/// A reader of the packed streams. The bytes are checked; should they end too soon all the same, so does the table.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn varint(&mut self) -> Option<u32> {
        let mut value = 0;
        for (i, &byte) in self.0.iter().enumerate().take(5) {
            value |= u32::from(byte & 0x7F) << (7 * i);
            if byte < 0x80 {
                self.0 = &self.0[i + 1..];
                return Some(value);
            }
        }
        None
    }

    fn zigzag(&mut self, last: u32) -> u32 {
        let value = self.varint().unwrap_or_default();
        let delta = (value >> 1) as i32 ^ -((value & 1) as i32);
        last.wrapping_add_signed(delta)
    }

    fn stream(&mut self) -> Self {
        let length = self.varint().unwrap_or_default() as usize;
        let (stream, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        Self(stream)
    }
}
