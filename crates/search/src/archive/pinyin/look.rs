//! Which blocks of a segment may match what was typed.

use super::Ways;
use crate::archive::look::{Coming, Found, Look};
use crate::archive::postings::unite;

impl Look<'_> {
    /// The blocks that one of the ways leads to. `Ok(None)` where no list could be used.
    pub(in crate::archive) fn ways(&mut self, ways: &Ways) -> Result<Option<Found>, Coming> {
        let (mut numbers, mut by_chance) = (Vec::new(), 0.0);
        let (mut is_known, mut is_coming) = (ways.is_empty(), false);
        for way in ways {
            match self.lists(way) {
                Ok(Some(Found::Blocks { numbers: of_way, by_chance: of_all, .. })) => {
                    numbers = unite(&numbers, &of_way);
                    by_chance += of_all;
                    is_known = true;
                }
                Ok(_) => {}
                Err(Coming) => is_coming = true,
            }
        }
        if is_coming {
            return Err(Coming);
        }
        Ok(is_known.then_some(Found::Blocks { numbers, years: Vec::new(), by_chance }))
    }
}
