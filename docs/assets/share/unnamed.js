/* Where somebody who would rather not be named stands in a text all the same. Signs of it alone: a part of a name may be a
 * word like any other. commonplace/repository/unnamed.py looks in the same way; tests/vectors/unnamed.json holds both to it. */
import { cleanText } from "../draft.js";
import { plain } from "../leaks/plain.js";

const TITLES = new Set(["dr", "mr", "mrs", "ms", "mx", "prof", "de", "da", "di", "del", "la", "le", "van", "von", "der", "den", "bin"]);
const PROGRAMS = new Set(["python-docx", "microsoft office user", "microsoft", "user", "admin", "administrator", "author", "unknown"]);
const LEAST = 2; // letters of a part, and of a name
const LEAST_IN_SMALL = 6;

const bounded = (pattern) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?:['’]?[sS])?(?![\\p{L}\\p{N}])`, "u");
const folded = (text) => text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g, "");

/** A part of a name, as names are written; where there are no capitals there may be no blanks beside it, either. */
function patternOf(part) {
  const [small, large] = [part.toLowerCase(), part.toUpperCase()];
  if (small === large) return new RegExp(part, "u");
  const first = large.slice(0, 1);
  const long = [...part].length >= LEAST_IN_SMALL;
  return bounded([part, large, first + part.slice(1), first + small.slice(1), ...(long ? [small] : [])].join("|"));
}

/** What finds a name: its parts in a text, and the whole of it in a folded one. */
function patternsOf(name) {
  if (PROGRAMS.has(name.trim().toLowerCase())) return { parts: [], whole: [] };
  const all = name.normalize("NFKC").match(/[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’])*/gu) ?? [];
  const telling = all.filter((part) => [...part].length >= LEAST && !TITLES.has(part.toLowerCase()) && !/^\p{N}+$/u.test(part));
  const whole = all.map(folded);
  return {
    parts: telling.map(patternOf),
    whole: [...whole.join("")].length >= LEAST ? [bounded(whole.join("[^\\p{L}\\p{N}]+"))] : [],
  };
}

/** The numbers of the lines, from 0, in which one of these names may stand. */
export function linesWith(names, lines) {
  const patterns = names.map(patternsOf);
  return lines.flatMap((line, number) => {
    const seen = plain(cleanText(line)).text.normalize("NFKC");
    const small = folded(seen);
    const stands = ({ parts, whole }) => parts.some((one) => one.test(seen)) || whole.some((one) => one.test(small));
    return patterns.some(stands) ? [number] : [];
  });
}
