/* The page of the reading list: what is kept in this browser, with what the hub says about it today. */
import { startOnce } from "./every-page.js";
import { entries, entriesOf, keep, KEY, MOST, packed, put } from "./list.js";
import { shardOf, siteFile } from "./site-file.js";
import { site, watch, works } from "./store.js";

let root, words; // of the page that is shown
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const template = (selector) => root.querySelector(`template${selector}`)?.content.firstElementChild.cloneNode(true);
const shards = new Map();

/** What the hub says about an id: its facts, undefined if it has no such text, null if it cannot be asked. */
async function lookUp(id) {
  const number = shardOf(id, Number(words.hubReading));
  if (!shards.has(number)) shards.set(number, siteFile(`reading-list/${number}.json`));
  const shard = await shards.get(number);
  return shard === null ? null : Object.hasOwn(shard, id) ? shard[id] : undefined;
}

function link(title, url) {
  const made = document.createElement("a");
  made.href = site + url;
  made.textContent = title;
  return made;
}

function day(on) {
  const then = new Date(`${on}T12:00:00`);
  const month = new Intl.DateTimeFormat(document.documentElement.lang || "en", { month: "long" }).format(then);
  const made = document.createElement("time");
  made.dateTime = made.title = on;
  made.textContent = words.saved.replace("{day}", then.getDate()).replace("{month}", month).replace("{year}", then.getFullYear());
  return made;
}

function fill(row, one, facts) {
  const title = facts?.title ?? (one.title || words.unnamed);
  row.querySelector("h2").replaceChildren(facts ? link(title, facts.url) : title);
  const note = row.querySelector(".hub-reading__note");
  if (facts === undefined) note.textContent = words.gone;
  if (facts?.freshness === "obsolete") {
    note.textContent = words.outOfDate;
    if (facts.instead) note.append(` ${words.instead} `, link(facts.instead.title, facts.instead.url));
  }
  note.hidden = !note.textContent;
  row.classList.toggle("hub-row--obsolete", facts?.freshness === "obsolete");
  const line = row.querySelector(".hub-facts");
  if (facts) {
    row.classList.add(`hub-kind--${facts.kind}`);
    const minutes = template("[data-part=minutes]");
    minutes.querySelector("b").textContent = facts.minutes;
    line.append(...[template(`[data-kind="${facts.kind}"]`), minutes, template(`[data-state="${facts.freshness}"]`)].filter(Boolean));
  }
  line.append(day(one.on));
  const button = row.querySelector("button");
  button.setAttribute("aria-label", words.remove.replace("{title}", () => title));
  button.addEventListener("click", () => remove(row, one.id, title));
}

/** The text goes, and the keyboard stays where it was: at the next text, else at the top. */
async function remove(row, id, title) {
  const place = [...row.parentElement.children].indexOf(row);
  if (!put(id, title, false)) {
    part("said").textContent = words.blocked;
    return;
  }
  await show();
  const rest = part("rows").querySelectorAll("button");
  (rest[Math.min(place, rest.length - 1)] ?? root.querySelector("h1")).focus();
  part("said").textContent = words.removed.replace("{title}", () => title);
}

let turn = 0;

/** Show the list, last saved first. */
async function show() {
  const mine = ++turn;
  const list = entries().reverse().sort((one, other) => (one.on < other.on) - (one.on > other.on));
  const found = await Promise.all(list.map((one) => lookUp(one.id)));
  if (mine !== turn) return; // it was changed meanwhile
  const rows = list.map((one, place) => {
    const row = template("[data-part=row]");
    fill(row, one, found[place]);
    return row;
  });
  part("rows").replaceChildren(...rows);
  const minutes = found.reduce((sum, facts) => sum + (facts?.minutes ?? 0), 0);
  const total = list.length === 1 ? words.totalOne : words.total;
  part("total").textContent = list.length ? total.replace("{count}", list.length).replace("{minutes}", minutes) : "";
  part("said").textContent = !works() ? words.blocked : found.includes(null) ? words.unknown : "";
  part("empty").hidden = list.length > 0;
  part("move").hidden = !works();
  part("copy").disabled = !list.length;
}

async function copy() {
  const text = JSON.stringify(packed(entries()));
  const byHand = part("by-hand");
  try {
    await navigator.clipboard.writeText(text);
    part("copied").textContent = words.copied;
  } catch {
    // Without https, or without leave to copy: the reader does it.
    part("copied").textContent = words.copyByHand;
    byHand.value = text;
    byHand.hidden = false;
    byHand.select();
  }
}

/** Take over what was pasted, or else the file. */
async function take() {
  const said = part("taken");
  const file = part("file").files[0];
  const text = part("paste").value.trim() || (file && file.size < 1_000_000 ? await file.text() : file ? "?" : "");
  let given = null;
  try {
    given = entriesOf(JSON.parse(text));
  } catch {
    // Nonsense, which is said below.
  }
  if (!given?.length) {
    said.textContent = text ? words.nonsense : words.nothing;
    return;
  }
  const mine = entries();
  const known = new Set(mine.map((one) => one.id));
  const more = given.filter((one) => !known.has(one.id));
  const room = more.slice(0, MOST - mine.length);
  if (!keep([...mine, ...room])) {
    said.textContent = words.blocked;
    return;
  }
  await show();
  const counts = words.taken.replace("{added}", room.length).replace("{known}", given.length - more.length);
  said.textContent = room.length < more.length ? `${counts} ${words.full}` : counts;
  part("paste").value = part("file").value = "";
}

watch(KEY, () => root?.isConnected && show());

startOnce("[data-hub-reading]", (found) => {
  root = found;
  words = root.dataset;
  shards.clear();
  part("copy").addEventListener("click", copy);
  part("take").addEventListener("click", take);
  show();
});
