//! The ground that tests stand on.
//!
//! [`on`] gives a test a [`Browser`] of a certain [`Device`], with a [`Site`] of its own, and watches over it:
//! whatever the console, the policy or the network said that the test did not announce fails it at the end.

mod answer;
mod axe;
mod browser;
mod cdp;
mod device;
mod driver;
mod driverless;
mod find;
mod input;
mod places;
mod recorder;
mod run;
mod session;
mod site;
mod trouble;
mod vendor;
mod wait;

pub(crate) use browser::Browser;
pub(crate) use cdp::Network;
pub(crate) use device::{DESKTOP, Device, NARROW, PHONE, SMALL_PHONE, TABLET};
pub(crate) use driver::Engine;
pub(crate) use places::{dist, root};
pub(crate) use run::{Failure, attempt, on, on_each, within, within_device};
pub(crate) use site::Site;
pub(crate) use trouble::Trouble;
