//! Postings as they come, packed: mostly four bytes each, where the sorted form takes eight or sixteen. They are kept
//! in pieces, since one list that grows is copied again and again and leaves holes in memory that are as large as it.

/// Words of a piece, at least and at most.
const LEAST: usize = 64;
const MOST: usize = 1 << 13;
/// Bits of a key that share a word with the step to its article; what is beyond them has a word of its own.
const HEAD_BITS: u32 = 27;
const LONG_HEAD_BITS: u32 = 25;

/// The postings of one part of a family, articles ascending.
#[derive(Default)]
pub(super) struct Raw {
    pieces: Vec<Vec<u32>>,
    words: usize,
    last: u32,
    /// How many postings there are.
    count: usize,
}

/// How a key of so many bits is cut.
#[derive(Clone, Copy)]
struct Cut {
    head: u32,
    tail: u32,
}

impl Cut {
    fn new(bits: u32) -> Self {
        let head = if bits > HEAD_BITS { LONG_HEAD_BITS } else { bits };
        Self { head, tail: bits - head }
    }

    /// The step that says that the article stands in a word of its own.
    fn far(self) -> u32 {
        u32::MAX >> self.head
    }
}

impl Raw {
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Appends a posting of a key of so many bits.
    pub(super) fn push(&mut self, key: u64, bits: u32, article: u32, place: Option<u32>) {
        let cut = Cut::new(bits);
        let step = article.wrapping_sub(self.last).min(cut.far());
        self.word((key >> cut.tail) as u32 | step << cut.head);
        if step == cut.far() {
            self.word(article);
        }
        if cut.tail > 0 {
            self.word((key & ((1 << cut.tail) - 1)) as u32);
        }
        if let Some(place) = place {
            self.word(place);
        }
        self.last = article;
        self.count += 1;
    }

    fn word(&mut self, word: u32) {
        match self.pieces.last_mut().filter(|piece| piece.len() < piece.capacity()) {
            Some(piece) => piece.push(word),
            None => {
                let mut piece = Vec::with_capacity((self.words / 4).clamp(LEAST, MOST));
                piece.push(word);
                self.pieces.push(piece);
            }
        }
        self.words += 1;
    }

    /// Gives every posting as it was appended: key, article and place.
    pub(super) fn each(&self, bits: u32, places: bool, mut give: impl FnMut(u64, u32, Option<u32>)) {
        let cut = Cut::new(bits);
        let mut words = self.pieces.iter().flatten().copied();
        let mut next = || words.next().unwrap_or_default();
        let mut article = 0_u32;
        for _ in 0..self.count {
            let word = next();
            let step = word >> cut.head;
            article = if step == cut.far() { next() } else { article.wrapping_add(step) };
            let head = u64::from(word & ((1 << cut.head) - 1));
            let key = if cut.tail > 0 { head << cut.tail | u64::from(next()) } else { head };
            let place = places.then(&mut next);
            give(key, article, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Raw;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_put_in_comes_out(
            postings in prop::collection::vec((any::<u64>(), prop_oneof![0_u32..3, 0_u32..300], any::<u32>()), 0..3000),
            bits in prop_oneof![Just(25_u32), Just(27), Just(40)],
            places in any::<bool>(),
        ) {
            let mut raw = Raw::default();
            let mut article = 0;
            let mut expected = Vec::new();
            for (key, step, place) in postings {
                article += step;
                let posting = (key & ((1 << bits) - 1), article, places.then_some(place));
                raw.push(posting.0, bits, posting.1, posting.2);
                expected.push(posting);
            }
            let mut taken = Vec::new();
            prop_assert_eq!(raw.len(), expected.len());
            raw.each(bits, places, |key, article, place| taken.push((key, article, place)));
            prop_assert!(taken == expected && raw.is_empty() == taken.is_empty());
        }
    }
}
