/* How far somebody has come on a learning path, and the button that marks a text as read. */

import { onEveryPage } from "./every-page.js";
import { isKept, mark, marked } from "./reading.js";

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const stepsOf = (part) => [...part.querySelectorAll("li[data-hub-step]")];

/** The part with the progress: how many, how long still, and where to go on. */
function showProgress(path, read) {
  const words = path.dataset;
  const steps = stepsOf(path.closest("article"));
  const open = steps.filter((step) => !read.has(step.dataset.hubStep));
  const done = steps.length - open.length;
  const minutes = open.reduce((sum, step) => sum + Number(step.dataset.minutes), 0);
  const count = fill(words.progress, { read: done, of: steps.length });
  const left = fill(minutes === 1 ? words.leftOne : words.left, { count: minutes });
  const values = { "[data-hub-count]": count, "[data-hub-left]": open.length ? left : words.done };
  for (const [part, text] of Object.entries(values)) {
    const place = path.querySelector(part);
    if (place.textContent !== text) place.textContent = text; // said aloud when it changes
  }
  path.setAttribute("aria-label", count);
  path.querySelector("progress").value = done;
  const link = open[0]?.querySelector(".hub-row__title a");
  const on = path.querySelector("[data-hub-on]");
  on.href = link?.href ?? "#hub-then";
  on.firstElementChild.textContent = link
    ? fill(done ? words.goOn : words.begin, { title: link.textContent })
    : words.through;
  path.querySelector("[data-hub-again]").style.visibility = done ? "" : "hidden";
}

function show() {
  const read = marked();
  for (const step of document.querySelectorAll("li[data-hub-step]")) {
    step.querySelector("input").checked = read.has(step.dataset.hubStep);
    step.classList.toggle("hub-step--read", read.has(step.dataset.hubStep));
  }
  for (const path of document.querySelectorAll("[data-hub-path]")) showProgress(path, read);
  for (const line of document.querySelectorAll("[data-hub-read-of]")) {
    const marks = line.dataset.hubReadOf.trim().split(" ");
    const done = marks.filter((one) => read.has(one)).length;
    line.textContent = fill(line.dataset.progress, { read: done, of: marks.length });
    line.style.visibility = done ? "" : "hidden";
  }
  for (const button of document.querySelectorAll("[data-hub-mark]")) {
    button.classList.toggle("hub-is-read", read.has(button.closest("[data-hub-step]").dataset.hubStep));
  }
}

/** Once for each page that is opened: show what waits for this script. */
function start() {
  show();
  const lost = !isKept();
  for (const note of document.querySelectorAll("[data-hub-kept]")) {
    if (lost) note.textContent = note.dataset.lost ?? note.closest("[data-lost]").dataset.lost;
  }
  for (const part of document.querySelectorAll(".hub-when-ready")) part.classList.add("hub-ready");
}

document.addEventListener("change", (event) => {
  const step = event.target.closest?.("li[data-hub-step]");
  if (!step) return;
  mark([step.dataset.hubStep], event.target.checked);
  show();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-hub-mark], [data-hub-again], [data-hub-print]");
  if (!button) return;
  if (button.matches("[data-hub-print]")) {
    window.print();
    return;
  }
  const step = button.closest("[data-hub-step]");
  if (step) {
    mark([step.dataset.hubStep], !marked().has(step.dataset.hubStep));
  } else {
    mark(stepsOf(button.closest("article")).map((one) => one.dataset.hubStep), false);
    button.closest("[data-hub-path]").querySelector("[data-hub-on]").focus(); // the button goes
  }
  show();
});

/* Back from a step that was marked as read there, or in another window. */
window.addEventListener("pageshow", (event) => event.persisted && show());
window.addEventListener("storage", show);

onEveryPage(start);
