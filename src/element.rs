//! What `static/masthead.js` calls, and nothing else: the whole of the reader's interface to JavaScript.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use masthead_edition::id::Id;
use masthead_edition::place::{Address, Place};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use crate::app::{Reader, ReaderProps};
use crate::i18n::Lang;
use crate::island::{BUILD, Island};
use crate::settings::{Routing, Settings};
use crate::state::State;
use crate::tasks;
use crate::web::{bundle, document, structure};

thread_local! {
    static ON_PANIC: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Called once, before anything else: the folder of the reader's own files, with a slash at its end, and what is called,
/// with a sentence and the word on a button, when the reader stops because of a fault of its own.
#[wasm_bindgen]
pub fn begin(home: String, on_panic: Function) {
    bundle::set_home(home);
    ON_PANIC.with_borrow_mut(|slot| *slot = Some(on_panic));
    yew::set_custom_panic_hook(Box::new(|info| {
        crate::web::events::stop();
        document::report(&info.to_string());
        let words = crate::i18n::current().words();
        ON_PANIC.with_borrow(|slot| {
            if let Some(callback) = slot {
                // Nobody is left to tell that telling failed.
                let _ = callback.call2(&JsValue::NULL, &words.stopped.into(), &words.restart.into());
            }
        });
    }));
}

/// A reader that runs.
#[wasm_bindgen]
pub struct Handle {
    app: AppHandle<Reader>,
    initial: Rc<State>,
}

#[wasm_bindgen]
impl Handle {
    /// Mounts a reader in an empty element. `src` is where the paper's files are, `routing` is `path` or `hash`.
    pub fn mount(
        root: Element,
        src: &str,
        routing: &str,
        lang: Option<String>,
        publication: Option<String>,
    ) -> Self {
        let settings = Rc::new(settings(src, routing, lang, publication));
        let address = tasks::place_in_address(&settings).unwrap_or_else(|| Ok(Address::from(Place::Newest)));
        let initial = Rc::new(State::new(settings.clone(), address));
        let props = ReaderProps { settings, initial: initial.clone() };
        let app = Renderer::<Reader>::with_root_and_props(root, props).render();
        Self { app, initial }
    }

    /// Takes over a rendered page: hydrates it where it is of this build and arrived as it was rendered, and
    /// otherwise draws the same place anew and puts it in the page's stead. `None` where the island is not one.
    pub fn take_over(
        page: Element,
        island: &str,
        src: &str,
        routing: &str,
        lang: Option<String>,
        publication: Option<String>,
    ) -> Option<Self> {
        let (island, fingerprint) = Island::from_json(island)?;
        let settings = Rc::new(settings(src, routing, lang, publication));
        let is_as_rendered = island.build == BUILD && structure::fingerprint(&page) == fingerprint;
        let initial = Rc::new(State::from_island(settings.clone(), island));
        let props = ReaderProps { settings, initial: initial.clone() };
        let app = if is_as_rendered {
            Renderer::<Reader>::with_root_and_props(page, props).hydrate()
        } else {
            let beside = document::sibling_like(&page)?;
            let app = Renderer::<Reader>::with_root_and_props(beside.clone(), props).render();
            page.replace_with_with_node_1(&beside).ok()?;
            app
        };
        Some(Self { app, initial })
    }

    /// The page that carries the reader changed its attributes.
    pub fn set_up(&mut self, src: &str, routing: &str, lang: Option<String>, publication: Option<String>) {
        let settings = Rc::new(settings(src, routing, lang, publication));
        self.app.update(ReaderProps { settings, initial: self.initial.clone() });
    }
}

fn settings(src: &str, routing: &str, lang: Option<String>, publication: Option<String>) -> Settings {
    Settings {
        routing: Routing::from_attribute(routing),
        language: lang.filter(|tag| !tag.is_empty()).map(|tag| Lang::from_tag(&tag)),
        publication: publication.and_then(|id| Id::new(&id).ok()),
        ..Settings::new(src)
    }
}
