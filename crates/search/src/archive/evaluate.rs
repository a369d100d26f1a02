//! Answering a question from the files that are here, and naming those that are not.
//!
//! [`Archive::answer`] is a pure function: it is called again when files have come, until nothing is missing. At any
//! time its answer is right as far as it goes, and says how far that is.

use super::answer::Answer;
use super::ask::Ask;
use super::entry::{Archive, Segment};
use super::file::Family;
use super::look::{Look, Looked};
use super::pinyin::{Reading, Table};
use super::shelf::Shelf;
use super::verify::Verify;

impl Archive {
    /// The answer to a question, as far as the files that are here allow.
    pub fn answer(&self, ask: &Ask, shelf: &Shelf) -> Answer {
        if ask.query.is_empty() || ask.query.is_contradiction() {
            return Answer { exact: true, ..Answer::default() };
        }
        let mut answer = self.answer_by(ask, shelf, None);
        let is_nowhere = answer.exact && answer.total == 0 && ask.filters.byline.is_none();
        let Some(spelling) = ask.pinyin.as_ref().filter(|_| is_nowhere) else { return answer };
        if let Some(table) = Table::get() {
            answer = self.answer_by(ask, shelf, Some(&Reading::new(spelling, table)));
            answer.pinyin = answer.total > 0;
        } else {
            answer.needs_pinyin = self.segments.iter().any(|segment| segment.buckets(Family::Pinyin) > 0);
        }
        answer
    }

    /// The answer to what was typed, or to how it is read.
    fn answer_by(&self, ask: &Ask, shelf: &Shelf, reading: Option<&Reading>) -> Answer {
        let mut answer = Answer { exact: true, ..Answer::default() };
        let mut segments: Vec<&Segment> = self
            .segments
            .iter()
            .filter(|segment| ask.filters.admit_days(segment.oldest, segment.newest))
            .collect();
        if ask.oldest_first {
            segments.reverse();
        }
        let looked: Vec<Looked> = segments
            .iter()
            .map(|segment| {
                Look { archive: self, segment, ask, shelf, answer: &mut answer }
                    .candidates(reading.map(|reading| &reading.ways))
            })
            .collect();
        let mut verify = Verify::new(ask, shelf, reading);
        for (segment, looked) in segments.into_iter().zip(looked) {
            match looked {
                // Rows come in order: what follows an unknown segment must wait.
                Looked::Coming => verify.wanted = false,
                Looked::Lost => {}
                Looked::Known(candidates) => verify.segment(segment, &candidates, &mut answer),
            }
        }
        verify.finish(&mut answer);
        answer.settle()
    }
}
