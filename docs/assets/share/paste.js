/* Words that come with their form, out of Word or of a page, keep it as Markdown. Plain words, code out of an editor and
 * what is pasted without its form are left to the browser. */
import { put } from "./editor.js";

const FORM = "h1, h2, h3, h4, h5, h6, li, table, a[href], b, strong, i, em, [style*='mso-list' i]";
const OF_CODE = "pre, code, [style*='monospace' i]";
const MOST = 1_000_000; // letters

/** What was copied as a document. Nothing in it has a name, as a field called "childNodes" would stand for what its form has. */
function readable(html) {
  const copied = new DOMParser().parseFromString(html, "text/html");
  for (const one of Document.prototype.querySelectorAll.call(copied, "[name], [id]")) {
    for (const name of ["name", "id"]) Element.prototype.removeAttribute.call(one, name);
  }
  return copied;
}

/** Whether an element has a form that would be lost. */
function tells(one) {
  if (!one.textContent.trim() || one.closest(OF_CODE)) return false;
  if (one.nodeName === "A") return /^(?:https?|mailto):/i.test(one.getAttribute("href")) && one.textContent.trim() !== one.getAttribute("href");
  if (one.nodeName === "TABLE") return one.querySelectorAll("td, th").length > 1;
  return one.nodeName !== "B" || !/font-weight:\s*(?:normal|400)/.test(one.getAttribute("style")); // a program puts all it copies in such a one
}

/** Empty lines between what is put in and what stands before or after it. */
const gap = (beside, isBefore) => (!beside.trim() ? "" : (isBefore ? /\n*$/ : /^\n*/).exec(beside)[0].length >= 2 ? "" : "\n\n");

function insert(area, { markdown, isLine }) {
  const [from, to, all] = [area.selectionStart, area.selectionEnd, area.value];
  const [before, after] = isLine ? ["", ""] : [gap(all.slice(0, from), true), gap(all.slice(to), false)];
  put(area, [from, to], before + markdown + after, [from + before.length + markdown.length, from + before.length + markdown.length]);
}

/** Make pasting into the long fields of a form keep headings, lists, links, tables, bold and italic. */
export function pasting(form, page) {
  const reader = () => import("./from-html.js");
  let last = Promise.resolve(); // one paste after the other
  form.addEventListener("focusin", ({ target }) => target.matches("[data-long]") && reader().catch(() => {})); // what is typed soon does not come first
  form.addEventListener("paste", (event) => {
    const [area, given] = [event.target, event.clipboardData];
    if (event.defaultPrevented || !area.matches("[data-long]")) return;
    const [html, plain] = ["text/html", "text/plain"].map((type) => given.getData(type));
    if (!plain.trim() || html.length > MOST) return;
    const copied = readable(html);
    if (![...copied.querySelectorAll(FORM)].some(tells)) return;
    event.preventDefault();
    const { id } = page.read();
    last = last.then(reader).then(({ markdownFrom }) => markdownFrom(copied)).catch(() => null).then((made) => { // without a network, or too much
      if (page.read().id === id) insert(area, made?.markdown.trim() ? made : { markdown: plain, isLine: true });
    });
  });
}
