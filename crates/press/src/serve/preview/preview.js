// Added by `masthead serve PAPER` to the pages that it previews, and never part of a built site: reloads the page when
// the paper was built anew, and says what is wrong while a file of it is broken. Text only: nothing becomes markup.

const script = document.currentScript;
const state = new URL("state.json", script.src);
const shown = script.dataset.version;
const PAUSE = 500;

let panel;

function element(name, text, parent) {
  const made = document.createElement(name);
  made.textContent = text;
  parent.append(made);
  return made;
}

function say({ errors, warnings }) {
  panel?.remove();
  panel = undefined;
  if (errors.length + warnings.length === 0) return;
  panel = document.createElement("aside");
  panel.className = errors.length ? "masthead-preview is-broken" : "masthead-preview";
  panel.setAttribute("role", "status");
  panel.lang = "en";
  const list = document.createElement("details");
  list.open = errors.length > 0;
  element("summary", errors.length
    ? "The paper cannot be built; this is the site as it was before."
    : `Built, with ${warnings.length} ${warnings.length === 1 ? "remark" : "remarks"}`, list);
  for (const text of [...errors, ...warnings]) element("pre", text, list);
  panel.append(list);
  element("button", "Close", panel).addEventListener("click", () => panel.remove());
  document.body.append(panel);
}

// Asked for again and again, and not held open: a browser has six connections to a host, and each open page would
// keep one. A hidden page does not ask.
let known;
async function look() {
  try {
    if (document.visibilityState === "visible") {
      const text = await (await fetch(state, { cache: "no-store" })).text();
      const now = JSON.parse(text);
      if (now.version !== shown) return location.reload();
      if (text !== known) say(now);
      known = text;
    }
  } catch {
    // The preview was stopped; when it is there again, so is its answer.
  }
  setTimeout(look, PAUSE);
}
document.addEventListener("DOMContentLoaded", look);
