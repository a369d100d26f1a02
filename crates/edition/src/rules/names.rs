//! Names that must differ from one another.

use crate::finding::FindingKind;
use crate::id::Id;
use crate::read::at::At;
use crate::read::findings::Findings;

/// Names that are taken, without regard to case; sorted, since they mostly come so.
#[derive(Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// Takes a folded name; `false` where it is taken.
    pub(super) fn take(&mut self, name: String) -> bool {
        let Err(place) = self.0.binary_search(&name) else { return false };
        self.0.insert(place, name);
        true
    }

    /// A name that no other has. What came with none, or with another's, gets a number for a name: the text must stay
    /// within a reader's reach.
    pub(super) fn unique(&mut self, id: Id, at: &At, findings: &Findings) -> Id {
        if !id.as_str().is_empty() {
            if self.take(id.folded()) {
                return id;
            }
            findings.find(&at.name("id"), FindingKind::DuplicateId, id.as_str());
        }
        let mut number = self.0.len() + 1;
        while !self.take(format!("_{number}")) {
            number += 1;
        }
        Id::new(&format!("_{number}")).unwrap_or_default()
    }
}
