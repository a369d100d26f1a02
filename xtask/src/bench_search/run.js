// Archive search beside Pagefind: the same articles, queries, server and browser. `cargo xtask bench search` calls it:
// run.js FOLDER PAGEFIND CHROMIUM. In FOLDER are archive/, reader/, articles.jsonl and queries.json, see bench_search.rs.
//
// The server counts what it sends, and is as slow as asked: every answer waits for a round trip, and all of them share
// a line of so many bits a second. One page asks one query after the other of one of the two, in a browser of its own.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gunzipSync } from "node:zlib";

const [folder, pagefind, chromium] = process.argv.slice(2);
const roundTrip = 60, bytesPerMs = 20e6 / 8 / 1000, rows = 10, firsts = 26;
const about = JSON.parse(readFileSync(join(folder, "queries.json"))), queries = about.queries;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// ---- Pagefind's index ----

async function indexed() {
  const out = join(folder, "pagefind");
  const { createIndex, close } = await import(pathToFileURL(join(pagefind, "lib/index.js")));
  const start = performance.now();
  let most = 0;
  const watch = setInterval(() => { most = Math.max(most, children()); }, 200);
  const { index } = await createIndex({ forceLanguage: "zh", keepIndexUrl: true });
  for (const line of readFileSync(join(folder, "articles.jsonl"), "utf8").split("\n").filter(Boolean)) {
    const { id, title, body } = JSON.parse(line);
    const { errors } = await index.addCustomRecord({ url: `/${id}/`, content: `${title}\n${body}`, language: "zh", meta: { title } });
    if (errors.length) throw new Error(errors.join());
  }
  const { errors } = await index.writeFiles({ outputPath: out });
  if (errors.length) throw new Error(errors.join());
  clearInterval(watch);
  await close();
  return { seconds: (performance.now() - start) / 1000, memory: most };
}

// Memory of all processes that this one started (Linux).
function children() {
  let sum = 0;
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (Number(readFileSync(`/proc/${id}/stat`, "utf8").split(") ")[1].split(" ")[1]) !== process.pid) continue;
      sum += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / 1000;
    } catch {}
  }
  return sum;
}

const sizeOf = (path) => statSync(path).isDirectory()
  ? readdirSync(path).map((name) => sizeOf(join(path, name))).reduce((a, b) => [a[0] + b[0], a[1] + b[1]], [0, 0])
  : [1, statSync(path).size];

// Which article each of Pagefind's results is, read from its own files, so that no query has to fetch them all.
function urls() {
  const found = new Map(), at = join(folder, "pagefind/fragment");
  for (const name of readdirSync(at)) {
    const text = gunzipSync(readFileSync(join(at, name))).toString();
    found.set(name.split(".")[0], JSON.parse(text.slice(text.indexOf("{"))).url.replaceAll("/", ""));
  }
  return found;
}

// ---- The server ----

const types = { html: "text/html", js: "text/javascript", wasm: "application/wasm", json: "application/json" };
const packed = new Map();
let sent = { requests: 0, bytes: 0 }, free = 0, told;

// As content networks do, and before anybody asks. What is compressed already says so by its ending.
function pack(path) {
  if (statSync(path).isDirectory()) return readdirSync(path).forEach((name) => pack(join(path, name)));
  if (/\.(js|wasm|bin|json)$/.test(path)) packed.set(path, brotliCompressSync(readFileSync(path)));
}

function serve(request, response) {
  const url = new URL(request.url, "http://localhost");
  if (request.method === "POST") {
    let text = "";
    request.on("data", (part) => (text += part)).on("end", () => {
      response.end();
      told(JSON.parse(text));
    });
    return;
  }
  if (url.pathname === "/count") {
    response.end(JSON.stringify(sent));
    sent = { requests: 0, bytes: 0 };
    return;
  }
  const own = ["/page.html", "/page.js"].includes(url.pathname);
  const path = own ? join(import.meta.dirname, url.pathname) : normalize(join(folder, decodeURIComponent(url.pathname)));
  const known = path.startsWith(folder) || own;
  if (!known || !existsSync(path) || statSync(path).isDirectory()) return response.writeHead(404).end();
  let body = readFileSync(path);
  if (packed.has(path)) {
    body = packed.get(path);
    response.setHeader("content-encoding", "br");
  }
  const now = performance.now(), counts = !own && url.pathname !== "/queries.json";
  if (counts) {
    sent.requests += 1, sent.bytes += body.length;
    free = Math.max(free, now + roundTrip) + body.length / bytesPerMs;
  }
  response.setHeader("content-type", types[path.split(".").pop()] ?? "application/octet-stream");
  response.setHeader("cache-control", own ? "no-store" : "public, max-age=3600");
  setTimeout(() => response.end(body), counts ? free - now : 0);
}

// ---- The browser ----

// Asks some of the queries, one after the other, in a new browser.
async function ask(port, which, from, to) {
  const profile = mkdtempSync(join(tmpdir(), "bench-search-"));
  const answer = new Promise((done) => (told = done));
  const browser = spawn(chromium, [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", `--user-data-dir=${profile}`,
    `http://127.0.0.1:${port}/page.html?${which}&${from}&${to}`,
  ], { stdio: "ignore" });
  const results = await answer;
  browser.kill();
  await pause(500);
  rmSync(profile, { recursive: true, force: true });
  if (results.error) throw new Error(`${which}: ${results.error}`);
  return results;
}

// ---- The figures ----

const at = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * part)];

function judged(results, articles) {
  let found = 0, wanted = 0, given = 0, wrong = 0;
  for (const [n, { ids }] of results.entries()) {
    const right = new Set(queries[n].found), all = new Set(articles(ids));
    const hits = [...all].filter((id) => right.has(id)).length;
    found += hits, wanted += right.size, given += all.size, wrong += all.size - hits;
  }
  return { recall: found / wanted, precision: given ? (given - wrong) / given : 1 };
}

const server = createServer(serve).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
const port = server.address().port;
const built = await indexed();
for (const part of ["reader", "pagefind"]) pack(join(folder, part));
const [pfFiles, pfBytes] = sizeOf(join(folder, "pagefind"));
const table = { ours: {}, theirs: {} };
for (const [name, which] of [["ours", "ours"], ["theirs", "pagefind"]]) {
  const results = await ask(port, which, 0, queries.length), next = results.slice(1);
  const column = table[name];
  // The first query of each of so many browsers.
  const first = [];
  for (let n = 0; n < queries.length; n += Math.ceil(queries.length / firsts)) first.push(...await ask(port, which, n, n + 1));
  column.first = ["bytes", "requests", "ms"].map((key) => [0.5, 0.9].map((part) => at(first.map((result) => result[key]), part)));
  for (const [key, of] of [["bytes", "bytes"], ["requests", "requests"], ["ms", "ms"]]) {
    column[key] = [0.5, 0.9, 0.95].map((part) => Math.round(at(next.map((result) => result[of]), part)));
  }
  if (name === "theirs") {
    const known = urls();
    Object.assign(column, judged(results, (ids) => ids.map((id) => known.get(id))));
  } else {
    column.trips = results.filter((result) => result.trips > 2).length;
    column.furthers = results.filter((result) => result.furthers).length;
    column.exact = results.filter((result) => result.exact).length;
    column.worker = results[0].worker;
    const rowsOf = (n) => queries[n].found.slice(0, rows).join();
    const differ = results.filter((result, n) => result.ids.join() !== rowsOf(n) || (result.exact && result.total !== queries[n].found.length));
    column.differ = differ.length;
  }
}
server.close();
const line = (what, ours, theirs) => console.log(`| ${what} | ${ours} | ${theirs} |`);
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`, list = (numbers, as = String) => numbers.map(as).join(" / ");
const { ours, theirs } = table;
console.log(`${about.articles} articles, ${(about.text / 1e6).toFixed(2)} MB of text, ${queries.length} queries; ${roundTrip} ms round trips, 20 Mbit/s, HTTP/1.1; worker: ${ours.worker}\n`);
line("", "Masthead", "Pagefind 1.6.0");
line("---", "---", "---");
line("next query, bytes: median / 90 % / 95 %", list(ours.bytes, kb), list(theirs.bytes, kb));
line("next query, requests", list(ours.requests), list(theirs.requests));
line("next query, until ten rows are there, ms", list(ours.ms), list(theirs.ms));
for (const [n, [what, as]] of [["bytes", kb], ["requests", String], ["ms", (ms) => Math.round(ms)]].entries()) {
  line(`first query, with all that it loads, ${what}: median / 90 %`, list(ours.first[n], as), list(theirs.first[n], as));
}
line("recall", `${ours.differ} of ${queries.length} answers differ from the naive scan`, theirs.recall.toFixed(3));
line("precision", "the same", theirs.precision.toFixed(3));
line("index, index of pinyin, stored text, of the text", [about.index, about.pinyin, about.stored].map((bytes) => (bytes / about.text).toFixed(3)).join(" + "), (pfBytes / about.text).toFixed(3));
line("files", about.files, pfFiles);
line("index built in", `${about.seconds.toFixed(1)} s`, `${built.seconds.toFixed(0)} s`);
line("memory to build", `${Math.round(about.memory ?? 0)} MB`, `${Math.round(built.memory)} MB`);
console.log(`\nTotal exact at once: ${ours.exact} of ${queries.length}; over two round trips after the entry file: ${ours.trips}; looked further: ${ours.furthers}.`);
