/* Texts that may answer a question, found by the words of their titles, topics and summaries. A word of the question
 * finds every word that begins with it, and the word that it is a longer form of. A word that few texts have says more
 * than one that many have. */
import { folded } from "../folded.js";

const MOST = 5;
const SHORTEST = 3;
const ENDING = 3; // "alarms" finds "alarm"
const IN_TITLE = 2;
const BEGUN = 0.7; // what a word that goes on is worth beside the word itself
const CLOSE = 0.4; // of the best one's worth

const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** What `ask/index.json` says, made ready to be looked through. */
export function ready(data) {
  const places = new Map();
  const put = (text, number, worth) => {
    for (const word of wordsOf(text)) {
      let found = places.get(word);
      if (!found) places.set(word, (found = new Map()));
      found.set(number, Math.max(found.get(number) ?? 0, worth));
    }
  };
  data.texts.forEach(([, , title, topics, summary], number) => {
    put(title, number, IN_TITLE);
    for (const topic of topics) put(data.topics[topic][1], number, 1);
    put(summary, number, 1);
  });
  return { data, places, words: [...places.keys()].sort(), stop: new Set(data.stop.flatMap(wordsOf)) };
}

/** The first place in the sorted words at or after `word`. */
function placeOf(words, word) {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The texts that a word finds, each with what the find is worth. */
function found(index, word) {
  const worths = new Map();
  const take = (other, share) => {
    for (const [number, worth] of index.places.get(other) ?? []) {
      worths.set(number, Math.max(worths.get(number) ?? 0, worth * share));
    }
  };
  for (let at = placeOf(index.words, word); index.words[at]?.startsWith(word); at += 1) {
    take(index.words[at], index.words[at] === word ? 1 : BEGUN);
  }
  for (let length = Math.max(word.length - ENDING, SHORTEST + 1); length < word.length; length += 1) {
    take(word.slice(0, length), BEGUN);
  }
  return worths;
}

/** At most five texts, the best first: their titles, and their addresses below the site. */
export function near(index, question) {
  const asked = new Set(wordsOf(question).filter((word) => word.length >= SHORTEST && !index.stop.has(word)));
  const scores = new Map();
  for (const word of asked) {
    const worths = found(index, word);
    const rare = Math.log(1 + index.data.texts.length / worths.size);
    for (const [number, worth] of worths) scores.set(number, (scores.get(number) ?? 0) + worth * rare);
  }
  const best = [...scores].sort(([one, high], [other, low]) => low - high || one - other).slice(0, MOST);
  return best
    .filter(([, score]) => score >= CLOSE * best[0][1])
    .map(([number]) => {
      const [folder, place, title] = index.data.texts[number];
      return { title, url: `${index.data.folders[folder]}${place}/` };
    });
}
