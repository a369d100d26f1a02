// From match to match in an article that was opened by a search. The reader marks them; here is the way through.
import { button, make, set, write } from "./parts.js";
import { fill } from "./words.js";

export function marks(node, words) {
  const article = node.closest("article"), said = make("span", {});
  const all = () => [...article.querySelectorAll("mark")];
  const tell = (at) => write(said, at < 0 ? fill(words.matches, all().length) : `${at + 1} / ${all().length}`);
  set(said, { role: "status" });
  const go = (way) => {
    const found = all(), last = found.findIndex((mark) => mark.dataset.is), { length } = found;
    const next = last < 0 ? way > 0 ? 0 : length - 1 : (last + way + length) % length;
    if (last >= 0) delete found[last].dataset.is;
    found[next].dataset.is = "current";
    found[next].scrollIntoView({ block: "center" });
    tell(next);
  };
  node.replaceChildren(button(words.previous, () => go(-1), "mh-archive-link"), said, button(words.next, () => go(1), "mh-archive-link"));
  return {
    follow() {
      node.hidden = !all().length;
      tell(all().findIndex((mark) => mark.dataset.is));
    },
  };
}
