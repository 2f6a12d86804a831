/* What somebody typed, as what is searched: words that are all needed, and phrases in quotes. */

/** Letters of a query that are looked at, and words of it: nobody types more, and what is pasted may be a book. */
export const LONGEST = 200;
export const MOST_WORDS = 12;

// commonplace/search/document.py has the same: each of these signs is a word of its own.
const WIDE = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{2fa1f}";
const BETWEEN_WIDE = new RegExp(`(?<=[${WIDE}])(?=[${WIDE}])`, "gu");
const BLANK_BETWEEN_WIDE = new RegExp(`(?<=[${WIDE}](?:</mark>)?) (?=(?:<mark>)?[${WIDE}])`, "gu");
const BESIDE_WIDE = new RegExp(`(?<=[${WIDE}])(?=[^\\s${WIDE}])|(?<=[^\\s${WIDE}])(?=[${WIDE}])`, "gu");
const QUOTES = /["“”„‟«»「」『』]/;
const PHRASE = /["“”„‟«»「」『』]([^"“”„‟«»「」『』]+)["“”„‟«»「」『』]/g;

/** The words of a text in small letters, with their accents: Pagefind has its own way with those. An apostrophe is no end
 * of a word. */
export function wordsOf(text) {
  const whole = text.normalize("NFC").toLowerCase().replace(/['’ʼ]/g, "").replace(BETWEEN_WIDE, " ").replace(BESIDE_WIDE, " ");
  return whole.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** A text, marks and all, as it was before the build put blanks between signs that are words of their own. */
export const joined = (text) => text.replace(BLANK_BETWEEN_WIDE, "").replaceAll("</mark><mark>", "");

/** A query that was typed: its words, each once, its phrases, and whether a part of it is left aside. */
export function parsed(typed) {
  const text = typed.normalize("NFC").slice(0, LONGEST).replace(/\p{Cs}/gu, "");
  const all = [...new Set(wordsOf(text))];
  const phrases = QUOTES.test(text) ? [...text.matchAll(PHRASE)].map(([, inner]) => wordsOf(inner)).filter((words) => words.length > 1) : [];
  return { words: all.slice(0, MOST_WORDS), phrases, isCut: typed.trim().length > LONGEST || all.length > MOST_WORDS };
}
