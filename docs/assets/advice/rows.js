/* What stands before a line and before its words, for list-reader.js. */
const TAB = 4;

export const row = () => ({ skip: 0, lead: "", gap: "", before: "" });
export const put = (one, skip, lead) => Object.assign(one, { skip, lead });
export const head = (one, line, start) => one.lead + line.slice(one.skip, start);
export const prefixed = (mark, lines) => lines.split("\n").slice(0, -1).map((line) => `${mark}${line}\n`).join("");

/** Whether a line belongs to the fence that is open. */
export function inFence(reader, line, one, start, column) {
  const { mark, column: own, place: to, depth } = reader.fence;
  const inside = column - reader.boxes[depth].column;
  if (inside < 0) {
    reader.fence = null;
    return false;
  }
  const words = line.slice(start).trimEnd();
  const isEnd = inside < TAB && words.length >= mark.length && words === mark[0].repeat(words.length);
  if (depth) {
    const place = to + (isEnd ? 0 : Math.max(0, column - own));
    if (isEnd && words !== mark) put(one, line.length, " ".repeat(place) + mark);
    else if (place !== column) put(one, start, " ".repeat(place));
  }
  if (isEnd) reader.fence = null;
  return true;
}
