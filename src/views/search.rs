//! Search in the edition, as one types; and room for what the archive has, where there is one.
//!
//! The archive's results are drawn by `static/masthead-archive-view.js`, which is fetched when search is opened: here are
//! elements that stay empty for it, and `hooks/use_effects.rs` tells it what is typed.

use std::rc::Rc;

use masthead_edition::place::Address;
use masthead_search::{Hit, Query};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::{headline, marked, page_title, set};
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries::Issue;
use crate::state::{Action, File, Opened};
use crate::web::timer::Timer;

/// The address follows the typing after this many milliseconds of rest.
const ADDRESS_AFTER: i32 = 400;
/// So many results at once; a thumb seldom goes further.
const AT_ONCE: usize = 30;
/// So many before those of the archive, which must not lie out of reach.
const ABOVE_ARCHIVE: usize = 5;

/// What the view is given.
#[derive(Clone, PartialEq, Properties)]
pub struct SearchViewProps {
    /// The desk.
    pub desk: Desk,
    /// The edition to search.
    pub issue: Issue,
}

/// What a search found, kept until the edition or the query changes.
#[derive(Clone, Default)]
struct Found {
    query: Rc<str>,
    is_query: bool,
    hits: Rc<[Hit]>,
}

/// The view.
#[component]
pub fn SearchView(props: &SearchViewProps) -> Html {
    let SearchViewProps { desk, issue } = props;
    let words = desk.words();
    let typed = desk.state.typed.clone();
    let can_search = desk.state.folding.ready().is_some();
    let found =
        use_memo((typed.clone(), Same(issue.opened.clone()), can_search), |(typed, opened, can_search)| {
            if *can_search { search(typed, &opened.0) } else { Found::default() }
        });
    let has_archive = desk.state.paper().is_some_and(|paper| paper.archive);
    let more = use_state(|| 0);
    let shown = *more + if has_archive { ABOVE_ARCHIVE } else { AT_ONCE };
    use_following_address(desk, &typed, found.hits.len());

    // Folded while the reader still thinks of what to type, so that the first letter is as quick as the others.
    use_effect_with((Same(issue.opened.clone()), can_search), |(opened, can_search)| {
        let opened = opened.0.clone();
        if *can_search {
            crate::web::idle::when_idle(move || {
                opened.search();
            });
        }
    });

    let field = use_node_ref();
    {
        let (field, is_empty) = (field.clone(), typed.is_empty());
        use_effect_with((), move |()| {
            if is_empty && let Some(field) = field.cast::<web_sys::Element>() {
                crate::web::document::focus(&field);
            }
        });
    }
    let oninput = {
        let (dispatch, more) = (desk.navigator.dispatch.clone(), more.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                more.set(0);
                dispatch.dispatch(Action::Typed(field.value()));
            }
        })
    };
    let on_clear = {
        let (dispatch, field) = (desk.navigator.dispatch.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Typed(String::new()));
            if let Some(field) = field.cast::<web_sys::Element>() {
                crate::web::document::focus(&field);
            }
        })
    };
    let onsubmit = {
        let field = field.clone();
        // The results are there already: what enter asks for on a phone is that the keyboard goes away.
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.cast::<web_sys::HtmlElement>() {
                let _ = field.blur();
            }
        })
    };
    let on_more = Callback::from(move |_: MouseEvent| more.set(*more + AT_ONCE));
    html! {
        <div class="mh-search">
            <h1 class="mh-unseen" tabindex="-1">{ words.search }</h1>
            <form class="mh-search-field" role="search" {onsubmit}>
                <input
                    ref={field}
                    type="search"
                    enterkeyhint="search"
                    autocomplete="off"
                    value={typed.clone()}
                    placeholder={words.search_placeholder}
                    aria-label={words.search_placeholder}
                    {oninput}
                />
                if !typed.is_empty() {
                    <button type="button" class="mh-clear" onclick={on_clear}>{ words.search_clear }</button>
                }
            </form>
            <p class="mh-search-scope">
                { set(desk.publication_title()) }{ " " }{ phrases::date(desk.lang, issue.key.1.date()) }
            </p>
            <p class="mh-search-count" role="status">
                if found.is_query {
                    if found.hits.is_empty() {
                        { set(format!("{}“{}”", words.search_none, found.query.trim())) }
                    } else {
                        { phrases::hits(desk.lang, found.hits.len()) }
                    }
                } else if !can_search && !typed.is_empty() {
                    { words.loading }
                }
            </p>
            if has_archive && !typed.is_empty() {
                <p class="mh-archive-way"></p>
            }
            if let Some(failure) = desk.state.folding.failure() {
                { super::failed(desk, failure, &File::Folding, None) }
            } else if !found.is_query {
                <p class="mh-hint">{ words.search_hint }</p>
            } else if found.hits.is_empty() {
                <p class="mh-hint">{ words.search_none_advice }</p>
            }
            <ol class="mh-hits">
                for hit in found.hits.iter().take(shown) {
                    { result(desk, issue, &found.query, hit) }
                }
            </ol>
            if found.hits.len() > shown {
                <p><button type="button" class="mh-button" onclick={on_more}>{ words.search_more }</button></p>
            }
            if has_archive {
                <div class="mh-archive"></div>
            }
        </div>
    }
}

/// An edition compared by identity.
struct Same(Rc<Opened>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

fn search(typed: &str, opened: &Opened) -> Found {
    let query = Query::parse(&crate::web::text::normalized(typed));
    let is_query = !query.is_empty();
    let hits = if is_query { opened.search().search(&query) } else { Vec::new() };
    Found { query: typed.into(), is_query, hits: hits.into() }
}

/// One result: where it stands, its headline, the text around the match.
fn result(desk: &Desk, issue: &Issue, query: &str, hit: &Hit) -> Html {
    let edition = &issue.opened.edition;
    let Some(page) = edition.pages.get(hit.page) else { return Html::default() };
    let Some(article) = page.articles.get(hit.article) else { return Html::default() };
    let address =
        Address { query: Some(query.trim().to_owned()), ..issue.article_address(&page.id, &article.id) };
    html! {
        <li>
            <a href={desk.href(&address)}>
                <span class="mh-hit-place">
                    <b class="mh-page-id">{ page.id.as_str() }</b>{ " " }{ page_title(page) }
                </span>
                <span class="mh-entry-headline">
                    if article.headline.is_empty() {
                        { headline(article, desk.words()) }
                    } else {
                        { marked(&hit.headline.text, &hit.headline.ranges) }
                    }
                </span>
                if let Some(excerpt) = &hit.excerpt {
                    <span class="mh-excerpt">{ marked(&excerpt.text, &excerpt.ranges) }</span>
                }
            </a>
        </li>
    }
}

/// After a pause in typing the page is told, and the address says what is searched, so that it can be shared and gone back to.
#[hook]
fn use_following_address(desk: &Desk, typed: &str, results: usize) {
    let (navigator, address) = (desk.navigator.clone(), desk.state.address.clone());
    let text = typed.trim().to_owned();
    use_effect_with((text, results, navigator.settings.paused), move |(text, results, paused)| {
        let (text, results) = (text.clone(), *results as f64);
        let timer = (!paused).then(|| {
            Timer::after(ADDRESS_AFTER, move || {
                let query = (!text.is_empty()).then_some(text);
                if let Some(query) = &query {
                    let details = [("query", query.into()), ("results", results.into())];
                    navigator.settings.host.tell("search", &details);
                }
                if address.query != query {
                    navigator.mend(Address { query, ..address });
                }
            })
        });
        move || drop(timer)
    });
}
