/* Blocks as Markdown. */
import { linesOf, longestTicks } from "./inline.js";

const STEP = "    ";
const EARLY = 10; // blocks among which a title is looked for

/** The words of a paragraph alone, on one line. */
function plain(pieces) {
  const text = pieces.map((piece) => (piece.kind === "text" ? piece.text : piece.kind === "break" ? " " : "")).join("");
  return text.replace(/[\u00a0\t\n\r]/g, " ").split(" ").filter(Boolean).join(" ");
}

/** The title, and the other blocks, their headings moved so that the highest is of the second level. */
export function titled(blocks) {
  const rest = [...blocks];
  let at = rest.slice(0, EARLY).findIndex((block) => block.kind === "title");
  if (at < 0 && rest[0]?.kind === "heading" && rest[0].level === 1) at = 0;
  const title = at < 0 ? "" : plain(rest.splice(at, 1)[0].pieces);
  const named = rest.map((block) => (block.kind === "title" ? { ...block, kind: "heading" } : block));
  const highest = named.reduce((least, block) => (block.kind === "heading" ? Math.min(least, block.level) : least), 9);
  return [title, named.map((block) => (block.kind === "heading" ? { ...block, level: Math.min(6, block.level + 2 - highest) } : block))];
}

/** The text of some blocks, without an empty line at its end. */
export function markdownOf(blocks) {
  const [parts, runs] = [[], { item: listsOf, code: codeOf, quote: quoteOf }];
  for (let at = 0; at < blocks.length;) {
    const { kind } = blocks[at];
    let end = at + 1;
    while (runs[kind] && blocks[end]?.kind === kind) end += 1;
    for (const part of runs[kind] ? runs[kind](blocks.slice(at, end)) : [single(blocks[at])]) parts.push(part);
    at = end;
  }
  return parts.filter(Boolean).join("\n\n");
}

/** A footnote's text, to stand at the end. */
export function noteOf(number, blocks) {
  const words = blocks.filter((block) => block.kind !== "table").map((block) => linesOf(block.pieces)).filter((lines) => lines[0]);
  return `[^${number}]: ${words.map((lines) => broken(lines, STEP)).join(`\n\n${STEP}`) || "…"}`;
}

/** Lines with breaks between them. */
const broken = (lines, indent = "", first = "") => first + lines.join(`  \n${indent}`);

const quoteOf = (run) => [run.map((block) => broken(linesOf(block.pieces), "> ", "> ")).join("\n>\n")];

function single(block) {
  if (block.kind === "table") return tableOf(block.rows);
  if (block.kind !== "heading") return broken(linesOf(block.pieces));
  const words = linesOf(block.pieces.filter((piece) => piece.kind !== "note"), { bold: false }).join(" ");
  return words && `${"#".repeat(block.level)} ${words.replace(/#+$/, (signs) => signs.replace(/#/g, "\\#"))}`;
}

/** Items that follow one another; between two lists of the top level stands what parts them. */
function listsOf(run) {
  const [parts, levels] = [[], []];
  let [lines, top] = [[], null];
  for (const block of run) {
    while (levels.length && levels.at(-1) > block.level) levels.pop();
    if (!levels.length || levels.at(-1) < block.level) levels.push(block.level);
    const depth = levels.length - 1;
    if (!depth) {
      if (top && isOther(top, block)) {
        parts.push(lines.join("\n"), "<!-- -->");
        lines = [];
      }
      top = block;
    }
    const indent = STEP.repeat(depth);
    lines.push(broken(linesOf(block.pieces), indent + STEP, `${indent}${block.number ? `${block.number}.` : "-"} `));
  }
  return [...parts, lines.join("\n")];
}

const isOther = (one, other) => Boolean(one.number) !== Boolean(other.number) || (Boolean(one.number) && other.number !== one.number + 1);

function codeOf(run) {
  const text = run.map(({ pieces }) => pieces.map(({ kind, text: words }) => (kind === "break" ? "\n" : kind === "text" ? words : "")).join("")).join("\n");
  const lines = text.replace(/\u00ad/g, "").replace(/\u00a0/g, " ").replace(/\t/g, STEP).split("\n").map((line) => line.replace(/(?<! ) +$/, ""));
  while (lines.length && !lines[0]) lines.shift();
  while (lines.length && !lines.at(-1)) lines.pop();
  if (!lines.length) return [];
  const fence = "`".repeat(Math.max(3, longestTicks(lines.join("\n")) + 1));
  return [[fence, ...lines, fence].join("\n")];
}

function tableOf(rows) {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const lines = rows.map((row) => `| ${[...row, ...Array(width - row.length).fill("")].join(" | ")} |`);
  return [lines[0], `|${" --- |".repeat(width)}`, ...lines.slice(1)].join("\n");
}
