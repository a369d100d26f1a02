//! What follows from the state. Nothing here changes anything or waits for anything; one question a file.

mod announcement;
mod hits;
mod lead;
mod needs;
mod neighbours;
mod outline;
mod scene;
mod siblings;
mod step;
mod title;
mod whereabouts;

pub use announcement::announcement;
pub use hits::hits;
pub use lead::{lead, opening, opening_block, thumbnail};
pub use needs::{needs, worth_fetching_ahead};
pub use neighbours::{EditionNeighbours, Neighbour, editions_around, next_article, previous_article};
pub use outline::{Outline, current_key, default_publication, language, language_of_text};
pub use scene::{Issue, Near, Scene, mended, reading, scene};
pub use siblings::{Sibling, nearest, same_day, siblings};
pub use step::step;
pub use title::title;
pub use whereabouts::whereabouts;
