/* Where somebody who would rather not be named stands in a text all the same. Signs of it alone: a part of a name may be a
 * word like any other. form_draft.py looks in the same way. */
import { cleanText } from "../draft.js";

const TITLES = new Set(["dr", "mr", "mrs", "ms", "mx", "prof", "de", "da", "di", "del", "la", "le", "van", "von", "der", "den", "bin"]);
const PROGRAMS = new Set(["python-docx", "microsoft office user", "microsoft", "user", "admin", "administrator", "author", "unknown"]);
const LEAST_IN_SMALL = 6; // letters

const bounded = (pattern, flags) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?:['’]?[sS])?(?![\\p{L}\\p{N}])`, flags);

/** A part of a name, as names are written; where there are no capitals there may be no blanks beside it, either. */
function patternOf(part) {
  const [small, large] = [part.toLowerCase(), part.toUpperCase()];
  if (small === large) return new RegExp(part, "u");
  const forms = [part, large, large.slice(0, 1) + part.slice(1), ...([...part].length >= LEAST_IN_SMALL ? [small] : [])];
  return bounded(forms.join("|"), "u");
}

function patternsOf(name) {
  if (PROGRAMS.has(name.trim().toLowerCase())) return [];
  const all = (name.normalize("NFKC").match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? []).filter((part) => /\p{L}/u.test(part));
  const telling = all.filter((part) => [...part].length > 1 && !TITLES.has(part.toLowerCase()));
  return [...telling.map(patternOf), ...(all.length > 1 ? [bounded(all.join("[^\\p{L}\\p{N}]+"), "iu")] : [])];
}

/** The numbers of the lines, from 0, in which one of these names may stand. */
export function linesWith(names, lines) {
  const patterns = names.flatMap(patternsOf);
  return lines.flatMap((line, number) => {
    const seen = cleanText(line).normalize("NFKC");
    return patterns.some((pattern) => pattern.test(seen)) ? [number] : [];
  });
}
