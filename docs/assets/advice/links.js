/* Links, pictures, definitions and addresses in HTML, each with its place: commonplace/markup/linkscan.py. */
import { at, LETTER, once, oneLine, resolved } from "./signs.js";
import { masked } from "./mask.js";

const SHOWN = 1000;
const TOKEN = /\\[^]|!\[|\[|\]|\n[ \t>]*(?=\n)/g;
const TITLE = `(?:"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|\\((?:[^()\\\\]|\\\\.)*\\))`;
const PLAIN = `(?:[^\\s()<>\\\\"']|\\\\.|\\((?:[^\\s()\\\\]|\\\\.|\\((?:[^\\s()\\\\]|\\\\.)*\\))*\\))`;
const BLANKS = "[ \\t]*";
const TARGET = new RegExp(
  `\\(${once("\\s*")}(?:<(?<angle>[^<>\\n]*)>|(?<plain>${once(`(?:${PLAIN}(?:${PLAIN}|["'])*)?`)}))` +
    `${once(`(?:\\s+${TITLE})?`)}${once("\\s*")}\\)`,
  "dy",
);
// Python-Markdown takes blanks in a destination, and quotes that close no title.
const LOOSE = new RegExp(
  `\\(${once(BLANKS)}(?<plain>${once(`(?:[^()\\n\\\\"]|\\n(?![ \\t]*\\n)|\\\\.|\\([^()\\n]*\\))*`)})${once(`(?:"[^"\\n]*"${BLANKS})?`)}\\)`,
  "dy",
);
const DEFINITION = new RegExp(
  `^${once("[ \\t>]*")}(?<outer>\\[(?<label>(?!\\^)[^\\[\\]\\n]+)\\]:${once(BLANKS)}(?:\\n${once("[ \\t>]*")})?` +
    `(?:<(?<angle>[^<>\\n]*)>|(?<plain>${once("[^\\s<>][^\\s]*")}))` +
    `${once(`(?:${BLANKS}(?:\\n[ \\t>]*)?(?:"[^"\\n]*"|'[^'\\n]*'|\\([^()\\n]*\\)))?`)})${once(BLANKS)}$`,
  "dgm",
);
const AUTOLINK = /<(?<plain>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@!/:"'=]+@[^\s<>@"'=]+)>/dg;
export const TAG = new RegExp(`<(?<name>[A-Za-z][${LETTER}:\\-]*)(?<rest>(?:[^<>"'=]+|=\\s*(?:"[^"]*"|'[^']*')?|["'])*)>?`, "dgu");
const ATTRIBUTE = /(?<name>[^\s"'<>/=]+)(?:\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s"'=<>`]+))?/dg;
const ESCAPE = /\\([\\`*_{}[\]()>#+\-.!<"'|~^:=])/g;
const REFERENCE = /[ ]?\[(?<label>[^[\]]*)\]/y;

const foldedLabel = (label) => oneLine(label).toLowerCase();

/** The attributes in a part of a text: name, value with its quotes, and where both stand. */
export function* attributesIn(text, start, end) {
  for (const { groups, indices } of text.slice(start, end).matchAll(ATTRIBUTE)) {
    const moved = (span) => span && [start + span[0], start + span[1]];
    yield { name: groups.name.toLowerCase(), value: groups.value, outer: moved(indices[0]), span: moved(indices.groups.value) };
  }
}

/** Links as `{kind, start, end, outerStart, outerEnd, destination, text}`, uses of definitions, the spans of the words of links
 * (`inner`, by their start), and of the tags around addresses (`tags`, by theirs). */
export function linksIn(text, blocks) {
  const scan = { links: [], uses: [], inner: new Map(), tags: new Map() };
  if (!/[[<]/.test(text)) return scan;
  const seen = masked(text, blocks);
  const labels = new Set();
  const taken = [];

  const add = (kind, [start, end], [outerStart, outerEnd], [from, to]) => {
    const raw = text.slice(start, end);
    const destination = (kind === "html" ? resolved(raw) : raw.replace(ESCAPE, "$1")).trim();
    scan.links.push({ kind, start, end, outerStart, outerEnd, destination, text: text.slice(from, Math.min(to, from + SHOWN)) });
  };

  const target = (place) => {
    if (seen[place] !== "(") return null;
    const found = at(TARGET, seen, place);
    if (found && /\n[ \t]*\n/.test(found[0])) return null;
    const { angle, plain } = found?.indices.groups ?? {};
    if (!angle && plain && plain[0] === plain[1]) found.indices.groups.plain = [place + 1, place + 1]; // there is none
    return found ?? at(LOOSE, seen, place);
  };

  /** The end of the link whose words end at `place`, or 0 where it is none. */
  const close = (start, inner, place, isImage) => {
    const found = target(place + 1);
    if (found) {
      const [left, right] = found.indices.groups.angle ?? found.indices.groups.plain;
      const end = left + text.slice(left, right).trimEnd().length;
      const last = found.index + found[0].length;
      add(isImage ? "image" : "link", [left, end], [start, last], [inner, place]);
      scan.inner.set(left, [inner, place]);
      return last;
    }
    if (!labels.size) return 0;
    let [end, label] = [place + 1, ""];
    const named = at(REFERENCE, seen, end);
    if (named && (!named.groups.label.trim() || labels.has(foldedLabel(named.groups.label)))) [end, label] = [end + named[0].length, named.groups.label];
    if (!label.trim() && place - inner <= SHOWN) label = text.slice(inner, place);
    if (!labels.has(foldedLabel(label))) return 0;
    scan.uses.push({ outerStart: start, outerEnd: end, textStart: inner, textEnd: place, label: foldedLabel(label) });
    return end;
  };

  if (seen.includes("]:")) {
    for (const { groups, indices } of seen.matchAll(DEFINITION)) {
      add("definition", indices.groups.angle ?? indices.groups.plain, indices.groups.outer, indices.groups.label);
      labels.add(foldedLabel(groups.label));
      taken.push(indices.groups.outer);
    }
  }
  if (text.includes("[")) {
    let opened = [];
    let skip = 0;
    let next = 0;
    for (const { 0: mark, index: place } of seen.matchAll(TOKEN)) {
      while (next < taken.length && place >= taken[next][1]) next += 1;
      if (place < skip || (next < taken.length && place >= taken[next][0])) continue;
      if (mark[0] === "\n") opened = [];
      else if (mark.endsWith("[") && mark[0] !== "\\") opened.push([place, place + mark.length, mark === "!["]);
      else if (mark === "]" && opened.length) skip = close(...moved(opened.pop(), place));
    }
  }
  if (text.includes("<")) {
    for (const { indices } of seen.matchAll(AUTOLINK)) add("autolink", indices.groups.plain, indices[0], indices.groups.plain);
    for (const { groups, indices } of seen.matchAll(TAG)) {
      if (!groups.rest.includes("=")) continue;
      for (const { name, value, outer, span } of attributesIn(seen, ...indices.groups.rest)) {
        if (value === undefined || !["href", "src"].includes(name)) continue;
        const quoted = "\"'".includes(value[0]) ? 1 : 0;
        add("html", [span[0] + quoted, span[1] - quoted], outer, indices.groups.name);
        scan.tags.set(span[0] + quoted, indices[0]);
      }
    }
  }
  scan.links.sort((one, other) => one.start - other.start || one.end - other.end);
  return scan;
}

const moved = ([start, inner, isImage], place) => [start, inner, place, isImage];
