//! Where the reader is, said to others: a newest edition by its date.

use masthead_edition::place::{Address, Place};

use super::outline::current_key;
use crate::state::State;

/// The address of what is shown, as a path under the site's root.
pub fn whereabouts(state: &State) -> String {
    let address = &state.address;
    match (&address.place, current_key(state)) {
        (Place::Newest | Place::Publication(_), Some((publication, edition))) => {
            Address { place: Place::Edition(publication, edition), ..address.clone() }.to_path()
        }
        _ => address.to_path(),
    }
}
