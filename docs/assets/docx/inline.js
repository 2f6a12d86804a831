/* The pieces of a paragraph as lines of Markdown. A piece is {kind, text, marks, link}: kind "text", "break", "picture"
 * (text is what it shows, link its name) or "note" (text is its number). */
import { calm, EMPHASIS, flanked, isText, merged } from "./marks.js";
import { BOLD, CODE, ITALIC, STRIKE } from "./styles.js";
import { cleaned, escaped, opened, split } from "./words.js";


/** The lines of a paragraph, at least one. Without `bold` nothing is bold, as in a heading. */
export function linesOf(pieces, { bold = true, cell = false } = {}) {
  const rows = [[]];
  for (const piece of pieces) {
    if (piece.kind === "break") rows.push([]);
    else rows.at(-1).push(bold ? piece : { ...piece, marks: piece.marks & ~BOLD });
  }
  const lines = rows.map((row) => lineOf(merged(flanked(calm(parted(uncoded(joined(row), cell))))), cell)).filter(Boolean);
  return lines.length ? lines : [""];
}

/** Pieces that look alike as one, without blanks at the ends or one after another. */
function joined(row) {
  const found = [];
  let endsBlank = true;
  for (const piece of row) {
    if (!isText(piece)) {
      found.push(piece);
      endsBlank = false;
      continue;
    }
    let text = cleaned(piece.text);
    if (endsBlank) text = text.replace(/^ +/, "");
    if (!text) continue;
    endsBlank = text.endsWith(" ");
    found.push({ ...piece, text });
  }
  return trimmed(merged(found));
}

/** Code that cannot be written as code is words, before its neighbors' marks are looked at. */
function uncoded(row, cell) {
  return row.map((one) => (isText(one) && one.marks & CODE && cannotBeCode(one.text, cell) ? { ...one, marks: one.marks & ~CODE } : one));
}

// These signs name a language, or become others, and a cell would end within code.
const cannotBeCode = (text, cell) => /^(?:#!|:::)|&#[0-9xX]/.test(text) || (cell && text.includes("|"));

function trimmed(row) {
  const isBlank = (piece) => isText(piece) && !split(piece.text)[1];
  while (row.length && isBlank(row[0])) row.shift();
  while (row.length && isBlank(row.at(-1))) row.pop();
  if (isText(row[0])) row[0] = { ...row[0], text: split(row[0].text).slice(1).join("") };
  if (isText(row.at(-1))) row[row.length - 1] = { ...row.at(-1), text: split(row.at(-1).text).slice(0, 2).join("") };
  return row;
}

/** Blanks at the edges of what is marked or leads somewhere stand outside of it. */
function parted(row) {
  const linkAt = (number) => (isText(row[number]) ? row[number].link : "");
  return row.flatMap((piece, number) => {
    if (!isText(piece) || !(piece.marks || piece.link)) return [piece];
    const [before, words, after] = split(piece.text);
    const [goesOn, comes] = [linkAt(number - 1) === piece.link, linkAt(number + 1) === piece.link];
    const blank = (text, inside) => ({ kind: "text", text, marks: 0, link: inside ? piece.link : "" });
    if (!words) return [blank(before, goesOn && comes)];
    return [...(before ? [blank(before, goesOn)] : []), { ...piece, text: words }, ...(after ? [blank(after, comes)] : [])];
  });
}

/** Groups of neighbors that `same` says belong together. */
function grouped(row, same) {
  const groups = [];
  for (const one of row) {
    if (groups.length && same(groups.at(-1)[0], one)) groups.at(-1).push(one);
    else groups.push([one]);
  }
  return groups;
}

function lineOf(row, cell) {
  let line = "";
  for (const group of grouped(row, (one, other) => isText(one) && isText(other) && one.link === other.link)) {
    const mark = markOf(group, cell);
    if (line.endsWith("!") && mark.startsWith("[")) line = `${line.slice(0, -1)}\\!`;
    line += mark;
  }
  return cell ? line : opened(line);
}

function markOf(group, cell) {
  const { kind, text, link } = group[0];
  if (kind === "note") return `[^${text}]`;
  if (kind === "picture") return `![${inCell(escaped(split(cleaned(text))[1]), cell)}](${link})`;
  const words = grouped(group, (one, other) => (one.marks & EMPHASIS) === (other.marks & EMPHASIS)).map((same) => emphasized(same, cell)).join("");
  if (!link) return words;
  return words === link && link.toLowerCase().startsWith("http") ? `<${link}>` : `[${words}](${link})`;
}

function emphasized(group, cell) {
  const { marks } = group[0];
  const sign = (marks & BOLD ? "**" : "") + (marks & ITALIC ? "*" : "");
  const struck = marks & STRIKE ? "~~" : "";
  return sign + struck + group.map((piece) => wordsOf(piece, cell)).join("") + struck + sign;
}

function wordsOf({ text, marks }, cell) {
  if (!(marks & CODE) || cannotBeCode(text, cell)) return inCell(escaped(text), cell);
  const longest = longestTicks(text);
  const fence = "`".repeat(longest + 1);
  return longest ? `${fence} ${text} ${fence}` : fence + text + fence;
}

/** How many backticks follow one another at most. */
export const longestTicks = (text) => (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);

const inCell = (text, cell) => (cell ? text.replace(/\|/g, "\\|") : text);
