/* What a line begins, by its first signs, and which lines are raw HTML: commonplace/markup/starts.py and raw.py. */
import { at, LETTER } from "./signs.js";

export const MARK = /(?:[-+*]|([0-9]{1,9})[.)])(?=[ \t]|$)/y;
export const FENCE = /`{3,}(?=[^`]*$)|~{3,}/y;
const RULE = /(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$/y;
const UNDERLINE = /-+[ \t]*$/y;
const HEADING = /#{1,6}(?:[ \t]|$)/y;
const NOTE = new RegExp(`!!! ?[${LETTER}-]|\\?\\?\\?\\+? ?[${LETTER}-]|===[!+]* ?["']`, "uy");
const MEANING = /:[ \t]|\[\^[^\]\n]+\]:/y;
const HTML = / {0,3}<(\/?)([A-Za-z][A-Za-z0-9:-]*)([^>\n]*)(>?)/y;
const COMMENT_END = /--!?>/;

export function endOfBlanks(line, start) {
  while (line[start] === " " || line[start] === "\t") start += 1;
  return start;
}

/** What begins at a place of a line that has no blank there. */
export function kindAt(line, start) {
  const sign = line[start];
  if ("-+*_0123456789".includes(sign)) {
    if ("-*_".includes(sign) && at(RULE, line, start)) return "rule";
    return at(MARK, line, start) ? "item" : "";
  }
  if (sign === "`" || sign === "~") return at(FENCE, line, start) ? "fence" : "";
  if (sign === ">") return "quote";
  if (sign === "#") return at(HEADING, line, start) ? "heading" : "";
  if ("!?=".includes(sign)) return at(NOTE, line, start) ? "note" : "";
  return ":[".includes(sign) && at(MEANING, line, start) ? "meaning" : "";
}

/** Whether a line ends the paragraph above it; `inside` if it is where that paragraph is. */
export function endsParagraph(line, start, inside) {
  const kind = kindAt(line, start);
  if (!inside || (kind !== "item" && kind !== "rule")) return kind !== "";
  if (kind === "rule") return !at(UNDERLINE, line, start);
  const mark = at(MARK, line, start);
  return Number(mark[1] ?? 1) === 1 && line.slice(start + mark[0].length).trim() !== "";
}

const patterns = new Map();
function tagNamed(name) {
  if (!patterns.has(name)) patterns.set(name, new RegExp(`<(/?)${name}(?![${LETTER}])`, "giu"));
  return patterns.get(name);
}

/** Told every line outside of code, in order. `tags` are the names of elements that make blocks. */
export class RawHtml {
  constructor(tags, comments = true) {
    Object.assign(this, { tags, comments, open: "", deep: 0 });
  }

  /** Whether this line is a block of HTML, or begins one. */
  begins(line) {
    if (!line.slice(0, 4).includes("<")) return false;
    if (this.comments && /^ {0,3}<!--/.test(line)) {
      this.open = COMMENT_END.test(line.slice(line.indexOf("<!--") + 4)) ? "" : "!--";
      return true;
    }
    const found = at(HTML, line, 0);
    const name = found?.[2].toLowerCase();
    if (!found || !this.tags.has(name)) return false;
    if (found[1] || name === "hr" || found[3].endsWith("/")) return true;
    [this.open, this.deep] = [name, 0];
    this.read(line);
    return true;
  }

  /** Another line of what is open. */
  read(line) {
    if (this.open === "!--") {
      if (COMMENT_END.test(line)) this.open = "";
      return;
    }
    if (!line.includes("<")) return;
    for (const [, closing] of line.matchAll(tagNamed(this.open))) {
      this.deep += closing ? -1 : 1;
      if (this.deep <= 0) {
        this.open = "";
        return;
      }
    }
  }
}
