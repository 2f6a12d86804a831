/* Opening the search, from anywhere and on every page. Everything else of it comes when somebody goes to it. */
import { onEveryPage } from "../every-page.js";
import { get, set } from "../store.js";

const KEYS = ["/", "f", "s"];
const SETTING = "hub:search-keys";
const WRITES = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

const box = document.querySelector("[data-hub-find]");
let started;

/** Whether single keys open the search: whoever speaks to a computer, or holds it in a shaking hand, can switch that off. */
export const hasKeys = () => get(SETTING) !== false;
export const setKeys = (on) => set(SETTING, on);

/** What the box can do, once it is there; it is fetched once, and anew where it did not come. */
function search() {
  started ??= import("./box.js").then(({ start }) => start(box)).catch((problem) => {
    started = undefined;
    throw problem;
  });
  return started;
}

/** Say in the box itself that it cannot start. */
function tell() {
  const words = box.querySelector("template").content;
  const why = navigator.onLine === false ? "offline" : "broken";
  box.querySelector("[data-find=said]").textContent = words.querySelector(`[data-word=${why}]`).textContent;
}

/** Open the box at once, so that no letter is lost; what it needs to answer comes meanwhile. */
export async function openSearch(asked = null) {
  if (!box.open) box.showModal();
  const query = box.querySelector("[data-find=query]");
  if (document.activeElement !== query) {
    query.focus();
    query.select();
  }
  try {
    (await search()).open(asked);
  } catch {
    tell();
  }
}

let isFirst = true; // of the pages that come; on it nobody has left anything

/** What a page brings: a search in its address, and words to mark in it. */
async function arrive() {
  const isLater = !isFirst;
  isFirst = false;
  const asked = new URLSearchParams(location.search);
  if (asked.has("q")) {
    const { fromAddress } = await import("./place.js");
    openSearch(fromAddress());
  } else if (isLater && box.open) (await search()).close();
  if (asked.has("h")) (await import("./marks.js")).markPage();
}

if (box) {
  box.dataset.ready = ""; // what the page itself would say is not needed
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-hub-search]")) openSearch();
  });
  document.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey;
    const isChord = held && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const isKey = !held && !event.altKey && KEYS.includes(event.key) && !event.target.closest?.(WRITES) && hasKeys();
    if (!isChord && (!isKey || document.querySelector("dialog[open]"))) return;
    event.preventDefault();
    openSearch();
  });
  // Somebody is about to press it.
  for (const turn of ["pointerover", "focusin"]) {
    document.addEventListener(turn, (event) => {
      if (event.target.closest?.("[data-hub-search]")) search().catch(() => {});
    });
  }
  addEventListener("pageshow", (event) => event.persisted && arrive());
  if ("wanted" in box.dataset) openSearch();
  onEveryPage(arrive);
}
