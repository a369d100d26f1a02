// Runs before every other script of a page and writes down whatever goes wrong. Session storage outlives a reload; a
// frame that has none tells its parent. One string, not a list: some pages have their own idea of JSON.
(() => {
  const write = (note) => {
    try {
      sessionStorage.setItem("recorder", `${sessionStorage.getItem("recorder") ?? ""}${note}\u001e`);
    } catch {
      parent.postMessage({ recorded: note }, "*");
    }
  };
  const note = (kind, text) => write(`${kind}: ${text}`.slice(0, 2000));
  addEventListener("message", ({ data }) => data?.recorded && write(data.recorded));
  window.recorded = {
    read() {
      const notes = sessionStorage.getItem("recorder") ?? "";
      sessionStorage.removeItem("recorder");
      return notes;
    },
  };
  for (const level of ["debug", "log", "info", "warn", "error", "assert", "trace"]) {
    const original = console[level].bind(console);
    console[level] = (...words) => {
      if (level !== "assert" || !words[0]) note(`console.${level}`, words.map(String).join(" "));
      original(...words);
    };
  }
  addEventListener("error", (event) => {
    const element = event.target;
    if (element instanceof Element) note("not loaded", `${element.localName} ${element.src ?? element.href}`);
    else note("error", `${event.message} (${event.filename}:${event.lineno})`);
  }, true);
  addEventListener("unhandledrejection", (event) => note("unhandled rejection", event.reason?.stack ?? event.reason));
  document.addEventListener("securitypolicyviolation", (event) =>
    note("policy", `${event.violatedDirective} forbids ${event.blockedURI} (${event.sourceFile}:${event.lineNumber}) ${event.sample}`));
  // How much the layout jumped without the reader having done anything.
  window.layoutShift = 0;
  window.layoutShifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      window.layoutShift += entry.value;
      const moved = entry.sources.map(({ node, previousRect: from, currentRect: to }) =>
        `${node?.localName}.${node?.className} from ${from.x},${from.y} ${from.width}x${from.height} to ${to.x},${to.y} ${to.width}x${to.height}`);
      window.layoutShifts.push(`${entry.value.toFixed(4)}: ${moved.join("; ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
})();
