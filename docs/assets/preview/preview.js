/* A stated part of Markdown as the hub shows it (docs/develop/word-documents.md says which). Nodes are made one by one and
 * filled with text, never out of HTML, so nothing that somebody typed can run. */
import { wholeAddress } from "./addresses.js";
import { blocksOf, linesOf } from "./blocks.js";

const WEB = /^(?:https?:|mailto:|tel:)/i;
const ANY_SCHEME = /^[^/?#]*:/;
const LONGEST = 300_000; // the hub takes no longer text
const CLASSES = {
  ul: ["task-list"],
  li: ["task-list-item"],
  label: ["task-list-control"],
  span: ["task-list-indicator", "hub-preview-picture"],
  p: ["admonition-title"],
  div: ["highlight", "admonition"],
};

/** Make nodes of `markdown` (the text below the block at the top).
 *
 * `pictures` gives addresses (blob:) for the names that pictures have in the text: `{"image-1.png": "blob:…"}`; others are
 * shown as a box (`span.hub-preview-picture`) with their alternative text. `words.picture` stands in a box without one.
 * Gives `{nodes, beyond}`: put `nodes` (a DocumentFragment) into an element with the class "md-typeset"; `beyond` lists
 * `{code, line}` (line from 1, each code once a line) of what the hub shows differently: preview-abbreviation,
 * preview-attributes, preview-deep, preview-definition, preview-details, preview-emoji, preview-footnote,
 * preview-highlight, preview-html, preview-keys, preview-long, preview-picture, preview-reference, preview-small,
 * preview-tabs. Throws nothing. */
export function preview(markdown, { pictures = {}, words = {} } = {}) {
  const beyond = new Map();
  const note = (code, line) => beyond.set(`${line} ${code}`, { code, line });
  if (markdown.length > LONGEST) note("preview-long", 1);
  const tree = blocksOf(linesOf(markdown.slice(0, LONGEST)), note);
  const nodes = document.createDocumentFragment();
  const context = { pictures: new Map(Object.entries(pictures)), words };
  nodes.append(...tree.map((one) => nodeOf(one, context)));
  return { nodes, beyond: [...beyond.values()].sort((one, other) => one.line - other.line) };
}

/** A node of a part of the tree: a text, or {tag, children} with what few tags need. */
function nodeOf(one, context) {
  if (typeof one === "string") return document.createTextNode(one);
  if (one.tag === "img") return picture(one, context);
  const node = document.createElement(one.tag);
  if (one.tag === "a") lead(node, one);
  if (one.tag === "ol" && one.start !== 1) node.start = one.start;
  if (one.align) node.style.textAlign = one.align;
  if (one.tag === "input") {
    node.type = "checkbox";
    node.disabled = true;
    node.defaultChecked = one.checked;
  }
  for (const name of one.classes ?? []) if (CLASSES[one.tag]?.includes(name) || (one.kind === name && !/^(?:hub|md)-/.test(name))) node.classList.add(name);
  node.append(...(one.children ?? []).map((child) => nodeOf(child, context)));
  return node;
}

/** Links to other pages open beside what is being written; those within the hub are led by the build. */
function lead(node, { href, title }) {
  if (title) node.title = title;
  const bare = href.replace(/[\u0000-\u0020]/g, "");
  if (WEB.test(bare)) {
    node.href = wholeAddress(href.replace(/[\u0000-\u001f]/g, ""));
    node.target = "_blank";
    node.rel = "noopener noreferrer";
  } else if (!ANY_SCHEME.test(bare)) node.dataset.to = href;
}

function picture({ src, alt, title }, { pictures, words }) {
  const address = pictures.get(src.replace(/^\.\//, ""));
  if (!address?.startsWith("blob:")) {
    const box = document.createElement("span");
    box.className = "hub-preview-picture";
    box.textContent = alt || words.picture || src;
    return box;
  }
  const image = document.createElement("img");
  image.src = address;
  image.alt = alt;
  if (title) image.title = title;
  return image;
}
