/* Letters that are so many times as large as they were, as a reader's own style sheet makes them. */
(times) => {
  const root = document.documentElement;
  root.style.removeProperty("font-size");
  root.style.setProperty("font-size", `${times * parseFloat(getComputedStyle(root).fontSize)}px`, "important");
}
