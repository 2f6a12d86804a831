/* What would not do on paper. */
() => {
  const rgb = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const linear = (part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const found = { gray: [], ground: [], cut: [], controls: [] };
  found.ground.push(...[document.documentElement, document.body, document.querySelector(".md-content")]
    .filter(Boolean)
    .map((one) => getComputedStyle(one).backgroundColor)
    .filter((color) => (rgb(color)[3] ?? 1) > 0 && rgb(color).slice(0, 3).some((part) => part < 255)));
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest("svg") || !one.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(one);
    const name = `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 30)}`;
    if (one.matches(".md-header, .md-sidebar, .hub-find, .hub-nav, button, input:not([type=checkbox]), select, textarea")) found.controls.push(name);
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    if (one.offsetWidth <= 1 || one.closest("[aria-hidden=true]")) continue;
    if (luminance(rgb(style.color)) > 0.1) found.gray.push(`${name} ${style.color}`);
    const box = one.getBoundingClientRect();
    if (box.right > innerWidth + 1 || box.left < -1) found.cut.push(name);
    if (one.scrollWidth > one.clientWidth + 1 && style.overflowX !== "visible" && one.clientWidth > 1) found.cut.push(name);
  }
  return found;
}
