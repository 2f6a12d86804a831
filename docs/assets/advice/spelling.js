/* Words that the house's list of spellings knows better: house_words.py and spelling.py of commonplace/checks/form/. */
import { folded } from "./signs.js";
import { leadOf } from "./leads.js";

const WORDS = /[\p{L}\p{N}]+/gu;
// No part of a longer name, a path, an address or a call.
const BEFORE = "(?<![\\p{L}\\p{N}_\\/\\\\@#.&=$:+\\-])";
const AFTER = "(?![\\p{L}\\p{N}_\\/\\\\@=+\\-]|\\.[\\p{L}\\p{N}_]|\\(|:[\\p{L}\\p{N}_]|['’][\\p{L}\\p{N}_])";
const [OPENING, CLOSING] = ["*_\"“‘'«", "*_\"”’'»"];

const TAG = /<[A-Za-z/!][^<>]*>/g;
const CODE = /<(code|kbd|samp|var|pre|tt)(?![\p{L}\p{N}_])[^<>]{0,200}>[^]{0,1000}?<\/\1>/giu;
const NOTE = /\[\^[^\]\n]{1,100}\]/g;
const ATTRIBUTES = /\{:?[ ]*[.#\p{L}\p{N}_][^{}\n]*\}/gu;
const QUOTED = /^[ ]{0,3}>.*$/gm;
const SHOWN = /^(?:title|summary)[ \t]*:/;

const escaped = (words) => words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** The list, made ready: entries by the first word in small letters. */
export function readSpellings(pairs) {
  const entries = new Map();
  for (const [wrong, right] of pairs) {
    const [first] = wrong.toLowerCase().match(WORDS) ?? [];
    if (first === undefined) continue;
    const isCase = folded(wrong) === folded(right);
    const source = BEFORE + wrong.split(" ").map(escaped).join("\\s+") + AFTER;
    entries.set(first, [...(entries.get(first) ?? []), { source, flags: isCase ? "gu" : "giu", right }]);
  }
  return entries;
}

/** What is right, with a capital where what is wrong has one. */
function like(written, right) {
  if (folded(written) === folded(right)) return right;
  const isCapital = (text) => text === text.toUpperCase() && text !== text.toLowerCase();
  if (isCapital(written) && Array.from(written).length > 2) return right.toUpperCase();
  const [first, ...rest] = right;
  return isCapital(Array.from(written)[0]) ? first.toUpperCase() + rest.join("") : right;
}

/** Where something wrong stands, and what is right there: in order, none within another. */
function* findWords(text, entries) {
  const found = [];
  for (const word of new Set(text.toLowerCase().match(WORDS) ?? [])) {
    for (const entry of entries.get(word) ?? []) {
      entry.pattern ??= new RegExp(entry.source, entry.flags);
      for (const { 0: written, index } of text.matchAll(entry.pattern)) {
        const end = index + written.length;
        const isSpokenOf = index > 0 && end < text.length && OPENING.includes(text[index - 1]) && CLOSING.includes(text[end]);
        if (!isSpokenOf) found.push([index, end, like(written, entry.right)]);
      }
    }
  }
  found.sort(([one, far, a], [other, near, b]) => one - other || near - far || (a < b ? -1 : a > b ? 1 : 0));
  let done = 0;
  for (const [start, end, right] of found) {
    if (start < done) continue;
    done = end;
    yield [start, end, right];
  }
}

/** The body with everything blanked out that is no running text: code, addresses, tags, quotes. */
function prose({ masked: text, scan }) {
  const spans = [];
  for (const link of scan.links) {
    spans.push(link.kind === "definition" ? [link.outerStart, link.outerEnd] : [link.start, link.end]);
    // The words of a link to elsewhere are mostly the title of what is there.
    if (scan.inner.has(link.start) && leadOf(link.destination).kind === "external") spans.push(scan.inner.get(link.start));
  }
  for (const { outerStart, outerEnd } of scan.uses) spans.push([outerStart, outerEnd]);
  for (const pattern of [TAG, CODE, NOTE, ATTRIBUTES, QUOTED]) for (const found of text.matchAll(pattern)) spans.push([found.index, found.index + found[0].length]);
  spans.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  let parts = "";
  let done = 0;
  for (const [start, end] of spans) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    parts += text.slice(done, from) + "\0".repeat(end - from);
    done = end;
  }
  return parts + text.slice(done);
}

export function* spelling(page) {
  const { spellings } = page.known;
  if (!spellings.size) return;
  const advise = (place, written, right) => page.advise("form-spelling", place, { written, right });
  for (const [number, line] of page.text.slice(0, page.bodyStart).split("\n").entries()) {
    if (!SHOWN.test(line)) continue;
    for (const [start, end, right] of findWords(line, spellings)) if (start > line.indexOf(":")) yield advise([number + 1, start + 1], line.slice(start, end), right);
  }
  for (const [start, end, right] of findWords(prose(page), spellings)) yield advise(page.place(start), page.body.slice(start, end), right);
}
