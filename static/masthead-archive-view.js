// The archive's results in the search view: what is typed is asked of all editions, and what comes is drawn as it comes.
// The reader fetches this module when search is opened where there is an archive, gives it an element that it leaves
// alone (src/hooks/use_effects.rs), and says after every drawing that what stands in the field may be something else.
// In the same way it has the steps from match to match in an article that was opened by a search.
import { languages } from "./js/archive/words.js";
import { page } from "./js/archive/page.js";
import { marks } from "./js/archive/marks.js";
import { load } from "./js/modules.js";
import { none } from "./js/archive/filters.js";

// A pause in typing, in milliseconds; rows at first and with every "more"; blocks that one question looks into.
const pause = 200, first = 10, step = 20, blocks = 48;
// Views by their elements; and what was found last in each site, for whoever comes back from an article.
const views = new WeakMap(), left = new Map();

// base: what stands before the place in a link; titles: the publications, "\n", id, "\t" and title of each; site: the folder
// of the paper's files.
export function show({ node, base, titles, site }) {
  const { lang } = node.closest(".mh-reader"), key = `${lang} ${base} ${site} ${titles}`, words = languages[lang];
  let view = views.get(node);
  if (view?.key !== key) {
    view?.cancel?.();
    view = node.matches(".mh-marks-way") ? marks(node, words) : open(node, site, { base, titles: named(titles), words });
    views.set(node, Object.assign(view, { key }));
  }
  view.follow();
}

const named = (titles) => new Map(titles.split("\n").slice(1).map((line) => line.split("\t")));

// A view over an element. What it knows is drawn by its page.
function open(node, site, setting) {
  const state = { query: undefined, filters: none(), limit: first, answer: undefined, trouble: undefined, isBusy: false, isOffline: false };
  let most = blocks, serial = 0, asked, timer, isComposing, stop = () => { };
  const { draw, field } = page(node, state, setting, {
    again: ask,
    further,
    narrow: (isTyped) => { state.limit = first, most = blocks, wait(isTyped ? pause : 0); },
  });
  // While an input method is at work, what stands in the field is not what is meant.
  field.addEventListener("compositionstart", () => { isComposing = true; });
  field.addEventListener("compositionend", () => { isComposing = false, follow(); });

  // A view that is new takes up what was left; one without a network asks when it is back.
  function follow() {
    const query = field.value.trim(), isNew = state.query === undefined, old = isNew && left.get(site);
    if (isComposing) return;
    if (query === state.query) return void (state.isOffline && navigator.onLine && ask());
    Object.assign(state, { query, limit: first }), most = blocks;
    if (!old || old.query !== query) return wait(isNew || !query ? 0 : pause);
    Object.assign(state.filters, old.filters);
    state.limit = old.limit, most = old.most, asked = question();
    take(old.answer);
  }

  function wait(time) {
    clearTimeout(timer);
    node.setAttribute("aria-busy", true);
    if (time) timer = setTimeout(ask, time);
    else ask();
  }

  function question() { return JSON.stringify([state.query, state.filters]); }

  // Asks, and takes no more answers to what was asked before.
  async function ask() {
    clearTimeout(timer), stop();
    const { query, limit, filters: { year, ...filters } } = state, own = ++serial;
    if (asked !== (asked = question())) state.answer = undefined;
    Object.assign(state, { trouble: undefined, isOffline: false, isBusy: !!query });
    draw();
    if (!query) return;
    const hear = (answer) => { if (own === serial) take(answer); };
    const day = (rest) => year && `${year}-${rest}`.padStart(10, "0");
    try {
      const { ask } = await load(new URL("masthead-archive.js", import.meta.url));
      const question = { site, query, ...filters, from: day("01-01"), to: day("12-31"), limit, mostBlocks: most, pinyin: true };
      if (own === serial) stop = ask(question, hear);
    } catch (error) {
      hear({ error: String(error?.message ?? error), done: true });
    }
  }

  function take(answer) {
    // Who has gone on to something else needs no answer, and asks anew when coming back.
    if (!node.isConnected) return void (stop(), state.query = undefined);
    const hasFailed = answer.error, { query, filters, limit } = state;
    state.isBusy = !answer.done;
    if (hasFailed) state.trouble = answer;
    else state.answer = answer;
    state.isOffline = answer.done && !navigator.onLine && !!(hasFailed || answer.faults.length);
    if (answer.done && !hasFailed) left.set(site, { query, filters: { ...filters }, limit, most, answer });
    draw();
  }

  // More rows; or, where all that were found are shown, a look into more of the archive.
  function further() {
    if (state.isBusy) return;
    if (state.answer.rows.length >= state.limit) state.limit += step, most += blocks;
    else most *= 4;
    ask();
  }

  return { follow, cancel: () => { clearTimeout(timer), stop(), serial += 1; } };
}
