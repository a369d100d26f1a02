//! One step on or back from what is shown: to an article from an article, to a page from a page, to an edition from
//! its front.

use masthead_edition::place::{Address, Place};

use super::neighbours::{Neighbour, editions_around, next_article, previous_article};
use super::scene::Scene;
use crate::state::State;

/// Where one step leads; `None` at the end.
pub fn step(state: &State, scene: &Scene, forward: bool) -> Option<Address> {
    match scene {
        Scene::Article(issue, page, article) => {
            let look = if forward { next_article } else { previous_article };
            let (page, article) = look(&issue.opened.edition, *page, *article)?;
            issue.article(page, article)
        }
        Scene::Page(issue, page) => issue.page(if forward { page + 1 } else { page.checked_sub(1)? }),
        Scene::Front(issue) => {
            let around = editions_around(state);
            let Neighbour::Known(edition) = (if forward { around.next } else { around.previous }) else {
                return None;
            };
            Some(Address::from(Place::Edition(issue.key.0.clone(), edition)))
        }
        _ => None,
    }
}
