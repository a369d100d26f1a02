//! Names that become parts of addresses and of file names, and the rules they keep.
//!
//! - [`name`]: publications, pages, articles, blocks.
//! - [`edition_id`]: editions.

pub mod edition_id;
pub mod name;

pub use edition_id::{EditionId, EditionIdError};
pub use name::{Id, IdError, LONGEST};
