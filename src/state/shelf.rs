//! Files that were asked for, each under its key. Only the latest few are kept where they are large: a reader who
//! leafs through years on a phone must not fill its memory.

use std::rc::Rc;

use super::Load;

/// Files asked for, the latest first.
#[derive(Debug)]
pub struct Shelf<K, T> {
    most: usize,
    entries: Vec<(K, Load<Rc<T>>)>,
}

impl<K: Clone, T> Clone for Shelf<K, T> {
    fn clone(&self) -> Self {
        Self { most: self.most, entries: self.entries.clone() }
    }
}

impl<K: PartialEq, T> Shelf<K, T> {
    /// An empty shelf that keeps so many.
    pub fn keeping(most: usize) -> Self {
        Self { most, entries: Vec::new() }
    }

    /// How far a file has come.
    pub fn get(&self, key: &K) -> &Load<Rc<T>> {
        self.entries.iter().find(|(other, _)| other == key).map_or(&Load::Unasked, |(_, load)| load)
    }

    /// Puts a file in front, and lets go of the one not used for longest.
    pub fn put(&mut self, key: K, load: Load<Rc<T>>) {
        self.forget(&key);
        self.entries.insert(0, (key, load));
        self.entries.truncate(self.most);
    }

    /// Keeps only what the test admits.
    pub fn retain(&mut self, admits: impl Fn(&Load<Rc<T>>) -> bool) {
        self.entries.retain(|(_, load)| admits(load));
    }

    /// Takes a file off, so that it is asked for anew.
    pub fn forget(&mut self, key: &K) {
        self.entries.retain(|(other, _)| other != key);
    }
}
