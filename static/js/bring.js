// Fetches files. Modules are imported: see modules.js.
import { patience, tooLate } from "./patience.js";

// Fetches a file; `take` is given the answer, and its result is returned. The request is given up when nothing arrives for
// too long: no answer, or no further part of one. While parts arrive it may take any time. An answer that is an error
// rejects with its `status`.
export async function bring(url, take, { cache = "default", signal } = {}) {
  const control = new AbortController(), stop = () => control.abort();
  let timer;
  const wait = () => { clearTimeout(timer), timer = setTimeout(stop, patience); };
  signal?.addEventListener("abort", stop);
  wait();
  try {
    const answer = await fetch(url, { cache, signal: control.signal }), { ok, status, statusText } = answer;
    if (!ok) throw Object.assign(new Error(`${status} ${statusText}`.trim()), { status });
    parts(answer.clone(), wait).then(() => clearTimeout(timer), () => { });
    return await take(answer);
  } catch (error) {
    throw control.signal.aborted && !signal?.aborted ? tooLate() : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

async function parts({ body }, each) {
  const reader = body?.getReader();
  while (reader && !(await reader.read()).done) each();
}
