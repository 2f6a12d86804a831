/* Lines of text that lie upon one another: those of elements that hold letters themselves. */
() => {
  const pieces = [];
  for (const one of document.querySelectorAll(".md-header *, .md-content *, .hub-footer *")) {
    if (one.closest("svg, pre, .hub-unseen, .md-typeset__scrollwrap, .hub-find, select, textarea, .hub-chart__axis, [aria-hidden=true]")) continue;
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (one.offsetWidth <= 1 || getComputedStyle(one).textOverflow === "ellipsis") continue;
    for (const node of one.childNodes) {
      if (node.nodeType !== 3 || !node.textContent.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width < 2 || box.height < 2) continue;
        const room = (box.height - parseFloat(getComputedStyle(one).fontSize)) / 2;
        pieces.push({ one, words: node.textContent.trim().slice(0, 40), left: box.left, right: box.right, top: box.top + Math.max(room, 0), bottom: box.bottom - Math.max(room, 0) });
      }
    }
  }
  const header = document.querySelector(".md-header");
  pieces.sort((a, b) => a.top - b.top);
  const found = [];
  pieces.forEach((a, place) => {
    for (let next = place + 1; next < pieces.length && pieces[next].top < a.bottom; next += 1) {
      const b = pieces[next];
      if (a.one === b.one || header.contains(a.one) !== header.contains(b.one)) continue;
      const high = Math.min(a.bottom, b.bottom) - b.top;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (high > 3 && wide > 3 && !(a.one.closest("sup, sub") || b.one.closest("sup, sub"))) found.push(`${a.words} / ${b.words}`);
    }
  });
  return found;
}
