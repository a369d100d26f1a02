// The archive's search: the module masthead-archive.wasm, in a worker where one is allowed, in the page's own thread
// elsewhere. Built, this is one file for both sides. docs/search.md says how it is called.
import { bring } from "./js/bring.js";
import { patience, tooLate } from "./js/patience.js";

const here = new URL(".", import.meta.url), inWorker = typeof document === "undefined";
const entryPath = "archive/entry.mha", readings = "masthead-pinyin.bin", atOnce = 24, ofText = 12, onOld = 6, atFirst = 2, glance = 25, cached = 1000;
const later = (ms) => new Promise((done) => setTimeout(done, ms));
const isText = (path) => /\/t\d/.test(path), folderOf = (path) => path.split("/")[1];

// ---- The page's side ----

let worker, serial = 0;
const listeners = new Map(), asked = new Map();

// Asks, and calls the listener with every answer until one is `done`. Gives a function that cancels.
// question: { site, query, publication, from, to, page, byline, headlines, oldestFirst, limit, mostBlocks, pinyin }
export function ask(question, listener) {
  const id = ++serial;
  listeners.set(id, listener);
  asked.set(id, { id, question });
  worker ??= hire();
  worker.postMessage({ id, question });
  return () => { if (forget(id)) worker.postMessage({ id }); };
}

const forget = (id) => asked.delete(id) | listeners.delete(id);

function hear({ id, ...answer }) {
  const listener = listeners.get(id);
  if (answer.done) forget(id);
  listener?.(answer);
}

// A worker that may not be, does not start or stopped is replaced by the page itself, with all that was asked of it.
function hire() {
  const own = { postMessage: (message) => serve(message, hear) };
  try {
    // The one address that this policy admits is that of this very file.
    const policy = globalThis.trustedTypes?.createPolicy("masthead", { createScriptURL: (url) => {
      if (url !== import.meta.url) throw new TypeError(url);
      return url;
    } });
    const made = new Worker(policy ? policy.createScriptURL(import.meta.url) : import.meta.url, { type: "module" });
    const replace = () => {
      if (worker !== made) return;
      made.terminate();
      worker = own;
      for (const message of asked.values()) own.postMessage(message);
    };
    // It says at once that it is there.
    const late = setTimeout(replace, patience);
    made.onmessage = ({ data }) => { clearTimeout(late), hear(data); };
    made.onerror = (event) => { event.preventDefault(), replace(); };
    return made;
  } catch {
    return own;
  }
}

// ---- The module's side ----

// Who asks again gives up what was asked before; what others ask (another reader of the page, the page itself) waits its turn.
const waiting = new Map();
let module, opened = {}, isBusy = false;

async function serve({ id, question }, reply) {
  waiting.get(id)?.control.abort();
  if (!question) return void waiting.delete(id);
  waiting.set(id, { question, reply, control: new AbortController() });
  if (isBusy) return;
  isBusy = true;
  // Those that come meanwhile are gone through too.
  for (const [id, { question, reply, control: { signal } }] of waiting) {
    const say = (answer) => { if (!signal.aborted) reply({ id, ...answer }); };
    try {
      await search(question, say, signal);
    } catch (error) {
      say({ error: String(error?.message ?? error), done: true });
    }
    waiting.delete(id);
  }
  isBusy = false;
}

async function search(question, say, signal) {
  const cost = { requests: 0, bytes: 0, trips: 0 }, loading = (module ??= load());
  // The module and the entry file come at once; if neither comes, one reason is enough.
  loading.catch(() => {});
  await open(loading, question.site, cost, signal, false);
  const { call } = await loading;
  let wasFresh = false;
  call(5);
  const lines = ["query", "publication", "from", "to", "page", "byline", "headlines", "oldestFirst", "limit", "mostBlocks", "pinyin"]
    .map((name) => question[name] === true ? "1" : String(question[name] || "").replace(/\n/g, " "));
  lines[0] = lines[0].normalize("NFC"), lines[5] = lines[5].normalize("NFC");
  const text = new TextEncoder().encode(lines.join("\n"));
  // What is under way, what is asked for when there is room, and what is waited for.
  const coming = new Set(), named = new Set(), room = textsAtOnce();
  let queue = [], awaited = new Set(), isNews = false, isStalled = false, wake;
  const fetchPart = async (path) => {
    coming.add(path);
    let kind = 3, bytes;
    try {
      // Where nothing arrives any more, one wait is enough to say so.
      bytes = await (isStalled ? Promise.reject(tooLate()) : get(path, question.site, cost, signal, "force-cache"));
    } catch (error) {
      isStalled ||= error.name === "TimeoutError";
      kind = 4, bytes = new TextEncoder().encode(error.message);
    }
    // What was given up says nothing of the file.
    if (kind === 3 || !signal.aborted) call(kind, new TextEncoder().encode(path + "\0"), bytes);
    coming.delete(path), awaited.delete(path), isNews = true;
    if (signal.aborted || !awaited.size) wake();
    else next();
  };
  const next = () => {
    for (; queue.length && coming.size < atOnce; fetchPart(queue.shift())) {
      if (isText(queue[0]) && [...coming].filter(isText).length >= room) return;
    }
  };
  for (let shown = 0;;) {
    const { missing, enough, needsPinyin, ...answer } = JSON.parse(call(2, text));
    if (signal.aborted) return;
    // The words stand nowhere; how they are read is known by a table of its own.
    if (needsPinyin) {
      cost.trips++;
      const fault = await get(readings, here, cost, signal).then((bytes) => call(7, bytes), (error) => error.message);
      if (!fault) continue;
      answer.faults.push([readings, fault]);
    }
    if (!missing.length && !coming.size) {
      // What the entry file names is gone where the site was published anew meanwhile.
      if (answer.faults.length && !wasFresh) {
        wasFresh = true;
        if (await open(loading, question.site, cost, signal, true)) continue;
      }
      for (const [path] of answer.faults) doubted.add(path);
      return say({ ...answer, cost, worker: inWorker, done: true });
    }
    const index = missing.filter((path) => !isText(path)), texts = missing.filter(isText);
    // Of the texts, those that will be enough if all goes as expected; whether more are needed is known when some are here.
    // What is named later is for another round trip, after all that was named before.
    const likely = texts.slice(0, enough), before = likely.filter((path) => named.has(path));
    const wanted = index.length || !before.length ? [...index, ...likely] : before;
    const isNewTrip = index.length ? index.some((path) => !named.has(path)) : !before.length && likely.length > 0;
    if (isNewTrip) for (const path of index.length ? index : texts) named.add(path);
    if (!index.length && (answer.rows.length > shown || isNewTrip)) shown = answer.rows.length, say({ ...answer, cost });
    if (isNewTrip) cost.trips++;
    queue = wanted.filter((path) => !coming.has(path));
    // While the index of older segments is on its way, the text of the newest is asked for.
    const newest = [...new Set(index.map(folderOf))].slice(0, atFirst);
    awaited = new Set(index.length ? index.filter((path) => newest.includes(folderOf(path))) : [...queue, ...coming]);
    const all = new Promise((done) => { wake = done; });
    isNews = false, next();
    // Rows are shown as they come.
    do await (index.length ? all : Promise.race([all, later(glance)])); while (!isNews && !signal.aborted);
    if (signal.aborted) return;
  }
}

// Where HTTP is older than 2 a browser has six connections: more texts would wait there, and be fetched even if they are
// not needed any more.
function textsAtOnce() {
  const { nextHopProtocol = "" } = performance.getEntriesByType("resource").pop() ?? {};
  return nextHopProtocol.startsWith("http/1") ? onOld : ofText;
}

// The entry file, if it is of another site, old, or to be had anew; says whether it is another one now.
async function open(loading, site, cost, signal, anew) {
  const recent = opened.site === site && Date.now() - opened.at < 60000;
  if (recent && !anew) return false;
  let bytes;
  try {
    bytes = await get(entryPath, site, cost, signal, anew ? "reload" : "default");
  } catch (error) {
    // Without a network what was read before still answers.
    if (signal.aborted) throw error;
    if (opened.site === site) return false;
    bytes = await get(entryPath, site, cost, AbortSignal.timeout(cached), "force-cache").catch(() => { throw error; });
  }
  const { call } = await loading, fault = call(1, bytes), text = bytes.join();
  if (fault) doubt(entryPath, fault);
  const changed = opened.text !== text;
  opened = { site, text, at: Date.now() };
  return changed;
}

// Files that turned out to be damaged: the next time they are fetched past the browser's cache.
const doubted = new Set();

function doubt(path, why) {
  doubted.add(path);
  throw new Error(`${path}: ${why}`);
}

async function get(path, folder, cost, signal, usual) {
  const cache = doubted.delete(path) ? "reload" : usual;
  const bytes = new Uint8Array(await bring(new URL(path, folder), (answer) => answer.arrayBuffer(), { cache, signal }));
  cost.requests++, cost.bytes += bytes.length;
  return bytes;
}

// The module with its two tables. One that failed to load is tried again with the next question.
async function load() {
  try {
    const [code, folding, dictionary] = ["masthead-archive.wasm", "masthead-folding.bin", "masthead-archive.bin"];
    const own = (name) => get(name, here, { requests: 0, bytes: 0 }).catch((error) => { throw new Error(`${name}: ${error.message}`); });
    const [bytes, ...tables] = await Promise.all([code, folding, dictionary].map(own));
    const { instance } = await WebAssembly.instantiate(bytes).catch(({ message }) => doubt(code, `this is another file, or it is damaged: ${message}`));
    const { memory, room, call: run, reply } = instance.exports, decoder = new TextDecoder();
    if (!reply) doubt(code, "this is another file");
    const call = (kind, ...parts) => {
      let at = room(parts.reduce((sum, part) => sum + part.length, 0));
      for (const part of parts) new Uint8Array(memory.buffer, at, part.length).set(part), at += part.length;
      const length = run(kind);
      return decoder.decode(new Uint8Array(memory.buffer, reply(), length));
    };
    for (const [kind, name, table] of [[0, folding, tables[0]], [6, dictionary, tables[1]]]) {
      const fault = call(kind, table);
      if (fault) doubt(name, fault);
    }
    return { call };
  } catch (error) {
    module = undefined;
    throw error;
  }
}

if (inWorker) {
  onmessage = ({ data }) => serve(data, postMessage);
  postMessage({});
}
