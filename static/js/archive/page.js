// What a view shows of what it knows.
import { chart, chips } from "./filters.js";
import { arrange, button, make, row, set, write } from "./parts.js";
import { recall, remember } from "./recent.js";
import { fill } from "./words.js";

// state: { query, filters, limit, answer, trouble, isBusy, isOffline }; setting: { base, titles, words };
// actions: { again, further, narrow }.
export function page(node, state, setting, { again, further, narrow }) {
  const { titles, words } = setting, search = node.parentElement, field = search.querySelector("input");
  const filters = chips(words, titles, state.filters, narrow), years = chart(words, state.filters, narrow);
  const title = make("h2", { tabIndex: -1 }, words.title), list = make("ol", { className: "mh-hits" });
  const count = make("p", { className: "mh-archive-count" }), fault = make("div", { className: "mh-archive-fault" });
  const goTo = () => title.focus({ preventScroll: true });
  let had = 0, rows = new Map(), drawn, faultDrawn, yearsOf, hits = [];
  const more = button("", () => { had = list.children.length, further(); });
  const found = make("section", {}, title, count, filters.element, years.element, list, fault, make("p", {}, more));
  set(found, { "aria-label": words.title });
  const recent = make("div", { className: "mh-recent" }), spoken = make("p", { className: "mh-unseen" });
  set(spoken, { role: "status" });
  node.replaceChildren(found, recent, spoken);

  // The field is for all editions now, and a way leads down from it.
  const way = button("", () => { title.scrollIntoView(), goTo(); }, "mh-archive-link");
  field.placeholder = words.field;
  set(field, { "aria-label": words.field });
  // Whoever opens a result, or leaves the field by Enter, has searched. (Of another language's view the elements are gone.)
  const keep = () => { if (state.query && found.isConnected) remember(state.query); };
  search.addEventListener("submit", keep);
  search.addEventListener("click", (event) => { if (event.composedPath()[0].closest(".mh-hits a")) keep(); });

  // As if it were typed.
  const type = (text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    search.querySelector("h1").focus({ preventScroll: true });
  };

  const rowOf = (hit) => {
    const key = [hit.publication, hit.edition, hit.article].join("/"), name = titles.get(hit.publication) ?? hit.publication;
    // What was read as pinyin is marked in the article by its characters.
    const read = state.answer.pinyin && (hit.headline[1] ?? hit.excerpt[1]);
    if (!rows.has(key)) rows.set(key, row(hit, name, read || state.query, setting));
    return rows.get(key);
  };

  const say = (total) => {
    const { answer, isBusy, query } = state;
    if (answer?.pinyin) total = fill(words.pinyin, query) + total;
    if (isBusy) return [answer?.total ? total : "", words.searching].filter(Boolean).join(" \u00b7 ");
    if (!answer) return "";
    if (!answer.total && answer.exact) return fill(words.none, query);
    return !answer.rows.length && answer.more ? words.notYet : total;
  };

  // The years of the question without its year, so that one can go on to another.
  const drawYears = () => {
    const { answer, filters, query } = state, { year } = filters, key = JSON.stringify([query, { ...filters, year: 0 }]);
    if (answer && (!year || yearsOf !== key)) yearsOf = key, hits = answer.years;
    const all = yearsOf === key ? [...hits] : [];
    if (year && !all.some(([one]) => one === year)) all.push([year, 0]);
    years.update(all.sort(([one], [other]) => one - other));
  };

  // What could not be looked at, and why; the sentence is given back.
  const drawFault = () => {
    const { answer, isBusy, isOffline, trouble } = state, faults = !isBusy && answer?.faults || [];
    const sentence = (isOffline ? words.offline : "")
      + (trouble ? words.failed : faults.length ? fill(words.partial, faults.length) : "");
    const why = trouble?.error ?? faults[0]?.join(": ") ?? "";
    if (faultDrawn !== (faultDrawn = sentence + why)) {
      const retry = button(words.retry, () => { again(), goTo(); });
      fault.replaceChildren(...sentence
        ? [make("p", {}, sentence), make("p", { className: "mh-detail" }, why), make("p", {}, retry)] : []);
    }
    return sentence;
  };

  const draw = () => {
    const { answer, isBusy, limit, query } = state, shown = answer?.rows ?? [], key = JSON.stringify([query, state.filters]);
    found.hidden = !query;
    // The reader has a place for the way while something is typed.
    const place = search.querySelector(".mh-archive-way");
    if (!place?.contains(way)) place?.append(way);
    recall(recent, words, !query, { field, type });
    if (drawn !== (drawn = key)) rows.clear();
    arrange(list, shown.map(rowOf));
    const total = answer ? words.count(answer.total, answer.exact ? "" : words.about) : "", said = say(total);
    write(count, said);
    write(way, `${words.title} ${total || (isBusy ? words.searching : "")} \u2193`);
    const sentence = drawFault();
    if (!isBusy) write(spoken, query ? `${words.title} ${said} ${sentence}` : "");
    set(node, { "aria-busy": isBusy });
    filters.update();
    drawYears();
    // The button that was pressed may be needed no longer: then the first new row is next.
    const isFull = shown.length >= limit, hadFocus = more.getRootNode().activeElement === more;
    if (!isBusy) write(more, isFull ? words.more : words.onward);
    if (!answer) more.hidden = true;
    else if (!isBusy) more.hidden = !answer.more && (!isFull || answer.exact && shown.length >= answer.total);
    if (hadFocus && more.hidden) (list.children[had] ?? list.lastElementChild)?.querySelector("a").focus();
  };
  return { draw, field };
}
