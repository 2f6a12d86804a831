/* Blocks of Markdown that hold no others, and what lines have in common. */

const FENCE = /^ {0,3}(`{3,}|~{3,}) *([^`]*)$/;
export const HEADING = /^(#{1,6})(.*)$/;
export const RULE = /^ {0,3}(?:(?:- *){3,}|(?:_ *){3,}|(?:\* *){3,})$/;

export const node = (tag, children, more) => ({ tag, children, ...more });
export const isBlank = (line) => !line.text.trim();
export const inner = (line, width = 4) => ({ ...line, text: line.text.slice(Math.min(width, line.text.length - line.text.trimStart().length)) });

/** The lines from `at` that lie within something above them, and where they end. */
export function within(lines, at) {
  let [end, last] = [at, at];
  for (; end < lines.length && (isBlank(lines[end]) || lines[end].text.startsWith("    ")); end += 1) if (!isBlank(lines[end])) last = end + 1;
  return [lines.slice(at, last).map((line) => inner(line)), last];
}

export function fence(lines, at) {
  const opening = FENCE.exec(lines[at].text);
  if (!opening) return null;
  const end = closing(lines, at, opening[1]);
  const width = lines[at].text.search(/\S/);
  return end < 0 ? null : [code(lines.slice(at + 1, end).map((line) => inner(line, width).text)), end + 1];
}

/** Where a fence ends, or -1. What was looked for once in vain is not looked for again. */
function closing(lines, at, mark) {
  const key = `fence${mark}`;
  if (lines[key] <= at) return -1;
  for (let end = at + 1; end < lines.length; end += 1) if (lines[end].text.trim() === mark) return end;
  lines[key] = at;
  return -1;
}

export function comment(lines, at, note) {
  if (!/^ {0,3}<!--/.test(lines[at].text)) return null;
  if (lines.comment <= at) return null;
  let end = at;
  while (end < lines.length && !lines[end].text.includes("-->")) end += 1;
  if (end === lines.length) {
    lines.comment = at;
    return null;
  }
  if (lines[end].text.split("-->", 2)[1].trim()) note("preview-html", lines[end].number);
  return [null, end + 1];
}

export function heading(lines, at, words) {
  const opening = HEADING.exec(lines[at].text);
  if (opening) {
    const text = opening[2].trim().replace(/((?:^|[^\\#])(?:\\\\)*)#+$/, "$1").trim();
    return [node(`h${opening[1].length}`, words([{ ...lines[at], text }])), at + 1];
  }
  const under = lines[at + 1]?.text;
  if (!under || !/^(?:=+|-+) *$/.test(under) || (at && !isBlank(lines[at - 1]))) return null;
  return [node(under[0] === "=" ? "h1" : "h2", words([{ ...lines[at], text: lines[at].text.trim() }])), at + 2];
}

export function indented(lines, at) {
  if (!lines[at].text.startsWith("    ")) return null;
  const [rows, end] = within(lines, at);
  return [code(rows.map((line) => line.text)), end];
}

const code = (rows) => node("div", [node("pre", [node("code", [`${rows.join("\n")}\n`])])], { classes: ["highlight"] });
