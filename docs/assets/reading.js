/* What somebody has read, by the marks of texts. It stays in this browser: nothing is sent anywhere. */
import { get, set, works } from "./store.js";

const KEY = "hub:read";
let unkept = null; // where the browser keeps nothing, what was ticked since the page was opened

/** Everything that is marked as read. Other pages may have marked something meanwhile, so ask each time. */
export function marked() {
  if (unkept) return new Set(unkept);
  const found = get(KEY);
  return new Set(Array.isArray(found) ? found.filter((one) => typeof one === "string") : []);
}

/** Mark texts as read, or take their marks off. */
export function mark(texts, read) {
  const all = marked();
  for (const text of texts) {
    if (read) all.add(text);
    else all.delete(text);
  }
  unkept = set(KEY, [...all]) ? null : all;
}

/** Whether marks outlast this page. */
export const isKept = () => !unkept && works();
