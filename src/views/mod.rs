//! Screens: one file each. A view is handed the desk and what it shows; which view a state calls for is
//! [`crate::queries::scene`]'s to say.

mod article;
mod calendar;
mod front;
mod headline_sheet;
mod more_sheet;
mod page;
mod search;
mod trouble;
mod wide_bar;

pub use article::article;
pub use calendar::calendar;
pub use front::front;
pub use headline_sheet::headline_sheet;
pub use more_sheet::more_sheet;
pub use page::page;
pub use search::SearchView;
pub use trouble::{failed, missing};
pub use wide_bar::wide_bar;
