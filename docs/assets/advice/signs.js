/* Signs as the checks in Python read them, so that both find the same. Texts are clean (cleanText of draft.js): then \s means
 * the same in both, while a letter (\w there) is one of any script. */
import { cleanText } from "../draft.js";

export const LETTER = "\\p{L}\\p{N}_";
const UNSEEN = /[\p{C}\p{Z}]/gu;
const LONGEST = 120; // diagnostics/__init__.py shows no more of a value
const TAB = 4;
const ENTITY = /&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/g;
const AMERICAN = new Intl.NumberFormat("en-US");

let groups = 0;
/** A part of a pattern that is never tried in a second way: what "++" and "*+" are in Python. */
export function once(pattern) {
  groups += 1;
  return `(?=(?<g${groups}>${pattern}))\\k<g${groups}>`;
}

/** Match a sticky pattern at a place. */
export function at(pattern, text, place) {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

/** Where each line of a text begins. */
export function startsOf(text) {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

/** A line with blanks for its tabs. */
export function untabbed(line) {
  if (!line.includes("\t")) return line;
  let wide = "";
  let column = 0;
  for (const sign of line) {
    const put = sign === "\t" ? " ".repeat(TAB - (column % TAB)) : sign;
    wide += put;
    column += sign === "\t" ? put.length : 1;
  }
  return wide;
}

/** The first so many letters, an emoji being one. */
export const cut = (text, most) => (text.length <= most ? text : Array.from(text.slice(0, 2 * most)).slice(0, most).join(""));

/** On one line, without blanks around. */
export const oneLine = (text) => text.replace(/\s+/g, " ").trim();

/** A text without its hidden signs, on one line. */
export const plainly = (text) => oneLine(cleanText(text));

/** Without some signs at the end. A pattern would look at each of them again and again. */
export function cropped(text, signs) {
  let to = text.length;
  while (to > 0 && signs.includes(text[to - 1])) to -= 1;
  return text.slice(0, to);
}

/** Without them at both ends. */
export function stripped(text, signs) {
  let from = 0;
  while (from < text.length && signs.includes(text[from])) from += 1;
  return cropped(text.slice(from), signs);
}

/** Letters as they are compared, whatever their case. */
export const folded = (text) => text.replace(/[^\0-\x7f]/gu, (sign) => (sign === "ı" ? sign : sign.toUpperCase().toLowerCase().replace(/ς/g, "σ"))).toLowerCase();

/** A value as it is shown in a message. */
export function shown(value) {
  const text = typeof value === "number" ? AMERICAN.format(value) : value;
  const seen = text
    .replace(UNSEEN, (sign) => (sign === " " ? sign : `\\u${sign.codePointAt(0).toString(16).padStart(4, "0")}`))
    .replaceAll("##[", "##\\u005b");
  const letters = Array.from(seen);
  return letters.length <= LONGEST ? seen : `${letters.slice(0, LONGEST - 1).join("")}…`;
}

const names = new Map();
function named(entity) {
  if (!names.has(entity)) names.set(entity, new DOMParser().parseFromString(`x${entity}`, "text/html").documentElement.textContent.slice(1));
  return names.get(entity);
}

/** Entities as the signs that they stand for: by number here, by name as browsers know them. */
export function resolved(text) {
  if (!text.includes("&")) return text;
  return text.replace(ENTITY, (entity, name) => {
    if (name[0] !== "#") return named(entity);
    const number = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    if (number >= 0x80 && number <= 0x9f) return named(`&#${number};`);
    if (!number || (number >= 0xd800 && number <= 0xdfff) || number > 0x10ffff) return "\ufffd";
    const odd = number < 0x20 && ![9, 10, 12, 13].includes(number);
    return odd || number === 0x7f || (number >= 0xfdd0 && number <= 0xfdef) || (number & 0xfffe) === 0xfffe ? "" : String.fromCodePoint(number);
  });
}
