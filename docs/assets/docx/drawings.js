/* The pictures of a document: which can be shown, what they are called, and what they show. */
import { resolved } from "./parts.js";
import { pictureType } from "../picture.js";

const KNOWN = ["w:txbxContent", "a:blip", "v:imagedata", "w:t", "w:p"];
const FILE = /[\\/]|\.(?:png|jpe?g|gif|bmp|tiff?|webp|emf|wmf|heic)$/i;
const MACHINE = new RegExp(
  "[ \\t\\r\\n]*(?:Description automatically generated|Automatisch generierte Beschreibung" +
    "|AI-generated content may be incorrect|KI-generierte Inhalte können fehlerhaft sein)[^\\r\\n]*$",
);
const LONGEST = 300;

/** The one of several forms of the same that we can read. */
export function chosen(alternatives) {
  const known = (one) => one.below().some((below) => KNOWN.includes(below.name));
  return alternatives.elements().find(known) ?? alternatives.first("mc:Choice");
}

/** What a drawing is made of, text boxes as one; of several forms of the same, one. */
function outsideBoxes(drawing) {
  const [found, pending] = [[], [drawing]];
  while (pending.length) {
    const here = pending.pop();
    found.push(here);
    if (here.name === "mc:AlternateContent") pending.push(...[chosen(here)].filter(Boolean));
    else if (here.name !== "w:txbxContent") for (const one of here.elements().reverse()) pending.push(one);
  }
  return found;
}

/** What somebody wrote about a picture; "" for the name of a file, which Word puts there by itself. */
function alternative(text) {
  const words = text.replace(MACHINE, "").replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  return FILE.test(words) ? "" : [...words].slice(0, LONGEST).join("");
}

/** Collects the pictures as they come, in `found`; one that comes again keeps its name. */
export function collectPictures(parts) {
  const [names, found] = [new Map(), []];
  const nameOf = async (part, alt) => {
    if (names.has(part)) return names.get(part);
    const bytes = part ? await parts(part) : null;
    const kind = bytes ? pictureType(bytes) : "";
    const name = kind && kind !== "svg" ? `image-${found.length + 1}.${kind}` : "";
    names.set(part, name);
    if (name) found.push({ name, bytes, alt });
    return name;
  };
  return { nameOf, found };
}

/** Take a drawing: its pictures into `pieces`, its text boxes into `boxes`. */
export async function readDrawing(story, drawing, pieces, boxes) {
  const picture = async (id, written) => {
    const [where, outside] = story.links.get(id) ?? ["", true];
    const alt = alternative(written);
    const name = await story.pictures.nameOf(outside ? "" : resolved(story.part, where), alt);
    if (name) pieces.push({ kind: "picture", text: alt, marks: 0, link: name });
    else story.warnings.add("docx-picture-left-out");
  };
  let alt = "";
  for (const one of outsideBoxes(drawing)) {
    const { name } = one;
    if (name === "w:txbxContent") boxes.push(one);
    else if (name === "wp:docPr") alt = one.get("descr");
    else if (name === "v:shape" || name === "v:rect") alt = one.get("alt");
    else if (name === "a:blip") await picture(one.get("r:embed"), alt);
    else if (name === "v:imagedata") await picture(one.get("r:id"), alt);
    else if (name === "a:graphicData" && /\/(?:chart|diagram|chartex)$/.test(one.get("uri"))) story.warnings.add("docx-object");
  }
}
