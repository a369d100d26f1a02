// Asks queries of one engine, with nothing kept from one to the next but what the engine itself keeps for all. The
// address says which engine, and which queries.
const [which, from, to] = location.search.slice(1).split("&");
const queries = (await (await fetch("/queries.json")).json()).queries.slice(from, to);
const count = async () => (await fetch("/count")).json(), rows = 10;

// Ten results, their headlines and excerpts.
const engines = {
  async ours() {
    const module = await import("/reader/masthead-archive.js"), site = location.origin + "/";
    // As the reader asks; where more is to be looked into, on until nothing is.
    const ask = (question, hear) => new Promise((done) => {
      module.ask(question, (answer) => { hear(answer), answer.done && done(answer); });
    });
    return async (query) => {
      let there, answer, trips = 0, mostBlocks = 48, furthers = 0;
      do {
        answer = await ask({ site, query, limit: rows, mostBlocks }, (answer) => {
          if (answer.rows?.length >= rows) there ??= performance.now();
        });
        if (answer.error) throw new Error(answer.error);
        trips = Math.max(trips, answer.cost.trips), mostBlocks *= 4, furthers += answer.more;
      } while (answer.more);
      const { total, exact, worker } = answer;
      return { ids: answer.rows.map((row) => row.article), total, exact, trips, furthers, worker, there };
    };
  },
  async pagefind() {
    const module = await import("/pagefind/pagefind.js");
    await module.init();
    return async (query) => {
      const { results } = await module.search(query);
      await Promise.all(results.slice(0, rows).map((result) => result.data()));
      return { ids: results.map((result) => result.id) };
    };
  },
};

const out = [];
try {
  await count();
  const start = performance.now();
  const search = await engines[which]();
  for (const { typed } of queries) {
    const before = out.length ? performance.now() : start;
    const result = await search(typed);
    const ms = (result.there ?? performance.now()) - before;
    out.push({ ...result, ms, ...(await count()) });
  }
  await fetch("/", { method: "POST", body: JSON.stringify(out) });
} catch (error) {
  await fetch("/", { method: "POST", body: JSON.stringify({ error: String(error?.stack ?? error) }) });
}
