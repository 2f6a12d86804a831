/* What is wider than the window, and letters that are cut off at the edge of their box. */
() => {
  const found = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push(`the page is ${wide} px too wide`);
  const scrolls = (one) => one.closest("pre, table, .md-typeset__scrollwrap, .tabbed-labels, select, textarea, input, .hub-unseen");
  for (const one of document.querySelectorAll(".md-header *, .md-content *, .hub-footer *")) {
    if (one.closest("svg") || !one.checkVisibility({ visibilityProperty: true }) || scrolls(one)) continue;
    const style = getComputedStyle(one);
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    const text = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const clamped = style.webkitLineClamp !== "none" || style.textOverflow === "ellipsis";
    if (style.position === "absolute" && one.clientWidth <= 1) continue;
    if (text && !clamped && cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1) found.push(`cut at the side: ${one.outerHTML.slice(0, 120)}`);
    if (text && !clamped && cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 3) found.push(`cut below: ${one.outerHTML.slice(0, 120)}`);
    const box = one.getBoundingClientRect();
    if (text && box.width > 1 && (box.right > innerWidth + 1 || box.left < -1)) found.push(`out of sight: ${one.outerHTML.slice(0, 120)}`);
  }
  return found;
}
