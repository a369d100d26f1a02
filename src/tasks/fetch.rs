//! Fetches a file and puts it into the state.

use std::cell::RefCell;
use std::rc::Rc;

use masthead_edition::json::{self, Malformed, Read};
use masthead_edition::model::Edition;
use masthead_search::fold;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, MouseEvent, UseReducerDispatcher};

use crate::failure::{Cause, Failure};
use crate::settings::Settings;
use crate::state::{Action, File, Opened, State};
use crate::web::{bundle, connection, idle, net};

/// Fetches a file because a view needs it.
pub fn fetch(dispatch: UseReducerDispatcher<State>, settings: Rc<Settings>, file: File) {
    dispatch.dispatch(Action::Asked(file.clone()));
    spawn_local(async move {
        let action = load(&settings, file).await;
        dispatch.dispatch(action);
    });
}

/// A click that asks again for a file that failed.
pub fn retry(dispatch: &UseReducerDispatcher<State>, file: File) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.dispatch(Action::Retry(file.clone())))
}

/// What is likely to be wanted next, as of the last drawing: a list that was right when the browser became idle may
/// name what has been asked for since.
pub type Ahead = Rc<RefCell<Vec<File>>>;

/// Fetches what is likely to be wanted next, when the browser is idle and the network has room, one file after the
/// other. A failure is forgotten: nobody asked.
pub fn ahead(dispatch: UseReducerDispatcher<State>, settings: Rc<Settings>, files: Ahead) {
    idle::when_idle(move || {
        if !connection::has_room() {
            return;
        }
        spawn_local(async move {
            while let Some(file) = first_untried(&settings, &files) {
                dispatch.dispatch(Action::Asked(file.clone()));
                let action = load(&settings, file.clone()).await;
                let has_come = matches!(action, Action::Edition(_, _, Ok(_)) | Action::Folding(Ok(())));
                // Whoever has asked for it meanwhile asks again, and is told why it does not come.
                dispatch.dispatch(if has_come { action } else { Action::Retry(file) });
            }
        });
    });
}

thread_local! {
    static TRIED: RefCell<Vec<(String, File)>> = const { RefCell::new(Vec::new()) };
}

/// Of several readers on a page one fetches ahead, and each file once: what failed would fail again and again.
fn first_untried(settings: &Settings, files: &Ahead) -> Option<File> {
    let is_new = |file: &File| {
        let errand = (settings.src.clone(), file.clone());
        TRIED.with_borrow_mut(|tried| {
            let is_new = !tried.contains(&errand);
            if is_new {
                tried.push(errand);
            }
            is_new
        })
    };
    files.borrow().iter().find(|file| is_new(file)).cloned()
}

async fn load(settings: &Settings, file: File) -> Action {
    let url = match &file {
        File::Paper => settings.file(settings.single.as_deref().unwrap_or("paper.json")),
        File::Calendar(publication, year) => {
            settings.file(&format!("{}/{year}.json", masthead_edition::place::encode(publication.as_str())))
        }
        File::Edition(publication, edition) => settings.edition_file(publication, edition),
        File::Folding => bundle::file("masthead-folding.bin"),
    };
    let content = net::bytes(&url).await;
    match file {
        File::Paper if settings.single.is_some() => Action::Single(
            read(&url, content, json::read_edition).map(|edition| Rc::new(Opened::new(edition))),
        ),
        File::Paper => Action::Paper(read(&url, content, json::read_paper).map(Rc::new)),
        File::Calendar(publication, year) => {
            Action::Calendar(publication, year, read(&url, content, json::read_calendar).map(Rc::new))
        }
        File::Edition(publication, id) => {
            let opened = read(&url, content, json::read_edition).map(|edition| {
                let (publication, id) = (publication.clone(), id.clone());
                Rc::new(Opened::new(Edition { publication, id, ..edition }))
            });
            Action::Edition(publication, id, opened)
        }
        File::Folding => Action::Folding(
            content.and_then(|table| fold::install(&table).map_err(|_| unusable(&url, Cause::Foreign))),
        ),
    }
}

fn read<T>(
    url: &str,
    content: Result<Vec<u8>, Failure>,
    parse: fn(&str) -> Result<Read<T>, Malformed>,
) -> Result<T, Failure> {
    // A character that is damaged costs itself, not the newspaper around it.
    let content = content?;
    let text = String::from_utf8_lossy(&content);
    let cause = match parse(text.strip_prefix('\u{FEFF}').unwrap_or(&text)) {
        Ok(read) => return Ok(read.value),
        Err(Malformed::Syntax { line, column, .. }) => Cause::Malformed { line, column },
        Err(_) => Cause::Foreign,
    };
    Err(unusable(url, cause))
}

/// A file that came, and is not what it should be.
fn unusable(url: &str, cause: Cause) -> Failure {
    net::doubt(url);
    Failure::new(url, cause)
}
