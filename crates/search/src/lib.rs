//! Exact search in newspaper text.
//!
//! 1. [`fold`] makes text comparable by one rule, and remembers where everything came from.
//! 2. [`query`] reads what a reader typed.
//! 3. [`find`] finds terms in folded text, and marks them in the text itself; [`excerpt`] cuts a few words around.
//! 4. [`edition`] searches one edition, as one types.
//!
//! Everything here is pure: no files, no network, no clock. The answer to a query always equals a naive scan of the
//! folded text.

#[cfg(feature = "archive")]
pub mod archive;
pub mod edition;
pub mod excerpt;
pub mod find;
pub mod fold;
pub mod query;
mod slice;

pub use edition::{EditionSearch, Hit};
pub use excerpt::Marked;
pub use find::highlights;
pub use query::Query;
