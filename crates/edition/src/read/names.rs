//! The names by which a type asks [`Node`](super::node::Node) for more than serde's data model has. To every other
//! deserializer they are names of newtypes or structs, which it passes over.

/// A field that may be absent. `visit_none`: it is. `visit_seq`: one element, the value; none where it was lost.
pub(crate) const OPTIONAL: &str = "$masthead::optional";

/// A field that must be there. As with [`OPTIONAL`]; where it is absent, that was noted.
pub(crate) const NEEDED: &str = "$masthead::needed";

/// A list. `visit_seq`: its elements, a lost one being `None`; how many there are says `size_hint`.
pub(crate) const LIST: &str = "$masthead::list";

/// A string, or a list whose single element need not be in a list. `visit_str`, or `visit_seq` as with [`LIST`].
pub(crate) const TEXT: &str = "$masthead::text";

/// A string, or an object that is looked at before it is read. `visit_str`, or `visit_seq`: every element is the object.
pub(crate) const AGAIN: &str = "$masthead::again";

/// An object (asked for as a struct whose fields are those that must be there). `visit_map`.
pub(crate) const RECORD: &str = "$masthead::record";

/// No reading, but a note on every field of an object that is none of the struct's fields.
pub(crate) const KNOWN: &str = "$masthead::known";

/// No reading, but a note that the object is no run of this version.
pub(crate) const UNKNOWN_RUN: &str = "$masthead::unknown-run";
