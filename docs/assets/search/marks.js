/* Words that are marked: in what a result shows, and on the page to which it led (`?h=`). */
import { folded } from "../folded.js";

const MOST = 400; // marks on a page
const WORD = /[\p{L}\p{N}\p{M}_+#]+/gu;
const PASSED = "script, style, svg, textarea, select, button, template, mark, .headerlink, .md-annotation";

/** A text that Pagefind marked, as nodes: its `<mark>` is the only tag that it can have. */
export function marked(excerpt) {
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
  return excerpt.split(/(<mark>.*?<\/mark>)/s).filter(Boolean).map((piece) => {
    const inner = piece.match(/^<mark>(.*)<\/mark>$/s);
    return inner ? Object.assign(document.createElement("mark"), { textContent: plain(inner[1]) }) : plain(piece);
  });
}

/** A text with each word marked that begins with one of `words`, as nodes. */
export function markedWords(text, words) {
  const beginnings = words.map(folded);
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(WORD)) {
    const word = folded(found[0]);
    if (!beginnings.some((one) => word.startsWith(one))) continue;
    nodes.push(text.slice(from, found.index), Object.assign(document.createElement("mark"), { textContent: found[0] }));
    from = found.index + found[0].length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((one) => one !== "");
}

/** Mark on this page what its address names, once. */
export function markPage() {
  const words = (new URLSearchParams(location.search).get("h") ?? "").slice(0, 300).split(/\s+/).map(folded).filter((word) => word.length > 1).slice(0, 24);
  const content = document.querySelector(".md-content");
  if (!content || !words.length || "hubMarked" in content.dataset) return;
  content.dataset.hubMarked = "";
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => (node.parentElement.closest(PASSED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  });
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  let count = 0;
  for (const text of texts) {
    const nodes = markedWords(text.data, words);
    if (nodes.length < 2 && typeof nodes[0] !== "object") continue;
    text.replaceWith(...nodes);
    count += nodes.length >> 1;
    if (count > MOST) break;
  }
}
