/* The lists of a document: which have bullets, which numbers, and the number of each item. */
import { wholeNumber } from "./styles.js";

const DEEPEST = 8;
const value = (parent, name) => parent.first(name)?.get("w:val") ?? "";

function levelsOf(parent) {
  const found = new Map();
  for (const one of parent.elements()) {
    if (one.name !== "w:lvl") continue;
    found.set(wholeNumber(one.get("w:ilvl"), 0), { form: value(one, "w:numFmt") || "decimal", start: wholeNumber(value(one, "w:start"), 1) });
  }
  return found;
}

/** The levels of a list, and where those begin anew that say so. */
function listOf(draft, one) {
  const levels = draft ? levelsOf(draft) : new Map();
  const restarts = new Map();
  for (const other of one.elements()) {
    if (other.name !== "w:lvlOverride") continue;
    levelsOf(other).forEach((level, at) => levels.set(at, level));
    const start = other.first("w:startOverride");
    const at = wholeNumber(other.get("w:ilvl"), 0);
    if (!start) continue;
    levels.set(at, { form: levels.get(at)?.form ?? "decimal", start: wholeNumber(start.get("w:val"), 1) });
    restarts.set(at, levels.get(at).start - 1);
  }
  return { levels, restarts, draft: draft?.get("w:abstractNumId") ?? "" };
}

/** A function from a list and a level to the number of the next item: 0 for a bullet, null where nothing is seen. */
export function readNumbering(part) {
  const [lists, counts] = [new Map(), new Map()];
  const drafts = (part?.elements() ?? []).filter((one) => one.name === "w:abstractNum");
  const byId = new Map(drafts.map((one) => [one.get("w:abstractNumId"), one]));
  const byLink = new Map(drafts.map((one) => [value(one, "w:styleLink"), one]));
  for (const one of part?.elements() ?? []) {
    if (one.name !== "w:num") continue;
    let draft = byId.get(value(one, "w:abstractNumId"));
    if (draft && value(draft, "w:numStyleLink")) draft = byLink.get(value(draft, "w:numStyleLink")) ?? draft;
    lists.set(one.get("w:numId"), listOf(draft, one));
  }
  return (list, level) => {
    const known = lists.get(list);
    const { form, start } = known?.levels.get(level) ?? { form: "bullet", start: 1 };
    // Lists of one draft go on counting, but for one that says where it begins, when it begins.
    const key = known?.draft || `? ${list}`;
    if (!counts.has(key)) counts.set(key, new Map());
    const count = counts.get(key);
    known?.restarts.forEach((before, at) => count.set(at, before));
    known?.restarts.clear();
    count.set(level, (count.get(level) ?? start - 1) + 1);
    for (let deeper = level + 1; deeper <= DEEPEST; deeper += 1) count.delete(deeper);
    if (form === "none") return null;
    return form === "bullet" ? 0 : count.get(level);
  };
}
