/* A text as the rules of form look at it: its lines, its headings and its links: commonplace/checks/form/page.py. */
import { cleanText } from "../draft.js";
import { at, cropped, shown, startsOf } from "./signs.js";
import { linksIn } from "./links.js";
import { masked } from "./mask.js";
import { plainText, titleOf } from "./plain.js";
import { countUpTo } from "../sorted.js";

const TOP = /---[ \t]*\n(?=\s*(?:#.*\n\s*)*["']?[\p{L}\p{N}_-]+["']?\s*:(?:\s|$))/uy;
const END = /^(?:---|\.\.\.)[ \t]*(?:\n|(?![^]))/gm;
const TITLE = /^title[ \t]*:[ \t]*(?=(["']*))\1([^\n]*[^\s"'])/m;
const UNDERLINE = /^(?:=+|-+)[ ]*$/;
const NO_PARAGRAPH = /^(?:[>|#]|[-+*][ \t]|\p{Nd}+[.)][ \t]|<|!!!|\?\?\?|===|---|\*\[|\[[^\]]*\]:)/u;

function isUnderlined(lines, number) {
  if (number + 1 >= lines.length || /^(?: {4}|\t)/.test(lines[number]) || NO_PARAGRAPH.test(lines[number].trimStart())) return false;
  return UNDERLINE.test(lines[number + 1]);
}

/** One contribution. `known` is what readKnown of advice.js made. */
export class Page {
  constructor(written, kind, known) {
    this.kind = kind;
    this.known = known;
    this.text = cleanText(written);
    const top = at(TOP, this.text, 0);
    const end = top && at(END, this.text, top[0].length);
    this.bodyStart = end ? end.index + end[0].length : 0;
    this.body = this.text.slice(this.bodyStart);
    this.lines = this.body.split("\n");
    this.masked = masked(this.body, known.blocks);
    this.scan = linksIn(this.body, known.blocks);
    [this.title, this.titleEnd] = titleOf(this.body, known.blocks);
    this.title ||= TITLE.exec(this.text.slice(0, this.bodyStart))?.[2].trim() ?? "";
    this.firstLine = this.text.slice(0, this.bodyStart).split("\n").length;
    this.starts = startsOf(this.body);
    this.headings = this.findHeadings();
  }

  /** The headings below the title: level, words as written, line of the file, and how many lines each takes. */
  findHeadings() {
    const found = [];
    const lines = this.masked.split("\n");
    let isAfterBlank = true;
    for (const [number, line] of lines.entries()) {
      const marks = /^#{1,6}(?!#)/.exec(line)?.[0].length;
      const written = this.lines[number];
      const place = { line: this.firstLine + number, height: 1 };
      if (number >= this.titleEnd && marks) {
        const words = cropped(written.slice(marks).trim(), "#").trimEnd();
        if (words) found.push({ ...place, level: marks, text: words });
      } else if (number >= this.titleEnd && isAfterBlank && line.trim() && isUnderlined(lines, number)) {
        found.push({ line: place.line, height: 2, level: lines[number + 1].startsWith("=") ? 1 : 2, text: written.trim() });
      }
      isAfterBlank = !line.trim() || Boolean(marks);
    }
    return found;
  }

  plain(words) {
    return plainText(words, this.known.blocks);
  }

  /** The line of the file and the column of a place in the body. */
  place(where) {
    const line = countUpTo(this.starts, where);
    return [this.firstLine + line - 1, where - this.starts[line - 1] + 1];
  }

  /** The place of the first words, for what is told of the text as a whole. */
  get top() {
    return this.place(this.body.length - this.body.trimStart().length);
  }

  /** Advice on the text as a whole, and on the parts of it that are not there, where `lacking` names some. */
  adviseOfAll(code, values, lacking = []) {
    return { ...this.advise(code, this.top, values), isOfAll: true, lacking };
  }

  /** Advice on a place, as data: its words come from the catalog. */
  advise(code, [line, column], values = {}) {
    const said = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(value)]));
    return { code, line, column, values: said };
  }
}
