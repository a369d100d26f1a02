// Elements of the archive's view. Text of a newspaper and of a reader becomes text nodes, and nothing else.
import { fill } from "./words.js";

export function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

export const button = (text, onclick, className = "mh-button") => make("button", { type: "button", className, onclick }, text);

export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

// Children as they should be. What is there already stays where it is, and keeps its focus.
export function arrange(parent, wanted) {
  wanted.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
  while (parent.children.length > wanted.length) parent.lastElementChild.remove();
}

export const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };

// A word of many lines has places where it may break: `src/components/long_words.rs` says why.
const breakable = (text) => text.replace(/[^\s\u3041-\ud7ff]{120}/g, "$&\0").split("\0").flatMap((part, at) => at ? [make("wbr"), part] : part);

// Every second piece is marked.
const marked = (pieces) => pieces.flatMap((piece, at) => at % 2 ? make("mark", {}, ...breakable(piece)) : breakable(piece));

export function row({ publication, edition, page, article, headline, excerpt }, title, query, { base, words }) {
  const path = [publication, edition, page, article].map(encodeURIComponent).join("/");
  const [year, month, day, ...suffix] = edition.split("-");
  const place = [words.day(+year, +month, +day), ...suffix, fill(words.page, page)].join(" · ");
  const head = headline.join("") ? marked(headline) : [words.photo];
  const link = make("a", { href: `${base}${path}/?q=${encodeURIComponent(query)}` },
    make("span", { className: "mh-hit-place" }, make("b", {}, ...breakable(title)), ` ${place}`),
    make("span", { className: "mh-entry-headline" }, ...head));
  if (excerpt) link.append(make("span", { className: "mh-excerpt" }, ...marked(excerpt)));
  return make("li", {}, link);
}

// A year's bar: a button, whose height is that of the picture in it. It is called "2022 12 articles".
export function bar(onclick) {
  const svg = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const picture = svg("svg"), part = svg("rect"), year = make("b"), hits = make("span"), unit = make("i", { className: "mh-unseen" });
  set(picture, { viewBox: "0 0 1 100", preserveAspectRatio: "none", "aria-hidden": true });
  picture.append(part);
  const element = make("button", { type: "button", onclick }, year, hits, unit, picture);
  const update = (of, count, share, isPressed, canTab) => {
    const height = Math.max(2, Math.round(share * 100)), [, number, rest] = /^(\S+)(.*)/.exec(count);
    set(part, { width: 1, height, y: 100 - height });
    write(year, `${of} `), write(hits, number), write(unit, rest);
    set(element, { "aria-pressed": isPressed, tabindex: canTab ? 0 : -1 });
  };
  return { element, update };
}
