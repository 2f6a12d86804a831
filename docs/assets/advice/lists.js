/* What lines need so that code in lists is found where readers see it: commonplace/markup/lists.py. */
import { Reader } from "./list-reader.js";
import { row } from "./rows.js";

const ANY = /\n[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])\s/;
const MOST_GAPS = 5000;

/** For each line of a text the row that it needs, or null if no list needs anything. `tags` name elements that make blocks. */
export function arranged(text, tags) {
  if (!ANY.test(`\n${text}\n`)) return null;
  const lines = text.split("\n");
  const rows = lines.map(row);
  const reader = new Reader(tags);
  lines.forEach((line, number) => reader.line(line, rows[number]));
  for (const [one, list, empty] of reader.waiting) if (list.loose && !one.gap) one.gap = empty;
  for (const one of rows.filter(({ gap }) => gap).slice(MOST_GAPS)) one.gap = "";
  return rows.some((one) => one.lead || one.gap || one.before) ? rows : null;
}
