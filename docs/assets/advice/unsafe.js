/* What would run something, change the page or load something, and is taken out: commonplace/markup/safety.py and
 * checks/unsafe.py. Cleaning does not rest on it. */
import { attributesIn, TAG } from "./links.js";
import { leadOf } from "./leads.js";
import { masked } from "./mask.js";
import { resolved, startsOf, stripped } from "./signs.js";
import { countUpTo } from "../sorted.js";

const HANDLER = /^on[a-z]{3,}$/;
const LISTED = /\{:?([^{}\n]*)\}/dg;
const STYLE = /^\s*(?:text-align\s*:\s*[a-z-]+\s*(?:;\s*|$))*$/i;
const LOADING = /url\s*\(|expression|import|behavior|binding|position|[\\]/i;
const PICTURE = /^\s*data:image\/(?:png|gif|jpeg|webp)[;,]/i;
const INCLUDE = /^(?<indent>[ \t>]*)(?<mark>-+8<-+)/gm;
const DATA = /[(<"'= ]data:image\/(?:png|gif|jpe?g|webp)[;,]/gi;
const KNOWN = ["http", "https", "mailto", "tel"];

/** The scheme of a destination that would run or disguise something, else "". */
function scriptScheme(destination, { scripts }) {
  if (!/[:&]/.test(destination)) return "";
  const { scheme = "", isHonest } = leadOf(destination);
  return scripts.has(scheme) || (KNOWN.includes(scheme) && !isHonest) ? scheme : "";
}

function* inAttributes(tag, text, span, known) {
  for (const { name, value: written, outer } of attributesIn(text, ...span)) {
    if (written === undefined) continue;
    const value = resolved(stripped(written, "\"'"));
    if (HANDLER.test(name) || name === "srcdoc") yield [outer[0], "markup-unsafe", { what: `“${name}”` }];
    else if (name === "style" && !STYLE.test(value)) yield [outer[0], LOADING.test(value) ? "markup-unsafe" : "markup-style", { what: "“style”" }];
    else if (known.addresses.has(name)) {
      const scheme = scriptScheme(value, known);
      const isPicture = ["img", ""].includes(tag) && name === "src" && PICTURE.test(value);
      if (scheme && !isPicture) yield [outer[0], "markup-unsafe", { what: known.address.replace("{scheme}", scheme) }];
    }
  }
}

function* inBody({ masked: text, scan, known: { unsafe: known } }) {
  for (const { groups, indices } of text.matchAll(TAG)) {
    const name = groups.name.toLowerCase();
    if (known.tags.has(name.split(":").at(-1))) yield [indices[0][0], "markup-unsafe", { what: `<${name}>` }];
    yield* inAttributes(name, text, indices.groups.rest, known);
  }
  for (const { indices } of text.matchAll(LISTED)) yield* inAttributes("", text, indices[1], known);
  for (const { kind, destination, start } of scan.links) {
    const scheme = kind === "html" ? "" : scriptScheme(destination, known);
    if (scheme && !(kind === "image" && PICTURE.test(destination))) yield [start, "markup-unsafe", { what: known.link.replace("{scheme}", scheme) }];
  }
  if (text.includes("8<-")) for (const { groups, index } of text.matchAll(INCLUDE)) yield [index + groups.indent.length, "markup-include", { mark: groups.mark }];
}

/** What cleaning takes out, and includes that do nothing. */
export function* unsafe(page) {
  if (!/[<{[]|8<-/.test(page.masked)) return;
  for (const [start, code, values] of inBody(page)) yield page.advise(code, page.place(start), values);
}

/** HTML that the hub does not show, and pictures written as data, in the block at the top, too. */
export function* beyondList(page) {
  if (!page.text.includes("<") && !page.text.toLowerCase().includes("data:")) return;
  const text = masked(page.text, page.known.blocks);
  const { beyond, most } = page.known.unsafe;
  const tags = [...text.matchAll(TAG)].map(({ groups, index }) => [index, groups.name.toLowerCase()]).filter(([, name]) => beyond.has(name));
  const data = [...text.matchAll(DATA)].map(({ index }) => [index + 1, ""]);
  const starts = startsOf(text);
  for (const [start, name] of [...tags, ...data].slice(0, most)) {
    const line = countUpTo(starts, start);
    const place = [line, start - starts[line - 1] + 1];
    yield name ? page.advise("markup-beyond-list", place, { what: `<${name}>` }) : page.advise("markup-data-address", place);
  }
}
