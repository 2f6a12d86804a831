/* A document whose headings are the questions of a kind, taken apart: each part belongs below its question. */
import { put } from "./editor.js";

const HEADING = /^#{1,6} +(.*?) *#* *$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const folded = (words) => words.replace(/\\(?=[!-/:-@[-`{-~])/g, "").replace(/[?:*_]/g, "").trim().toLowerCase();

/** Pairs of a question's number and its text, in the order of the document; -1 is what stands before them.
 * `questions` are the words of each; one without words is none. */
function partsOf(markdown, questions) {
  const known = new Map(questions.map((words, at) => [folded(words), at]).filter(([words]) => words));
  const parts = [[-1, []]];
  let fence = "";
  for (const line of markdown.split("\n")) {
    const mark = FENCE.exec(line)?.[1] ?? "";
    if (mark && (!fence || mark.startsWith(fence))) fence = fence ? "" : mark;
    const heading = fence ? null : HEADING.exec(line);
    const at = heading ? known.get(folded(heading[1])) : undefined;
    if (at === undefined) parts.at(-1)[1].push(line);
    else parts.push([at, []]);
  }
  return parts.map(([at, lines]) => [at, lines.join("\n").trim()]).filter(([, text]) => text);
}

/** Put a document's text into the fields of a kind, and what belongs to none of the questions into `first`. Tells
 * whether something stood there before. */
export function spread(markdown, form, areas, first) {
  const questions = areas.map((one, at) => (at ? form.querySelector(`label[for="${one.id}"]`).textContent : ""));
  const parts = partsOf(markdown, questions).map(([at, text]) => [areas[at] ?? first, text]);
  const had = parts.some(([one]) => one.value.trim());
  for (const [one, text] of parts) put(one, [one.value.length, one.value.length], (one.value.trim() ? "\n\n" : "") + text);
  return had;
}
