/* What can be better in a text, and what in it is unsafe, as `check` says it: the same codes, places and words
 * (commonplace/checks/form/, checks/unsafe.py and markup/safety.py). What is counted and which words are known is data, share/form.json. Nothing here asks for anything: whoever calls it brings it.
 * What needs other files stays with `check`: sizes of pictures, headings of other texts, near copies. */
import { alternativeText, deadAnchors, linkWords } from "./leads.js";
import { headingOrder, hintsLeft, sectionsEmpty, sectionsMissing, tooLong, wordsOf } from "./parts.js";
import { Page } from "./page.js";
import { readingEase, runOn } from "./reading.js";
import { readSpellings, spelling } from "./spelling.js";
import { beyondList, unsafe } from "./unsafe.js";

export { nearestOf } from "./alike.js";

const RULES = [tooLong, sectionsMissing, sectionsEmpty, hintsLeft, headingOrder, alternativeText, linkWords, deadAnchors, runOn, spelling, readingEase];
const ALL = [unsafe, beyondList]; // of these nothing is left out

/** What stands in form.json, made ready once. Throws where it is something else. */
export function readKnown(data) {
  return {
    ...data,
    ...Object.fromEntries(["hints", "link_words", "alt_words", "blocks"].map((key) => [key, new Set(data[key])])),
    alt_file_name: new RegExp(data.alt_file_name),
    of_pages: new RegExp(`^(?:${data.anchors.of_pages})$`),
    english: { ...data.english, small: new Set(data.english.small) },
    reading_ease: { ...data.reading_ease, vowels: new RegExp(data.reading_ease.vowels, "g") },
    kinds: Object.fromEntries(Object.entries(data.kinds).map(([name, kind]) => [name, { ...kind, name }])),
    spellings: readSpellings(data.spellings),
    unsafe: { ...data.unsafe, ...Object.fromEntries(["tags", "beyond", "addresses", "scripts"].map((key) => [key, new Set(data.unsafe[key])])) },
  };
}

/** The words of a code with its values in them, or without, as they stand where a leak was found: diagnostics/quiet.py. */
export function said({ code, values }, known, isQuiet = false) {
  const filled = (words) => words.replace(/\{(\w+)\}/g, (_, name) => (!isQuiet ? values[name] : name === "nearest" ? "" : "…"));
  const { severity, message, hint, quiet, quiet_hint: quietHint } = known.said[code];
  return { severity, message: (isQuiet && quiet) || filled(message), hint: (isQuiet && quietHint) || filled(hint) };
}

/** What can be better in a file of the kind `name`, the block at the top included: `words`, how many there are, and `found`,
 * `{code, line, column, severity, message, hint}` in the order of the text, and `isOfAll` where it is about no place in it. Codes that nobody wants to hear are not in
 * `known`. */
export function advise(text, name, known, isQuiet = false) {
  const page = new Page(text, known.kinds[name], known);
  const all = [...RULES.flatMap((rule) => first(rule(page), known.most)), ...ALL.flatMap((rule) => [...rule(page)])];
  const found = all.filter(({ code }) => Object.hasOwn(known.said, code));
  found.sort((one, other) => one.line - other.line || one.column - other.column || (one.code < other.code ? -1 : one.code > other.code ? 1 : 0));
  return { words: wordsOf(page), found: found.map(({ values, ...one }) => ({ ...one, ...said({ ...one, values }, known, isQuiet) })) };
}

function first(some, most) {
  const found = [];
  for (const one of some) {
    if (found.length === most) break;
    found.push(one);
  }
  return found;
}
