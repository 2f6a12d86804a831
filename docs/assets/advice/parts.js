/* How long a text is, its sections, what the template left in it, and its headings: the rules of commonplace/checks/form/ in
 * budget.py, sections.py, hints_left.py and heading_order.py. */
import { alike } from "./alike.js";
import { isEnglish, wordsIn } from "./reading.js";
import { cut, folded, oneLine } from "./signs.js";
import { masked } from "./mask.js";
import { countWords } from "./plain.js";

/** The name of a kind as it stands in a sentence. */
const called = ({ name }) => name.replaceAll("-", " ");

/** How many words stand below the title and outside of blocks of code. */
export function wordsOf(page) {
  const { blocks } = page.known;
  return countWords(masked(page.body, blocks, false).split("\n").slice(page.titleEnd).join("\n"), blocks);
}

export function* tooLong(page) {
  const { budget, instead } = page.kind;
  const words = wordsOf(page);
  if (words > budget * page.known.budget.slack) yield page.adviseOfAll("form-too-long", { kind: called(page.kind), words, budget: String(budget), instead });
}

export function* sectionsMissing(page) {
  const { sections } = page.kind;
  const limits = page.known.sections;
  if (!sections.length || !isEnglish(wordsIn(page.masked), page.known)) return;
  const bare = (heading) => cut(folded(heading).replace(/[^\p{L}\p{N}]+/gu, " ").trim(), limits.letters);
  const isNear = (section, heading) =>
    heading.includes(section) || (heading && section.includes(heading) && heading.includes(" ")) || alike(section, heading) >= limits.alike;
  const headings = page.headings.slice(0, limits.headings).map(({ text }) => bare(page.plain(text)));
  const missing = sections.filter((section) => !headings.some((heading) => isNear(bare(section), heading)));
  if (missing.length) {
    const values = { kind: called(page.kind), sections: missing.map((section) => `“${section}”`).join(", "), first: missing[0] };
    yield page.adviseOfAll("form-section-missing", values, missing);
  }
}

/** Whether anything but comments and ruled lines stands in a part of a text. */
function hasWords(text) {
  const rest = text.includes("<!--") ? text.replace(/<!--[^]*?(?:-->|$)/g, "") : text;
  return rest.split("\n").some((line) => /[^ \t*_-]/.test(line));
}

export function* sectionsEmpty(page) {
  for (const [number, one] of page.headings.entries()) {
    const next = page.headings[number + 1];
    if (next && next.level > one.level) continue;
    const end = next ? next.line - page.firstLine : page.lines.length;
    if (hasWords(page.lines.slice(one.line - page.firstLine + one.height, end).join("\n"))) continue;
    yield page.advise("form-section-empty", [one.line, 1], { heading: page.plain(one.text) });
  }
}

export function* hintsLeft(page) {
  const { body, firstLine } = page;
  const ends = page.headings.map(({ line }) => line);
  for (let start = body.indexOf("<!--"); start >= 0;) {
    const end = body.indexOf("-->", start + 4) + 3;
    if (end < 3) return;
    const hint = end - start <= page.known.longest_hint && page.known.hints.has(oneLine(body.slice(start + 4, end - 3)));
    if (hint) {
      const [line, column] = page.place(start);
      const above = ends.findLast((one) => one <= line) ?? 0;
      const below = ends.find((one) => one > line) ?? page.lines.length + firstLine;
      const first = above ? above - firstLine + 1 : page.titleEnd;
      if (!above || hasWords(page.lines.slice(first, below - firstLine).join("\n"))) yield page.advise("form-hint-left", [line, column]);
    }
    start = body.indexOf("<!--", end);
  }
}

/** The level that each heading has when none is left out, and none is a title. */
function levelsOf(headings, deepest) {
  const open = [];
  return headings.map(({ level }) => {
    while (open.length && open.at(-1) >= level) open.pop();
    open.push(level);
    return Math.min(open.length + 1, deepest);
  });
}

export function* headingOrder(page) {
  const { headings } = page;
  const levels = levelsOf(headings, page.known.deepest);
  let before = 1;
  for (let index = 0; index < headings.length;) {
    const { level, line, text } = headings[index];
    if (level === 1) {
      yield page.advise("form-heading-second", [line, 1], { heading: page.plain(text) });
      return;
    }
    if (level > before + 1) {
      let end = index + 1;
      while (end < levels.length && headings[end].level > before) end += 1;
      yield page.advise("form-heading-jump", [line, 1], { heading: page.plain(text), marks: "#".repeat(level), right: "#".repeat(levels[index]) });
      before = headings[end - 1].level;
      index = end;
    } else {
      before = level;
      index += 1;
    }
  }
}
