/* What the hub adds in a reader's browser. Every page can be read without it. */
import { onEveryPage } from "./every-page.js";
import { menus } from "./keyboard.js";
import { later } from "./later.js";
import { names } from "./material.js";
import "./search/open.js";
import { visit } from "./visits.js";

/** Put the picture where the link to it stood; until then nobody else learns that the page was read.
 * A picture that does not come leaves the plain link. */
function showPicture(link) {
  const text = link.textContent.trim();
  const picture = document.createElement("img");
  picture.referrerPolicy = "no-referrer";
  picture.alt = text.includes(": ") ? text.slice(text.indexOf(": ") + 2) : "";
  picture.addEventListener("load", () => {
    const isHere = document.activeElement === link;
    picture.tabIndex = -1;
    link.replaceWith(picture);
    if (isHere) picture.focus();
  }, { once: true });
  picture.addEventListener("error", () => {
    for (const name of ["data-hub-remote", "aria-busy"]) link.removeAttribute(name);
  }, { once: true });
  link.setAttribute("aria-busy", "true");
  picture.src = link.dataset.hubRemote;
}

/** What scrolls sideways can be reached with the keyboard, however wide the window has become. */
const boxes = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

function prepare() {
  for (const box of document.querySelectorAll(".md-content .md-typeset__scrollwrap, .md-content .md-typeset table")) boxes.observe(box);
  names();
  later();
  visit();
  menus();
  unfold();
}

/** What is folded at the place that the address names is unfolded, as whoever came here wants to see it. */
function unfold() {
  for (const place of document.querySelectorAll("[data-hub-unfold]")) {
    if (`#${place.id}` !== location.hash) continue;
    place.querySelector("details").open = true;
    place.scrollIntoView();
  }
}
window.addEventListener("hashchange", unfold);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-hub-remote]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain) {
    event.preventDefault();
    if (!link.hasAttribute("aria-busy")) showPicture(link);
  }
});

onEveryPage(prepare);
