// What the reader is told of the page and of the tag's attributes. A page has one address: `isOwner` says whether it is
// this element's; the others leave it alone.
export function settings(element, names, isOwner) {
  const src = new URL(element.src || ".", document.baseURI), [page] = location.href.split("#");
  const isNear = src.origin === location.origin, isPlain = isNear && new URL(document.baseURI).origin === src.origin;
  const usual = isNear && location.pathname.startsWith(src.pathname) ? "path" : "hash";
  return {
    ...Object.fromEntries(names.map((name) => [name, element[name]])),
    src: isPlain ? src.pathname : src.origin + src.pathname,
    routing: isOwner ? element.routing || usual : "none",
    base: document.baseURI.split("#")[0] === page ? "" : page,
    paused: !element.isConnected,
  };
}
