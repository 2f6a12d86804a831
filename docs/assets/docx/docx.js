/* A Word document as Markdown, read in this browser: nothing is sent. commonplace/documents/ does the same in Python,
 * held to the same vectors. */
import { readBlocks } from "./blocks.js";
import { collectPictures } from "./drawings.js";
import { namesIn } from "./named.js";
import { readNumbering } from "./numbering.js";
import { DocxError, MOST_FILE, openParts, relationsOf, resolved } from "./parts.js";
import { readStyles } from "./styles.js";
import { markdownOf, noteOf, titled } from "./writing.js";
import { readXml } from "./xml.js";

const MOST_NOTES = 500;

/** Why a document cannot be read, and how many bytes it may have. `code` is one of docx-not-word, docx-old, docx-locked, docx-broken, docx-too-large and
 * docx-unsafe; the words for each, and for each warning below, are in commonplace/diagnostics/catalog/documents.toml. */
export { DocxError, MOST_FILE };

/** Read the bytes (ArrayBuffer or Uint8Array) of a .docx.
 *
 * Gives `{markdown, title, images: [{name, bytes, alt}], warnings, names}`: `title` is plain text, "" where there is none, and
 * does not stand in `markdown`, whose headings begin with "##"; `images` are called image-1.png and so on, as `markdown`
 * names them, with their bytes as in the document (give them to cleanPicture before they are kept); `warnings` are
 * codes, sorted: docx-comments, docx-empty, docx-fields, docx-formula, docx-hidden-text, docx-link-dropped,
 * docx-merged-cells, docx-nested-table, docx-object, docx-picture-left-out, docx-symbol, docx-tracked-changes;
 * `names` are those of whom the document tells beside its text. Throws DocxError. */
export async function readDocx(bytes) {
  try {
    return await read(new Uint8Array(bytes));
  } catch (problem) {
    throw problem instanceof DocxError ? problem : new DocxError("docx-broken", { cause: problem });
  }
}

async function read(bytes) {
  const parts = openParts(bytes);
  const tree = async (name) => {
    const data = await parts(name);
    return data && readXml(data);
  };
  const relations = async (name) => ((await tree(relationsOf(name)))?.elements() ?? []).filter((one) => one.name === "rel:Relationship");
  const first = (await relations("")).find((one) => one.get("Type").endsWith("/officeDocument"));
  const main = first ? resolved("", first.get("Target")) : "word/document.xml";
  const document = await tree(main);
  const body = document?.name === "w:document" ? document.first("w:body") : null;
  if (!body) throw new DocxError("docx-not-word");
  const links = await relations(main);
  const beside = (kind) => {
    const found = links.find((one) => one.get("Type").endsWith(`/${kind}`) && one.get("TargetMode") !== "External");
    return found ? resolved(main, found.get("Target")) : "";
  };
  const story = {
    styles: readStyles(await tree(beside("styles"))),
    numbering: readNumbering(await tree(beside("numbering"))),
    pictures: collectPictures(parts),
    part: main,
    links: targets(links),
    notes: new Map(),
    warnings: new Set(),
  };
  const [title, blocks] = titled(await readBlocks(story, body));
  const texts = new Map();
  const wanted = [...story.notes.keys()].slice(0, MOST_NOTES);
  for (const kind of ["footnote", "endnote"]) {
    if (!wanted.some((key) => key.startsWith(`${kind} `))) continue;
    story.part = beside(`${kind}s`);
    const notes = await tree(story.part);
    story.links = targets(notes ? await relations(story.part) : []);
    for (const note of notes?.elements() ?? []) {
      const key = `${kind} ${note.get("w:id")}`;
      if (note.name === `w:${kind}` && wanted.includes(key)) texts.set(key, await readBlocks(story, note));
    }
  }
  const written = wanted.map((key, at) => noteOf(at + 1, texts.get(key) ?? []));
  const markdown = [markdownOf(blocks), ...written].filter(Boolean).join("\n\n");
  if (!markdown && !title) story.warnings.add("docx-empty");
  const names = await namesIn(parts, [main, ...["comments", "footnotes", "endnotes"].map(beside)]);
  return { markdown: markdown && `${markdown}\n`, title, images: story.pictures.found, warnings: [...story.warnings].sort(), names };
}

/** Where each relation leads, and whether that is outside of the document. */
function targets(relations) {
  return new Map(relations.map((one) => [one.get("Id"), [one.get("Target"), one.get("TargetMode") === "External"]]));
}
