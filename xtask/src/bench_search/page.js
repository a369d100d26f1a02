// Asks queries of one engine, with nothing kept from one to the next but what the engine itself keeps for all. The
// address says which engine, and which queries.
const [which, from, to] = location.search.slice(1).split("&");
const queries = (await (await fetch("/queries.json")).json()).queries.slice(from, to);
const count = async () => (await fetch("/count")).json(), rows = 10;

// Ten results, their headlines and excerpts.
const engines = {
  async ours() {
    let module = await import("/reader/masthead-archive.js");
    return async (query) => {
      const answer = await new Promise((done) => {
        module.ask({ site: location.origin + "/", query, limit: rows }, (answer) => answer.done && done(answer));
      });
      if (answer.error) throw new Error(answer.error);
      const { total, exact, cost, worker } = answer;
      return { ids: answer.rows.map((row) => row.article), total, exact, trips: cost.trips, worker };
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
    const ms = performance.now() - before;
    out.push({ ...result, ms, ...(await count()) });
  }
  await fetch("/", { method: "POST", body: JSON.stringify(out) });
} catch (error) {
  await fetch("/", { method: "POST", body: JSON.stringify({ error: String(error?.stack ?? error) }) });
}
