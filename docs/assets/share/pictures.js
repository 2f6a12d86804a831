/* Pictures and Word documents that come into a text. Nothing of them is sent, and pictures are not kept. */
import { put } from "./editor.js";
import { documentFrom } from "./document.js";
import { spread } from "./parts.js";
import { filled } from "./send.js";
import { naming, sentenceFor } from "./sentence.js";
import { steady } from "../steady.js";

const NAMED = /!\[[^\]]*\]\((picture-\d+\.\w+)\)/g;

/** Where a picture can be put in: behind the one whose words the place is in. */
function behind(text, at) {
  const [from, to] = [text.lastIndexOf("\n", at - 1) + 1, text.indexOf("\n", at)];
  const end = to < 0 ? text.length : to;
  return /^!\[[^\]]*\]\(picture-\d+\.\w+\)\s*$/.test(text.slice(from, end)) ? end : at;
}

/** The pictures of a text. `changed()` is called when the text has changed by it. */
export function album(form, page, words, changed) {
  const { part } = page;
  const shown = new Map(); // name: {bytes, address}
  const rows = new Map(); // name: what shows it
  let named = []; // whom its documents name; in this page's memory alone
  let area = form.elements.text;
  let number = 0;
  let turn = 0; // goes up when a text is cleared: what was begun for it comes to nothing
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-long]")) area = event.target;
  });

  /** The field that was written in last, as long as it belongs to the kind of now. */
  const place = () => (page.areasOf(page.read().kind).includes(area) ? area : form.elements.text);
  const tell = (...sentences) => part("notes").replaceChildren(...[...new Set(sentences)].map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
  const notLoaded = () => { throw Object.assign(new Error(words.not_loaded), { code: "not-loaded" }); };
  const texts = () => page.areasOf(page.read().kind).map((one) => one.value).join("\n");
  const missing = () => [...texts().matchAll(NAMED)].some(([, name]) => !shown.has(name));

  function drop(name) {
    URL.revokeObjectURL(shown.get(name).address);
    shown.delete(name);
    show();
  }

  /** The pictures that `clear` took away will not be asked for any more. */
  function forget({ pictures }) {
    for (const { address } of pictures.values()) URL.revokeObjectURL(address);
  }

  function rowOf(name, address) {
    const row = document.createElement("li");
    const picture = Object.assign(document.createElement("img"), { src: address, alt: "" });
    const away = Object.assign(document.createElement("button"), { type: "button", className: "hub-quiet", textContent: words.picture_remove });
    away.setAttribute("aria-label", `${words.picture_remove}: ${name}`);
    away.addEventListener("click", () => {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      drop(name);
      for (const one of form.querySelectorAll("[data-long]")) one.value = one.value.replace(naming(name), "");
      (next?.querySelector("button") ?? form.querySelector("[data-choose=add]")).focus();
      changed();
    });
    row.append(picture, name, " ", away, sentenceFor(name, words, () => page.areasOf(page.read().kind), changed));
    return row;
  }

  /** Rows that are there stay: somebody may be writing in one. */
  function show() {
    for (const [name, row] of rows) {
      if (shown.has(name)) continue;
      row.remove();
      rows.delete(name);
    }
    for (const [name, { address }] of shown) {
      if (rows.has(name)) continue;
      rows.set(name, rowOf(name, address));
      part("pictures").querySelector("ul").append(rows.get(name));
    }
    part("pictures").hidden = !shown.size;
    page.show();
    for (const one of form.querySelectorAll("[data-when=plain], [data-when=pictures]")) one.hidden = (one.dataset.when === "pictures") !== Boolean(shown.size);
    const button = form.querySelector("[data-folder]");
    button.dataset.file ??= button.textContent;
    button.textContent = shown.size ? button.dataset.folder : button.dataset.file;
  }

  /** Take a picture in, made new, for the text of turn `mine`; returns the name that it has there, or nothing if that is gone. */
  async function take(blob, mine) {
    const { cleanPicture } = await import("../picture.js").catch(notLoaded);
    const { bytes, extension, type } = await cleanPicture(blob);
    if (mine !== turn) return "";
    do number += 1; while (texts().includes(`(picture-${number}.`));
    const name = `picture-${number}.${extension}`;
    shown.set(name, { bytes, address: URL.createObjectURL(new Blob([bytes], { type })) });
    return name;
  }

  async function add(files, mine) {
    const problems = [];
    for (const file of files) {
      try {
        const name = await take(file, mine);
        if (!name) return [];
        const field = place();
        const at = behind(field.value, field.selectionEnd);
        const gap = field.value.slice(0, at).trim() ? "\n\n" : "";
        steady(form, () => put(field, [at, at], `${gap}![${words.picture}](${name})\n`, [at + gap.length + 2, at + gap.length + 2 + words.picture.length]));
      } catch (error) {
        problems.push(filled(words.files[error.code] ?? words.files.other, { name: file.name }));
      }
    }
    return problems;
  }

  async function read(file, mine) {
    const { markdown, title, notes, names, problem } = await documentFrom(file, (bytes) => take(bytes, mine), words.files);
    if (problem || mine !== turn) return [problem];
    named = [...new Set([...named, ...names])];
    let had = false;
    steady(form, () => { had = spread(markdown, form, page.areasOf(page.read().kind), place()); });
    if (!form.elements.title.value.trim()) form.elements.title.value = title.slice(0, form.elements.title.maxLength);
    return [...(markdown.trim() ? [had ? words.document_replace : words.document_read] : []), ...notes];
  }

  const isWord = (file) => /\.docx?$/i.test(file.name);
  /** Take files in; tells what is to be said, and whether anything of them is in the text now. */
  const arrive = async (files) => {
    const [all, said, mine, before] = [[...files], [], turn, texts()];
    for (const one of all.filter(isWord)) said.push(...await read(one, mine));
    said.push(...await add(all.filter((one) => !isWord(one)), mine));
    if (mine !== turn) return { said: [], came: false };
    steady(form, () => {
      tell(...said);
      show();
      changed();
    });
    return { said: said.filter(Boolean), came: texts() !== before };
  };
  for (const name of ["document", "add"]) {
    form.querySelector(`[data-choose=${name}]`).addEventListener("click", () => part(name).click());
    part(name).addEventListener("change", async () => {
      await arrive(part(name).files);
      part(name).value = "";
    });
  }
  form.addEventListener("paste", (event) => {
    const given = event.clipboardData;
    // Office puts a picture of the words beside the words that were copied.
    const isText = given?.types.includes("text/html") && given.getData("text/plain").trim();
    if (!given?.files.length || isText || !event.target.matches("[data-long]")) return;
    event.preventDefault();
    area = event.target;
    arrive(given.files);
  });

  return {
    all: () => Object.fromEntries(shown),
    addresses: () => Object.fromEntries([...shown].map(([name, { address }]) => [name, address])),
    /** Take files in, where something of them belongs into a text into `one`, or else where somebody wrote last. */
    take(files, one) {
      area = one ?? area;
      return arrive(files);
    },
    choose(one) {
      area = one;
      part("add").click();
    },
    /** Take all pictures away; returns what `bring` puts back, or `forget` lets go. */
    clear() {
      turn += 1;
      const gone = { pictures: new Map(shown), named };
      shown.clear();
      named = [];
      tell();
      show();
      return gone;
    },
    bring({ pictures, named: names }) {
      named = names;
      for (const [name, picture] of pictures) shown.set(name, picture);
      show();
    },
    forget,
    missing,
    named: () => named,
  };
}
