/* Where code within the lines stands, and lines that are indented as code: the walk of commonplace/markup/mask.py. */
import { at, untabbed } from "./signs.js";
import { RawHtml } from "./starts.js";
import { countUpTo } from "../sorted.js";

const BLOCK_START = /[> \t]*(?:#|[-+*][ \t]|\p{Nd}+[.)][ \t]|!!!|\?\?\?|===|:[ \t]|\[[^\]\n]*\]:|\|)/uy;
const CONTAINER = /[> ]*(?:[-+*][ \t]|\p{Nd}+\.[ \t]|!!! ?[\p{L}\p{N}_-]|\?\?\?\+? ?[\p{L}\p{N}_-]|===[!+]* ?["']|:[ \t]|\[\^[^\]\n]+\]:)/uy;
const ITEM = /(?:[-+*]|\p{Nd}+\.)[ \t]/uy;
const INDENT = 4;

/** The spans of code in one block, as pymdownx.inlinehilite pairs backticks: a run is closed by the next one of its length, or
 * without one by the longest that follows, if that is shorter. `stray` is where the first one stands that has none of its length. */
export function codeSpans(text, start, end) {
  const runs = [...text.slice(start, end).matchAll(/`+/g)].map((found) => [start + found.index, start + found.index + found[0].length]);
  const longest = Array(runs.length + 1).fill(0);
  const starts = new Map();
  for (let index = runs.length - 1; index >= 0; index -= 1) longest[index] = Math.max(longest[index + 1], runs[index][1] - runs[index][0]);
  for (const [left, right] of runs) {
    if (!starts.has(right - left)) starts.set(right - left, []);
    starts.get(right - left).push(left);
  }
  const spans = [];
  let [done, stray] = [start, end];
  for (const [index, [left, right]] of runs.entries()) {
    if (left < done) continue;
    let slashes = 0;
    while (left - slashes > done && text[left - slashes - 1] === "\\") slashes += 1;
    const from = left + (slashes % 2);
    const same = starts.get(right - from) ?? [];
    if (from < right && countUpTo(same, right - 1) === same.length) stray = Math.min(stray, from);
    for (const length of [right - from, longest[index + 1]]) {
      const places = starts.get(length) ?? [];
      const place = countUpTo(places, right - 1);
      if (length > 0 && length <= right - from && place < places.length) {
        done = places[place] + length;
        spans.push([from, done]);
        break;
      }
    }
  }
  return { spans, stray };
}

/** The spans there, whether a block begins at each doubt or not: up to backticks that one leaves open. */
function sureSpans(text, start, end, doubts) {
  const borders = [start, ...doubts.filter((one) => start < one && one < end), end];
  const spans = [];
  for (let number = 1; number < borders.length; number += 1) {
    const last = borders[number];
    const found = codeSpans(text, borders[number - 1], last);
    if (found.stray < last && last < end) return [...spans, ...found.spans.filter((one) => one[1] <= found.stray)];
    for (const span of found.spans) spans.push(span);
  }
  return spans;
}

/** Walks over the lines once. `tags` are the names of elements that make blocks. */
export class Blocks {
  constructor(text, tags) {
    Object.assign(this, { text, spans: [], indented: [], block: 0, depth: 0, raw: new RawHtml(tags, false), afterBlank: true, quotes: 0 });
    Object.assign(this, { doubts: [], list: null, empty: true, level: 0 });
    let position = 0;
    for (const line of text.split("\n")) {
      this.line(line, position);
      position += line.length + 1;
    }
    this.flush(text.length);
  }

  line(line, position) {
    const after = position + line.length + 1;
    if (this.raw.open) {
      this.raw.read(line);
      this.afterBlank &&= this.raw.open !== "";
      this.block = after;
      return;
    }
    const body = /^[> \t]*/.exec(line)[0].length;
    if (body === line.length) {
      this.flush(position);
      this.block = after;
      Object.assign(this, { afterBlank: true, empty: true, list: null });
      return;
    }
    const quotes = line.slice(0, body).split(">").length - 1;
    if (quotes !== this.quotes || at(BLOCK_START, line, 0)) {
      this.begins(line, position, body, quotes);
      this.quotes = quotes;
    } else if (this.raw.begins(line)) {
      this.flush(position);
      if (this.raw.open) {
        this.block = after;
        return;
      }
    }
    const level = Math.floor(untabbed(/^[ \t]*/.exec(line)[0]).length / INDENT);
    if (level < this.level && !this.empty) this.doubts.push(position); // a note may be at its end
    this.level = level;
    this.empty = false;
    this.indentation(line, position, quotes, level);
  }

  /** A line that begins a block, or goes on with the words above it: only in a list that is sure. */
  begins(line, position, body, quotes) {
    const isItem = Boolean(at(ITEM, line, body));
    const lead = untabbed(line.slice(line.slice(0, body).lastIndexOf(">") + 1, body)).length;
    if (this.empty) {
      this.flush(position);
      this.list = isItem ? lead : null;
    } else if (isItem && quotes === this.quotes && this.list !== null && lead - this.list < 2 * INDENT) {
      this.flush(position);
      this.list = Math.min(lead, this.list);
    } else this.doubts.push(position);
    if (!isItem) this.doubts.push(position + line.length + 1);
  }

  indentation(line, position, quotes, level) {
    if (this.afterBlank && !quotes && level > this.depth) {
      this.indented.push([position, position + line.length]);
      this.block = position + line.length + 1;
      return;
    }
    this.afterBlank = false;
    if (at(CONTAINER, untabbed(line), 0)) this.depth = level + 1;
    else if (!level && !quotes) this.depth = 0;
  }

  flush(end) {
    if (end > this.block) for (const span of sureSpans(this.text, this.block, end, this.doubts)) this.spans.push(span);
    this.block = Math.max(end, this.block);
    this.doubts = [];
  }
}
