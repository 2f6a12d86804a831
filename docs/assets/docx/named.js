/* Whom a Word document names beside its text: its author, whoever changed it last, and those of its changes and comments.
 * None of them is in what it becomes; whoever would rather not be named may be one. */

const ABOUT = ["docProps/core.xml", "docProps/app.xml"];
const WHO = /<(?:dc:creator|cp:lastModifiedBy|Manager)\b[^<>]{0,300}>([^<>]{1,300})<|\bw:author="([^"<>]{1,300})"/g; // document_notes.py has the same
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const MOST = 100;

/** The names, each once. `parts` opens a part, `texts` are the names of those in which somebody may have written. */
export async function namesIn(parts, texts) {
  const found = new Set();
  for (const part of [...ABOUT, ...texts]) {
    const bytes = await parts(part).catch(() => null); // what cannot be read here is told of elsewhere
    for (const [, one, other] of new TextDecoder().decode(bytes ?? new Uint8Array()).matchAll(WHO)) {
      if (found.size < MOST) found.add((one ?? other).replace(/&(\w+);/g, (whole, sign) => SIGNS[sign] ?? whole).trim());
    }
  }
  return [...found].filter(Boolean);
}
