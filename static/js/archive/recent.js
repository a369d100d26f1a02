// What was searched lately, on this device alone. Where nothing may be stored, nothing was.
import { button, make, set } from "./parts.js";
import { fill } from "./words.js";

const key = "masthead-searches", most = 8;

function recent() {
  try {
    const list = JSON.parse(localStorage.getItem(key));
    return Array.isArray(list) ? list.filter((text) => typeof text === "string").slice(0, most) : [];
  } catch {
    return [];
  }
}

const store = (list) => {
  try {
    if (list.length) localStorage.setItem(key, JSON.stringify(list));
    else localStorage.removeItem(key);
  } catch { }
};

const forget = (text) => store(recent().filter((other) => other !== text));
const forgetAll = () => store([]);
export const remember = (text) => store([text, ...recent().filter((other) => other !== text)].slice(0, most));

// The list of recent searches: each is searched again at a touch, and deleted, alone or with all.
export function recall(element, words, isShown, again) {
  const list = isShown ? recent() : [];
  const redraw = (at) => {
    recall(element, words, isShown, again);
    // Whoever deletes by keyboard stays in the list, or goes back to the field.
    const left = element.querySelectorAll("li");
    (left[Math.min(at, left.length - 1)]?.querySelector("button") ?? again.field).focus();
  };
  const item = (text, at) => {
    const erase = button("\u00d7", () => { forget(text); redraw(at); }, "mh-recent-forget");
    set(erase, { "aria-label": fill(words.forget, text) });
    return make("li", {}, button(text, () => again.type(text), "mh-recent-text"), erase);
  };
  element.replaceChildren(...list.length ? [
    make("h2", {}, words.recent), make("ol", {}, ...list.map(item)),
    button(words.forgetAll, () => { forgetAll(); redraw(0); }, "mh-archive-link"),
  ] : []);
}
