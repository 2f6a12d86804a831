/* What a finger may be about to press keeps its place on the screen while something comes or goes above it. */

const isInView = (one) => {
  const { top, bottom } = one.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

/** Make a change of the form, and scroll by as much as it moved the buttons, or else the field that is being typed in. */
export function steady(form, change) {
  const active = form.contains(document.activeElement) ? document.activeElement : null;
  const kept = [form.querySelector(".hub-share__send"), active].find((one) => one && isInView(one));
  const before = kept?.getBoundingClientRect().top;
  change();
  if (kept) scrollBy({ top: kept.getBoundingClientRect().top - before, behavior: "instant" });
}
