/* A question with its answer: what has all the words, and where that is poor, what was perhaps meant. */
import { folded } from "../folded.js";
import { find, fragment } from "./finder.js";
import { piecesOf, stemOf } from "./forms.js";
import { parsed } from "./query.js";
import { meant, SHORTEST } from "./typos.js";
import { around, isThere, partsOfWord } from "./vocabulary.js";

const FIRST = 8; // as many are looked into before any is shown
const DEEP = 24; // of what has the parts of a word, to find those that have the whole
const FEW = 3; // fewer answers than this are followed by those of another spelling
const TRIED = 5; // other spellings for which the index is asked
const SHOWN = 3; // of them at most are in one answer
const CLOSE = 0.9; // what costs so much more than the likeliest spelling is not meant
const language = document.documentElement.lang || "en";

/** The words of a text for which Pagefind found it. */
function matched(data) {
  const words = data.raw_content.split(/\s+/);
  const found = new Set();
  for (const at of data.locations) for (const piece of piecesOf(words[at] ?? "")) found.add(piece);
  for (const name of ["title", "topic", "author"]) {
    for (const written of (data.meta[name] ?? "").split(/\s+/)) for (const piece of piecesOf(written)) found.add(piece);
  }
  return [...found];
}

const [WHOLE, BEGUN, FORM] = [3, 2, 1];

/** How well a text has each of the words: as it was typed, as a beginning, in another form, or not (0). */
function rated(words, data) {
  const found = matched(data);
  const title = new Set((data.meta.title ?? "").split(/\s+/).flatMap((written) => [...piecesOf(written)]));
  const levels = words.map((typed) => {
    const word = folded(typed);
    if (found.includes(word)) return WHOLE;
    if (found.some((other) => other.startsWith(word))) return BEGUN;
    const stem = stemOf(word, language);
    return stem !== word && found.some((other) => other.startsWith(stem)) ? FORM : 0;
  });
  const isTitle = words.length > 1 && words.every((word) => title.has(folded(word)));
  return { levels, worth: levels.reduce((sum, one) => sum + one, 0) + (isTitle ? 1 : 0) };
}

/** Look into the first results: those that have all the words come first, the best of them at the front. */
async function looked(words, results, counts, deep = FIRST) {
  const first = await Promise.all(results.slice(0, deep).map(async (result) => ({ result, ...rated(words, await fragment(result)) })));
  const whole = first.filter(({ levels }) => levels.every(Boolean)).sort((one, other) => other.worth - one.worth);
  // Where no text has a word, Pagefind takes the longest beginning of it that some text has: that is no answer.
  const isEmpty = words.length > 0 && !whole.length;
  const all = isEmpty ? [] : [...whole.map(({ result }) => result), ...results.slice(deep)];
  const best = words.map((_, at) => Math.max(0, ...(isEmpty ? first : whole).map(({ levels }) => levels[at])));
  return { results: all, counts, best, isEmpty };
}

/** Ask the index for the words as they are, then for other forms of them; where nothing has one, for the parts of it. */
async function asked(query, facets) {
  const { words } = query;
  const stems = words.map((word) => stemOf(word, language));
  const isSame = stems.every((stem, at) => stem === words[at]);
  const [exact, forms] = await Promise.all([find(query, facets), isSame || query.phrases.length ? null : find({ words: stems }, facets)]);
  const ids = new Set(exact.results.map(({ id }) => id));
  const results = [...exact.results, ...(forms?.results.filter(({ id }) => !ids.has(id)) ?? [])];
  const counts = forms && forms.results.length > exact.results.length ? forms.counts : exact.counts;
  const found = { query, ...(await looked(words, results, counts)) };
  if (!found.isEmpty || !words.length) return found;
  const apart = await inParts(words.filter((_, at) => found.best[at] < BEGUN), words, true);
  if (!apart) return found;
  const other = await find({ words: apart }, facets);
  const again = await looked(words, other.results, other.counts, DEEP);
  return again.isEmpty ? found : { query, ...again };
}

/** A query with some of its words taken apart into words of the hub, or null: those that are names in programs, which the hub
 * has as a whole, or else those in which somebody forgot a blank. */
async function inParts(suspects, words, isName) {
  const parts = new Map();
  for (const word of suspects) {
    const found = (await isThere(word)) === isName ? await partsOfWord(word) : null;
    if (found) parts.set(word, found);
  }
  return parts.size ? words.flatMap((word) => parts.get(word) ?? word) : null;
}

/** The words that may be slips: nothing has them, or nothing has them as they stand. Who still types is at the last one. */
function doubtful({ query: { words }, best, results, isEmpty }) {
  const isBegun = (at) => best[at] === BEGUN && (at < words.length - 1 || results.length < FEW);
  const found = words.filter((word, at) => word.length >= SHORTEST && (best[at] <= FORM || isBegun(at)));
  return isEmpty && !found.length ? words.filter((word) => word.length >= SHORTEST) : found;
}

/** Other spellings of a query, as `{ words, cost }`, the likeliest first. What the hub has not as a word is changed; only where
 * it has them all, and still no text has them together, one of those. */
async function spellings(words, suspects, isEmpty) {
  const looked = await Promise.all(suspects.map(async (word) => {
    const vocabulary = await around(word);
    const isKnown = vocabulary.some(([other]) => other === folded(word));
    return { word, isKnown, others: meant(folded(word), vocabulary, TRIED) };
  }));
  const unknown = looked.filter(({ isKnown }) => !isKnown);
  const options = unknown.length || !isEmpty ? unknown : looked;
  const changed = (changes) => words.flatMap((word) => changes.get(word) ?? word);
  const best = new Map(unknown.filter(({ others }) => others.length).map(({ word, others }) => [word, others[0].word]));
  const found = [];
  for (const { word, isKnown, others } of options) {
    const alone = [...best].filter(([other]) => other !== word);
    for (const other of others) found.push({ words: changed(new Map([...alone, [word, other.word]])), cost: other.cost + (isKnown ? 1.5 : 0) });
  }
  const once = new Map(found.sort((one, other) => other.cost - one.cost).map((one) => [one.words.join(" "), one]));
  return [...once.values()].sort((one, other) => one.cost - other.cost).slice(0, TRIED);
}

/** Lists as one: the first of each, then the second of each, nothing twice. */
function inTurn(lists) {
  const found = new Map();
  for (let at = 0; lists.some((list) => at < list.length); at += 1) {
    for (const list of lists) if (at < list.length && !found.has(list[at].id)) found.set(list[at].id, list[at]);
  }
  return [...found.values()];
}

/** What is found for what was typed. Where nothing has the words, the likeliest spellings that find something are `applied`;
 * where little or nothing has them as they stand, they come along. With `asIs` nothing else is looked for. */
export async function answer(typed, facets = {}, { asIs = false } = {}) {
  const query = parsed(typed);
  const first = await asked(query, facets);
  const plain = { ...first, typed: query, meant: [], marks: query.words, applied: false };
  const suspects = asIs ? [] : doubtful(first);
  if (!suspects.length) return plain;
  const good = [];
  for (const one of await spellings(query.words, suspects, first.isEmpty)) {
    if (good.length && (good.length >= SHOWN || one.cost > good[0].cost + CLOSE)) break;
    const other = await asked({ words: one.words, phrases: [] }, facets);
    if (!other.isEmpty) good.push({ ...one, ...other });
  }
  const apart = !good.length && first.isEmpty && (await inParts(suspects, query.words, false));
  const other = apart && (await asked({ words: apart, phrases: [] }, facets));
  if (other && !other.isEmpty) good.push({ words: apart, cost: 0, ...other });
  if (!good.length) return plain;
  const isForm = first.best.some((level) => level <= FORM); // what has but another form of an unknown word comes after
  const own = first.isEmpty ? [] : [first.results];
  const others = good.map(({ results }) => results);
  return {
    ...plain,
    results: inTurn(isForm ? [...others, ...own] : [...own, ...others]),
    counts: first.isEmpty ? good[0].counts : first.counts,
    meant: good.map(({ words }) => words.join(" ")),
    marks: [...new Set([...query.words, ...good.flatMap(({ words }) => words)])],
    applied: first.isEmpty,
  };
}
