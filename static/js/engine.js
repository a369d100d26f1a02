// The reader's own files, found beside this script: one module and one stylesheet for all elements of a page.
const here = new URL(".", import.meta.url);
let engine, sheet, restarts = 0;

// The elements whose readers run, each with what to do when they stop; and those that were taken out of the page,
// whose readers wait for another element.
export const running = new Map(), parked = new Set();

// One module for any number of readers. A module that panicked is in no known state: the next one is a fresh copy.
export const start = () => (engine ??= (async () => {
  const module = await import(new URL(`masthead-reader.js${restarts ? `?restart=${restarts}` : ""}`, here));
  await module.default({ module_or_path: new URL("masthead-reader_bg.wasm", here) });
  module.begin(here.href, stopped);
  return module;
})().catch((error) => { engine = undefined; throw error; }));

export const stylesheet = () => (sheet ??= fetch(new URL("masthead.css", here)).then(async (answer) => {
  if (!answer.ok) throw new Error(`masthead.css: ${answer.status}`);
  return new CSSStyleSheet().replace(await answer.text());
}).catch((error) => { sheet = undefined; throw error; }));

function stopped(sentence, button) {
  engine = undefined;
  restarts += 1;
  for (const say of running.values()) say(sentence, button);
  running.clear();
  parked.clear();
}

// The archive has a module of its own, which is fetched when it is first searched.
export async function searchArchive(site, query, options) {
  const { ask } = await import(new URL("masthead-archive.js", here));
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
// at once. A module that did not come is asked for under another address: a browser need not try the same one again.
let view, coming, tries = 0;
export function showArchive(src, detail, failed) {
  const site = new URL(src || ".", document.baseURI).href.replace(/\/*$/, "/");
  const show = () => view?.show({ ...detail, site });
  if (view) return show();
  const name = `masthead-archive-view.js${tries ? `?again=${tries}` : ""}`;
  coming ??= import(new URL(name, here)).then((module) => { view = module; }, (error) => {
    coming = undefined;
    tries += 1;
    detail.node.textContent = failed;
    blame([name], error);
  });
  coming.then(show);
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

// A policy that forbids WebAssembly raises the same error as a module that is too new.
export const isTooOld = (error) => typeof WebAssembly !== "object"
  || error instanceof WebAssembly.CompileError && !/CSP|Content Security|unsafe-eval/i.test(error.message);
