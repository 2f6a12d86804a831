/* One word in its forms. The index has words as they are written, so that a rare form is found before common ones; what
 * is the same word in another form comes after. Pure. */
import { folded } from "../folded.js";

/** Endings that a word may lose, by language, the longest first; what is left has to have SHORTEST letters. */
const ENDINGS = { en: /(?:ations?|ings?|ers?|ed|es|ly|ion|ions|s|e|y)$/ };
const SHORTEST = 4;

/** The beginning that the forms of a word share, so far as the language is known; else the word. */
export function stemOf(word, language) {
  const ending = ENDINGS[language.slice(0, 2)]?.exec(word);
  if (!ending || ending.index < SHORTEST) return word;
  const stem = word.slice(0, ending.index);
  return /([bdgmnprt])\1$/.test(stem) && stem.length > SHORTEST ? stem.slice(0, -1) : stem; // "stopped" is "stop"
}

/** The words within what stands at one place of a text, such as "git-commit_hook" or "stackData", each as it is compared. */
export function piecesOf(written) {
  const whole = folded(written);
  const pieces = written.match(/\p{Lu}?[\p{Ll}\p{M}]+|[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
  return new Set([whole.replace(/[^\p{L}\p{N}]/gu, ""), ...(whole.match(/[\p{L}\p{N}]+/gu) ?? []), ...pieces.map(folded)]);
}
