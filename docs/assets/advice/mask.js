/* A text with its code and comments blanked out, every place staying where it was: commonplace/markup/mask.py. */
import { Blocks, codeSpans } from "./blocks.js";
import { fencesIn } from "./fences.js";
import { arranged } from "./lists.js";
import { countUpTo } from "../sorted.js";

const BORDER = /\n(?=[ \t]*(?:[\r\n]|#|[-+*][ \t]|\p{Nd}+[.)][ \t]|!!!|\?\?\?|===|:[ \t]|\[[^\]\n]*\]:|\|))|^#[^\n]*\n/gmu;
const COMPLEX = /^(?:(?: {4}| {0,3}\t)[ \t]*[^\s]| {0,3}>| {0,3}<[A-Za-z/!?])/m;
const FILLER = "\x1a"; // stands for what is hidden until the end: blanks would make what follows look indented

const blank = (text) => text.replace(/[^\n]/g, " ");
const last = new Map(); // of the text that is being looked at all rules ask the same

/** Without code and comments; with `spans` off, code within the lines stays. `tags` are the names of elements that make blocks. */
export function masked(text, tags, spans = true) {
  const key = `${spans} ${text}`;
  if (!last.has(key)) {
    if (last.size > 7) last.clear();
    last.set(key, throughLists(text, tags, spans));
  }
  return last.get(key);
}

/** Masked as the hub reads it, which is with its lists arranged. */
function throughLists(text, tags, spans) {
  const isPlain = !["`", "~~~", "    ", "\t", "<!--"].some((sign) => text.includes(sign));
  const rows = isPlain ? null : arranged(text, tags);
  if (!rows) return isPlain ? text : mask(text, tags, spans);
  const lines = text.split("\n");
  const whole = rows.map((row, number) => row.gap + row.before + row.lead + lines[number].slice(row.skip));
  const seen = mask(whole.join("\n"), tags, spans).split("\n");
  let at = -1;
  return rows.map((row, number) => {
    at += whole[number].split("\n").length;
    const head = seen[at].startsWith(row.lead) ? lines[number].slice(0, row.skip) : " ".repeat(row.skip);
    return head + seen[at].slice(row.lead.length);
  }).join("\n");
}

function mask(text, tags, spans) {
  let seen = withoutFences(text);
  if (seen.includes("<!--")) seen = withoutComments(seen, tags);
  if (seen.includes("    ") || seen.includes("\t") || (spans && seen.includes("`"))) seen = withoutCode(seen, tags, spans);
  return seen.replaceAll(FILLER, " ");
}

function withoutFences(text) {
  if (!text.includes("```") && !text.includes("~~~")) return text;
  const lines = text.split("\n");
  for (const { first, last: end, mark } of fencesIn(lines)) {
    const brace = lines[first].indexOf("{", mark); // attributes are live
    const visible = brace >= 0 ? brace : lines[first].length;
    lines[first] = lines[first].slice(0, mark) + FILLER.repeat(visible - mark) + lines[first].slice(visible);
    for (let number = first + 1; number <= end; number += 1) lines[number] = " ".repeat(lines[number].length);
  }
  return lines.join("\n");
}

function withoutComments(text, tags) {
  const ends = [...text.matchAll(/--!?>/g)].map((found) => found.index + found[0].length);
  const spans = text.includes("`") ? new Blocks(text, tags).spans : [];
  let next = 0;
  let parts = "";
  let done = 0;
  for (const { index: start } of text.matchAll(/<!--/g)) {
    if (start < done) continue;
    while (next < spans.length && spans[next][1] <= start) next += 1;
    if (next < spans.length && spans[next][0] <= start) continue;
    if (text.startsWith(">", start + 4) || text.startsWith("->", start + 4)) continue;
    const place = countUpTo(ends, start + 6);
    if (place === ends.length) break;
    const end = ends[place];
    const before = text.slice(Math.max(0, start - 4), start).split("\n").at(-1);
    const isAlone = before.length < 4 && !before.trim();
    const comment = text.slice(start, end);
    if (!isAlone && comment.includes("\n")) continue;
    parts += text.slice(done, start) + comment.replace(/[^\n]/g, FILLER);
    done = end;
  }
  return parts + text.slice(done);
}

/** Of a text without indented lines, quotes and HTML. Where each block is at peace with itself, it does not matter which lines are blocks. */
function simpleSpans(text, tags) {
  const borders = [0, ...[...text.matchAll(BORDER)].map((found) => found.index + found[0].length), text.length];
  const parts = borders.slice(1).map((end, number) => ({ end, ...codeSpans(text, borders[number], end) }));
  return parts.some(({ stray, end }) => stray < end) ? new Blocks(text, tags).spans : parts.flatMap(({ spans }) => spans);
}

function withoutCode(text, tags, spans) {
  let found;
  if (COMPLEX.test(text)) {
    const blocks = new Blocks(text, tags);
    found = [...(spans ? blocks.spans : []), ...blocks.indented].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  } else found = spans ? simpleSpans(text, tags) : [];
  let parts = "";
  let done = 0;
  for (const [start, end] of found) {
    if (start < done) continue;
    parts += text.slice(done, start) + blank(text.slice(start, end));
    done = end;
  }
  return parts + text.slice(done);
}
