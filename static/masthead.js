// <masthead-reader src="...">: a thin class over one Rust handle; docs/embedding.md says all that it can do. On a page of
// a built site it takes over what stands in the tag; elsewhere it mounts in a shadow root, and what stands in the tag is
// read until then and whenever something fails.
import { blame, cause, parked, running, searchArchive, showArchive, start, stylesheet } from "./js/engine.js";
import { settings } from "./js/settings.js";
import { sharing } from "./js/share.js";
import { language, words } from "./js/words.js";

const names = ["src", "publication", "edition", "page", "article", "query", "lang", "theme", "routing", "loading"];
// The first reader whose routing is not `none`: the page's address is its own.
let owner;

class MastheadReader extends HTMLElement {
  static observedAttributes = names;
  #handle; #root; #near; #states; #isReady; #isOpening; #hasStopped; #title;
  #listener = (kind, detail) => this.#hear(kind, detail);
  #text = document.createElement("slot");
  ready = new Promise((resolve) => (this.#isReady = resolve));
  #sharing = sharing(this, (url) => this.#share(url), (reader) => words[language(reader)].slice(5));

  connectedCallback() {
    // What was set before the element was defined lies over the accessors.
    for (const [name, value] of Object.entries(this).filter(([name]) => names.includes(name))) {
      delete this[name];
      this[name] = value;
    }
    if (this.routing !== "none") owner ??= this;
    parked.delete(this), this.#near?.disconnect();
    if (this.#handle) return this.attributeChangedCallback();
    if (this.loading === "eager" || this.querySelector(".mh-island")) return this.#open();
    const look = (seen) => seen.some((entry) => entry.isIntersecting) && this.#open();
    this.#near = new IntersectionObserver(look, { rootMargin: "100%" });
    this.#near.observe(this);
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#near?.disconnect();
      if (owner === this) owner = undefined;
      this.#handle?.set_up(this.#settings());
      if (this.#root && this.#handle) parked.add(this);
    });
  }

  attributeChangedCallback() { queueMicrotask(() => this.#handle?.set_up(this.#settings())); }

  get place() { return this.#handle?.place() ?? null; }
  async open(place) { await this.ready; return this.#handle?.open(String(place)) ?? false; }
  next() { return this.#handle?.step(true) ?? false; }
  previous() { return this.#handle?.step(false) ?? false; }
  async search(query, { scope = "edition", ...options } = {}) {
    if (scope === "archive") return searchArchive(new URL(this.src || ".", document.baseURI).href, String(query), options);
    if (scope !== "edition") throw new RangeError(`masthead-reader: there is no search in "${scope}"`);
    await this.ready;
    const hits = await new Promise((resolve, reject) => this.#handle.search(String(query), resolve, reject));
    return hits.map(([place, page, headline, excerpt]) => ({ place, page, headline, excerpt }));
  }

  async #open() {
    this.#near?.disconnect();
    if (this.#isOpening || this.#handle) return;
    this.#isOpening = true;
    (this.shadowRoot ?? this).querySelector(".mh-notice")?.remove();
    this.#mark("loading");
    try {
      const { Handle } = await start();
      const island = this.querySelector(".mh-island"), page = island && this.querySelector(".mh-root");
      const styles = page || [await stylesheet()];
      if (page) this.#handle = Handle.take_over(page, island.textContent, this.#settings(), this.#listener);
      else if (this.isConnected) this.#mount(Handle, styles);
      if (this.#handle) running.set(this, (sentence, button) => this.#say(sentence, button));
    } catch (error) {
      const [failed, retry, old, damaged] = words[language(this)];
      this.#say({ failed, old, damaged }[cause(error)], retry, error);
      blame(["masthead-reader.js", "masthead-reader_bg.wasm", "masthead.css"], error);
    }
    this.#isOpening = false;
  }

  // A reader that was left behind is taken over, if there is one: it keeps the files that it has.
  #mount(Handle, styles) {
    const [left] = parked;
    this.#root = left?.#root ?? document.createElement("div");
    this.#root.className = "mh-root";
    this.#shadow(styles).replaceChildren(this.#text);
    const isText = (node) => node.nodeType !== Node.COMMENT_NODE && !node.slot && node.textContent.trim();
    if (![...this.childNodes].some(isText)) this.#show();
    this.#handle = left?.#handle ?? Handle.mount(this.#root, this.#settings(), this.#listener);
    if (!left) return;
    left.#root = left.#handle = undefined;
    parked.delete(left), running.delete(left);
    this.#handle.begin_anew(this.#settings(), this.#listener);
  }

  #shadow(styles) {
    return Object.assign(this.shadowRoot ?? this.attachShadow({ mode: "open" }), { adoptedStyleSheets: styles });
  }

  #show() { if (this.#root && this.#root.parentNode !== this.shadowRoot) this.shadowRoot.prepend(this.#root); }

  // What the reader tells. What stood in the tag goes when the first view stands.
  #hear(kind, detail) {
    if (kind === "archive") return showArchive(this.src, detail, words[language(this)][4]);
    const isWell = kind === "ready" || detail.phase === "after";
    this.#title = detail.title ?? this.#title;
    if (kind === "ready") this.#text.remove(), this.#isReady(this), this.attributeChangedCallback();
    // A drawn page that stopped was elsewhere by then: its address says where.
    if (kind === "ready" && this.#hasStopped && !this.#root) queueMicrotask(() => this.#handle?.begin_anew(this.#settings(), this.#listener));
    if (isWell || kind === "error") this.#mark(isWell ? "ready" : "failed"), this.#show();
    if (detail.file) blame([detail.file]);
    const how = { detail, cancelable: detail.phase !== "after", bubbles: true, composed: true };
    return this.dispatchEvent(new CustomEvent(`masthead-${kind}`, how));
  }

  #share(url) {
    const title = this.#title || document.title;
    return this.#hear("share", { place: this.place, title, url }) && title;
  }

  // A message above whatever can still be read, with a way to go on: a view that stopped, and what stands in the tag.
  #say(sentence, button, cause) {
    this.#handle = undefined, this.#hasStopped = true;
    const notice = document.createElement("div"), again = document.createElement("button");
    notice.className = "mh-notice";
    // Attributes: Firefox before 119 has no property for a role.
    notice.setAttribute("role", "alert"), notice.setAttribute("part", "notice");
    Object.assign(again, { type: "button", textContent: button, onclick: () => this.#open() });
    notice.append(sentence, " ", again);
    const isPage = this.querySelector(".mh-island");
    if (!isPage) (this.shadowRoot ?? this.#shadow([])).append(this.#text);
    (this.shadowRoot ?? this).prepend(notice);
    if (!isPage) stylesheet().then((styles) => this.#shadow([styles]), () => {});
    this.#hear("error", { message: sentence, cause });
  }

  // `:state(loading)`, `:state(ready)`, `:state(failed)`, in browsers that know them.
  #mark(state) {
    try { (this.#states ??= this.attachInternals().states).clear(), this.#states.add(state); } catch { }
  }

  #settings() { return settings(this, names, owner === this); }
}

for (const name of names) Object.defineProperty(MastheadReader.prototype, name, {
  get() { return this.getAttribute(name) ?? ""; },
  set(value) { value == null ? this.removeAttribute(name) : this.setAttribute(name, value); },
});

if (!customElements.get("masthead-reader")) customElements.define("masthead-reader", MastheadReader);
else console.warn("masthead-reader: another copy is already registered on this page; this one stays out of its way");
