//! How types are written whose form in a file differs from their form in memory: `Deserialize` and `Serialize` of each.
//!
//! - [`edition`] and [`calendar`]: the date and the suffix stand beside the other fields, and are one [`EditionId`].
//! - [`block`] and [`figure`]: one flat object; what is in it depends on its `type`.
//! - [`status`]: an object, or its type alone.
//! - [`text`]: a string, or a list of runs.
//!
//! [`EditionId`]: crate::id::EditionId

pub(crate) mod block;
pub(crate) mod calendar;
pub(crate) mod edition;
pub(crate) mod figure;
pub(crate) mod status;
mod tag;
pub(crate) mod text;
