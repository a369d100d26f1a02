//! WebDriver for versions of Chromium that no ChromeDriver steers any more: the commands that the harness uses, each
//! carried out by the browser's own DevTools protocol. To the rest of the harness it is one more driver on a port.
//!
//! [`pipe`] carries messages to the browser and back, [`page`] does what a command asks for, [`keys`] presses keys, and
//! [`server`] reads commands and writes answers. A command that is not listed in [`server`] is refused by name.

mod keys;
mod page;
mod pipe;
mod server;

pub(super) use server::serve;
