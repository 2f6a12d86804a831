/* The parts of a Word document: a zip that anybody may have made, opened with limits. */
import { crc32 } from "../zip.js";

export const MOST_FILE = 60_000_000;
const MOST_PART = 20_000_000;
const MOST_ALL = 100_000_000;
const MOST_PARTS = 3000;
const RATIO = 200; // Word's own parts stay far below; what is packed tighter was made to swell
const SMALL = 1_000_000;
const [OLE, LOCKED] = ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", [..."EncryptedPackage"].join("\0")];
const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];

/** Why a document cannot be read: `code` is one of the catalog. */
export class DocxError extends Error {
  constructor(code, options) {
    super(code, options);
    this.code = code;
  }
}

function contains(bytes, text) {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if ([...text].every((sign, n) => bytes[at + n] === sign.charCodeAt(0))) return true;
  }
  return false;
}

const begins = (bytes, text) => [...text].every((sign, n) => bytes[n] === sign.charCodeAt(0));

/** What stands in the zip's own list, by name. */
function listed(bytes, view) {
  let end = bytes.length - 22;
  const last = Math.max(0, end - 0xffff);
  while (end >= last && view.getUint32(end, true) !== END) end -= 1;
  if (end < last) throw new DocxError("docx-broken");
  const [count, size, written] = [view.getUint16(end + 10, true), view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  const shift = end - size - written; // something may stand before the zip
  if (shift < 0) throw new DocxError("docx-broken");
  if (count > MOST_PARTS) throw new DocxError("docx-unsafe");
  const entries = new Map();
  for (let n = 0, at = end - size; n < count; n += 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new DocxError("docx-broken");
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    entries.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)), {
      locked: view.getUint16(at + 8, true) & 1,
      method: view.getUint16(at + 10, true),
      sum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true) + shift,
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** The unpacked bytes; stops as soon as they are too many. */
async function unpacked(packed, most) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const [reader, parts] = [stream.getReader(), []];
  let size = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => {});
      throw new DocxError("docx-too-large");
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  parts.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
  return whole;
}

/** The parts of a document: a function from a name to its bytes, or null without one. Both throw DocxError. */
export function openParts(bytes) {
  if (bytes.length > MOST_FILE) throw new DocxError("docx-too-large");
  if (begins(bytes, OLE)) throw new DocxError(contains(bytes, LOCKED) ? "docx-locked" : "docx-old");
  if (!begins(bytes, "PK")) throw new DocxError("docx-not-word");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const within = (read) => {
    try {
      return read();
    } catch (problem) {
      throw problem instanceof RangeError ? new DocxError("docx-broken") : problem;
    }
  };
  const entries = within(() => listed(bytes, view));
  let left = MOST_ALL;
  return async (name) => {
    const entry = entries.get(name);
    if (!entry) return null;
    if (entry.locked) throw new DocxError("docx-locked");
    if (entry.size > MOST_PART) throw new DocxError("docx-too-large");
    const start = within(() => {
      if (view.getUint32(entry.start, true) !== LOCAL || ![0, 8].includes(entry.method)) throw new DocxError("docx-broken");
      return entry.start + 30 + view.getUint16(entry.start + 26, true) + view.getUint16(entry.start + 28, true);
    });
    const packed = bytes.subarray(start, start + entry.packed);
    const data = entry.method ? await unpacked(packed, Math.min(MOST_PART, left)).catch(refuse) : packed;
    left -= data.length;
    if (left < 0) throw new DocxError("docx-too-large");
    if (data.length !== entry.size || crc32(data) !== entry.sum) throw new DocxError("docx-broken");
    if (data.length > SMALL && data.length > RATIO * entry.packed) throw new DocxError("docx-unsafe");
    return data;
  };
}

function refuse(problem) {
  throw problem instanceof DocxError ? problem : new DocxError("docx-broken");
}

/** The name of the part that a relation of the part `source` leads to; "" outside of the document. */
export function resolved(source, target) {
  const names = [];
  for (const name of (target.startsWith("/") ? target : `${folderOf(source)}/${target}`).split("/")) {
    if (name === ".." && !names.length) return "";
    if (name === "..") names.pop();
    else if (name && name !== ".") names.push(name);
  }
  return names.join("/");
}

/** The name of the part that says where the part `name` leads. */
export function relationsOf(name) {
  const folder = folderOf(name);
  const base = name.slice(folder ? folder.length + 1 : 0);
  return folder ? `${folder}/_rels/${base}.rels` : `_rels/${base}.rels`;
}

const folderOf = (name) => name.slice(0, Math.max(0, name.lastIndexOf("/")));
