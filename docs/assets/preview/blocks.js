/* The blocks of Markdown, as Python-Markdown tells them apart, as a tree of {tag, children}. */
import { inlineOf } from "./inline.js";
import { comment, fence, HEADING, heading, indented, isBlank, node, RULE, within } from "./leaves.js";
import { list, listBegins } from "./lists.js";
import { tableAt } from "./tables.js";

const DEEPEST = 12;
const QUOTE = /^ {0,3}> ?(.*)$/;
const BOX = /^(!!!|\?\?\?\+?) ?([\w-]+(?: +[\w-]+)*)?(?: +"(.*)")? *$/;
const BEYOND = [
  [/^ {0,3}\[\^[^\]]+\]:/, "preview-footnote"],
  [/^\*\[[^\]]+\]:/, "preview-abbreviation"],
  [/^ {0,3}\[[^\]]+\]: *\S/, "preview-reference"],
];

/** The lines of a text, each with its number. */
export function linesOf(markdown) {
  return markdown.replace(/\r\n?/g, "\n").split("\n").map((text, at) => ({ text: tabless(text), number: at + 1 }));
}

function tabless(text) {
  let out = "";
  for (const part of text.split(/(\t)/)) out += part === "\t" ? " ".repeat(4 - (out.length % 4)) : part;
  return out;
}

/** The blocks of some lines. `note(code, line)` is told what is beyond this; `deep` is how far they lie within others. */
export function blocksOf(lines, note, deep = 0) {
  if (deep > DEEPEST) {
    if (lines.length) note("preview-deep", lines[0].number);
    return lines.length ? [node("p", [lines.map((line) => line.text).join("\n")])] : [];
  }
  const found = [];
  const words = (rows) => inlineOf(rows.map((line) => line.text).join("\n"), rows[0]?.number ?? 1, note);
  for (let at = 0; at < lines.length;) {
    const line = lines[at];
    const block = isBlank(line) ? [null, at + 1]
      : fence(lines, at) ?? comment(lines, at, note) ?? heading(lines, at, words) ?? (RULE.test(line.text) ? [node("hr"), at + 1] : null)
        ?? quote(lines, at, note, deep) ?? box(lines, at, note, deep, words) ?? list(lines, at, note, deep)
        ?? indented(lines, at) ?? beyond(lines, at, note) ?? tableAt(lines, at, words) ?? paragraph(lines, at, note, words);
    if (block[0]) found.push(at && found.length && isBlank(lines[at - 1]) ? { ...block[0], apart: true } : block[0]);
    at = block[1];
  }
  return found;
}

function quote(lines, at, note, deep) {
  if (!QUOTE.test(lines[at].text)) return null;
  const rows = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const blank = isBlank(lines[end]);
    if (blank && !QUOTE.test(lines[end + 1]?.text ?? "")) break;
    rows.push({ ...lines[end], text: QUOTE.exec(lines[end].text)?.[1] ?? lines[end].text });
  }
  return [node("blockquote", blocksOf(rows, note, deep + 1)), end];
}

function box(lines, at, note, deep, words) {
  const opening = BOX.exec(lines[at].text);
  const tab = /^===[!+]? "(.*)"/.exec(lines[at].text);
  if (tab) note("preview-tabs", lines[at].number);
  if (!(opening && (opening[2] || opening[1] !== "!!!")) && !tab) return null;
  if (opening && opening[1] !== "!!!") note("preview-details", lines[at].number);
  const [rows, end] = within(lines, at + 1);
  const kind = (opening?.[2] ?? "note").split(/ +/)[0].toLowerCase();
  const title = tab?.[1] ?? opening?.[3] ?? kind[0].toUpperCase() + kind.slice(1);
  const top = title ? [node("p", words([{ ...lines[at], text: title }]), { classes: ["admonition-title"] })] : [];
  return [node("div", [...top, ...blocksOf(rows, note, deep + 1)], { classes: ["admonition", kind], kind }), end];
}

function beyond(lines, at, note) {
  const known = BEYOND.find(([pattern]) => pattern.test(lines[at].text));
  if (!known) return null;
  note(known[1], lines[at].number);
  return [null, within(lines, at + 1)[1]];
}

function paragraph(lines, at, note, words) {
  let end = at + 1;
  while (end < lines.length && !isBlank(lines[end]) && !interrupts(lines, end)) end += 1;
  for (const line of lines.slice(at, end)) if (/^ {0,3}: {1,3}\S/.test(line.text)) note("preview-definition", line.number);
  const rows = lines.slice(at, end).map((line) => ({ ...line, text: line.text.trimStart() }));
  return [node("p", words(rows)), end];
}

/** Whether a line ends the paragraph above it, as few blocks do. */
export function interrupts(lines, at) {
  const { text } = lines[at];
  return listBegins(lines[at]) || HEADING.test(text) || QUOTE.test(text) || RULE.test(text) || (BOX.test(text) && text.startsWith("!!! ")) || fence(lines, at) !== null;
}
