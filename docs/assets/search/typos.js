/* What somebody may have meant to type, among the words that the hub has. Pure: the words come from elsewhere. */

/** Words that are shorter have too many neighbors for any to be meant. */
export const SHORTEST = 3;
/** From this length on two slips are forgiven, when one explains nothing. */
const LONG = 7;
const COSTS = { swap: 0.6, missing: 1, twice: 0.8, extra: 1.5, change: 1.1, near: 0.9, first: 0.5 };
const PER_DOUBLING = 0.05; // what it is worth that twice as many texts have a word
const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

const areNear = (one, other) => ROWS.some((row) => row.includes(one) && Math.abs(row.indexOf(one) - row.indexOf(other)) === 1 && row.includes(other));

/** What one slip from `meant` to `typed` costs; null where it takes more than one. */
export function slip(typed, meant) {
  const [short, long] = [Math.min(typed.length, meant.length), Math.max(typed.length, meant.length)];
  if (long - short > 1 || typed === meant) return null;
  let from = 0;
  while (from < short && typed[from] === meant[from]) from += 1;
  const first = from === 0 ? COSTS.first : 0; // few miss the first letter
  if (typed.length === meant.length) {
    if (typed[from] === meant[from + 1] && typed[from + 1] === meant[from] && typed.slice(from + 2) === meant.slice(from + 2)) return COSTS.swap + first;
    if (typed.slice(from + 1) !== meant.slice(from + 1)) return null;
    return first + (areNear(typed[from], meant[from]) ? COSTS.near : COSTS.change);
  }
  if (typed.length < meant.length) return typed.slice(from) === meant.slice(from + 1) ? COSTS.missing + first : null;
  if (typed.slice(from + 1) !== meant.slice(from)) return null;
  return typed[from] === typed[from - 1] || areNear(typed[from], typed[from - 1]) || areNear(typed[from], typed[from + 1]) ? COSTS.twice : COSTS.extra + first;
}

/** Whether two slips at most lie between two words: letters that are swapped, missing, too many or other ones. */
function isTwoSlips(typed, meant) {
  if (Math.abs(typed.length - meant.length) > 2) return false;
  let [before, last] = [[], Array.from({ length: meant.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= typed.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= meant.length; at += 1) {
      const same = typed[row - 1] === meant[at - 1];
      next[at] = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + (same ? 0 : 1));
      const isSwap = row > 1 && at > 1 && typed[row - 1] === meant[at - 2] && typed[row - 2] === meant[at - 1];
      if (isSwap) next[at] = Math.min(next[at], before[at - 2] + 1);
    }
    if (Math.min(...next) > 2) return false;
    [before, last] = [last, next];
  }
  return last[meant.length] <= 2;
}

/** The words that may be meant, the likeliest first: `[{ word, pages, cost }]`. `vocabulary` is triples of a word as it
 * is compared, how many texts have it, and as it is written. */
export function meant(typed, vocabulary, most = 4) {
  if (typed.length < SHORTEST) return [];
  const found = [];
  const rate = (word, pages, cost) => found.push({ word, pages, cost: cost - PER_DOUBLING * Math.log2(1 + pages) });
  for (const [word, pages, written] of vocabulary) {
    const cost = slip(typed, word);
    if (cost !== null) rate(written, pages, cost);
  }
  if (!found.length && typed.length >= LONG) {
    for (const [word, pages, written] of vocabulary) {
      if (word[0] === typed[0] && isTwoSlips(typed, word)) rate(written, pages, 2);
    }
  }
  return found.sort((one, other) => one.cost - other.cost).slice(0, most);
}
