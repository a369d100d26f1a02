// The reader's own files, found beside this script: one module and one stylesheet for all elements of a page.
import { bring } from "./bring.js";
import { discard, load } from "./modules.js";

const here = new URL(".", import.meta.url), glue = new URL("masthead-reader.js", here);
// Once something did not arrive as it should, files are fetched past the browser's cache, which may hold what is damaged.
let engine, sheet, cache = "default";

// The elements whose readers run, each with what to do when they stop; and those that were taken out of the page,
// whose readers wait for another element.
export const running = new Map(), parked = new Set();

// One module for any number of readers. A module that panicked is in no known state: the next one is a fresh copy.
export const start = () => (engine ??= (async () => {
  const module = await load(glue);
  await bring(new URL("masthead-reader_bg.wasm", here), (answer) => instantiate(module, answer), { cache });
  module.begin(here.href, (url, cache) => bring(url, (answer) => answer.arrayBuffer(), { cache }), stopped);
  return module;
})().catch((error) => {
  if (error instanceof Damaged) discard(glue);
  engine = undefined, cache = "reload";
  throw error;
}));

// The code says what it is, whatever type it was sent with; a browser compiles while it arrives only where the type is right.
async function instantiate(module, answer) {
  const isTyped = answer.headers.get("content-type") === "application/wasm";
  const code = await (isTyped ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer()));
  try {
    await module.default({ module_or_path: code });
  } catch (error) {
    // Valid code of something else lacks what the reader's script calls.
    throw error instanceof TypeError || error instanceof WebAssembly.LinkError ? new Damaged(error.message) : error;
  }
}

export const stylesheet = () => (sheet ??= bring(new URL("masthead.css", here), async (answer) => {
  const text = await answer.text();
  if (/^\s*</.test(text)) throw new Damaged("masthead.css is a web page");
  return new CSSStyleSheet().replace(text);
}, { cache }).catch((error) => {
  sheet = undefined, cache = "reload";
  throw error;
}));

function stopped(sentence, button) {
  engine = undefined;
  discard(glue);
  for (const say of running.values()) say(sentence, button);
  running.clear();
  parked.clear();
}

// The archive has a module of its own, which is fetched when it is first searched.
export async function searchArchive(site, query, options) {
  const { ask } = await load(new URL("masthead-archive.js", here));
  const { error, faults = [], rows } = await new Promise((resolve) => {
    ask({ ...options, site: site.replace(/\/*$/, "/"), query }, (answer) => answer.done && resolve(answer));
  });
  // What could not be looked at may hold what was asked for.
  if (error || faults.length) throw new Error(`masthead-reader: ${error ?? faults[0].join(": ")}`);
  return rows.map(({ publication, edition, page, article, headline, excerpt }) => ({
    place: `${encodeURI(`/${publication}/${edition}/${page}/${article}/`)}?q=${encodeURIComponent(query)}`,
    page, headline: headline.join(""), excerpt: excerpt?.join("") ?? "",
  }));
}

// Its results in the search view are a module too, which is fetched when that view opens; once it is here they are drawn
// at once.
let view, opening;
export function showArchive(src, detail, failed) {
  const site = new URL(src || ".", document.baseURI).href.replace(/\/*$/, "/");
  const show = () => view?.show({ ...detail, site });
  if (view) return show();
  const file = new URL("masthead-archive-view.js", here);
  opening ??= load(file).then((module) => { view = module; }, (error) => {
    opening = undefined;
    detail.node.textContent = failed;
    blame([file], error);
  });
  opening.then(show);
}

// Says why a file did not come. That one of another origin is there, but may not be read, is what a browser tells no
// script: whoever is not answered, and then is, without asking to read, was forbidden to.
export async function blame(files, error) {
  for (const { href, origin } of files.map((file) => new URL(file, here))) {
    if (origin === location.origin || await fetch(href).catch(() => false)) continue;
    if (await fetch(href, { mode: "no-cors" }).catch(() => false)) {
      error = `${href} lacks the header "Access-Control-Allow-Origin: ${location.origin}"`;
      break;
    }
  }
  if (error) console.error("masthead-reader:", error);
}

// A file of the reader that is not what it should be.
class Damaged extends Error { }

// A module that does nothing, and needs of a browser all that the reader's code needs: sign extension, conversions that do not
// trap, bulk memory, reference types, several results. The build checks that the reader needs no more (xtask/src/features.rs).
const probe = "AGFzbQEAAAABBgFgAAJ/fwMCAQAEBAFvAAAFAwEAAAoXARUAQQBBAEEA/AsAQQDAQwAAAAD8AAs=";

// What a start failed for: "old", "damaged", or "failed" for all else. Code that a browser cannot compile is damaged if that
// browser knows all that the reader needs. (A policy that forbids WebAssembly raises the same error as code that is damaged.)
export function cause(error) {
  if (typeof WebAssembly !== "object") return "old";
  const isForbidden = /CSP|Content Security|unsafe-eval/i.test(error.message);
  if (error instanceof WebAssembly.CompileError && !isForbidden) {
    return WebAssembly.validate(Uint8Array.from(atob(probe), (char) => char.charCodeAt())) ? "damaged" : "old";
  }
  // A script of the reader that was cut off is no longer one.
  return error instanceof Damaged || error instanceof SyntaxError ? "damaged" : "failed";
}
