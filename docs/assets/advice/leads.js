/* Pictures and links without words, and links to a heading that is not there: alternative_text.py, link_words.py and
 * anchors.py of commonplace/checks/form/. Here only headings of the text itself are known. */
import { meant, nearestOf } from "./alike.js";
import { attributesIn } from "./links.js";
import { at, cut, folded, oneLine, resolved, stripped } from "./signs.js";

const BRACES = /[ ]?\{:?([^{}\n]*)\}/y;
const DECORATES = /(?:^|[ \t])alt=(?:""|'')/;
const ADDRESS = /^(?:https?:\/\/|www\.)\S{4,}$/i;
const EDGE = " \t\n.,:;!?…→›»()[]\"'“”*_";
const LISTED = /\{:?([^{}\n]*)\}/g;
const OWN_ID = /(?:^|[ \t])#([\p{L}\p{N}_:.-]+)/gu;
const IN_HTML = /\s(?:id|name)\s*=\s*["']?([^\s"'>]+)/gi;
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;
const HIDDEN = /[\0-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const WEB = ["http", "https"];

function altOf(page, [start, end]) {
  const alt = [...attributesIn(page.masked, start + 4, end)].find(({ name }) => name === "alt");
  return alt && stripped(alt.value ?? "", "\"'").trim();
}

/** Whether the words for a picture are the name of a file, or a word such as “picture”. */
function saysNothing(words, { alt_words: empty, alt_file_name: file }) {
  return empty.has(stripped(oneLine(words.toLowerCase()), " .:…")) || file.test(stripped(oneLine(words.toLowerCase()), " .:…"));
}

export function* alternativeText(page) {
  const alts = new Map(); // by tag: one may have thousands of addresses
  for (const link of page.scan.links) {
    const isTag = link.kind === "html" && link.text.toLowerCase() === "img";
    if (link.kind !== "image" && !isTag) continue;
    const tag = page.scan.tags.get(link.start);
    if (isTag && !alts.has(tag)) alts.set(tag, altOf(page, tag));
    const written = isTag ? alts.get(tag) : link.text;
    const decorates = isTag ? written === "" : DECORATES.test(at(BRACES, page.masked, link.outerEnd)?.[1] ?? "");
    if (decorates) continue;
    const words = page.plain(written ?? "");
    if (!words) yield page.advise("form-alt-missing", page.place(link.outerStart), { target: link.destination });
    else if (saysNothing(words, page.known)) yield page.advise("form-alt-says-nothing", page.place(link.outerStart), { words });
  }
}

export function* linkWords(page) {
  const { links, uses, inner } = page.scan;
  const spans = [
    ...links.filter(({ kind, start }) => kind === "link" && inner.has(start)).map(({ outerStart, start }) => [outerStart, ...inner.get(start)]),
    ...uses.filter(({ outerStart }) => page.body[outerStart] !== "!").map(({ outerStart, textStart, textEnd }) => [outerStart, textStart, textEnd]),
  ].sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]);
  for (const [start, left, right] of spans) {
    if (page.body[left] === "`") continue; // the name of something, whatever it is
    const words = page.plain(cut(page.body.slice(left, right), page.known.link_read));
    if (page.known.link_words.has(oneLine(stripped(words.toLowerCase(), EDGE)))) yield page.advise("form-link-words", page.place(start), { words });
    else if (Array.from(words).length > page.known.link_address && ADDRESS.test(words)) yield page.advise("form-link-bare", page.place(start));
  }
}

/** A heading as the hub makes an anchor of it. */
function slugOf(words) {
  const plain = words.normalize("NFKD").replace(/[^\0-\x7f]/g, "");
  return plain.replace(/[^A-Za-z0-9_\s-]/g, "").trim().toLowerCase().replace(/[-\s]+/g, "-");
}

const ownIds = (text) => [...text.matchAll(LISTED)].flatMap(([, inner]) => [...inner.matchAll(OWN_ID)].map(([, id]) => id));

/** The anchors that the page of a text has. */
function idsOf(page) {
  const found = new Set(ownIds(page.masked));
  for (const [, name] of page.masked.includes("<") ? page.masked.matchAll(IN_HTML) : []) found.add(resolved(name));
  const counts = new Map();
  for (const { text } of page.headings) {
    if (ownIds(text).length) continue;
    let slug = slugOf(page.plain(text));
    while (!slug || found.has(slug)) {
      const counted = /^(.*)_(\d{1,9})$/.exec(slug);
      const [base, number] = counted ? [counted[1], Number(counted[2])] : [slug, 0];
      counts.set(base, Math.max(counts.get(base) ?? 0, number) + 1);
      slug = `${base}_${counts.get(base)}`;
    }
    found.add(slug);
  }
  return found;
}

/** Percent signs decoded, and what is no letter shown as such. */
const decoded = (text) =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(run.slice(1).split("%"), (byte) => parseInt(byte, 16))));

/** Where a link leads: "external", "anchor" in this text (then with its name), or "" for all else; and its `scheme`, which is
 * `isHonest` where no hidden sign is in it. */
export function leadOf(destination) {
  const address = stripped(resolved(destination), Array.from({ length: 0x21 }, (_, code) => String.fromCharCode(code)).join("")).replace(/[\t\n\r]/g, "");
  const scheme = SCHEME.exec(address.replace(HIDDEN, ""));
  if (scheme) {
    const [name, isHonest] = [scheme[1].toLowerCase(), address.startsWith(scheme[0])];
    return { kind: WEB.includes(name) && isHonest ? "external" : "", scheme: name, isHonest };
  }
  const hash = address.indexOf("#");
  const path = (hash < 0 ? address : address.slice(0, hash)).replace(/\?[^]*/, "").replaceAll("\\", "/");
  if (path) return { kind: path.startsWith("//") ? "external" : "" };
  return { kind: "anchor", name: hash < 0 ? "" : decoded(address.slice(hash + 1)) };
}

export function* deadAnchors(page) {
  const bare = (name) => folded(name).replace(/[^\p{L}\p{N}]+/gu, "");
  let ids;
  for (const { destination, kind, start } of page.scan.links) {
    const { kind: lead, name } = destination.includes("#") && kind !== "autolink" ? leadOf(destination) : {};
    if (lead !== "anchor" || !name || page.known.of_pages.test(name)) continue;
    ids ??= idsOf(page);
    if (ids.has(name) || name === slugOf(page.title)) continue;
    const same = bare(name) ? [...ids].filter((one) => bare(one) === bare(name)) : [];
    const names = [...ids].sort().slice(0, page.known.anchors.named);
    const nearest = same.length === 1 ? meant(same[0], page.known) : nearestOf(name, names, page.known);
    yield page.advise("form-anchor", page.place(start), { target: destination, nearest });
  }
}
