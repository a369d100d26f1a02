//! Names that become parts of addresses and of file names, and the rules they keep.
//!
//! Those of publications, pages, articles and blocks are in [`name`], those of editions in [`mod@edition_id`].

pub mod edition_id;
pub mod name;

pub use edition_id::{EditionId, EditionIdError};
pub use name::{Id, IdError, LONGEST};
