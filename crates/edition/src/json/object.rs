//! Where reading is in a file, and the object it stands at.

use crate::value::{Map, Value};

/// A place in a file, as a chain of steps back to the root. It lives on the stack and becomes a pointer only where
/// something is wrong.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The whole file.
    pub(super) const ROOT: At<'static> = At { parent: None, step: Step::Index(0) };

    pub(super) fn name(&'a self, name: &'a str) -> At<'a> {
        At { parent: Some(self), step: Step::Name(name) }
    }

    pub(super) fn index(&'a self, index: usize) -> At<'a> {
        At { parent: Some(self), step: Step::Index(index) }
    }

    /// A JSON pointer, RFC 6901.
    pub(super) fn pointer(&self) -> String {
        let Some(parent) = self.parent else { return String::new() };
        let mut out = parent.pointer();
        out.push('/');
        match self.step {
            Step::Name(name) => out.push_str(&name.replace('~', "~0").replace('/', "~1")),
            Step::Index(index) => out.push_str(&index.to_string()),
        }
        out
    }
}

/// The fields of an object that were not taken yet, and where it stands.
pub(super) struct Object<'a> {
    pub(super) fields: Map,
    pub(super) at: At<'a>,
}

impl Object<'_> {
    /// Takes a field out; null is as good as absent.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.fields.remove(name).filter(|value| !value.is_null())
    }

    /// Puts a field back among those that nobody took.
    pub(super) fn put_back(&mut self, name: &str, value: impl Into<Value>) {
        self.fields.insert(name, value.into());
    }
}
