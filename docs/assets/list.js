/* The reading list as it is kept: the ids of contributions, the day each was saved, and its title then, which is only
 * shown when the text is gone. Ids outlast renames, so titles and addresses are looked up when the list is shown. */
import { get, set } from "./store.js";

export const KEY = "hub:list";
export const MOST = 500;
const ID = /^[a-z0-9-]{1,80}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const pad = (number) => String(number).padStart(2, "0");

/** Today where the reader is. */
function today() {
  const now = new Date();
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** The entries of anything that may be a list, each id once; null if it is none. Bare ids will do. */
export function entriesOf(value) {
  const list = Array.isArray(value) ? value : value?.items;
  if (!Array.isArray(list)) return null;
  const found = new Map();
  for (const one of list) {
    const id = typeof one === "string" ? one : one?.id;
    if (typeof id !== "string" || !ID.test(id) || found.has(id)) continue;
    const on = DAY.test(one.on) && !Number.isNaN(Date.parse(one.on)) ? one.on : today();
    found.set(id, { id, on, title: typeof one.title === "string" ? one.title.slice(0, 300) : "" });
  }
  return [...found.values()];
}

/** What is on the list, in the order in which it was saved. Whatever is no entry is passed over. */
export function entries() {
  return (entriesOf(get(KEY)) ?? []).slice(0, MOST);
}

/** The list as it is kept and as it is copied. */
export function packed(items) {
  return { format: 1, items };
}

/** Keep the list; false when the browser does not let us. */
export function keep(items) {
  return set(KEY, packed(items.slice(0, MOST)));
}

export function has(id) {
  return entries().some((one) => one.id === id);
}

/** Put a text on the list, or take it off. */
export function put(id, title, on) {
  const others = entries().filter((one) => one.id !== id);
  // A full list lets go of what was saved first.
  return keep(on ? [...others.slice(1 - MOST), { id, on: today(), title }] : others);
}
