/* Where fenced code stands: commonplace/markup/fences.py, in the browser. */
import { at, cropped, LETTER, untabbed } from "./signs.js";

const START = new RegExp(
  `(?<fence>~{3,}|\`{3,})(?:[ \\t]*\\.?(?<lang>[${LETTER}#.+\\-]+)(?=[\\t ]|$))?` +
    "(?:[ \\t]*(?<attributes>\\{[^\\n]*\\})|(?<options>[ \\t]+[^\\n]*|\\.?[a-zA-Z][^\\n]*))?[ \\t]*$",
  "uy",
);
const OPTION = /[ \t]*([a-zA-Z][a-zA-Z0-9_]*)(?:=(["'])(.*?)\2)?(?=[\t ]|$)/;
const [EVERY_OPTION, NEXT_OPTION] = ["g", "y"].map((flag) => new RegExp(OPTION.source, flag));
const KEYS = ["hl_lines", "linenums", "title", "title_mode"];
const LINES = /^\p{Nd}+(?:-\p{Nd}+)?(?:[ \t]+\p{Nd}+(?:-\p{Nd}+)?)*$/u;
const NUMBERS = /^\p{Nd}+(?:[ \t]+\p{Nd}+){0,2}$/u;
const TAB = 4;

const quotesIn = (text) => text.split(">").length - 1;

function fits(key, value = "") {
  if (key === "hl_lines") return LINES.test(value);
  return key !== "linenums" || NUMBERS.test(value);
}

function isValid(attributes, options) {
  if (attributes !== undefined) return [...attributes.slice(1, -1).matchAll(EVERY_OPTION)].every(([, key, , value]) => fits(key, value));
  const text = cropped(options ?? "", " \t");
  for (let place = 0; place < text.length; place = NEXT_OPTION.lastIndex) {
    const found = at(NEXT_OPTION, text, place);
    if (!found || !KEYS.includes(found[1]) || !fits(found[1], found[3])) return false;
  }
  return true;
}

function opening(number, line) {
  const mark = /^[> \t]*/.exec(line)[0].length;
  const found = at(START, line, mark);
  if (!found || !isValid(found.groups.attributes, found.groups.options)) return null;
  const before = line.slice(0, mark);
  return { first: number, mark, fence: found.groups.fence, width: untabbed(before).length, quotes: quotesIn(before) };
}

/** How long what stands before the code is, up to so many columns, and how many columns it takes. */
function lead(line, width) {
  let [columns, index] = [0, 0];
  while (index < line.length && columns < width && "> \t".includes(line[index])) {
    columns += line[index] === "\t" ? TAB - (columns % TAB) : 1;
    index += 1;
  }
  return [index, columns];
}

function leaves(fence, width, prefix, quotes, blanks) {
  if (!fence.quotes) return width !== fence.width;
  return prefix < fence.mark || (blanks > 0 && quotes < fence.quotes);
}

const closes = (fence, content) => content.startsWith(fence) && !content.slice(fence.length).replace(/^[ \t]+/, "");

/** Every fence that is opened and closed: its first and its last line, and where its mark begins in the first. */
export function fencesIn(lines) {
  const found = [];
  let current = null;
  let blanks = 0;
  for (const [number, line] of lines.entries()) {
    if (!current) {
      if (line.includes("```") || line.includes("~~~")) {
        current = opening(number, line);
        blanks = 0;
      }
      continue;
    }
    const [prefix, width] = lead(line, current.width);
    const content = line.slice(prefix);
    const quotes = quotesIn(line.slice(0, prefix));
    if (quotes > current.quotes) current = null;
    else if (!/[^ \t]/.test(content)) blanks += 1;
    else if (leaves(current, width, prefix, quotes, blanks)) current = null;
    else if (closes(current.fence, content)) {
      found.push({ first: current.first, last: number, mark: current.mark });
      current = null;
    } else blanks = 0;
  }
  return found;
}
