/* Words of the main part that nobody sees, but for those within what is named. */
(within) => {
  const found = [];
  const words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const one = words.currentNode.parentElement;
    const said = words.currentNode.data.trim();
    if (!said || one.closest(`script, style, noscript, ${within}`)) continue;
    if (one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    found.push(`${one.localName}.${one.getAttribute("class")} ${said.slice(0, 60)}`);
  }
  return found;
}
