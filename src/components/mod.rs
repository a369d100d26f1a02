//! Parts that views are made of. A part shows what it is given and asks nothing of the network.
//!
//! Parts without a state of their own are plain functions that return [`yew::Html`]: a front page has a thousand
//! headlines, and a function costs nothing that a component would.

mod article_head;
mod blocks;
mod bottom_bar;
mod edition_switch;
mod facsimile;
mod footer;
mod headline_list;
mod ink;
mod long_words;
mod nameplate;
mod pager;
mod pages_rail;
mod picture;
mod publications;
mod sheet;
mod slot;
mod state_message;
mod top_bar;
mod waiting;

pub use article_head::article_head;
pub use blocks::blocks;
pub use bottom_bar::{Tab, bottom_bar};
pub use edition_switch::edition_switch;
pub use facsimile::facsimile;
pub use footer::footer;
pub use headline_list::{Detail, headline_list, page_line};
pub use ink::{Ink, marked};
pub use long_words::{headline, joined, page_title, set};
pub use nameplate::nameplate;
pub use pager::{PagerLink, pager};
pub use pages_rail::pages_rail;
pub use picture::{Room, picture};
pub use publications::publications;
pub use sheet::SheetDialog;
pub use slot::slot;
pub use state_message::{Remedy, state_message};
pub use top_bar::top_bar;
pub use waiting::waiting;
