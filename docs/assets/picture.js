/* A picture made new before it is kept: smaller, and without what cameras and programs write into it: where, when, who. */

const LARGEST = 1600; // pixels of the longer side
const MOST = 40_000_000; // bytes that a picture may come with
const MOST_PIXELS = 100_000_000;
const QUALITY = 0.85;

/** Why a picture cannot be taken. `code` is one of picture-type, picture-drawing, picture-too-large and picture-broken;
 * their words are in commonplace/diagnostics/catalog/documents.toml. */
class PictureError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const isAt = (bytes, at, text) => [...text].every((sign, n) => bytes[at + n] === sign.charCodeAt(0));

/** What a picture is, by its first bytes: "png", "jpg", "gif", "webp", "svg", or "" for anything else. */
export function pictureType(bytes) {
  if (isAt(bytes, 0, "\x89PNG\r\n\x1a\n")) return "png";
  if (isAt(bytes, 0, "\xff\xd8\xff")) return "jpg";
  if (isAt(bytes, 0, "GIF87a") || isAt(bytes, 0, "GIF89a")) return "gif";
  if (isAt(bytes, 0, "RIFF") && isAt(bytes, 8, "WEBP")) return "webp";
  const start = new TextDecoder().decode(bytes.subarray(0, 1000));
  return /<svg[\s>]/i.test(start) ? "svg" : "";
}

/** The picture drawn anew. Takes bytes (ArrayBuffer or Uint8Array) or a Blob; gives `{bytes, extension, type, width,
 * height}`, where `extension` ("jpg", "png" or "webp") may differ from that of the name it came with. GIFs stand still
 * afterwards. Throws PictureError. */
export async function cleanPicture(given) {
  if (given.size > MOST) throw new PictureError("picture-too-large"); // before it takes room
  const bytes = new Uint8Array(given instanceof Blob ? await given.arrayBuffer() : given);
  if (bytes.length > MOST) throw new PictureError("picture-too-large");
  const kind = pictureType(bytes);
  if (kind === "svg") throw new PictureError("picture-drawing");
  if (!kind) throw new PictureError("picture-type");
  if (pixelsOf(bytes, kind) > MOST_PIXELS) throw new PictureError("picture-too-large");
  const bitmap = await createImageBitmap(new Blob([bytes])).catch(() => null);
  if (!bitmap) throw new PictureError("picture-broken");
  try {
    return await drawn(bitmap, { jpg: "jpeg", webp: "webp" }[kind] ?? "png");
  } finally {
    bitmap.close();
  }
}

/** How many dots a picture says it has, so that a small file with endless ones is not even opened. */
function pixelsOf(bytes, kind) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (kind === "png" && bytes.length > 24) return view.getUint32(16) * view.getUint32(20);
  if (kind === "gif" && bytes.length > 10) return view.getUint16(6, true) * view.getUint16(8, true);
  if (kind === "webp" && bytes.length > 30) {
    const three = (at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    if (isAt(bytes, 12, "VP8X")) return (three(24) + 1) * (three(27) + 1);
    const packed = view.getUint32(21, true);
    if (isAt(bytes, 12, "VP8L")) return ((packed & 0x3fff) + 1) * (((packed >>> 14) & 0x3fff) + 1);
    return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
  }
  for (let at = 2; kind === "jpg" && at + 9 < bytes.length && bytes[at] === 0xff;) {
    const mark = bytes[at + 1];
    if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)) return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += mark === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return 0;
}

async function drawn(bitmap, format) {
  const share = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * share));
  canvas.height = Math.max(1, Math.round(bitmap.height * share));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => { canvas.toBlob(done, `image/${format}`, QUALITY); });
  if (!blob) throw new PictureError("picture-broken");
  // A browser that cannot write WebP writes PNG, and says so in the type.
  const extension = { "image/jpeg": "jpg", "image/webp": "webp" }[blob.type] ?? "png";
  return { bytes: new Uint8Array(await blob.arrayBuffer()), extension, type: blob.type, width: canvas.width, height: canvas.height };
}
