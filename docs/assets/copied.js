/** Copying works at once and without https; a browser that does not let us shows what is to be copied, in `box`. */
export function copied(box, text) {
  const before = document.activeElement;
  [box.value, box.hidden] = [text, false];
  box.select();
  box.hidden = document.execCommand("copy");
  if (box.hidden) {
    box.value = "";
    before?.focus({ preventScroll: true }); // what is hidden loses it
  }
  return box.hidden;
}
