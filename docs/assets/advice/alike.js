/* How alike two words are, as Python's difflib says it, and which of some names is meant. */
import { cut, folded } from "./signs.js";

/** The longest run of signs that two parts have in common; of several the first. */
function longest(one, places, [from, to, left, right]) {
  let [best, begins, other] = [0, from, left];
  let lengths = new Map();
  for (let i = from; i < to; i += 1) {
    const next = new Map();
    for (const j of places.get(one[i]) ?? []) {
      if (j < left) continue;
      if (j >= right) break;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > best) [best, begins, other] = [length, i - length + 1, j - length + 1];
    }
    lengths = next;
  }
  return [begins, other, best];
}

/** From 0 to 1: SequenceMatcher(None, one, other, autojunk=False).ratio(). */
export function alike(one, other) {
  const [first, second] = [Array.from(one), Array.from(other)];
  const places = new Map();
  for (const [number, sign] of second.entries()) places.set(sign, [...(places.get(sign) ?? []), number]);
  let matches = 0;
  const pending = [[0, first.length, 0, second.length]];
  while (pending.length) {
    const [from, to, left, right] = pending.pop();
    const [i, j, size] = longest(first, places, [from, to, left, right]);
    if (!size) continue;
    matches += size;
    if (from < i && left < j) pending.push([from, i, left, j]);
    if (i + size < to && j + size < right) pending.push([i + size, to, j + size, right]);
  }
  return first.length + second.length ? (2 * matches) / (first.length + second.length) : 1;
}

/** The same with letters in any order: quick to count, and never less. */
function byLetters(one, other) {
  const left = new Map();
  for (const sign of other) left.set(sign, (left.get(sign) ?? 0) + 1);
  const [first, second] = [Array.from(one), Array.from(other)];
  let matches = 0;
  for (const sign of first) {
    const count = left.get(sign) ?? 0;
    if (count > 0) matches += 1;
    left.set(sign, count - 1);
  }
  return first.length + second.length ? (2 * matches) / (first.length + second.length) : 1;
}

/** The sentence that names a name. */
export const meant = (name, { nearest }) => nearest.sentence.replace("{name}", () => name);

/** The sentence that names the most similar of some names, or nothing. */
export function nearestOf(word, names, known) {
  const { alike: least, letters, finalists } = known.nearest;
  const asked = folded(cut(word, letters));
  const order = ([one, a], [other, b]) => other - one || (a < b ? 1 : a > b ? -1 : 0);
  const some = names.map((name) => [byLetters(cut(name, letters), asked), name]).filter(([share]) => share >= least).sort(order);
  const best = some.slice(0, finalists).map(([, name]) => [alike(cut(name, letters), asked), name]).sort(order)[0];
  return best && best[0] >= least ? meant(best[1], known) : "";
}
