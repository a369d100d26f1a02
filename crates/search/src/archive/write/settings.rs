//! How an archive is written.

/// How an archive is written.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The bytes of a bucket of the index, on average.
    pub bucket_bytes: u32,
    /// The articles in a block of text in the year of the newest edition. Most results that are shown are from there,
    /// newest first: a small block is fetched faster.
    pub per_new_block: u32,
    /// The month of the newest edition, and the segment before it, which still grows by a month at a time.
    pub open: Grain,
    /// All older segments.
    pub closed: Grain,
}

/// How fine the index of a segment is.
#[derive(Clone, Copy, Debug)]
pub struct Grain {
    /// The articles in a block of text.
    pub per_block: u32,
    /// A pair is dense that is in more than this part of the articles. Words that stand in one block need not stand in
    /// one article: the larger the blocks, the more triples are worth their room.
    pub dense_part: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            bucket_bytes: 850,
            per_new_block: 1,
            open: Grain { per_block: 3, dense_part: 12 },
            closed: Grain { per_block: 6, dense_part: 60 },
        }
    }
}
