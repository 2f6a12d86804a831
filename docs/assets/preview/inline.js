/* What stands within a line of Markdown: marks, code, links and pictures, as a list of texts and {tag, children}. */
import { emphasize } from "./marks.js";
import { ACTS, decoded, ENTITY } from "./signs.js";

const LINK = /\( *(?:<([^<>\n]{0,2000})>|((?:[^\s()\\]|\\.|\([^\s()]{0,500}\)){0,2000}))(?:\s+(?:"([^"\n]{0,500})"|'([^'\n]{0,500})'))? *\)/y;
const AUTO = /<((?:https?|ftps?):\/\/[^<>\s]{1,2000})>/iy;
const MAIL = /<([\w.!#$%&'*+/=?^`{|}~-]{1,100}@[\w.-]{1,200})>/y;
const BREAK = /<br ?\/?>/iy;
const TAG = /<[A-Za-z/!?]/y;
const FOOTNOTE = /\[\^[^\]\s]{1,100}\]/y;
const REFERENCE = /\[[^\]\n]{0,200}\]/y;
const PAIRED = { "==": "preview-highlight", "++": "preview-keys", "^": "preview-small", "~": "preview-small" };
const node = (tag, children, more) => ({ tag, children, ...more });

/** What a picture shows, as the hub reads it: without backslashes, and stars stay stars. */
const plain = (text) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(new RegExp(ENTITY, "g"), decoded);

/** Read some lines; `line` is the number of the first, `note(code, line)` is told what is beyond this. */
export function inlineOf(text, line, note) {
  const reader = new Reader(text.trim(), line, note);
  while (reader.at < reader.text.length) reader.step();
  return reader.finish();
}

class Reader {
  constructor(text, line, note) {
    Object.assign(this, { text, line, note, at: 0, parts: [], brackets: [], words: "", noTicks: new Map(), counts: {}, inLink: 0 });
  }

  say(code) { this.note(code, this.line); }

  push(part) {
    if (this.words) this.parts.push(this.words);
    this.words = "";
    this.parts.push(part);
  }

  /** What a pattern finds right here. */
  here(pattern, at = this.at) {
    pattern.lastIndex = at;
    return pattern.exec(this.text);
  }

  plainly(length) {
    this.words += this.text.slice(this.at, this.at + length);
    this.at += length;
  }

  step() {
    const sign = this.text[this.at];
    const act = ACTS[sign];
    if (act) act.call(this, sign);
    else {
      const end = this.text.slice(this.at + 1, this.at + 400).search(/[\\`<&![\]*_~=+^:{\n]/);
      this.plainly(end < 0 ? Math.min(400, this.text.length - this.at) : end + 1);
    }
  }

  /** Code: what was looked for once in vain is not looked for again. */
  ticks() {
    const run = /^`+/.exec(this.text.slice(this.at, this.at + 1000))[0].length;
    if (!this.noTicks.has(run)) {
      const closer = new RegExp(`(?<!\`)\`{${run}}(?!\`)`, "g");
      closer.lastIndex = this.at + run;
      const found = closer.exec(this.text);
      if (found && found.index > this.at + run) {
        this.push(node("code", [this.text.slice(this.at + run, found.index).trim()]));
        this.at = found.index + run;
        return;
      }
      this.noTicks.set(run, true);
    }
    this.plainly(run);
  }

  delimiters(sign) {
    let end = this.at;
    while (this.text[end] === sign) end += 1;
    const run = end - this.at;
    if (sign === "~" && run === 1) this.paired("~");
    const before = /.$/su.exec(this.text.slice(Math.max(0, this.at - 2), this.at))?.[0] ?? " ";
    const after = /^./su.exec(this.text.slice(end, end + 2))?.[0] ?? " ";
    this.push({ mark: this.text.slice(this.at, end), sign, before, after });
    this.at = end;
  }

  paired(mark) {
    this.counts[mark] = (this.counts[mark] ?? 0) + 1;
    if (this.counts[mark] === 2) this.say(PAIRED[mark]);
  }

  open(picture) {
    const mark = picture ? "![" : "[";
    if (this.here(FOOTNOTE) && !picture) {
      this.say("preview-footnote");
      this.plainly(this.here(FOOTNOTE)[0].length);
      return;
    }
    this.push({ mark });
    this.at += mark.length;
    this.brackets.push({ place: this.parts.length - 1, picture, start: this.at });
  }

  close() {
    const opening = this.brackets.pop();
    const target = opening && this.here(LINK, this.at + 1);
    if (!target || (this.inLink > opening.place && !opening.picture)) {
      if (opening && this.here(REFERENCE, this.at + 1)) this.say("preview-reference");
      this.plainly(1);
      return;
    }
    this.push("");
    const inside = emphasize(this.parts.splice(opening.place).slice(1));
    const href = (target[1] ?? target[2]).replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/&amp;/g, "&");
    const title = target[3] ?? target[4];
    if (opening.picture && /^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) this.say("preview-picture");
    this.push(opening.picture ? { tag: "img", src: href, alt: plain(this.text.slice(opening.start, this.at)), title } : node("a", inside, { href, title }));
    if (!opening.picture) this.inLink = opening.place + 1;
    this.at += 1 + target[0].length;
  }

  angle() {
    const link = this.here(AUTO) ?? this.here(MAIL);
    const other = link ?? this.here(BREAK);
    if (link) this.push(node("a", [link[1]], { href: /^\w+:/.test(link[1]) ? link[1] : `mailto:${link[1]}` }));
    else if (other) this.push(node("br"));
    if (other) {
      this.at += other[0].length;
      return;
    }
    if (this.here(TAG)) this.say("preview-html");
    this.plainly(1);
  }

  newline() {
    const broken = this.words.endsWith("  ");
    this.words = this.words.replace(/(?<! ) +$/, "");
    if (broken) this.push(node("br"));
    this.words += "\n";
    this.at += 1;
    this.line += 1;
    while (this.text[this.at] === " ") this.at += 1;
  }

  finish() {
    if (this.words) this.parts.push(this.words);
    return emphasize(this.parts);
  }
}
