/* The hub's own words, fetched when an answer is poor: of one length and its neighbors, since a slip moves that by one. */
import { folded } from "../folded.js";
import { siteFile } from "../site-file.js";
import { manifest } from "./finder.js";

const SHORTEST = 3; // commonplace/search/vocabulary.py keeps no shorter ones
const LONGEST = 24;
const [SHORTEST_WHOLE, LONGEST_WHOLE] = [5, 60];
const LITTLE = new Set(["as", "at", "by", "db", "do", "go", "id", "if", "in", "io", "is", "js", "my", "no", "of", "on", "or", "to", "ui", "up"]);
const shards = new Map();

async function shard(length) {
  const path = (await manifest())?.words?.[length];
  if (!path) return [];
  if (!shards.has(path)) {
    const file = await siteFile(path);
    if (!file) return []; // it did not come; the next question asks again
    const pages = String(file.pages).split(" ");
    shards.set(path, String(file.words).split(" ").map((word, at) => [folded(word), Number(pages[at]) || 1, word]));
  }
  return shards.get(path);
}

/** Words that are as long as `word`, or longer or shorter by one: as they are compared, how many texts have them, and as
 * they are written. */
export async function around(typed) {
  const word = folded(typed);
  const near = await Promise.all([0, -1, 1].map((step) => shard(word.length + step)));
  return near.flat();
}


/** Whether some text has this very word. */
export async function isThere(typed) {
  const word = folded(typed);
  return (await shard(word.length)).some(([other]) => other === word);
}

/** A word as the words of the hub that it is put together from, the fewest that can be, or null: names in programs, such as
 * "getElementById", stand in the index by their parts, and sometimes a blank is forgotten. */
export async function partsOfWord(typed) {
  const word = folded(typed);
  if (word.length < SHORTEST_WHOLE || word.length > LONGEST_WHOLE) return null;
  const lengths = Array.from({ length: Math.min(word.length - 2, LONGEST) - SHORTEST + 1 }, (_, at) => at + SHORTEST);
  const known = new Set((await Promise.all(lengths.map(shard))).flat().map(([other]) => other));
  const best = [[]];
  for (let end = 2; end <= word.length; end += 1) {
    for (let from = Math.max(0, end - LONGEST); from < end - 1; from += 1) {
      const piece = word.slice(from, end);
      const before = best[from];
      const fits = piece.length < SHORTEST ? LITTLE.has(piece) : known.has(piece) && piece !== word;
      if (fits && before && (!best[end] || before.length + 1 < best[end].length)) best[end] = [...before, piece];
    }
  }
  return best[word.length] ?? null;
}
