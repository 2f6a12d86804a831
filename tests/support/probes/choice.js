/* What tells a choice apart, colors of its ground left out. */
(one) => ["", "::before", "::after"].map((pseudo) => {
  const style = getComputedStyle(one, pseudo || null);
  const line = style.textDecorationLine === "none" ? "" : style.textDecorationLine;
  const border = ["Top", "Bottom", "Left"].map((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] + style[`border${side}Color`]);
  return [style.outlineStyle, line, style.fontWeight, style.content, ...border].join();
}).join("|")
