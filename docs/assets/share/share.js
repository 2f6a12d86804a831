/* The page on which people write. What is typed stays in this browser until somebody presses a button. What the form needs
 * comes when somebody turns to it, and at once where a text is kept or the address begins one. */
import { onEveryPage } from "../every-page.js";
import { get } from "../store.js";

const TURNS = ["pointerover", "focusin", "input"];

/** Files that are dropped anywhere on the page are meant for the form: a browser would show them in its place. */
function catchFiles(form, wake) {
  const leave = new AbortController();
  const take = async (event) => {
    if (!form.isConnected) return leave.abort(); // another page was swapped in
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (event.type !== "drop") return;
    const [files, area] = [[...event.dataTransfer.files], event.target.closest?.("[data-long]")];
    (await wake()).take(files, area);
  };
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, take, { signal: leave.signal });
}

/** The form of this page, once. */
function prepare() {
  const form = document.querySelector("form[data-share]:not([data-waits], [data-ready])");
  if (!form) return;
  form.dataset.waits = "";
  let started = null;
  const begin = async () => {
    for (const turn of TURNS) form.removeEventListener(turn, wake);
    try {
      const { start } = await import("./page.js");
      const made = start(form);
      form.dataset.ready = "";
      return made;
    } catch (problem) {
      started = null;
      for (const turn of TURNS) form.addEventListener(turn, wake); // perhaps the network is back then
      throw problem;
    }
  };
  const wake = () => (started ??= begin());
  catchFiles(form, wake);
  if (get("hub:share") || location.search) wake();
  else for (const turn of TURNS) form.addEventListener(turn, wake);
}

onEveryPage(prepare);
