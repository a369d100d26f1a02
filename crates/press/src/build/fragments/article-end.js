// Shows the publisher's end of articles while the reader shows an article, and hides it otherwise.
const reader = document.querySelector("masthead-reader");
const end = document.querySelector('.masthead-fragment[data-on="article"]');
if (reader && end) {
  new MutationObserver(() => {
    const view = reader.querySelector("[data-view]")?.dataset.view;
    if (view !== undefined) end.hidden = !view.split(" ").includes("article");
  }).observe(reader, { subtree: true, childList: true, attributeFilter: ["data-view"] });
}
