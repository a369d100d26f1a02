//! Where the reader's own files are: beside its script, wherever the page that carries it may be.

use std::cell::RefCell;

thread_local! {
    static HOME: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Notes the folder of the reader's files; it ends in a slash.
pub fn set_home(url: String) {
    HOME.set(url);
}

/// The address of one of the reader's files.
pub fn file(name: &str) -> String {
    HOME.with_borrow(|home| format!("{home}{name}"))
}
