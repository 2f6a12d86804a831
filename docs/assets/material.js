/* What Material makes in the browser, with names for those who do not see it. */

/** Buttons of code stand in a landmark each, and the marks of notes on code are links without words. */
function name(within) {
  for (const bar of within.querySelectorAll("nav.md-code__nav:not([role])")) bar.setAttribute("role", "presentation");
  for (const mark of within.querySelectorAll(".md-annotation__index:not([aria-label])")) {
    mark.setAttribute("aria-label", mark.querySelector("[data-md-annotation-id]")?.dataset.mdAnnotationId ?? "");
  }
}

/** To be called on every page: names what is there, and what comes when the reader gets to it. */
export function names() {
  const content = document.querySelector(".md-content");
  if (!content?.querySelector("pre > code")) return;
  name(content);
  new MutationObserver(() => name(content)).observe(content, { childList: true, subtree: true });
}

/* “Copied to clipboard” is said aloud, too. */
document.querySelector(".md-dialog__inner")?.setAttribute("role", "status");
