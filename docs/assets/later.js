/* The button "Read later" on every contribution. */
import { has, KEY, put } from "./list.js";
import { watch } from "./store.js";

function paint() {
  for (const button of document.querySelectorAll("[data-hub-later]")) {
    button.setAttribute("aria-pressed", String(has(button.dataset.hubLater)));
  }
}

/** The browser keeps nothing: say so once, below the button. */
function apologize(button) {
  const place = button.parentElement;
  let words = place.querySelector("[role=status]");
  if (!words) {
    words = document.createElement("p");
    words.setAttribute("role", "status");
    words.className = "hub-later__said";
    place.append(words);
  }
  words.textContent = button.dataset.blocked;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-hub-later]");
  if (!button) return;
  const on = button.getAttribute("aria-pressed") !== "true";
  if (put(button.dataset.hubLater, button.dataset.title, on)) paint();
  else apologize(button);
});
watch(KEY, paint);

/** To be called on every page. */
export function later() {
  paint();
}
