/* Whether a text is English and heavy going, and lists that run on from a line of text: english.py, reading_ease.py and
 * run_on.py of commonplace/checks/form/. */
import { once } from "./signs.js";

const WORD = /[\p{L}\p{Nl}\p{No}]+(?:['’][\p{L}\p{Nl}\p{No}]+)?/gu;
const PARAGRAPH = /\n[ \t]*(?=\n)/g;
const END = /(?<![.!?…])[.!?…]+["'”’)\]]*(?=\s|$)/g;
const LINK_END = /\]\([^()\s]*(?:[ ]+"[^"\n]*")?\)|<[^<>\n]*>/g;
const STARTS = /^[A-Z"'“‘([*_]/;

const LISTED = /^(?:[-+*]|\p{Nd}{1,3}\.)[ \t]+\S/u;
const cell = () => `${once("[ ]*")}:?-{2,}:?${once("[ ]*")}`;
const RULE = new RegExp(`^(?:\\|?${cell()}(?:\\|${cell()})+\\|?[ ]*$|\\|${cell()}\\|[ ]*$)`);
const WORDS = /^[\p{L}\p{N}*_~`"'“‘(¿¡![]/u;
const OTHER = /^(?:!!!|\?\?\?|===|\*\[|\[[^\]]*\]:|[-*_](?:[ \t]*[-*_]){2,}[ \t]*$)/;

/** Its words, without digits and signs. */
export const wordsIn = (text) => text.match(WORD) ?? [];

/** Whether many of the words are the small ones of English; a few words tell nothing. */
export function isEnglish(words, { english }) {
  return words.length >= english.words && words.filter((word) => english.small.has(word.toLowerCase())).length >= english.least * words.length;
}

function syllables(word, { vowels, silent, sounded }) {
  const small = word.toLowerCase();
  const isSilent = silent.some((end) => small.endsWith(end)) && !sounded.some((end) => small.endsWith(end));
  return Math.max(1, (small.match(vowels) ?? []).length - (isSilent ? 1 : 0));
}

/** The sentences of plain paragraphs, each with its place; lists, headings and tables have none. */
function* sentences({ masked: text }) {
  let start = 0;
  for (const border of [...[...text.matchAll(PARAGRAPH)].map(({ index }) => index), text.length]) {
    const block = text.slice(start, border);
    const lead = /^[\n \t]*/.exec(block)[0].length;
    if (STARTS.test(block.slice(lead, lead + 1)) && !block.includes("|") && !block.startsWith("    ")) {
      let done = lead;
      for (const end of [...[...block.matchAll(END)].map((found) => found.index + found[0].length), block.length]) {
        yield [start + done, wordsIn(block.slice(done, end).replace(LINK_END, "]"))];
        done = end + 1;
      }
    }
    start = border;
  }
}

/** To the nearest whole number, and from the middle to the even one, as Python does. */
function rounded(number) {
  const below = Math.floor(number);
  if (number - below !== 0.5) return Math.round(number);
  return below % 2 ? below + 1 : below;
}

export function* readingEase(page) {
  const limits = page.known.reading_ease;
  const some = [...sentences(page)].filter(([, words]) => words.length);
  const words = some.flatMap(([, one]) => one);
  if (words.length < limits.words || some.length < limits.sentences) return;
  const average = words.length / some.length;
  if (average < limits.average || !isEnglish(words, page.known)) return;
  const perWord = words.reduce((sum, word) => sum + syllables(word, limits), 0) / words.length;
  const [top, byWords, bySyllables] = limits.flesch;
  if (top - (byWords * words.length) / some.length - bySyllables * perWord >= limits.least) return;
  const [place, longest] = some.reduce((best, one) => (one[1].length > best[1].length ? one : best));
  yield page.advise("form-hard-to-read", page.place(place), { average: String(rounded(average)), longest: String(longest.length) });
}

export function* runOn(page) {
  const lines = page.masked.split("\n");
  let [isInside, isTold] = [false, false];
  for (const [number, line] of lines.entries()) {
    if (!line.trim() || line.startsWith("#")) [isInside, isTold] = [false, false];
    else if (!isInside) {
      isInside = true;
      const isPlain = WORDS.test(line) && !OTHER.test(line);
      isTold = !isPlain || LISTED.test(line) || line.includes("|");
    } else if (!isTold) {
      isTold = line.includes("|") && RULE.test(lines[number + 1] ?? "");
      const isWhole = isTold && page.lines[number - 1].trimEnd() === lines[number - 1].trimEnd();
      if (isWhole) yield page.advise("form-run-on", [page.firstLine + number, 1]);
    }
  }
}
