// Looks at the page when all of it has been read and before any module runs, and says later what has changed since:
// what its elements look like, what is global, what the built-in things are.
(() => {
  // Always with a scroll bar: one that comes makes everything narrower.
  document.documentElement.style.overflowY = "scroll";
  const OF_DRIVERS = /^(cdc_|\$cdc_|\$chrome_|__webdriver|webdriver|ret_nodes)/;
  // With what it holds, and with a scroll bar beside it, an element has another size; that is no change of its looks.
  const OF_SIZE = /width|height|inline-size|block-size|origin|^(top|bottom|left|right|inset|row|grid|columns)/;
  const builtIn = { Array, Function, Object, String, Element, HTMLElement, Node, Event, History, JSON, Document, Promise };
  const values = (object) => new Map(Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]));
  const things = () => {
    const all = new Map([["window", new Set(Object.getOwnPropertyNames(window).filter((name) => !OF_DRIVERS.test(name)))]]);
    for (const [name, thing] of Object.entries(builtIn)) {
      all.set(name, values(thing));
      if (thing.prototype) all.set(`${name}.prototype`, values(thing.prototype));
    }
    all.set("history", values(history));
    return all;
  };
  const elements = () => [...document.querySelectorAll("html, body, body *")].filter(
    (element) => !element.closest("masthead-reader") && element.localName !== "script");
  const look = (element) => {
    const style = getComputedStyle(element);
    return new Map([...style].filter((name) => !OF_SIZE.test(name)).map((name) => [name, style.getPropertyValue(name)]));
  };
  let before;
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    before = { things: things(), looks: new Map(elements().map((element) => [element, look(element)])), title: document.title };
  });
  window.changesOfHost = () => {
    const changes = [];
    const now = things();
    for (const name of now.get("window")) if (!before.things.get("window").has(name)) changes.push(`new global: ${name}`);
    for (const [thing, properties] of now) {
      if (thing === "window") continue;
      const old = before.things.get(thing);
      for (const [key, { value, get }] of properties) {
        const was = old.get(key);
        if (!was || was.value !== value || was.get !== get) changes.push(`${thing}.${String(key)} is another`);
      }
    }
    const all = elements();
    for (const [element, style] of before.looks) {
      if (!all.includes(element)) changes.push(`${element.localName} is gone`);
      else for (const [name, value] of look(element)) if (style.get(name) !== value) changes.push(`${element.localName}#${element.id} ${name}: ${style.get(name)} -> ${value}`);
    }
    if (all.length !== before.looks.size) changes.push(`${all.length - before.looks.size} elements more`);
    return changes.join("\n");
  };
})();
