if (!document.body) throw new Error("the page has no body yet");
const host = document.querySelector("masthead-reader");
const root = host?.shadowRoot ?? document;
// Each setting by both of its names: browsers before 2024 know the longer ones alone.
const seen = { visibilityProperty: true, opacityProperty: true, checkVisibilityCSS: true, checkOpacity: true };
const visible = (element) =>
  element.checkVisibility(seen) && element.getClientRects().length > 0;
// What can be read: in a shadow root, with what the page has put into its slots.
const shown = () => (root === document ? [document.body] : [...root.children, ...host.children]).filter(visible);
const text = (element) => (element.innerText ?? element.textContent).replace(/\s+/g, " ").trim();
const named = (element) => {
  const labels = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const label = labels.map((id) => root.getElementById(id)?.textContent ?? "").join(" ");
  const name = label || element.getAttribute("aria-label") || element.labels?.[0]?.textContent || text(element);
  return (name || element.title || "").replace(/\s+/g, " ").trim();
};
