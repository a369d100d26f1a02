//! What `static/masthead.js` calls, and nothing else: the whole of the reader's interface to JavaScript.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use masthead_edition::id::{EditionId, Id};
use masthead_edition::place::Address;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::Renderer;

use crate::app::{Reader, ReaderProps};
use crate::i18n::Lang;
use crate::island::{BUILD, Island};
use crate::queries;
use crate::seat::Seat;
use crate::settings::{Routing, Settings, Wish};
use crate::state::{Action, State};
use crate::tasks;
use crate::web::host::{Ask, Host};
use crate::web::{bundle, document, net, structure};

thread_local! {
    static ON_PANIC: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Called once, before anything else: the folder of the reader's own files, with a slash at its end; what fetches (see
/// [`net::set_bring`]); and what is called, with a sentence and the word on a button, when the reader stops because of a
/// fault of its own.
#[wasm_bindgen]
pub fn begin(home: String, bring: Function, on_panic: Function) {
    bundle::set_home(home);
    net::set_bring(bring);
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

/// A reader that runs, as the element that carries it holds it. Yew's own handle is let go: a reader is never taken down,
/// but parked with its element's root, and given to the next element.
#[wasm_bindgen]
pub struct Handle {
    seat: Seat,
    host: RefCell<Host>,
}

#[wasm_bindgen]
impl Handle {
    /// Mounts a reader in an empty element. `listener` is told what happens: a name and an object; `false` refuses.
    pub fn mount(root: Element, settings: &JsValue, listener: Function) -> Self {
        let host = Host::new(listener);
        let settings = Rc::new(Settings { embedded: true, ..read(settings, &host) });
        let address = opening(&settings);
        let initial = Rc::new(State::new(settings, address));
        let seat = Seat::default();
        let props = ReaderProps { initial, seat: seat.clone() };
        Renderer::<Reader>::with_root_and_props(root, props).render();
        Self { seat, host: RefCell::new(host) }
    }

    /// Takes over a rendered page: hydrates it where it is of this build and arrived as it was rendered, and
    /// otherwise draws the same place anew and puts it in the page's stead. `None` where the island is not one.
    pub fn take_over(page: Element, island: &str, settings: &JsValue, listener: Function) -> Option<Self> {
        let (island, fingerprint) = Island::from_json(island)?;
        let host = Host::new(listener);
        let settings = Rc::new(read(settings, &host));
        let is_as_rendered = island.build == BUILD && structure::fingerprint(&page) == fingerprint;
        let initial = Rc::new(island.into_state(settings));
        let seat = Seat::default();
        let props = ReaderProps { initial, seat: seat.clone() };
        if is_as_rendered {
            Renderer::<Reader>::with_root_and_props(page, props).hydrate();
        } else {
            let beside = document::sibling_like(&page)?;
            Renderer::<Reader>::with_root_and_props(beside.clone(), props).render();
            page.replace_with_with_node_1(&beside).ok()?;
        }
        Some(Self { seat, host: RefCell::new(host) })
    }

    /// Another element takes the reader over, with its root; or the same one begins again where the page's address says.
    pub fn begin_anew(&self, settings: &JsValue, listener: Function) {
        self.host.replace(Host::new(listener));
        let Some(desk) = self.seat.desk() else { return };
        let embedded = desk.state.settings.embedded;
        let settings = Rc::new(Settings { embedded, ..read(settings, &self.host.borrow()) });
        let (Ok(address) | Err(address)) = opening(&settings);
        desk.navigator.dispatch.dispatch(Action::Anew(settings, address));
    }

    /// The page that carries the reader changed its attributes, or took the element out or put it back.
    pub fn set_up(&self, settings: &JsValue) {
        // Before the first drawing there is nothing to change: the element says it again when the reader is ready.
        let Some(desk) = self.seat.desk() else { return };
        let old = &desk.state.settings;
        let settings = Settings { embedded: old.embedded, ..read(settings, &self.host.borrow()) };
        if settings == **old {
            return;
        }
        let wish = (settings.wish != old.wish).then(|| settings.wish.address(None));
        let settings = Rc::new(settings);
        desk.navigator.dispatch.dispatch(Action::Settings(settings.clone()));
        if let Some(address) = wish {
            tasks::Navigator { settings, ..desk.navigator }.go(address);
        }
    }

    /// Goes to a place: a path under the site's root, or one of the site's own addresses. `false` where it is neither.
    pub fn open(&self, place: &str) -> bool {
        let Some(desk) = self.seat.desk() else { return false };
        if desk.navigator.follow(place) {
            return true;
        }
        let address = Address::parse_hash(place);
        address.map(|address| desk.navigator.go(address)).is_ok()
    }

    /// Goes one step on or back: an article, a page or an edition, whichever is shown. `false` at the end.
    pub fn step(&self, forward: bool) -> bool {
        let Some(desk) = self.seat.desk() else { return false };
        let address = queries::step(&desk.state, &queries::scene(&desk.state), forward);
        address.map(|address| desk.navigator.go(address)).is_some()
    }

    /// Where the reader is, as a path under the site's root.
    pub fn place(&self) -> Option<String> {
        Some(queries::whereabouts(&self.seat.desk()?.state))
    }

    /// Searches the edition that is read, once all of it is here.
    pub fn search(&self, query: String, resolve: Function, reject: Function) {
        self.seat.ask(Ask { query, resolve, reject });
        if let Some(desk) = self.seat.desk() {
            desk.navigator.dispatch.dispatch(Action::Sought(true));
        }
    }
}

/// Where a reader begins: where the page's address says, or its attributes.
fn opening(settings: &Settings) -> Result<Address, Address> {
    tasks::place_in_address(settings).unwrap_or_else(|| Ok(settings.wish.address(None)))
}

/// The settings that the element gives: an object of texts.
fn read(object: &JsValue, host: &Host) -> Settings {
    let value = |name: &str| Reflect::get(object, &name.into()).unwrap_or_default();
    let text = |name: &str| value(name).as_string().filter(|text| !text.is_empty());
    let id = |name: &str| text(name).and_then(|text| Id::new(&text).ok());
    Settings {
        routing: Routing::from_attribute(&text("routing").unwrap_or_default()),
        page: text("base").unwrap_or_default(),
        language: text("lang").map(|tag| Lang::from_tag(&tag)),
        wish: Wish {
            publication: id("publication"),
            edition: text("edition").and_then(|text| EditionId::parse(&text).ok()),
            page: id("page"),
            article: id("article"),
            query: text("query"),
        },
        paused: value("paused").is_truthy(),
        host: host.clone(),
        ..Settings::new(&text("src").unwrap_or_default())
    }
}
