//! What the reader does beside drawing: effects, one idea a file.

mod use_effects;

pub use use_effects::use_effects;
