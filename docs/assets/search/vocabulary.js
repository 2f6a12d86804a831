/* The hub's own words, fetched when an answer is poor: of one length and its neighbors, since a slip moves that by one. */
import { folded } from "../folded.js";
import { siteFile } from "../site-file.js";
import { manifest } from "./finder.js";

const SHORTEST = 3; // commonplace/search/vocabulary.py keeps no shorter ones
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

/** Whether some text has this very word. Short ones are not kept, and count as there. */
export async function isThere(typed) {
  const word = folded(typed);
  const words = await shard(word.length);
  return word.length < SHORTEST || words.some(([other]) => other === word);
}
