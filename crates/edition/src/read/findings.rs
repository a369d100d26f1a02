//! All that was found wrong with a file so far.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::at::At;
use super::fault::Fault;
use crate::finding::{Finding, FindingKind, Refusal};

/// More findings than this in one file help nobody; a hostile file would fill the memory with them.
const MOST: usize = 1000;

/// How much of a refused text a finding repeats, in characters.
const MOST_FOUND: usize = 60;

/// Findings, and which elements of lists were lost.
#[derive(Default)]
pub(crate) struct Findings {
    list: RefCell<Vec<Finding>>,
    has_more: Cell<bool>,
    /// The indices of lost elements, by the pointer of their list, in order.
    lost: RefCell<BTreeMap<String, Vec<usize>>>,
}

impl Findings {
    /// Notes something wrong.
    pub(crate) fn find(&self, at: &At, kind: FindingKind, found: &str) {
        self.note(at, Refusal::new(kind, ""), found);
    }

    /// Notes something wrong, unless reading noted something at that place before.
    pub(crate) fn find_else(&self, at: &At, kind: FindingKind, found: &str) {
        if self.list.borrow().len() == MOST {
            return self.has_more.set(true);
        }
        let pointer = at.pointer();
        if !self.list.borrow().iter().any(|finding| finding.pointer == pointer) {
            self.find(at, kind, found);
        }
    }

    /// Notes why a value was lost.
    pub(super) fn lose(&self, at: &At, fault: Fault, found: &str) {
        if let Some(refusal) = fault.refusal {
            self.note(at, refusal, found);
        }
    }

    fn note(&self, at: &At, refusal: Refusal, found: &str) {
        let mut list = self.list.borrow_mut();
        if list.len() == MOST {
            return self.has_more.set(true);
        }
        let mut shown: String = found.chars().take(MOST_FOUND).collect();
        if shown.len() < found.len() {
            shown.push('…');
        }
        list.push(Finding {
            pointer: at.pointer(),
            kind: refusal.kind,
            found: shown,
            reason: refusal.reason,
        });
    }

    /// Notes that an element of a list was lost.
    pub(super) fn lose_element(&self, list: &At, index: usize) {
        self.lost.borrow_mut().entry(list.pointer()).or_default().push(index);
    }

    /// Where the elements stand that are left of the list at a place: their indices in the file.
    pub(crate) fn places(&self, list: &At) -> impl Iterator<Item = usize> + use<> {
        let lost = self.lost.borrow();
        // The pointer is written only where something was lost at all.
        let lost = if lost.is_empty() { None } else { lost.get(&list.pointer()).cloned() };
        let lost = lost.unwrap_or_default();
        (0..).filter(move |index| lost.binary_search(index).is_err())
    }

    /// The findings in the order of their pointers.
    pub(crate) fn into_list(self) -> Vec<Finding> {
        let mut list = self.list.into_inner();
        list.sort_by(|one, other| by_place(&one.pointer, &other.pointer));
        if self.has_more.get() {
            let (pointer, found, reason) = Default::default();
            list.push(Finding { pointer, kind: FindingKind::More, found, reason });
        }
        list
    }
}

/// Indices by their size, names by their letters, what is within after what is around.
fn by_place(one: &str, other: &str) -> Ordering {
    let step = |step: &'_ str| (step.parse::<usize>().ok(), step.to_owned());
    one.split('/').map(step).cmp(other.split('/').map(step))
}
