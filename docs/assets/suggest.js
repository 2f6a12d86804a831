/* A suggestion for a text: the words that a reader selected, and the part of the text that they stand in, in the
 * address of GitHub's form or of a mail. Nothing is sent before somebody sends it there. */
import { coded, LONGEST, LONGEST_MAIL, mailed } from "./address.js";

const [QUOTE, TITLE, SECTION] = [400, 100, 80]; // letters
const GAP = 8;

const coarse = matchMedia("(pointer: coarse)");
const one = (text) => text.replace(/\s+/g, " ").trim();
const cut = (text, most) => {
  const letters = Array.from(text);
  return letters.length > most ? `${letters.slice(0, most - 2).join("")} …` : text;
};

const button = () => document.querySelector("[data-hub-suggest=selected]");
const text = () => document.querySelector(".hub--contribution .hub-text");

/** What is selected, as far as it is in the text; null where that is nothing. */
function selected() {
  const [choice, whole] = [getSelection(), text()];
  if (!choice.rangeCount || choice.isCollapsed) return null;
  const range = choice.getRangeAt(0).cloneRange();
  if (!whole?.contains(range.startContainer)) return null;
  let quote = choice.toString();
  if (!whole.contains(range.endContainer)) { // three clicks on the last paragraph reach beyond it
    range.setEnd(whole, whole.childNodes.length);
    quote = range.toString();
  }
  return quote.trim() ? { range, quote } : null;
}

/** The heading above a place of the text; undefined at its beginning. */
function sectionAbove(range) {
  const headings = [...text().querySelectorAll(":is(h2, h3, h4, h5, h6)[id]")];
  const start = range.cloneRange();
  start.collapse(true);
  return headings.findLast((heading) => start.comparePoint(heading, 0) <= 0);
}

function wordsOf(heading) {
  const copy = heading.cloneNode(true);
  for (const sign of copy.querySelectorAll(".headerlink")) sign.remove();
  return cut(one(copy.textContent), SECTION);
}

/** Everything that goes along. */
function suggestion(chosen) {
  const page = (document.querySelector("link[rel=canonical]")?.href ?? location.href).split(/[?#]/)[0];
  const section = chosen && sectionAbove(chosen.range);
  const place = section ? `${page}#${section.id} (${wordsOf(section)})` : page;
  const name = cut(one(document.querySelector(".hub-title").textContent), TITLE);
  return { title: button().dataset.title.replace("{title}", () => name), place, quote: chosen ? chosen.quote.replace(/¶$/gm, "").trim() : "" };
}

function toGitHub(base, { title, place, quote }) {
  return `${base}&title=${coded(title)}&page=${coded(place)}${quote && `&quote=${coded(quote)}`}`;
}

function toMail(base, { title, place, quote }, words) {
  const parts = [`${words.page} ${place}`, quote && `${words.quote}\n${quote}`, `${words.change}\n`];
  return `${base}?subject=${coded(title)}&body=${mailed(parts.filter(Boolean).join("\n\n"))}`;
}

/** The address that takes it along, with as much of the quote as fits. */
function filled(base) {
  const words = button().dataset;
  const [to, longest] = words.way === "mail" ? [toMail, LONGEST_MAIL] : [toGitHub, LONGEST];
  const whole = suggestion(selected());
  let most = QUOTE;
  let address;
  do {
    address = to(base, { ...whole, quote: cut(whole.quote, most) }, words);
    most = Math.floor(most / 2);
  } while (address.length > longest && most > 2);
  return address;
}

/** Show the button below what is selected, within the page; on touch its place is the foot of the screen. */
function show() {
  const mine = button();
  if (!mine) return;
  const chosen = selected();
  mine.hidden = !chosen && document.activeElement !== mine;
  if (!chosen || coarse.matches) return;
  const lines = chosen.range.getClientRects();
  const last = lines[lines.length - 1] ?? chosen.range.getBoundingClientRect();
  const ground = (mine.offsetParent ?? document.body).getBoundingClientRect();
  const widest = document.documentElement.clientWidth - mine.offsetWidth - GAP;
  mine.style.left = `${Math.max(GAP, Math.min(last.right - mine.offsetWidth, widest)) - ground.left}px`;
  mine.style.top = `${last.bottom + GAP - ground.top}px`;
}

const plains = new WeakMap();

function open(event) {
  const link = event.target.closest?.("[data-hub-suggest]");
  if (!link || event.button > 1 || !button()) return;
  if (!plains.has(link)) plains.set(link, link.getAttribute("href")); // a second press may come before it is back
  const plain = plains.get(link);
  link.href = filled(plain);
  setTimeout(() => link.setAttribute("href", plain)); // what was selected stands in it no longer than it takes
}

let waits = 0;
document.addEventListener("selectionchange", () => {
  cancelAnimationFrame(waits);
  waits = requestAnimationFrame(show);
});
addEventListener("resize", show);
/* A press would take the selection away before the click. */
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.("[data-hub-suggest]")) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  const mine = button();
  if (event.key !== "Escape" || !mine || mine.hidden) return;
  if (document.activeElement === mine) mine.blur();
  getSelection().removeAllRanges();
  mine.hidden = true;
});
for (const press of ["click", "auxclick"]) document.addEventListener(press, open);
