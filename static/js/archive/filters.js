// What narrows a search: chips, and the years as bars.

import { arrange, bar, button, make, set } from "./parts.js";

// What can be asked for beside the words; everything is off.
export const none = () => ({ publication: "", page: "", byline: "", headlines: false, oldestFirst: false, year: 0 });

const isNarrowed = (filters) => Object.values(filters).some(Boolean);

// The chips over a set of filters. `changed` is told of each change, and whether it is typed.
export function chips(words, titles, filters, changed) {
  const update = [], controls = [];
  const toggle = (name) => {
    const chip = button(words[name], () => { filters[name] = !filters[name]; changed(); }, "mh-chip");
    update.push(() => set(chip, { "aria-pressed": filters[name] }));
    return chip;
  };
  const field = (name, label) => {
    const input = make("input", { type: "text", size: 6, autocomplete: "off", enterKeyHint: "search", oninput: () => { filters[name] = input.value.trim(); changed(true); } });
    update.push(() => { if (input.value.trim() !== filters[name]) input.value = filters[name]; });
    return make("label", { className: "mh-chip" }, `${label} `, input);
  };
  if (titles.size > 1) {
    const select = make("select", { className: "mh-chip", onchange: () => { filters.publication = select.value; changed(); } },
      ...[["", words.allPapers], ...titles].map(([value, title]) => make("option", { value }, title)));
    set(select, { "aria-label": words.papers });
    update.push(() => { select.value = filters.publication; });
    controls.push(select);
  }
  const clear = button(words.clear, () => { Object.assign(filters, none()); changed(); controls[0].focus(); }, "mh-clear");
  update.push(() => { clear.hidden = !isNarrowed(filters); });
  controls.push(toggle("headlines"), toggle("oldestFirst"), field("page", words.onPage), field("byline", words.byline), clear);
  const element = make("div", { className: "mh-chips" }, ...controls);
  set(element, { role: "group", "aria-label": words.filters });
  return { element, update: () => update.forEach((one) => one()) };
}

// Hits per year, the newest at the right. One of them is reached by Tab, the others from there by arrows.
export function chart(words, filters, changed) {
  const bars = new Map(), element = make("div", { className: "mh-bars" });
  set(element, { role: "toolbar", "aria-label": words.years });
  element.onkeydown = (event) => {
    const all = [...element.children], at = all.indexOf(event.target);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (!all[to]) return;
    event.preventDefault();
    for (const one of all) one.tabIndex = one === all[to] ? 0 : -1;
    all[to].focus();
  };
  const update = (years) => {
    const most = Math.max(1, ...years.map(([, hits]) => hits)), before = element.children.length;
    const current = filters.year || years.at(-1)?.[0];
    arrange(element, years.map(([year, hits]) => {
      if (!bars.has(year)) bars.set(year, bar(() => { filters.year = filters.year === year ? 0 : year; changed(); }));
      const { element, update } = bars.get(year);
      update(year, words.count(hits, ""), hits / most, filters.year === year, year === current);
      return element;
    }));
    element.hidden = years.length < 2 && !filters.year;
    // The newest are seen first.
    if (before !== element.children.length) element.scrollLeft = element.scrollWidth;
  };
  return { element, update };
}
