/* What Material leaves to the pointer: its drawer is opened and left with the keyboard, nothing stays behind it while
   it has the focus, and afterwards the focus is where it was. */

const OPENERS = "[data-hub-toggle]";
const PARTS = { __drawer: ".md-sidebar--primary" };
const FIRST = { __drawer: "a.md-nav__link, button" };
/* Material's own keys of one letter. Whoever speaks to a computer, or holds it in a shaking hand, sets them off. */
const LETTERS = ["p", "n", ",", "."];

/** Where the reader was before a part was opened. */
const before = {};

/** Switch one of Material's hidden checkboxes (`__drawer`) as a click on its label would. */
function toggle(id, on) {
  const box = document.getElementById(id);
  if (!box || (on !== undefined && box.checked === on)) return;
  if (!box.checked) before[id] = document.activeElement;
  box.click();
  const within = box.checked ? document.querySelectorAll(`${PARTS[id]} :is(${FIRST[id]})`) : [];
  [...within].find((one) => getComputedStyle(one).visibility === "visible" && one.offsetParent)?.focus();
}

/** Say whether a part is open, and give the focus back when it closes around it. */
function follow(id) {
  const box = document.getElementById(id);
  if (!box) return;
  const openers = document.querySelectorAll(`[data-hub-toggle=${id}]`);
  const say = () => openers.forEach((opener) => opener.setAttribute("aria-expanded", String(box.checked)));
  box.addEventListener("change", () => {
    say();
    if (box.checked) return;
    const focused = document.activeElement;
    const back = before[id];
    delete before[id];
    const within = (one) => one?.closest(PARTS[id]);
    const lost = !focused || focused === document.body || within(focused);
    if (lost && back?.isConnected && back !== document.body && !within(back)) back.focus();
  });
  say();
}

for (const id of Object.keys(PARTS)) follow(id);

/* The drawer covers the page, so it closes when the focus goes on to the page. */
document.addEventListener("focusout", (event) => {
  const drawer = event.target.closest?.(PARTS.__drawer);
  const next = event.relatedTarget;
  if (!drawer || !next || drawer.contains(next)) return;
  delete before.__drawer;
  toggle("__drawer", false);
});

/** A button in the place of a label, with everything that is in it. */
function buttonOf(label) {
  const button = document.createElement("button");
  button.type = "button";
  [button.className, button.id] = [label.className, label.id];
  button.append(...label.childNodes);
  label.replaceWith(button);
  return button;
}

/** The parts of the drawer's menu: each is opened by one label, and left by another that stands above it.
 * To be called on every page. */
export function menus() {
  for (const box of document.querySelectorAll(`${PARTS.__drawer} .md-nav__toggle`)) {
    const buttons = [...document.querySelectorAll(`${PARTS.__drawer} label[for="${box.id}"]`)].map(buttonOf);
    if (!buttons.length) continue; // done before
    const say = () => buttons.forEach((button) => button.setAttribute("aria-expanded", String(box.checked)));
    buttons.forEach((button) => button.addEventListener("click", () => box.click()));
    box.addEventListener("change", () => {
      say();
      buttons[box.checked ? buttons.length - 1 : 0].focus();
    });
    say();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const opener = event.target.closest?.(OPENERS);
  const writes = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  if (opener && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    toggle(opener.dataset.hubToggle);
  } else if (event.key === " " && event.target.matches?.(".md-option")) {
    // The switch of colors is drawn as a button, and it is a group of fields that knows Enter alone.
    event.preventDefault();
    event.target.nextElementSibling.control.click();
    document.querySelector(".md-option:checked").focus();
  } else if (event.key === "Escape") {
    toggle("__drawer", false);
  } else if (!writes && LETTERS.includes(event.key)) {
    event.stopPropagation();
  }
});
