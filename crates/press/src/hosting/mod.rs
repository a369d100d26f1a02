//! What a host must know of a site's files: their types, how long they are kept, what a page may do. Served by
//! [`crate::serve`] as it stands here, and written into the files that hosts read.

pub mod headers;
pub mod host;
pub mod published;
pub mod types;
