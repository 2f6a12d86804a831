/* New since your last visit, worked out in the reader's browser and kept there; nothing is sent.
 *
 * - A visit ends after thirty minutes without a page. Every page of the hub counts.
 * - When a visit begins, one small file (whats-new.json, the ids of the newest 300) is asked for, on whatever page
 *   that is; later pages of the visit ask for nothing. What the file names and the one of the last visit did not is
 *   new. Ids are compared and no days: of two texts of one day the second is not lost, a renamed one is not new.
 * - What is new stays marked until the visit ends, also on pages seen before. What comes while the visit lasts is
 *   new in the next one.
 * - A visit in which no page that lists what is new was opened uses nothing up: what was new in it still is in the
 *   next, which then counts from the visit before.
 * - Who comes for the first time, or whose browser keeps nothing, sees no marks: everything would have one.
 * - Where the file names only the newest, an old text that moves up into it (a newer one went) is not new.
 *
 * Kept under "hub:visit": `seen` is the time of the last page, `last` of the visit that is compared with, `listed`
 * what the file named (`whole`: nothing was left out), `fresh` what is new, `shown` whether a list was opened. */
import { get, set, works } from "./store.js";
import { siteFile } from "./site-file.js";

const KEY = "hub:visit";
const PAUSE = 30 * 60 * 1000;

const areIds = (list) => Array.isArray(list) && list.length <= 1000 && list.every((id) => typeof id === "string");

const isTime = (number) => Number.isFinite(number) && !Number.isNaN(new Date(number).getTime());

/** What was kept, if it is of this format; anything else is as if nobody had been here. */
function kept() {
  const state = get(KEY);
  const good = state?.format === 1 && isTime(state.seen) && areIds(state.listed) && areIds(state.fresh);
  return good && (state.last === null || isTime(state.last)) ? state : null;
}

/** A clock that was set back ends no visit. */
const goesOn = (state, now) => state !== null && now - state.seen < PAUSE;

function begin(before, news, now) {
  const state = { format: 1, seen: now, last: null, listed: news.ids, whole: news.whole === true, fresh: [], shown: false };
  if (before === null) return state;
  const known = new Set(before.listed);
  const oldest = before.whole ? -1 : news.ids.findLastIndex((id) => known.has(id));
  const end = oldest < 0 ? news.ids.length : oldest;
  const unread = new Set(before.shown ? [] : before.fresh);
  state.fresh = news.ids.filter((id, place) => unread.has(id) || (place < end && !known.has(id)));
  state.last = state.fresh.some((id) => unread.has(id)) ? before.last : before.seen;
  return state;
}

function dayInWords(time, words) {
  const [then, today] = [new Date(time), new Date()];
  if (then.toDateString() === today.toDateString()) return words.today;
  const month = new Intl.DateTimeFormat(document.documentElement.lang || "en", { month: "long" }).format(then);
  const pattern = then.getFullYear() === today.getFullYear() ? words.day : words.date;
  return pattern.replace("{day}", then.getDate()).replace("{month}", month).replace("{year}", then.getFullYear());
}

/** Mark what is new on this page. The mark hangs on the row's upper edge, so nothing moves. */
function mark(fresh, word) {
  let first = null;
  for (const row of document.querySelectorAll("[data-hub-id]")) {
    const title = row.querySelector("h2, h3, h4");
    if (!title || !fresh.has(row.dataset.hubId) || row.querySelector(".hub-new")) continue;
    const label = document.createElement("span");
    label.className = "hub-new";
    label.textContent = word;
    title.append(" ", label);
    first ??= row;
  }
  return first;
}

function show(place, state) {
  const words = place.dataset;
  const first = mark(new Set(state.fresh), words.mark);
  if (state.last === null) return;
  const count = state.fresh.length;
  const pattern = count > 1 ? words.many : count ? words.one : words.none;
  const sentence = pattern.replace("{count}", count).replace("{when}", dayInWords(state.last, words));
  let link = place.querySelector("a");
  if (link) {
    // The start page: its link leads to the list, and says how much is new there.
    if (!count) return;
    link.hash = "hub-new";
  } else if (first) {
    link = document.createElement("a");
    link.href = "#hub-new";
    place.replaceChildren(link);
  }
  (link ?? place).textContent = sentence;
  if (first && !document.getElementById("hub-new")) {
    first.id = "hub-new";
    if (location.hash === "#hub-new") first.scrollIntoView();
  }
}

/** To be called once on every page. */
export async function visit() {
  if (!works()) return;
  let state = kept();
  if (!goesOn(state, Date.now())) {
    const news = await siteFile("whats-new.json");
    if (!areIds(news?.ids)) return;
    state = kept(); // another tab may have begun the visit meanwhile
    if (!goesOn(state, Date.now())) state = begin(state, news, Date.now());
  }
  const place = document.querySelector("[data-hub-since]");
  set(KEY, { ...state, seen: Date.now(), shown: state.shown || place !== null });
  if (place) show(place, state);
}
