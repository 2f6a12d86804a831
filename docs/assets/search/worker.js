/* Pagefind, in a thread of its own, so that typing never waits for it. What it would only write into the console, such as a
 * file that came in half, is a failure here: else a part of the index that is missing would look like no answer. */

const KEPT = 60; // searches whose results can still be asked for

let failed = false;
let engine;
let number = 0;
const searches = new Map();

console.error = () => {
  failed = true;
};
console.warn = () => {};
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  failed = true;
});

const acts = {
  async start(address, options) {
    const { createInstance } = await import(address);
    engine = createInstance({ ...options, noWorker: true });
    await engine.init();
    await engine.preload("");
  },
  async search(term, options) {
    const { results, filters } = await engine.search(term, options);
    number += 1;
    searches.set(number, new Map(results.map((one) => [one.id, one])));
    searches.delete(number - KEPT);
    return { results: results.map(({ id }) => ({ id, of: number })), counts: filters };
  },
  async fragment({ id, of }) {
    const { content, ...said } = await searches.get(of).get(id).data();
    return said;
  },
  filters: () => engine.filters(),
};

addEventListener("message", async ({ data: { id, act, given } }) => {
  try {
    const answer = await acts[act](...given);
    postMessage(failed ? { id, failed } : { id, answer });
  } catch {
    postMessage({ id, failed: true });
  }
});
