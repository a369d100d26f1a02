// Imports modules when they are needed. A browser may remember a module that did not come, and then never asks for it again
// under the same address; so that every further attempt has an address of its own.
import { patience, tooLate } from "./patience.js";

const modules = new Map();

// Imports a module. One that arrives after its time is kept for the next attempt.
export function load({ href }) {
  if (!modules.has(href)) modules.set(href, { attempts: 0 });
  const module = modules.get(href), { attempts } = module;
  return module.coming ??= attempt(href, module, attempts).catch((error) => {
    if (module.attempts === attempts) discard({ href });
    throw error;
  });
}

// The next attempt fetches the module anew: it is not what it should be, or it is in no known state.
export function discard({ href }) {
  const module = modules.get(href);
  if (module) module.coming = undefined, module.attempts += 1;
}

async function attempt(href, module, attempts) {
  const coming = import(attempts ? `${href}?again=${attempts}` : href);
  coming.then(() => { if (module.attempts > attempts) module.coming ??= coming; }, () => { });
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(tooLate()), patience); });
  return Promise.race([coming, late]).finally(() => clearTimeout(timer));
}
