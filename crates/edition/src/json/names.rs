//! Names that must differ from one another.

/// Names that are taken, without regard to case; sorted, since they mostly come so.
#[derive(Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes a folded name; `false` where it is taken.
    pub(super) fn take(&mut self, name: String) -> bool {
        let Err(place) = self.0.binary_search(&name) else { return false };
        self.0.insert(place, name);
        true
    }
}
