/* Words that were copied with their form, out of Word or of a page, as Markdown. They are read into a document of their own,
 * in which nothing runs and nothing is fetched; words, structure and links are taken out of it, and nothing else. */
import { linesOf } from "../docx/inline.js";
import { BOLD, CODE, ITALIC, STRIKE } from "../docx/styles.js";
import { address } from "../docx/words.js";
import { markdownOf } from "../docx/writing.js";

const named = (names) => new Set(names.split(" "));
const GONE = named("SCRIPT STYLE TITLE HEAD TEMPLATE NOSCRIPT SVG MATH IFRAME OBJECT VIDEO AUDIO CANVAS DIALOG DATALIST BUTTON SELECT TEXTAREA DEL");
const BLOCKS = named("P DIV H1 H2 H3 H4 H5 H6 BLOCKQUOTE LI SECTION ARTICLE MAIN HEADER FOOTER NAV ASIDE ADDRESS CENTER DL DT DD FIGURE FIGCAPTION DETAILS SUMMARY FORM FIELDSET HR");
const UNSEEN = /display:\s*none|(?<![\w-])opacity:\s*0(?:\.0*)?%?\s*(?:[;!]|$)|mso-hide:\s*all|mso-element:\s*comment/i;
const MARKS = { B: BOLD, STRONG: BOLD, I: ITALIC, EM: ITALIC, S: STRIKE, STRIKE, CODE, KBD: CODE, SAMP: CODE, TT: CODE };
const MARKER = /^\s*(?:(\d{1,3})[.)]|[·•▪§o–-])(?:\s+|$)/; // Word writes bullets and numbers as words
const KEPT = new Set(["pre", "pre-wrap", "pre-line", "break-spaces"]); // values of white-space
const SIGN = /^[^\p{L}\s]{1,8}$/u; // an emoji as a picture
const WIDEST = 60; // columns that a cell may take
const MOST_CELLS = 100_000; // of a table; one of more is not read

const styleOf = (one) => one.getAttribute("style") ?? "";
const isGone = (one) => GONE.has(one.nodeName.toUpperCase()) || one.hidden || UNSEEN.test(styleOf(one)) || one.className === "MsoCommentReference";
const isBlank = (pieces) => pieces.every(({ kind, text }) => kind === "break" || !text.trim());
const plain = (text) => text.replace(/\u00a0/g, " ");

/** What the nearest element around a text that says something of this says; within one, this can be taken back. */
const saidOf = (text, property) => text.parentElement.closest(`[style*='${property}' i]`)?.style.getPropertyValue(property) ?? "";
const keepsLines = (text) => KEPT.has(saidOf(text, "white-space"));
const isSeen = (text) => saidOf(text, "visibility") !== "hidden" && parseFloat(saidOf(text, "font-size")) !== 0;

/** The marks of an element's words: what is said around it, and by its name and style. */
function marksOf(one, around) {
  let marks = around | (MARKS[one.nodeName] ?? 0);
  const { fontWeight, fontStyle } = one.style ?? {};
  if (fontWeight) marks = /^(?:bold|[6-9]00)/.test(fontWeight) ? marks | BOLD : marks & ~BOLD;
  if (fontStyle) marks = fontStyle === "italic" ? marks | ITALIC : marks & ~ITALIC;
  return marks;
}

/** What a paragraph of Word's is an item of; undefined where it is none. Its bullet is taken out, or is `bare` words. */
function itemOf(one) {
  const style = styleOf(one);
  if (!/mso-list:\s*l/i.test(style) && !one.className.startsWith("MsoListParagraph")) return undefined;
  const sign = one.querySelector("[style*='mso-list:Ignore' i]");
  const marker = MARKER.exec(plain((sign ?? one).textContent));
  if (!sign && !marker) return undefined;
  sign?.remove();
  return { kind: "item", level: Number(/level(\d)/.exec(style)?.[1] ?? 1) - 1, number: Number(marker?.[1] ?? 0), bare: !sign };
}

/** What kind of block an element is, within another. */
function aboutOf(one, within) {
  if (within.kind === "item") return within;
  const level = one.className === "MsoTitle" ? 1 : Number(/^H([1-6])$/.exec(one.nodeName)?.[1] ?? 0);
  if (level) return { kind: "heading", level };
  if (one.nodeName === "BLOCKQUOTE") return { kind: "quote" };
  return itemOf(one) ?? { kind: within.kind === "quote" ? "quote" : "text" };
}

/** Paragraphs, where two breaks part them. */
function paragraphs(pieces) {
  const runs = [[]];
  for (const piece of pieces) {
    const afterBreak = runs.at(-1).at(-1)?.kind === "break";
    if (piece.kind === "break" && afterBreak) runs.push([]);
    else if (piece.kind === "break" || !afterBreak || piece.text.trim()) runs.at(-1).push(piece);
  }
  return runs.filter((run) => !isBlank(run));
}

/** The blocks below a node, as docx/writing.js takes them. */
function blocksOf(root) {
  const blocks = [];
  let pieces = [];
  const add = (kind, found, more) => blocks.push({ kind, pieces: found, level: 0, number: null, rows: [], ...more });

  /** The block ends: what was found of it is one, or goes on with the item that it is in. */
  function end(about) {
    const found = isBlank(pieces) ? [] : pieces;
    pieces = [];
    if (!found.length) return;
    const isLater = about.begun && blocks.at(-1).pieces !== about.begun; // behind code, a table or a list in the item
    if (about.kind !== "item" || isLater) {
      const kind = isLater ? "text" : about.kind;
      for (const run of kind === "text" ? paragraphs(found) : [found]) add(kind, run, { level: about.level ?? 0 });
    } else if (about.begun) for (const piece of [{ kind: "break" }, ...found]) about.begun.push(piece);
    else {
      const first = found.find((piece) => piece.text?.trim());
      if (about.bare) first.text = first.text.replace(MARKER, "");
      about.begun = found;
      add("item", found, { level: about.level, number: about.number });
    }
  }

  function addWords(one, marks, link) {
    const lines = one.data.includes("\n") && keepsLines(one) ? one.data.split("\n") : [one.data];
    lines.forEach((line, number) => {
      if (number) pieces.push({ kind: "break" });
      pieces.push({ kind: "text", text: plain(line), marks, link });
    });
  }

  function within(one, about, marks, link) {
    for (const child of one.childNodes) walk(child, about, marks, link);
    end(about);
  }

  function list(one, about, marks, link) {
    const level = about.kind === "item" ? about.level + 1 : 0;
    let number = one.nodeName === "OL" ? one.start : 0;
    for (const child of one.childNodes) {
      if (child.nodeName !== "LI") walk(child, { kind: "item", level, number: 0 }, marks, link);
      else if (!isGone(child)) {
        end({ kind: "item", level, number: 0 }); // words between the items
        within(child, { kind: "item", level, number: number && number++ }, marks, link);
      }
    }
    end({ kind: "item", level, number: 0 });
  }

  function walk(one, about, marks, link) {
    if (one.nodeType === Node.TEXT_NODE && isSeen(one)) addWords(one, marks, link);
    if (one.nodeType !== Node.ELEMENT_NODE || isGone(one)) return;
    const { nodeName: name } = one;
    if (name === "BR") pieces.push({ kind: "break" });
    else if (name === "IMG" && SIGN.test(one.alt)) pieces.push({ kind: "text", text: one.alt, marks, link });
    else if (BLOCKS.has(name) || ["UL", "OL", "TABLE", "PRE"].includes(name)) {
      end(about);
      if (name === "UL" || name === "OL") list(one, about, marks, link);
      else if (name === "PRE") add("code", [{ kind: "text", text: codeOf(one) }]);
      else if (name === "TABLE" && !isFrame(one)) add("table", [], { rows: rowsOf(one) });
      else within(one, aboutOf(one, about), marks, link);
    } else {
      const leads = name === "A" ? address(one.getAttribute("href") ?? "") : "";
      for (const child of one.childNodes) walk(child, about, marksOf(one, marks), leads || link);
    }
  }

  within(root, { kind: "text" }, 0, "");
  return blocks.filter(({ kind, rows }) => kind !== "table" || rows.length);
}

function codeOf(one) {
  for (const line of one.querySelectorAll("br")) line.replaceWith("\n");
  return one.textContent.replace(/\n$/, "");
}

/** A table of one cell is a frame around some text. */
const isFrame = (table) => table.rows.length === 1 && table.rows[0].cells.length === 1;

/** The rows of a table, its cells as Markdown; of a cell that goes on in others these are empty. */
function rowsOf(table) {
  const rows = [...table.rows].map(() => []);
  let width = 0;
  [...table.rows].forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (rows[y][x] !== undefined) x += 1;
      width = Math.max(width, x + Math.min(cell.colSpan, WIDEST));
      if (width * rows.length > MOST_CELLS) throw new RangeError("This table has too many cells.");
      const words = cellOf(cell, !y);
      for (const below of rows.slice(y, y + (cell.rowSpan || 1))) {
        for (let n = 0; n < Math.min(cell.colSpan, WIDEST); n += 1) below[x + n] = below === rows[y] && !n ? words : "";
      }
    }
  });
  return rows.map((row) => Array.from(row, (words) => words ?? "")).filter((row) => row.some(Boolean));
}

function cellOf(cell, isHead) {
  const lines = blocksOf(cell).flatMap(({ kind, pieces, number, rows }) => {
    if (kind === "table") return rows.map((row) => row.filter(Boolean).join(" – "));
    const [first, ...more] = linesOf(pieces.map((piece) => ({ marks: 0, link: "", ...piece })), { bold: !isHead, cell: true });
    return [(kind === "item" ? (number ? `${number}\\. ` : "• ") : "") + first, ...more];
  });
  return lines.filter(Boolean).join("<br>");
}

/** What is in a document that was copied, its headings moved so that the highest is of the second level: `markdown`, and
 * whether it `isLine`, words within a paragraph. */
export function markdownFrom(copied) {
  const blocks = blocksOf(copied.body);
  const highest = blocks.reduce((least, { kind, level }) => (kind === "heading" ? Math.min(least, level) : least), 6);
  const moved = blocks.map((block) => (block.kind === "heading" ? { ...block, level: Math.min(6, block.level + 2 - highest) } : block));
  return { markdown: markdownOf(moved), isLine: blocks.length === 1 && blocks[0].kind === "text" };
}
