// Looks at the page when all of it has been read and before any module runs, and says later what has changed since:
// what its elements look like, what is global, what the built-in things are, what its head holds, its cookies.
(() => {
  // Always with a scroll bar: one that comes makes everything narrower.
  document.documentElement.style.overflowY = "scroll";
  const OF_DRIVERS = /^(cdc_|\$cdc_|\$chrome_|__webdriver|webdriver|ret_nodes|Symbol\(automation)/;
  // With what it holds, and with a scroll bar beside it, an element has another size; that is no change of its looks.
  const OF_SIZE = /width|height|inline-size|block-size|origin|^(top|bottom|left|right|inset|row|grid|columns)/;
  const builtIn = {
    Array, Function, Object, String, Number, Symbol, Map, Set, Date, RegExp, Error, Promise, JSON, Math, Reflect, Element, HTMLElement, Node,
    Event, EventTarget, History, Location, Document, DocumentFragment, ShadowRoot, CustomElementRegistry, CSSStyleSheet, Storage,
    IntersectionObserver, ResizeObserver, MutationObserver, Request, Response, URL, Range, Selection, XMLHttpRequest };
  const values = (object) => new Map(Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]));
  const things = () => {
    const own = [...values(window)].filter(([name]) => !OF_DRIVERS.test(String(name)));
    const all = new Map([["window", new Map(own)]]);
    for (const [name, thing] of Object.entries(builtIn)) {
      all.set(name, values(thing));
      if (thing.prototype) all.set(`${name}.prototype`, values(thing.prototype));
    }
    for (const [name, thing] of Object.entries({ history, navigator, "window's prototype": Object.getPrototypeOf(window) })) all.set(name, values(thing));
    return all;
  };
  // A frame without an origin has none, and says so by an error.
  const cookie = () => { try { return document.cookie; } catch { return ""; } };
  // What a page's head and its root say of themselves.
  const frame = () => [document.head, document.documentElement, document.body].map((element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`).join(" "))
    .concat([...document.head.children].map((element) => element.localName).join(" "), document.styleSheets.length, (document.adoptedStyleSheets ?? []).length, cookie());
  const elements = () => [...document.querySelectorAll("html, body, body *")].filter(
    (element) => !element.closest("masthead-reader") && element.localName !== "script");
  const look = (element) => {
    const style = getComputedStyle(element);
    return new Map([...style].filter((name) => !OF_SIZE.test(name)).map((name) => [name, style.getPropertyValue(name)]));
  };
  let before;
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    before = { things: things(), looks: new Map(elements().map((element) => [element, look(element)])), frame: frame() };
  });
  window.changesOfHost = () => {
    const changes = [];
    const now = things();
    for (const [thing, properties] of now) {
      const old = before.things.get(thing);
      for (const [key, { value, get, set }] of properties) {
        const was = old.get(key);
        if (!was) changes.push(`${thing}.${String(key)} is new`);
        // Numbers of a window change by themselves, and so do its own elements by their names.
        else if (was.get !== get || was.set !== set || typeof was.value === "function" && was.value !== value) changes.push(`${thing}.${String(key)} is another`);
      }
      for (const key of old.keys()) if (!properties.has(key)) changes.push(`${thing}.${String(key)} is gone`);
    }
    frame().forEach((said, at) => said !== before.frame[at] && changes.push(`${before.frame[at]} -> ${said}`));
    const all = elements();
    for (const [element, style] of before.looks) {
      if (!all.includes(element)) changes.push(`${element.localName} is gone`);
      else for (const [name, value] of look(element)) if (style.get(name) !== value) changes.push(`${element.localName}#${element.id} ${name}: ${style.get(name)} -> ${value}`);
    }
    if (all.length !== before.looks.size) changes.push(`${all.length - before.looks.size} elements more`);
    return changes.join("\n");
  };
})();
