//! Places drawn by the reader's own views. Drawing is asynchronous for Yew's sake and never waits for anything, so each
//! worker thread drives it to its end at once.

use masthead_edition::model::Edition;
use masthead_edition::place::{Address, Place};
use masthead_reader::Island;
use masthead_reader::island::Around;
use masthead_reader::render::{self, Rendered};

use super::site::Site;
use crate::error::{Error, Result};

/// Draws a place.
pub fn draw(site: &Site, around: &Around, place: &Place, edition: Option<&Edition>) -> Result<Rendered> {
    let island = Island::of(around.clone(), edition, Address::from(place.clone()));
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| Error::io("draw", place.to_path().as_ref(), &error))?;
    Ok(runtime.block_on(render::render(site.settings(), &island)))
}
