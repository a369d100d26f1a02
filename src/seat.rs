//! Where the element finds the reader that it carries: what is shown now, and what is still asked of it.

use std::cell::RefCell;
use std::rc::Rc;

use crate::desk::Desk;
use crate::web::host::Ask;

/// A seat, shared between the element and its reader. It is empty until the reader has been drawn once.
#[derive(Clone, Default)]
pub struct Seat(Rc<Held>);

#[derive(Default)]
struct Held {
    desk: RefCell<Option<Desk>>,
    asks: RefCell<Vec<Ask>>,
}

impl Seat {
    /// What is shown now.
    pub fn desk(&self) -> Option<Desk> {
        self.0.desk.borrow().clone()
    }

    /// Something else is shown.
    pub fn take(&self, desk: Desk) {
        self.0.desk.replace(Some(desk));
    }

    /// A search that is answered once the edition is here.
    pub fn ask(&self, ask: Ask) {
        self.0.asks.borrow_mut().push(ask);
    }

    /// The searches that wait; whoever takes them answers them.
    pub fn asks(&self) -> Vec<Ask> {
        self.0.asks.take()
    }
}

impl PartialEq for Seat {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
