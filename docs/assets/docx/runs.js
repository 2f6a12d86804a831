/* The pieces of a paragraph: its runs of text, with what stands between and within them. */
import { chosen, readDrawing } from "./drawings.js";
import { fields, isPersonal, linkOf } from "./fields.js";
import { marksOf, propertiesOf } from "./styles.js";
import { address } from "./words.js";

export const [KEPT, GONE] = [["w:ins", "w:moveTo"], ["w:del", "w:moveFrom"]];
const WITHIN = ["w:smartTag", "w:customXml", "w:bdo", "w:dir", "w:sdtContent", "w:ruby", "w:rubyBase", "mc:Choice"];
const SHOWS = ["w:t", "w:drawing", "w:pict", "w:sym", "mc:AlternateContent"];
const pairs = (from, to) => new Map([...from].map((sign, n) => [sign, [...to][n]]));
const TURNED = {
  superscript: pairs("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
  subscript: pairs("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
};
const SYMBOLS = {
  wingdings: { e0: "→", df: "←", fc: "✓", fe: "☑", a8: "☐", fb: "✗", "4a": "☺", "4c": "☹", f0: "⇒" },
  symbol: { ae: "→", b0: "°", b1: "±", b3: "≥", a3: "≤", b4: "×", b7: "•", "6d": "µ", 44: "Δ" },
};

/** Whether a content control shows nothing that somebody wrote into this text. */
export function isPlaceholder(story, control) {
  const about = control.first("w:sdtPr");
  if (!about) return false;
  if (about.first("w:docPartObj", "w:docPartGallery")?.get("w:val") === "Table of Contents") return true;
  if (/creator|lastModifiedBy|Company|Manager/.test(about.first("w:dataBinding")?.get("w:xpath") ?? "")) {
    story.warnings.add("docx-fields");
    return true;
  }
  return Boolean(about.first("w:showingPlcHdr"));
}

function turned(text, raised) {
  const signs = TURNED[raised];
  return signs && [...text].every((sign) => signs.has(sign)) ? [...text].map((sign) => signs.get(sign)).join("") : text;
}

/** The text that an element of a run stands for, or undefined. */
function textOf(one, raised) {
  if (one.name === "w:t") {
    const text = one.words();
    return turned(one.get("xml:space") === "preserve" ? text : text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""), raised);
  }
  if (one.name === "w:br" && ["page", "column"].includes(one.get("w:type"))) return " ";
  return { "w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "-" }[one.name];
}

/** Read one paragraph: the `pieces` that it shows, the `boxes` with text that hang on it, and whether it `isContents`. */
export async function readRuns(story, style, paragraph) {
  const [pieces, boxes] = [[], []];
  const warn = (code) => story.warnings.add(code);
  const open = fields(warn);
  const add = (text, marks, link) => { if (text) pieces.push({ kind: "text", text, marks, link }); };

  async function read(parent, link) {
    for (const one of parent.elements()) await take(one, link);
    if (parent.name === "w:p") open.clear();
  }

  async function take(one, link) {
    const { name } = one;
    if (name === "w:r") await run(one, link);
    else if (KEPT.includes(name) || GONE.includes(name)) {
      warn("docx-tracked-changes");
      if (KEPT.includes(name)) await read(one, link);
    } else if (name === "m:oMath" || name === "m:oMathPara") {
      warn("docx-formula");
      add(one.below().map((below) => (below.name === "m:t" ? below.words() : "")).join(""), 0, link);
    } else if (name === "w:commentRangeStart" || name === "w:commentReference") warn("docx-comments");
    else if (name === "w:drawing" || name === "w:pict") await readDrawing(story, one, pieces, boxes);
    else if (name === "w:object") warn("docx-object");
    else await group(one, link);
  }

  async function group(one, link) {
    const { name } = one;
    if (name === "w:hyperlink") await read(one, target(one) || link);
    else if (name === "w:fldSimple") {
      open.see(one.get("w:instr"));
      if (!isPersonal(one.get("w:instr"))) await read(one, linkOf(one.get("w:instr")) || link);
    } else {
      let inner = WITHIN.includes(name) ? one : null;
      if (name === "w:sdt") inner = isPlaceholder(story, one) ? null : one.first("w:sdtContent");
      else if (name === "mc:AlternateContent") inner = chosen(one);
      if (inner) await read(inner, link);
    }
  }

  function target(hyperlink) {
    const id = hyperlink.get("r:id");
    const [where, anchor] = [story.links.get(id)?.[0] ?? "", hyperlink.get("w:anchor")];
    const found = id && address(anchor && !where.includes("#") ? `${where}#${anchor}` : where);
    if (id && !found) warn("docx-link-dropped");
    return found;
  }

  async function run(one, link) {
    const about = one.first("w:rPr");
    const own = propertiesOf(about);
    const named = story.styles(about?.first("w:rStyle")?.get("w:val"));
    const hidden = own.hidden ?? named.hidden ?? style.hidden ?? false;
    const marks = marksOf(own, marksOf(named, 0));
    const raised = about?.first("w:vertAlign")?.get("w:val") ?? "";
    for (const inner of one.elements()) await part(inner, marks, link, raised, hidden);
  }

  async function part(one, marks, outer, raised, hidden) {
    const { name } = one;
    if (name === "w:fldChar") open.mark(one.get("w:fldCharType"));
    else if (name === "w:instrText") open.say(one.words());
    else if (open.hides() || name === "w:rPr") return;
    else if (hidden) {
      if (SHOWS.includes(name)) warn("docx-hidden-text");
    } else await shown(one, marks, open.link() || outer, raised);
  }

  async function shown(one, marks, link, raised) {
    const { name } = one;
    const text = textOf(one, raised);
    if (text !== undefined) add(text, marks, link);
    else if (name === "w:br" || name === "w:cr") pieces.push({ kind: "break", text: "", marks: 0, link: "" });
    else if (name === "w:sym") symbol(one, marks, link);
    else if (name === "w:footnoteReference" || name === "w:endnoteReference") note(name.slice(2, -9), one.get("w:id"));
    else await take(one, link);
  }

  function symbol(one, marks, link) {
    const text = SYMBOLS[one.get("w:font").toLowerCase()]?.[one.get("w:char").toLowerCase().slice(-2)] ?? "";
    if (!text) warn("docx-symbol");
    add(text, marks, link);
  }

  function note(kind, id) {
    const key = `${kind} ${id}`;
    if (!story.notes.has(key)) story.notes.set(key, story.notes.size + 1);
    pieces.push({ kind: "note", text: String(story.notes.get(key)), marks: 0, link: "" });
  }

  await read(paragraph, "");
  return { pieces, boxes, isContents: open.isContents() };
}
