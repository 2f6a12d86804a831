/* What each sign does that means something within a line. `this` is the reader of inline.js. */
import { plainAddress } from "./addresses.js";

const ESCAPED = "\\`*_{}[]()>#+-.!|^ :=~";
const ATTRIBUTES = /\{:?[ ]*[.#\w][^{}\n]{0,200}\}/y;
const EMOJI = /:[-+\w]{0,50}[A-Za-z+][-+\w]{0,50}:/y;
export const ENTITY = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});/y;

const known = new Map();

/** The sign that an entity stands for, as browsers know it. */
export function decoded(entity) {
  if (!known.has(entity)) known.set(entity, new DOMParser().parseFromString(entity, "text/html").documentElement.textContent);
  return known.get(entity);
}

export const ACTS = {
  "\\"() {
    const next = this.text[this.at + 1];
    if (next && ESCAPED.includes(next)) this.words += next;
    else this.words += `\\${next === "\n" ? "" : next ?? ""}`;
    this.at += next === "\n" ? 1 : 2;
  },
  "`"() { this.ticks(); },
  "*"(sign) { this.delimiters(sign); },
  _(sign) { this.delimiters(sign); },
  "~"(sign) { this.delimiters(sign); },
  "!"() {
    if (this.text[this.at + 1] === "[") this.open(true);
    else this.plainly(1);
  },
  "["() { this.open(false); },
  "]"() { this.close(); },
  "<"() { this.angle(); },
  "&"() {
    const entity = this.here(ENTITY)?.[0];
    if (!entity) return this.plainly(1);
    this.words += decoded(entity);
    this.at += entity.length;
  },
  ":"() {
    if (plainAddress(this)) return;
    const emoji = this.here(EMOJI);
    if (emoji) this.say("preview-emoji");
    this.plainly(1);
  },
  "{"() {
    if (this.here(ATTRIBUTES)) this.say("preview-attributes");
    this.plainly(1);
  },
  "^"() {
    this.paired("^");
    this.plainly(1);
  },
  "="() { doubled.call(this, "="); },
  "+"() { doubled.call(this, "+"); },
  "\n"() { this.newline(); },
};

function doubled(sign) {
  const two = this.text[this.at + 1] === sign;
  if (two) this.paired(sign + sign);
  this.plainly(two ? 2 : 1);
}
