/* What moves for longer than a thousandth of a second. */
() => {
  const seconds = (text) => Math.max(...text.split(",").map((one) => parseFloat(one) * (one.endsWith("ms") ? 0.001 : 1)));
  const found = [];
  for (const one of document.querySelectorAll("*")) {
    for (const pseudo of [null, "::before", "::after"]) {
      const style = getComputedStyle(one, pseudo);
      if (!style.display) continue; // it is drawn by the browser alone
      const moves = Math.max(seconds(style.transitionDuration) + Math.max(seconds(style.transitionDelay), 0),
        style.animationName === "none" ? 0 : seconds(style.animationDuration) + seconds(style.animationDelay));
      if (moves > 0.001 || style.scrollBehavior !== "auto") found.push(`${one.localName}.${one.className}${pseudo ?? ""}`);
    }
  }
  return found;
}
