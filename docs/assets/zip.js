/* Files put into one, to be downloaded: stored as they are, for zip programs of every make. */

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum that a zip keeps of each file, of a Uint8Array. */
export function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ TABLE[(value ^ byte) & 0xff];
  return ~value >>> 0;
}

/** The fields of a header, low byte first: pairs of a value and how many bytes it takes. */
function fields(...pairs) {
  const bytes = pairs.flatMap(([value, size]) => Array.from({ length: size }, (_, n) => Math.floor(value / 256 ** n) & 0xff));
  return Uint8Array.from(bytes);
}

/** A zip (Blob) of `{path: text or bytes}`, such as `{"my-story/index.md": "…", "my-story/image-1.png": bytes}`.
 * It bears no time and no name of a machine. Throws RangeError for a path that leads elsewhere, or that stands twice. */
export function zip(files) {
  const [parts, entries] = [[], []];
  const seen = new Set();
  let at = 0;
  for (const [path, content] of Object.entries(files)) {
    const names = path.split("/");
    if (names.some((name) => !name || name === "." || name === "..") || /[\\\0:]/.test(path) || seen.has(path.toLowerCase())) throw new RangeError(path);
    seen.add(path.toLowerCase());
    const name = new TextEncoder().encode(path);
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
    // Version 2.0, names in UTF-8, stored, the first day that a zip can tell.
    const about = [[20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];
    const header = fields([0x04034b50, 4], ...about);
    entries.push(fields([0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), name);
    parts.push(header, name, bytes);
    at += header.length + name.length + bytes.length;
  }
  const size = entries.reduce((sum, part) => sum + part.length, 0);
  const count = seen.size;
  const end = fields([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [at, 4], [0, 2]);
  return new Blob([...parts, ...entries, end], { type: "application/zip" });
}
