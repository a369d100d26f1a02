// <masthead-reader src="..." publication="..." lang="..." routing="path|hash">: a thin class over one Rust handle.
// On a page of a built site it takes over what stands in the tag; anywhere else it mounts in a shadow root, and
// what stands in the tag is read until then and whenever something fails. ASCII only: hosts serve it in any encoding.

const here = new URL(".", import.meta.url);
const words = {
  hans: ["\u9605\u8bfb\u5668\u6ca1\u80fd\u542f\u52a8\u3002", "\u91cd\u8bd5",
    "\u8fd9\u4e2a\u6d4f\u89c8\u5668\u7248\u672c\u8f83\u65e7\uff0c\u65e0\u6cd5\u8fd0\u884c\u9605\u8bfb\u5668\uff1b\u8bf7\u66f4\u65b0\u6d4f\u89c8\u5668\u3002"],
  hant: ["\u95b1\u8b80\u5668\u6c92\u80fd\u555f\u52d5\u3002", "\u91cd\u8a66",
    "\u9019\u500b\u700f\u89bd\u5668\u7248\u672c\u8f03\u820a\uff0c\u7121\u6cd5\u57f7\u884c\u95b1\u8b80\u5668\uff1b\u8acb\u66f4\u65b0\u700f\u89bd\u5668\u3002"],
  en: ["The reader could not start.", "Try again", "This browser is too old for the reader; please update it."],
};

let engine;
let restarts = 0;
const readers = new Set();

// One module for any number of readers. A module that panicked is in no known state: the next one is a fresh copy.
function start() {
  engine ??= (async () => {
    const script = new URL("masthead-reader.js", here);
    if (restarts) script.searchParams.set("restart", restarts);
    const module = await import(script);
    await module.default({ module_or_path: new URL("masthead-reader_bg.wasm", here) });
    module.begin(here.href, stopped);
    return module;
  })();
  engine.catch(() => (engine = undefined));
  return engine;
}

let sheet;
function stylesheet() {
  sheet ??= (async () => {
    const answer = await fetch(new URL("masthead.css", here));
    if (!answer.ok) throw new Error(`masthead.css: ${answer.status}`);
    return new CSSStyleSheet().replace(await answer.text());
  })();
  sheet.catch(() => (sheet = undefined));
  return sheet;
}

function stopped(sentence, button) {
  engine = undefined;
  restarts += 1;
  for (const reader of readers) reader.say(sentence, button);
  readers.clear();
}

class MastheadReader extends HTMLElement {
  static observedAttributes = ["src", "publication", "lang", "routing"];
  #handle;
  #isOpening = false;

  connectedCallback() {
    if (!this.#handle && !this.#isOpening) this.open();
  }

  attributeChangedCallback() {
    this.#handle?.set_up(...this.#settings());
  }

  async open() {
    this.#isOpening = true;
    this.#notice?.remove();
    try {
      const { Handle } = await start();
      const island = this.querySelector("script.mh-island");
      const page = this.querySelector(".mh-root");
      if (island && page) {
        this.#handle = Handle.take_over(page, island.textContent, ...this.#settings());
      } else {
        const root = document.createElement("div");
        root.className = "mh-root";
        const sheet = await stylesheet();
        const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
        shadow.adoptedStyleSheets = [sheet];
        shadow.replaceChildren(root);
        this.#handle = Handle.mount(root, ...this.#settings());
      }
      readers.add(this);
    } catch (error) {
      console.error("masthead-reader:", error);
      const [failed, retry, old] = words[this.#language()];
      this.say(isTooOld(error) ? old : failed, retry);
    }
    this.#isOpening = false;
  }

  // A message above whatever can still be read, with a way to go on.
  say(sentence, button) {
    this.#notice?.remove();
    this.#handle = undefined;
    const notice = document.createElement("div");
    notice.className = "mh-notice";
    notice.setAttribute("role", "alert");
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = button;
    again.onclick = () => this.open();
    notice.append(sentence, " ", again);
    (this.shadowRoot ?? this).prepend(notice);
  }

  get #notice() {
    return (this.shadowRoot ?? this).querySelector(".mh-notice");
  }

  #settings() {
    const src = new URL(this.getAttribute("src") ?? ".", document.baseURI);
    const place = src.origin === location.origin ? src.pathname : src.origin + src.pathname;
    const text = (name) => this.getAttribute(name) ?? undefined;
    return [place, text("routing") ?? "path", text("lang"), text("publication")];
  }

  #language() {
    const tag = (this.closest("[lang]")?.lang || "zh").toLowerCase();
    if (!tag.startsWith("zh")) return "en";
    return /hant|tw|hk|mo/.test(tag) ? "hant" : "hans";
  }
}

function isTooOld(error) {
  if (typeof WebAssembly !== "object") return true;
  // A policy that forbids WebAssembly raises the same error as a module that is too new.
  return error instanceof WebAssembly.CompileError && !/CSP|Content Security|unsafe-eval/i.test(error.message);
}

if (customElements.get("masthead-reader")) {
  console.warn("masthead-reader: another copy is already registered on this page; this one stays out of its way");
} else {
  customElements.define("masthead-reader", MastheadReader);
}
