/* XML as a plain tree, out of a document that anybody may have made: no entities, not deep, not endless. */
import { DocxError } from "./parts.js";

const DEEPEST = 120;
const MOST = 300_000; // elements
const SHORT = [
  ["w:", /wordprocessingml\/(?:2006\/)?main$/],
  ["r:", /officeDocument\/(?:2006\/)?relationships$/],
  ["a:", /drawingml\/(?:2006\/)?main$/],
  ["wp:", /drawingml\/(?:2006\/)?wordprocessingDrawing$/],
  ["m:", /officeDocument\/(?:2006\/)?math$/],
  ["mc:", /markup-compatibility\/2006$/],
  ["v:", /^urn:schemas-microsoft-com:vml$/],
  ["xml:", /XML\/1998\/namespace$/],
  ["rel:", /package\/2006\/relationships$/],
];
const CLOSERS = { "<!--": "-->", "<![C": "]]>", "<?": "?>" };

/** An element with short names; attributes without a namespace keep their bare one. */
class Element {
  constructor(name, attributes) {
    this.name = name;
    this.attributes = attributes;
    this.children = [];
  }

  elements() {
    return this.children.filter((child) => typeof child !== "string");
  }

  /** The first element at the end of a path of names, or undefined. */
  first(...names) {
    return names.reduce((here, name) => here?.children.find((child) => child.name === name), this);
  }

  get(name) {
    return this.attributes.get(name) ?? "";
  }

  /** Every element below this one, as they stand in the text. */
  below() {
    const found = [];
    const pending = this.elements().reverse();
    while (pending.length) {
      const here = pending.pop();
      found.push(here);
      for (const one of here.elements().reverse()) pending.push(one);
    }
    return found;
  }

  words() {
    return this.children.filter((child) => typeof child === "string").join("");
  }
}

/** The tree of a part. Throws DocxError. */
export function readXml(bytes) {
  const text = decoded(bytes);
  measure(text);
  const top = new DOMParser().parseFromString(text, "application/xml");
  if (top.getElementsByTagName("parsererror").length) throw new DocxError("docx-broken");
  return tree(top.documentElement);
}

function decoded(bytes) {
  const wide = { 0xfeff: "utf-16be", 0xfffe: "utf-16le" }[bytes[0] * 256 + bytes[1]];
  try {
    return new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new DocxError("docx-broken");
  }
}

/** See how deep and how large the tree will be, before a browser makes it. Each sign is looked at once. */
function measure(text) {
  let [depth, count] = [0, 0];
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    const closer = CLOSERS[text.slice(at, at + 4)] ?? CLOSERS[text.slice(at, at + 2)];
    if (!closer && text[at + 1] === "!") throw new DocxError("docx-unsafe");
    const end = closer ? text.indexOf(closer, at) : text.indexOf(">", at);
    if (end < 0) throw new DocxError("docx-broken");
    if (!closer && text[at + 1] === "/") depth -= 1;
    else if (!closer) {
      count += 1;
      if (text[end - 1] !== "/") depth += 1;
      if (depth > DEEPEST) throw new DocxError("docx-unsafe");
      if (count > MOST) throw new DocxError("docx-too-large");
    }
    at = end + 1;
  }
}

function short(names, space, bare) {
  if (!space) return bare;
  let known = names.get(space);
  if (known === undefined) names.set(space, known = SHORT.find(([, pattern]) => pattern.test(space))?.[0] ?? "?");
  return known + bare;
}

function tree(root) {
  const names = new Map();
  const made = (node) => {
    const values = new Map();
    for (const { namespaceURI, localName, value } of node.attributes) values.set(short(names, namespaceURI, localName), value);
    return new Element(short(names, node.namespaceURI, node.localName), values);
  };
  const top = made(root);
  const pending = [[root, top, 1]];
  while (pending.length) {
    const [node, element, depth] = pending.pop();
    if (depth > DEEPEST) throw new DocxError("docx-unsafe");
    for (const child of node.childNodes) {
      if (child.nodeType === 1) {
        const inner = made(child);
        element.children.push(inner);
        pending.push([child, inner, depth + 1]);
      } else if (child.nodeType === 3 || child.nodeType === 4) element.children.push(child.data);
    }
  }
  return top;
}
