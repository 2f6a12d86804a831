/* Lists of Markdown, with lists and other blocks in them: what belongs to an item begins where its words do, as on GitHub. */
import { blocksOf, interrupts } from "./blocks.js";
import { inner, isBlank, node, RULE } from "./leaves.js";

const ITEM = /^( {0,3}([*+-]|\d{1,9}[.)]))(?: {1,4}(?! )| (?= )|$)(.*)$/;
const TASK = /^\[([ xX])\] (.*)$/;
const FENCED = /^ *(?:`{3,}|~{3,}) *$/;

const itemAt = (line) => (RULE.test(line.text) ? null : ITEM.exec(line.text));

/** Whether a list begins here that ends the words above it: with 1, and with words of its own. */
export function listBegins(line) {
  const item = itemAt(line);
  return Boolean(item && item[3].trim() && (Number.parseInt(item[2], 10) || 1) === 1);
}

/** The list that begins at a line, and where it ends, or null. */
export function list(lines, at, note, deep) {
  const first = itemAt(lines[at]);
  if (!first) return null;
  const kind = first[2].slice(-1);
  const items = [];
  let end = at;
  let width = 0;
  for (let blank = false; end < lines.length; end += 1) {
    const line = lines[end];
    if (isBlank(line)) {
      blank = true;
      items.at(-1).rows.push(line);
      continue;
    }
    const item = itemAt(line);
    if (items.length && line.text.search(/\S/) >= width) items.at(-1).rows.push(inner(line, width));
    else if (item) {
      if (item[2].slice(-1) !== kind) break;
      width = Math.min(line.text.length - item[3].length, item[1].length - item[2].length + 4) || 4;
      if (!item[3].trim()) width = item[1].length + 1;
      items.push({ rows: [{ ...line, text: item[3] }], loose: blank && items.length > 0 });
    } else if (blank || interrupts(lines, end) || FENCED.test(lines[end - 1].text)) break;
    else items.at(-1).rows.push({ ...line, text: line.text.trimStart() });
    blank = false;
  }
  while (isBlank(lines[end - 1])) end -= 1;
  const blocks = items.map(({ rows }) => contentOf(rows, note, deep));
  const loose = items.some((item) => item.loose) || blocks.flat().some((block) => block.apart);
  const rows = items.map((item, place) => itemOf(item.rows[0], blocks[place], loose));
  const tasks = rows.some((row) => row.classes);
  const start = /\d/.test(first[2]) ? Number.parseInt(first[2], 10) : 1;
  return [node(/\d/.test(first[2]) ? "ol" : "ul", rows, { start, classes: tasks ? ["task-list"] : [] }), end];
}

function contentOf(rows, note, deep) {
  const task = TASK.exec(rows[0].text);
  return blocksOf([task ? { ...rows[0], text: task[2] } : rows[0], ...rows.slice(1)], note, deep + 1);
}

function itemOf(first, blocks, loose) {
  const task = TASK.exec(first.text);
  if (!loose) blocks = blocks.flatMap((block) => (block.tag === "p" ? block.children : [block]));
  if (!task) return node("li", blocks);
  const mark = node("label", [node("input", [], { checked: task[1] !== " " }), node("span", [], { classes: ["task-list-indicator"] })], { classes: ["task-list-control"] });
  if (blocks[0]?.tag === "p") blocks[0].children.unshift(mark, " ");
  else blocks.unshift(mark, " ");
  return node("li", blocks, { classes: ["task-list-item"] });
}
