/* What a reader sees of the control that has the focus. */
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const drawn = walk.stand_in(one);
  const box = drawn.getBoundingClientRect();
  const header = document.querySelector(".md-header").getBoundingClientRect();
  const above = one.closest(".md-header") || getComputedStyle(one).position === "fixed";
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, innerHeight - box.y) / 2];
  const hit = document.elementFromPoint(Math.min(Math.max(x, 0), innerWidth - 1), y);
  const rest = walk.rest.get(one) ?? [];
  const words = one.getAttribute("aria-label") ?? one.textContent;
  const parts = [".md-header", ".md-sidebar", ".hub-head", ".hub-main", ".hub-beside", ".hub-door",
    ".hub-card", ".hub-text", ".hub-after", ".hub-footer"].join();
  const looks = walk.looks(one);
  return {
    number: walk.all.indexOf(one),
    name: `${one.localName}.${one.className} “${words.trim().slice(0, 40)}”`,
    changed: looks.some((look, n) => look !== rest[n] && !look.startsWith("none 0px none")),
    covered: !above && box.top < header.bottom - 1 && box.bottom < innerHeight + header.height,
    outside: box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1,
    hidden: !hit || !(hit.contains(drawn) || drawn.contains(hit)),
    part: [...document.querySelectorAll(parts)].indexOf(one.closest(parts)),
    unseen: !drawn.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
  };
}
