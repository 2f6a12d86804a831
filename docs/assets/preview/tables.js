/* Tables of Markdown, as Python-Markdown tells them. */

const RULE = /^ {0,3}\|?[ :|-]*-[ :|-]*$/;

/** The cells of a row, at the bars that stand neither behind a backslash nor in code. */
function cellsOf(text) {
  const cells = [""];
  for (let at = 0; at < text.length;) {
    const ticks = text[at] === "`" ? /^`+/.exec(text.slice(at, at + 100))[0] : "";
    const end = ticks ? text.indexOf(ticks, at + ticks.length) : -1;
    let taken = text[at] === "\\" ? text.slice(at, at + 2) : text[at];
    if (end > 0) taken = text.slice(at, end + ticks.length);
    if (taken === "|") cells.push("");
    else cells[cells.length - 1] += taken;
    at += taken.length;
  }
  if (!cells[0].trim()) cells.shift();
  if (cells.length > 1 && !cells.at(-1).trim() && text.trimEnd().endsWith("|")) cells.pop();
  return cells.map((cell) => cell.trim());
}

function alignOf(cell) {
  if (cell.startsWith(":") && cell.endsWith(":")) return "center";
  return cell.startsWith(":") ? "left" : cell.endsWith(":") ? "right" : "";
}

/** The table that begins at a line, and where it ends, or null. `words(lines)` makes what stands in a cell. */
export function tableAt(lines, at, words) {
  const [head, rule] = [lines[at], lines[at + 1]];
  if (!rule || !head.text.includes("|") || !rule.text.includes("|") || !RULE.test(rule.text)) return null;
  const [first, marks] = [cellsOf(head.text), cellsOf(rule.text)];
  if (first.length !== marks.length || !marks.every((mark) => /^:?-+:?$/.test(mark))) return null;
  const aligns = marks.map(alignOf);
  const row = (cells, line, tag) => ({
    tag: "tr",
    children: aligns.map((align, n) => ({ tag, align, children: words([{ ...line, text: cells[n] ?? "" }]) })),
  });
  let end = at + 2;
  while (lines[end]?.text.trim()) end += 1;
  const body = lines.slice(at + 2, end).map((line) => row(cellsOf(line.text), line, "td"));
  const parts = [{ tag: "thead", children: [row(first, head, "th")] }, { tag: "tbody", children: body }];
  return [{ tag: "table", children: parts }, end];
}
