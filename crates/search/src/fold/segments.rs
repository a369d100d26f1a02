//! The offset map of a folded text. Most characters keep their place and length, so what is stored is only where
//! that changes: a page of plain Chinese is one segment, a full-width comma folded to `,` is one more.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    /// Where it starts in the folded text.
    folded: u32,
    /// Where it starts in the source.
    source: u32,
    /// Zero: byte for byte as in the source. Else the length of the source characters that it all came from.
    atom: u32,
}

impl Segment {
    fn start(&self, folded: usize) -> usize {
        if self.atom == 0 {
            self.source as usize + folded - self.folded as usize
        } else {
            self.source as usize
        }
    }

    /// The end in the source of the folded byte before `folded`.
    fn end(&self, folded: usize) -> usize {
        if self.atom == 0 {
            self.source as usize + folded - self.folded as usize
        } else {
            (self.source + self.atom) as usize
        }
    }
}

/// Segments in the order of the folded text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Segments(Vec<Segment>);

impl Segments {
    /// Notes a folded character of `length` bytes at `folded`, which came from `source`.
    pub(super) fn push(&mut self, folded: usize, length: usize, source: Range<usize>) {
        let like = length == source.len();
        let known = self.0.last().is_some_and(|last| {
            if last.atom == 0 {
                like && last.start(folded) == source.start
            } else {
                last.source as usize == source.start
            }
        });
        if !known {
            let atom = if like { 0 } else { source.len() };
            self.0.push(Segment { folded: folded as u32, source: source.start as u32, atom: atom as u32 });
        }
    }

    pub(super) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    pub(super) fn source_range(&self, folded: Range<usize>) -> Range<usize> {
        let (Some(first), Some(last)) = (self.at(folded.start), self.at(folded.end.saturating_sub(1))) else {
            return 0..0;
        };
        let start = first.start(folded.start);
        if folded.is_empty() { start..start } else { start..last.end(folded.end) }
    }

    fn at(&self, folded: usize) -> Option<&Segment> {
        let after = self.0.partition_point(|segment| segment.folded as usize <= folded);
        self.0.get(after.checked_sub(1)?)
    }
}
