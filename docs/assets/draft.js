/* The file of a contribution, made of what somebody typed: as commonplace/drafting does. Nothing is sent or kept here. */

const ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const ID_LENGTH = 10;
const LONGEST_NAME = 60;
const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 400;
const WIDTH = 100; // of a list on one line
const RESERVED = ["index", "page"];
const KEYS = ["title", "summary", "topics", "authors", "told_by", "id"];

// Characters that nobody sees and that mislead; the flags of England, Scotland and Wales stay.
const FLAG = "\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{1,32}\\u{e007f}";
const HIDDEN = new RegExp(
  `(${FLAG})|[\\u202a-\\u202e\\u2066-\\u2069\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufff9-\\ufffb` +
    "\\u200b\\u2060-\\u2064\\u206a-\\u206f\\ufeff\\u180e\\u{e0000}-\\u{e007f}]",
  "gu",
);
const MARKUP = /[\\`*_~^{}[\]<>]|==|\+\+/g;
// What can stand in the block without quotes, and what YAML takes for something else than a text.
const PLAIN = /^[A-Za-z](?:[A-Za-z0-9 _./+-]*[A-Za-z0-9_+])?$/;
const TAKEN = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);
const UNSEEN = /[\p{C}\p{Z}]/gu;

const letters = (text) => Array.from(text);

/** The text without characters that mislead, its lines ended by newlines alone. */
export function cleanText(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(HIDDEN, (found, flag) => flag ?? (found === "\u2028" || found === "\u2029" ? "\n" : ""));
}

const oneLine = (text) => cleanText(text).replace(/\s+/g, " ").trim();

/** A text of at most `most` characters that is no Markdown, whatever stands in it. */
function plainly(text, most) {
  let cut = letters(oneLine(text));
  for (;;) {
    const escaped = cut.join("").replace(MARKUP, "\\$&");
    const over = letters(escaped).length - most;
    if (over <= 0) return escaped;
    cut = letters(cut.slice(0, cut.length - Math.ceil(over / 2)).join("").trimEnd());
  }
}

const hex = (sign) => {
  const code = sign.codePointAt(0);
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
};

function scalar(text) {
  const line = oneLine(text);
  if (PLAIN.test(line) && !TAKEN.has(line.toLowerCase())) return line;
  const escaped = line.replace(/["\\]/g, "\\$&").replace(UNSEEN, (sign) => (sign === " " ? sign : hex(sign)));
  return `"${escaped}"`;
}

function entry(key, value) {
  if (typeof value === "string") return value ? [`${key}: ${scalar(value)}`] : [];
  const items = value.map(scalar).filter((item) => item !== '""');
  const short = `${key}: [${items.join(", ")}]`;
  if (!items.length) return [];
  return letters(short).length <= WIDTH ? [short] : [`${key}:`, ...items.map((item) => `  - ${item}`)];
}

/** A new identity for a contribution. */
export function newId() {
  const numbers = crypto.getRandomValues(new Uint8Array(ID_LENGTH));
  return Array.from(numbers, (number) => ID_LETTERS[number % ID_LETTERS.length]).join("");
}

/** The body of a kind that asks questions: the opening, then each answer under its heading. */
export function bodyOf(sections, opening, answers) {
  const told = sections.flatMap((heading, at) => (answers[at]?.trim() ? [`## ${heading}\n\n${answers[at].trim()}`] : []));
  return [...(opening.trim() ? [opening.trim()] : []), ...told].join("\n\n");
}

/** The text of the file. `draft`: title, id, body, and perhaps summary, topics, authors, told_by. */
export function compose(draft) {
  const values = { ...draft, title: plainly(draft.title, LONGEST_TITLE), summary: plainly(draft.summary ?? "", LONGEST_SUMMARY) };
  const block = ["---", ...KEYS.flatMap((key) => entry(key, values[key] ?? "")), "---", ""].join("\n");
  const body = cleanText(draft.body ?? "").replace(/^\n+/, "").trimEnd();
  return body.trim() ? `${block}\n${body}\n` : block;
}

/** The part of an address that a title becomes. */
export function slugOf(name) {
  const folded = name.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFKD")
    .replace(/\u0345/g, "ι").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  const slug = letters((folded.match(/[\p{L}\p{N}]+/gu) ?? []).join("-")).slice(0, 100).join("");
  const bytes = new TextEncoder().encode(slug).slice(0, 200);
  return new TextDecoder("utf-8").decode(bytes, { stream: true }).replace(/^-+|-+$/g, "");
}

/** The last part of its address: made of the title, another than the `taken` ones of its kind. */
export function slugFor(draft, taken = new Set()) {
  let slug = slugOf(oneLine(draft.title));
  if (letters(slug).length > LONGEST_NAME) {
    const cut = letters(slug).slice(0, LONGEST_NAME).join("");
    slug = cut.includes("-") ? cut.slice(0, cut.lastIndexOf("-")) : cut;
  }
  if (!slug || RESERVED.includes(slug)) slug = `${draft.kind}-${draft.id}`;
  let [found, number] = [slug, 1];
  while (taken.has(found)) found = `${slug}-${(number += 1)}`;
  return found;
}
