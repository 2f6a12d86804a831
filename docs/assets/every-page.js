/* Material tells of every page, also of those that its instant navigation swaps in without a new load. */

/** Call `act()` for the page that is shown, and for each that comes. */
export function onEveryPage(act) {
  if (window.document$) window.document$.subscribe(act);
  else act();
}

/** Call `start(part)` for what matches `selector` on each page, once: then it bears `data-ready`. */
export function startOnce(selector, start) {
  onEveryPage(() => {
    const part = document.querySelector(`${selector}:not([data-ready])`);
    if (!part) return;
    part.dataset.ready = "";
    start(part);
  });
}
