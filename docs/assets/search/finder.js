/* The index of the hub, asked. Pagefind and its files come with the first question; what failed is asked for anew. */
import { site } from "../store.js";
import { siteFile } from "../site-file.js";

// What else Pagefind holds of a record is looked into, too: names that nobody is to find it by weigh nothing.
const UNSEEN = Object.fromEntries(["type", "kind", "date", "freshness", "successor", "successor_title"].map((name) => [name, 0]));
const RANKING = { termSimilarity: 4, termFrequency: 0.9, pageLength: 0.1, metaWeights: { ...UNSEEN, title: 60 } };
const PATIENCE = 15000; // milliseconds until a network that says nothing counts as gone

/** Why there is no answer, by the name that the words of the page have for it. */
export class NoAnswer extends Error {}

let facts;
let engine;

/** What search.json says. It changes with every build, so it is asked for once a visit. */
export async function manifest() {
  facts ??= await siteFile("search/search.json");
  return facts;
}

/** A thread with Pagefind in it: `ask(act, ...given)` asks it, `end()` ends it, and what still waits fails. */
function thread() {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let count = 0;
  const end = () => {
    worker.terminate();
    for (const { refuse } of waiting.values()) refuse(new Error("ended"));
    waiting.clear();
  };
  worker.addEventListener("message", ({ data: { id, answer, failed } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (failed) asked?.refuse(new Error("failed"));
    else asked?.take(answer);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    end();
  });
  const ask = (act, ...given) => new Promise((take, refuse) => {
    count += 1;
    waiting.set(count, { take, refuse });
    worker.postMessage({ id: count, act, given });
  });
  return { ask, end };
}

async function made() {
  const known = await manifest();
  if (!known) throw new NoAnswer(navigator.onLine === false ? "offline" : "missing");
  if (!known.bundle) throw new NoAnswer("unbuilt");
  const bundle = new URL(site + known.bundle, location.href).href;
  const worker = thread();
  try {
    await worker.ask("start", `${bundle}pagefind.js`, { basePath: bundle, baseUrl: site, excerptLength: 24, ranking: RANKING });
  } catch (problem) {
    worker.end();
    throw problem;
  }
  return worker;
}

const late = (promise) => {
  let timer;
  const limit = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("late")), PATIENCE);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
};

/** Whatever goes wrong means a new beginning: Pagefind remembers a file that did not come as one that never will. */
async function asked(...question) {
  engine ??= made();
  const mine = engine;
  try {
    return await late(mine.then(({ ask }) => (question.length ? ask(...question) : null)));
  } catch (problem) {
    if (engine === mine) {
      engine = undefined;
      facts = undefined;
      mine.then((old) => old.end()).catch(() => {});
    }
    throw problem instanceof NoAnswer ? problem : new NoAnswer(navigator.onLine === false ? "offline" : "broken");
  }
}

/** Fetch what every question needs, while somebody is still typing. */
export const warm = () => asked().catch(() => {});

const ofFacets = (facets) => Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length).map(([name, values]) => [name, { any: values }]));

/** What has all the words and fits the facets, the best first: `{ results, counts }`. Texts with a phrase come before others. */
export async function find({ words, phrases = [] }, facets = {}) {
  const filters = ofFacets(facets);
  const [all, ...exact] = await Promise.all([
    asked("search", words.length ? words.join(" ") : null, { filters }),
    ...phrases.map((phrase) => asked("search", `"${phrase.join(" ")}"`, { filters })),
  ]);
  const holds = exact.map((one) => new Set(one.results.map(({ id }) => id)));
  const worth = ({ id }) => holds.filter((ids) => ids.has(id)).length;
  const results = holds.length ? [...all.results].sort((one, other) => worth(other) - worth(one)) : all.results;
  return { results, counts: all.counts };
}

/** What a result says. */
export const fragment = (result) => asked("fragment", result);

/** Every value of every facet, with how much there is of it in all. From then on answers come with counts. */
export const everyFacet = () => asked("filters");
