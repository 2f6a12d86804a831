/* Text as people read it: markup out, words counted, the title found. commonplace/markup/text.py, in the browser. */
import { at, cropped, cut, oneLine, plainly, resolved, stripped } from "./signs.js";
import { attributesIn, linksIn } from "./links.js";
import { masked } from "./mask.js";

const READ = 20_000; // titles are short: nothing behind so many letters is read for them
const MOST = 4_000;
const CODE = /(?<![`\\])(`+)(?!`)([^]*?[^`])\1(?!`)/g;
const ESCAPED = /\\([\\`*_{}[\]()>#+\-.!<"'|~^:=$])/g;
const FOOTNOTE = /\[\^[^\]\n]*\]/g;
const LISTED = /[ ]?\{:?[ ]*(?:[.#][\p{L}\p{N}_:-]|[\p{L}\p{N}_:-]+=)[^{}\n]*\}/gu;
const TAG = /<(?:!--[^]*?--|\/?[A-Za-z][^<>]*|[!?][^<>]*)>/g;
const REFERENCE = /!?\[([^[\]]+)\](?:[ ]?\[[^[\]]*\])/g;
const MARKS = [
  /(\*{1,3})(?=\S)([^]+?)(?<=[^\s*])\1/g,
  /(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^]+?)(?<=\S)\1(?![\p{L}\p{N}_])/gu,
  /(~~|==|\^\^|\+\+)(?=\S)([^]+?)(?<=\S)\1/g,
];
const MARKUP = /[`*_~=^+[\]<>&\\{!]/;
const BEHIND = /\{:?[^{}\n]*\}/y;
const BLOCK_MARK = /^(?:\p{Nd}+(?=[.)]\s)|(?=#|>|[-+*]\s|!!!|\?\?\?|===|:\s|\|))/u;

const HEADING = /^#(?!#)[ \t]*(.*)/;
const BLANK_LINES = /(?:[ \t]*\n)*/y;
const LINK_END = /\]\([^()\s]*(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\)|\]\[[^[\]\n]*\]/g;
const NO_WORDS = /<\/?[A-Za-z][^<>]*>|^[ ]{0,3}\[[^\]\n]+\]:[^\n]*/gm;
const WORD = /[\p{L}\p{N}]\S*/gu;
const CJK = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;

/** A text whose links are their words alone. */
function withoutLinks(text, blocks) {
  const scan = linksIn(text, blocks);
  const edits = [];
  const unwrap = (start, end, [from, to]) => {
    edits.push([start, from, ""]);
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const mark = BLOCK_MARK.exec(text.slice(from, to));
    // The bare text would begin a heading, a list or a quote.
    if (mark && !/[^ \t>]/.test(text.slice(lineStart, start))) edits.push([from + mark[0].length, from + mark[0].length, "\\"]);
    edits.push([to, end + (at(BEHIND, text, end)?.[0].length ?? 0), ""]);
  };
  for (const link of scan.links) {
    if (link.kind === "autolink") edits.push([link.outerStart, link.outerEnd, text.slice(link.start, link.end)]);
    else if (link.kind === "definition") edits.push([link.outerStart, link.outerEnd, ""]);
    else if (link.kind === "html") edits.push(withoutAttribute(text, scan, link));
    else unwrap(link.outerStart, link.outerEnd, scan.inner.get(link.start));
  }
  for (const use of scan.uses) unwrap(use.outerStart, use.outerEnd, [use.textStart, use.textEnd]);
  edits.sort(([a, b, c], [x, y, z]) => a - x || b - y || (c < z ? -1 : c > z ? 1 : 0));
  let parts = "";
  let done = 0;
  for (const [start, end, put] of edits) {
    if (start < done) continue;
    parts += text.slice(done, start) + put;
    done = end;
  }
  return parts + text.slice(done);
}

function withoutAttribute(text, scan, link) {
  const [start, end] = scan.tags.get(link.start);
  if (link.text.toLowerCase() === "img") {
    let alt = "";
    for (const { name, value } of attributesIn(text, start + 4, end)) if (name === "alt" && value) alt = stripped(value, "\"'");
    return [start, end, alt.replaceAll("<", "&lt;").replaceAll(">", "&gt;")];
  }
  const before = text.slice(0, link.outerStart);
  return [before.trimEnd().length, link.outerEnd, ""];
}

/** A title or a sentence without its markup, on one line. */
export function plainText(markdown, blocks) {
  let text = cut(markdown, MOST);
  if (!MARKUP.test(text)) return oneLine(text);
  const kept = [];
  const keep = (words) => `\ue000${kept.push(words) - 1}\ue001`;
  text = text.replace(/[\ue000\ue001]/g, "");
  text = text.replace(CODE, (_, ticks, words) => keep(words.trim()));
  if (/[[<]/.test(text)) {
    text = withoutLinks(text.replace(FOOTNOTE, ""), blocks);
    text = text.replace(REFERENCE, "$1");
  }
  text = text.replace(ESCAPED, (_, sign) => keep(sign));
  text = text.replace(TAG, "").replace(LISTED, "");
  for (const mark of MARKS) text = text.replace(mark, "$2");
  return plainly(text.split(/\ue000(\d+)\ue001/).map((part, number) => (number % 2 ? kept[part] : resolved(part))).join(""));
}

/** Where the first line begins that is neither blank nor a comment. */
function topOf(body) {
  for (let start = 0; ;) {
    start += at(BLANK_LINES, body, start)[0].length;
    const end = body.startsWith("<!--", start) ? body.indexOf("-->", start + 4) : -1;
    const lineEnd = end < 0 ? -1 : body.indexOf("\n", end);
    if (lineEnd < 0 || body.slice(end + 3, lineEnd).trim()) return start;
    start = lineEnd + 1;
  }
}

function withoutAttributes(title) {
  const start = title.lastIndexOf("{");
  return start < 0 || title.indexOf("}", start) !== title.length - 1 ? title : cropped(title.slice(0, start), " \t");
}

function withoutClosing(title) {
  const bare = cropped(title, "#");
  return bare !== title && /[ \t]$/.test(bare.slice(-1)) ? cropped(bare, " \t") : title;
}

/** The heading that opens a text, and how many lines it takes with what stands before it; none is ["", 0]. */
export function titleOf(body, blocks) {
  const start = topOf(body);
  const [first, second] = cut(body.slice(start), READ).split("\n", 2);
  if (!first.trim() || /^(?: {4}|\t)/.test(first) || /^(?:```|~~~)/.test(first.trimStart())) return ["", 0];
  const heading = HEADING.exec(first);
  const isUnderlined = !heading && second !== undefined && /^=+[ \t]*$/.test(second);
  if (!heading && !isUnderlined) return ["", 0];
  const words = plainText(heading ? withoutClosing(withoutAttributes(cropped(heading[1], " \t"))) : withoutAttributes(first.trim()), blocks);
  return words ? [words, body.slice(0, start).split("\n").length - 1 + (heading ? 1 : 2)] : ["", 0];
}

function withoutComments(text, blocks) {
  const seen = /`|~~~/.test(text) ? masked(text, blocks) : text;
  let parts = "";
  let done = 0;
  for (let start = seen.indexOf("<!--"); start >= 0; start = seen.indexOf("<!--", done)) {
    const end = seen.indexOf("-->", start + 4);
    if (end < 0) break;
    parts += text.slice(done, start);
    done = end + 3;
  }
  return parts + text.slice(done);
}

/** The words that a reader reads: prose and code, without addresses, tags and marks. */
export function countWords(body, blocks) {
  let text = body.includes("<!--") ? withoutComments(body, blocks) : body;
  if (text.includes("](") || text.includes("][")) text = text.replace(LINK_END, "]");
  if (text.includes("<") || text.includes("]:")) text = text.replace(NO_WORDS, " ");
  let wide = 0;
  text = text.replace(CJK, () => ((wide += 1), " "));
  return (text.match(WORD) ?? []).length + Math.floor((wide + 1) / 2);
}
