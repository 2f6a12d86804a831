/* A document's paragraphs and tables, by what they are: blocks {kind, pieces, level, number, rows} of the kinds
 * "title", "heading", "text", "item" (number 0 for a bullet), "code", "quote" and "table". */
import { chosen } from "./drawings.js";
import { linesOf } from "./inline.js";
import { GONE, isPlaceholder, KEPT, readRuns } from "./runs.js";
import { CODE, headingLevel, isCode, isContents, isQuote, isTitle, wholeNumber } from "./styles.js";
import { split } from "./words.js";

const isBlankText = (text) => !split(text)[1];
const isBlank = (pieces) => pieces.every(({ kind, text }) => kind === "break" || (kind === "text" && isBlankText(text)));
const made = (kind, pieces, more) => ({ kind, pieces, level: 0, number: null, rows: [], ...more });
const span = (element) => Math.min(60, wholeNumber(element.get("w:val"), 1));

/** The elements below one, those that only group others left out and what was deleted, too. */
function content(story, parent) {
  return parent.elements().flatMap((one) => {
    const { name } = one;
    const inner = (element) => (element ? content(story, element) : []);
    if (GONE.includes(name) || KEPT.includes(name)) {
      story.warnings.add("docx-tracked-changes");
      return inner(KEPT.includes(name) && one);
    }
    if (name === "w:sdt") return inner(!isPlaceholder(story, one) && one.first("w:sdtContent"));
    if (name === "w:customXml" || name === "w:smartTag") return inner(one);
    if (name === "mc:AlternateContent") return inner(chosen(one));
    if (name === "w:commentRangeStart") story.warnings.add("docx-comments");
    return [one];
  });
}

/** The blocks in an element, in order. */
export async function readBlocks(story, parent) {
  const found = [];
  let carried = []; // of paragraphs that go on in the next
  for (const one of content(story, parent)) {
    if (one.name === "w:tbl") for (const inner of await table(story, one)) found.push(inner);
    else if (one.name === "w:altChunk") story.warnings.add("docx-object");
    else if (one.name === "w:p") {
      const about = one.first("w:pPr");
      const style = story.styles(about?.first("w:pStyle")?.get("w:val"));
      const runs = await readRuns(story, style, one);
      for (const piece of runs.pieces) carried.push(piece);
      const deleted = GONE.some((name) => about?.first("w:rPr", name));
      if (deleted) story.warnings.add("docx-tracked-changes");
      // A large first letter is a paragraph of its own, and part of the next.
      const goesOn = deleted || ["drop", "margin"].includes(about?.first("w:framePr")?.get("w:dropCap"));
      const block = goesOn ? null : blockOf(story, about, style, carried);
      if (!goesOn) carried = [];
      if (block && !runs.isContents) found.push(block);
      for (const box of runs.boxes) for (const inner of await readBlocks(story, box)) found.push(inner);
    }
  }
  if (!isBlank(carried)) found.push(made("text", carried));
  return found;
}

function blockOf(story, about, style, pieces) {
  if (isContents(style)) return null;
  if (isBlank(pieces)) return isCode(style) ? made("code", []) : null;
  if (isTitle(style)) return made("title", pieces, { level: 1 });
  const level = headingLevel(about) ?? style.heading;
  if (level) return made("heading", pieces, { level });
  const item = itemOf(story, about, style, pieces);
  if (item) return item;
  if (isCode(style) || isAllCode(pieces)) return made("code", pieces);
  return made(isQuote(style) ? "quote" : "text", pieces);
}

function itemOf(story, about, style, pieces) {
  const listId = about?.first("w:numPr", "w:numId")?.get("w:val") ?? style.listId;
  if (!listId || listId === "0") return null;
  const written = about?.first("w:numPr", "w:ilvl");
  const level = written ? wholeNumber(written.get("w:val"), 0) : style.listLevel ?? 0;
  const number = story.numbering(listId, level);
  return number === null ? null : made("item", pieces, { level, number });
}

/** Whether everything that a paragraph shows is set as code. */
function isAllCode(pieces) {
  const isSo = ({ kind, text, marks }) => kind === "break" || (kind === "text" && (marks & CODE || isBlankText(text)));
  return pieces.every(isSo);
}

async function table(story, element) {
  const rows = content(story, element).filter((row) => row.name === "w:tr" && !isGone(story, row));
  const only = rows.length === 1 && content(story, rows[0]).filter((cell) => cell.name === "w:tc");
  if (only.length === 1 && !isGoneCell(story, only[0])) return readBlocks(story, only[0]); // a frame around some text
  const written = [];
  for (const row of rows) written.push(await rowOf(story, row, !written.length));
  const filled = written.filter((row) => row.some(Boolean));
  return filled.length ? [made("table", [], { rows: filled })] : [];
}

const isGoneCell = (story, cell) => isTakenOut(story, cell, "w:tcPr", ["w:cellIns", "w:cellDel"]);
const isGone = (story, row) => isTakenOut(story, row, "w:trPr", ["w:ins", "w:del"]);

/** Whether a tracked change takes a row or a cell out. */
function isTakenOut(story, element, about, changes) {
  const [added, deleted] = changes.map((name) => element.first(about, name));
  if (added || deleted) story.warnings.add("docx-tracked-changes");
  return Boolean(deleted);
}

async function rowOf(story, row, head) {
  const before = row.first("w:trPr", "w:gridBefore");
  const written = Array(before ? span(before) : 0).fill("");
  for (const cell of content(story, row)) {
    if (cell.name !== "w:tc") continue;
    const wide = cell.first("w:tcPr", "w:gridSpan");
    const columns = wide ? Math.max(1, span(wide)) : 1;
    const merge = cell.first("w:tcPr", "w:vMerge");
    if (columns > 1 || merge) story.warnings.add("docx-merged-cells");
    const goesOn = merge && merge.get("w:val") !== "restart";
    written.push(goesOn || isGoneCell(story, cell) ? "" : await cellOf(story, cell, head), ...Array(columns - 1).fill(""));
  }
  return written;
}

async function cellOf(story, cell, head) {
  const lines = [];
  for (const block of await readBlocks(story, cell)) {
    if (block.kind === "table") {
      story.warnings.add("docx-nested-table");
      lines.push(...block.rows.map((row) => row.filter(Boolean).join(" – ")));
      continue;
    }
    const own = linesOf(block.pieces, { bold: !head, cell: true });
    if (block.kind === "item") own[0] = (block.number ? `${block.number}\\. ` : "• ") + own[0];
    lines.push(...own);
  }
  return lines.filter(Boolean).join("<br>");
}
