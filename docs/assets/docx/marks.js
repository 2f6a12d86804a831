/* Marks of emphasis where Markdown takes them for such: as CommonMark says it of runs of signs beside letters. */
import { BOLD, CODE, ITALIC, STRIKE } from "./styles.js";
import { split } from "./words.js";

const SIGN = /^[\p{P}\p{S}]$/u;

export const EMPHASIS = BOLD | ITALIC | STRIKE;
export const isText = (piece) => piece?.kind === "text";

/** Marks that touch would run into one another: what follows takes those before it, or none. */
export function calm(row) {
  const found = [];
  for (const piece of row) {
    const before = found.at(-1);
    const last = isText(before) && before.link === piece.link ? before.marks & EMPHASIS : 0;
    const own = piece.marks & EMPHASIS;
    if (!isText(piece) || !last || !own || last === own) found.push(piece);
    else found.push({ ...piece, marks: (piece.marks & ~EMPHASIS) | ((last & own) === last ? last : 0) });
  }
  return found;
}

/** Between a sign and a letter, marks are none for Markdown: the sign moves out, or the marks go. */
export function flanked(row) {
  const found = [];
  row.forEach((piece, number) => {
    if (!isText(piece) || !(piece.marks & EMPHASIS)) found.push(piece);
    else found.push(...between(piece, isLetter(piece, found.at(-1), /.$/su), isLetter(piece, row[number + 1], /^./su)));
  });
  return found;
}

/** Words that look alike now as one: what is escaped may begin in one piece and end in the next. */
export function merged(row) {
  const found = [];
  for (const piece of row) {
    const last = found.at(-1);
    const alike = isText(last) && isText(piece) && last.marks === piece.marks && last.link === piece.link;
    if (alike) found[found.length - 1] = { ...last, text: last.text + piece.text };
    else found.push(piece);
  }
  return found;
}

/** A marked piece as it can stand with a letter at its start, at its end, or both. */
function between(piece, starts, ends) {
  if (piece.marks & CODE && (starts || ends)) return [{ ...piece, marks: CODE }];
  const marks = piece.marks & STRIKE && (starts || ends) ? STRIKE : piece.marks;
  const letters = [...piece.text];
  const first = starts ? signs(letters) : 0;
  const last = letters.length - (ends ? signs([...letters].reverse()) : 0);
  if (first >= last) return [{ ...piece, marks: 0 }];
  const parts = [[letters.slice(0, first), 0], [letters.slice(first, last), marks], [letters.slice(last), 0]];
  return parts.filter(([text]) => text.length).map(([text, own]) => ({ ...piece, text: text.join(""), marks: own }));
}

/** How many signs, and blanks among them, a text begins with. */
function signs(letters) {
  const end = letters.findIndex((letter, n) => !SIGN.test(letter) && !(n && !split(letter)[1]));
  return end < 0 ? letters.length : end;
}

/** Whether what stands beside a marked piece is a letter outside of its marks. */
function isLetter(piece, beside, place) {
  if (!isText(beside) || beside.link !== piece.link || beside.marks & CODE || !((beside.marks ^ piece.marks) & EMPHASIS)) return false;
  const letter = place.exec(beside.text)[0];
  return Boolean(split(letter)[1]) && !SIGN.test(letter);
}
