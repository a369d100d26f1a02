//! What is shown when a place does not exist or a file could not be had.

use yew::Html;

use crate::components::{Remedy, state_message};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::i18n::failures::{self, Missing};
use crate::queries::Near;
use crate::state::File;
use crate::tasks;

/// A file that could not be had: why, and a button to try again.
pub fn failed(desk: &Desk, failure: &Failure, file: &File, near: Option<&Near>) -> Html {
    let retry = tasks::retry(&desk.navigator.dispatch, file.clone());
    let mut remedies = vec![Remedy::Button(desk.words().retry, retry)];
    remedies.extend(near.map(|near| nearest(desk, near)));
    state_message(
        &failures::sentence(desk.lang, &failure.cause),
        Some(failures::advice(desk.lang, &failure.cause)),
        Some(&failure.file),
        remedies,
    )
}

/// A place that does not exist, and the nearest one that does.
pub fn missing(desk: &Desk, what: Missing, near: Option<&Near>) -> Html {
    let remedies = near.map(|near| nearest(desk, near)).into_iter().collect();
    state_message(failures::missing(desk.lang, what), None, None, remedies)
}

fn nearest(desk: &Desk, near: &Near) -> Remedy {
    Remedy::Link(failures::nearest(desk.lang), near.label.clone(), desk.href(&near.address))
}
