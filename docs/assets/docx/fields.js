/* Fields: what Word works out, between marks in the text, with what it worked out last. */
import { address } from "./words.js";

const LINK = /^[ \t]*HYPERLINK[ \t]+"([^"]*)"/i;
// What they show is about a person or a machine, and nobody wrote it into the text.
const PERSONAL = /^[ \t]*(?:AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|DOCPROPERTY|FILENAME|TEMPLATE|INFO)\b/i;

const LONGEST = 4000;
const CONTENTS = /^[ \t]*PAGEREF[ \t]+_Toc/i;

/** Whether a field shows who or where somebody is. */
export const isPersonal = (code) => PERSONAL.test(code);

/** The address that a field leads to, or "". */
export function linkOf(code) {
  const found = LINK.exec(code);
  return found ? address(found[1]) : "";
}

/** The fields that are open at a place in a paragraph. `lost(code)` is told what the text loses. */
export function fields(lost) {
  const open = [];
  let contents = false;
  const see = (code) => {
    contents ||= CONTENTS.test(code);
    if (isPersonal(code)) lost("docx-fields");
    if (LINK.test(code) && !linkOf(code)) lost("docx-link-dropped");
  };
  return {
    see,
    clear: () => { open.length = 0; },
    mark(kind) {
      const last = open.at(-1);
      if (kind === "begin") open.push({ code: "", asks: true });
      else if (kind === "separate" && last) {
        last.asks = false;
        see(last.code);
      } else if (kind === "end") open.pop();
    },
    say(code) {
      const last = open.at(-1);
      if (last?.asks && last.code.length < LONGEST) last.code += code;
    },
    isContents: () => contents, // whether this is a line of a table of contents
    hides: () => open.some(({ code, asks }) => asks || isPersonal(code)),
    link: () => open.reduceRight((found, { code }) => found || linkOf(code), ""),
  };
}
