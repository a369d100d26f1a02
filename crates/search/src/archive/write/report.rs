//! What writing an archive did.

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Segments that were written.
    pub written: usize,
    /// Segments that were there already.
    pub kept: usize,
    /// Files written, the entry file included.
    pub files: u64,
    /// Articles in the segments written, with those whose text was there already.
    pub articles: u64,
    /// Bytes of their text, as UTF-8.
    pub text_bytes: u64,
    /// Bytes of the blocks of text written.
    pub stored_bytes: u64,
    /// Bytes of the index written, without that of pinyin.
    pub index_bytes: u64,
    /// Bytes of the index of pinyin written: a query needs none of it but by pinyin.
    pub pinyin_bytes: u64,
}
