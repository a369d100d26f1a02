//! The reader: one state, one tree of views, and the effects that mirror the state outwards.

use std::rc::Rc;

use masthead_edition::id::Id;
use masthead_edition::place::{Address, Place};
use yew::prelude::*;

use crate::components::{
    Detail, Tab, bottom_bar, footer, headline_list, page_line, pages_rail, slot, top_bar, waiting,
};
use crate::desk::Desk;
use crate::hooks::use_effects;
use crate::i18n::phrases;
use crate::queries::{self, Scene};
use crate::seat::Seat;
use crate::state::{Sheet, State};
use crate::tasks::Navigator;
use crate::views;

/// What a reader is opened with.
#[derive(Clone, PartialEq, Properties)]
pub struct ReaderProps {
    /// What it knows when it opens.
    pub initial: Rc<State>,
    /// Where the element finds it.
    pub seat: Seat,
}

/// The reader.
#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    let initial = props.initial.clone();
    let handle = use_reducer(move || (*initial).clone());
    let state = Rc::new((*handle).clone());
    let navigator = Navigator { dispatch: handle.dispatcher(), settings: state.settings.clone() };
    let desk = Desk::new(state.clone(), navigator);
    let scene = queries::scene(&state);
    let root = use_node_ref();
    use_effects(&root, &desk, &scene, &props.seat);

    let onclick = {
        let navigator = desk.navigator.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(href) = crate::web::document::clicked_link(&event)
                && navigator.follow(&href)
            {
                event.prevent_default();
            }
        })
    };
    let skip = {
        let root = root.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            event.stop_propagation();
            let main =
                root.cast::<web_sys::Element>().and_then(|root| crate::web::document::find(&root, "main"));
            if let Some(main) = main {
                crate::web::document::focus(&main);
                crate::web::scroll::up_to(&main);
            }
        })
    };
    // The whole address: within a shadow root a bare `#mh-main` names nothing.
    let skip_href = desk.href(&Address { block: Id::new("mh-main").ok(), ..state.address.clone() });
    let text_language = queries::language_of_text(&state);
    let issue = scene.issue();
    // Of an edition, also of one that is on its way.
    let has_columns =
        issue.is_some() || matches!(scene, Scene::Waiting) && !matches!(state.address.place, Place::Year(..));
    html! {
        <div ref={root} class="mh-reader" data-view={view_name(&state, &scene)} lang={desk.lang.tag()} part="reader" {onclick}>
            <div class="mh-paper">
            { slot(&desk, "masthead") }
            <header class="mh-header">
            <a class="mh-skip" href={skip_href} onclick={skip}>{ desk.words().skip_to_content }</a>
            if !state.online {
                <p class="mh-offline" role="status">{ desk.words().offline }</p>
            }
            { upper_bar(&desk, &scene) }
            </header>
            { slot(&desk, "toolbar") }
            <div class="mh-frame" data-is={has_columns.then_some("columns")}>
                if has_columns {
                    <div class="mh-left">{ for issue.map(|issue| pages_rail(&desk, issue, scene.page())) }</div>
                }
                <main id="mh-main" part="main" tabindex="-1" lang={text_language}>{ view(&desk, &scene) }</main>
                { right_column(&desk, &scene) }
            </div>
            { slot(&desk, "footer") }
            { footer(&desk, issue) }
            { bottom_bar(&desk, tab(&state, &scene)) }
            </div>
            { sheet(&desk, &scene) }
            <p class="mh-unseen" role="status">{ queries::announcement(&state, &scene) }</p>
        </div>
    }
}

fn view(desk: &Desk, scene: &Scene) -> Html {
    match scene {
        Scene::Waiting => waiting(desk),
        Scene::Failed { failure, file, near } => views::failed(desk, failure, file, near.as_ref()),
        Scene::Missing { what, near } => views::missing(desk, *what, near.as_ref()),
        Scene::Front(issue) => views::front(desk, issue),
        Scene::Page(issue, page) => views::page(desk, issue, *page),
        Scene::Article(issue, page, article) => views::article(desk, issue, *page, *article),
        Scene::Calendar(calendar) => views::calendar(desk, calendar),
        Scene::Search(issue) => html! { <views::SearchView desk={desk.clone()} issue={issue.clone()} /> },
    }
}

/// The view as the stylesheet knows it.
fn view_name(state: &State, scene: &Scene) -> &'static str {
    match scene {
        // Laid out as what is on its way, so that nothing moves when it comes.
        Scene::Waiting => match state.address.place {
            Place::Newest | Place::Publication(_) | Place::Edition(..) => "waiting front",
            Place::Page(..) => "waiting page",
            Place::Article { .. } => "waiting article",
            Place::Year(..) | Place::Search => "waiting",
        },
        Scene::Failed { .. } | Scene::Missing { .. } => "message",
        Scene::Front(_) => "front",
        Scene::Page(..) => "page",
        Scene::Article(..) => "article",
        Scene::Calendar(_) => "calendar",
        Scene::Search(_) => "search",
    }
}

fn tab(state: &State, scene: &Scene) -> Option<Tab> {
    match (&state.address.place, scene) {
        (Place::Search, _) => Some(Tab::Search),
        (Place::Year(..), _) => Some(Tab::Calendar),
        (_, Scene::Front(_) | Scene::Page(..) | Scene::Article(..)) => Some(Tab::Pages),
        _ => None,
    }
}

fn upper_bar(desk: &Desk, scene: &Scene) -> Html {
    let back = match scene {
        Scene::Front(_) => None,
        Scene::Article(issue, page, _) => desk.page_href(issue, *page),
        _ => Some(desk.href(&desk.front_address())),
    };
    let place = scene.page().and_then(|index| {
        let issue = scene.issue()?;
        let page = issue.opened.edition.pages.get(index)?;
        Some((yew::AttrValue::from(page.id.to_string()), desk.href(&issue.page(index)?)))
    });
    let title = scene
        .issue()
        .and_then(|issue| issue.opened.edition.title.clone())
        .unwrap_or_else(|| desk.publication_title());
    top_bar(desk, back, title.into(), place, views::wide_bar(desk, scene))
}

/// The page's headlines beside an article, for screens with room.
fn right_column(desk: &Desk, scene: &Scene) -> Html {
    let Scene::Article(issue, page_index, article) = scene else { return Html::default() };
    let Some(page) = issue.opened.edition.pages.get(*page_index) else { return Html::default() };
    html! {
        <aside class="mh-right" aria-label={phrases::page(desk.lang, page.id.as_str())}>
            { page_line(desk, issue, *page_index, page) }
            { headline_list(desk, issue, *page_index, Detail::Headline, None, Some(*article)) }
        </aside>
    }
}

fn sheet(desk: &Desk, scene: &Scene) -> Html {
    let on_close = {
        let navigator = desk.navigator.clone();
        Callback::from(move |()| navigator.open_sheet(None))
    };
    match (desk.state.sheet, queries::reading(&desk.state, scene)) {
        (Some(Sheet::Headlines), Some(issue)) => views::headline_sheet(desk, &issue, scene, on_close),
        (Some(Sheet::More), issue) => views::more_sheet(desk, issue.as_ref(), scene, on_close),
        _ => Html::default(),
    }
}
