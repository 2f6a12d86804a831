/* The buttons by which a text leaves: it is in the address of the page that opens, in a file, or on the clipboard, and in
 * no link before or after. */
import { copied } from "../copied.js";
import { compose, slugFor } from "../draft.js";
import { draftOf, webAddress } from "./form.js";
import { filled, save, toForm, toGitHub, toMail, toUpload } from "./send.js";

const RESTORE = 300; // milliseconds until a link is again what it was

/** Make the buttons of a form work. `look` is looker's, `taken(folder)` the names that are not free there, `pictures()` the
 * pictures by name, `went()` is told when a text was taken along. */
export function ways(form, page, { kinds, said: words, site, unnamed }, { look, taken, pictures, went }) {
  const { part } = page;
  const bases = new Map([...form.querySelectorAll("[data-way]")].map((link) => [link, link.getAttribute("href")]));
  const say = (...sentences) => { part("said").textContent = sentences.filter(Boolean).join(" "); };
  part("rest").setAttribute("aria-label", words.rest);

  /** Copy an answer that is too long to travel along; tells where it belongs on GitHub's form. */
  const handed = ({ called, text }) =>
    filled(copied(part("rest"), text) ? words.copied_answer : words.copy_answer_hand, { field: called });

  /** Copy the first of these answers, and offer each by a button of its own. */
  const offer = (left) => {
    part("left").hidden = !left.length;
    part("left").replaceChildren(...left.map((one) => {
      const [row, button] = ["li", "button"].map((name) => document.createElement(name));
      Object.assign(button, { type: "button", className: "hub-button", textContent: filled(words.copy_answer, { field: one.called }) });
      button.addEventListener("click", () => say(handed(one)));
      row.append(button);
      return row;
    }));
    return left.length ? [words.form_left, handed(left[0]), left.length > 1 ? words.form_next : ""].join(" ").trim() : "";
  };

  /** What is still missing: the words for it and the field to go to; null where nothing is. */
  const missing = () => {
    const now = page.read();
    const field = form.elements;
    if (!now.kind) return [words.need_kind, field.kind[0]];
    if (!now.title.trim()) return [words.need_title, field.title];
    if (kinds[now.kind].address && !webAddress(now.address)) return [words.need_address, field.address];
    if (!page.areasOf(now.kind).some((area) => area.value.trim())) return [words.need_text, field.text];
    if (now.told === "named" && !now.teller.trim()) return [words.need_teller, field.teller];
    return null;
  };
  const isWhole = () => {
    const lack = missing();
    if (!lack) return true;
    say(lack[0]);
    page.goTo(lack[1]);
    return false;
  };

  /** What is typed, with the name that its file or folder gets. */
  const named = (now) => {
    const draft = draftOf(now, kinds);
    return { ...draft, slug: slugFor(draft, taken(kinds[now.kind].folder)) };
  };

  /** The file of the text, or the folder of it where it has pictures. */
  const fileOf = async (draft) => {
    const shown = Object.entries(pictures());
    if (!shown.length) return new Blob([compose(draft)], { type: "text/markdown" });
    const { zip } = await import("../zip.js");
    const files = shown.map(([name, { bytes }]) => [`${draft.slug}/${name}`, bytes]);
    return zip(Object.fromEntries([[`${draft.slug}/index.md`, compose(draft)], ...files]));
  };
  const fileName = (draft) => draft.slug + (Object.keys(pictures()).length ? ".zip" : ".md");

  const addressFor = (way, draft, now, base) => {
    const about = kinds[draft.kind];
    if (way === "github") return toGitHub(about, draft, words);
    if (way === "upload") return toUpload(about, draft);
    if (way === "form") return toForm(about, draft, now, page.topics(), unnamed, words);
    return toMail(base, draft, words, { name: fileName(draft), label: about.label, told: now.told, site });
  };

  const go = (event) => {
    const link = event.target.closest("[data-way]");
    if (!link || event.button > 1) return;
    const may = isWhole() ? look.now() : "";
    if (may !== "go") {
      event.preventDefault();
      if (may === "wait") say(words.wait);
      if (may === "stop") {
        say(words.stopped);
        part("anyway").focus();
      }
      return;
    }
    const [now, plain, way] = [page.read(), bases.get(link), link.dataset.way];
    const { address, rest, left = [], say: more } = addressFor(way, named(now), now, plain);
    part("rest").hidden = true;
    const by = rest && filled(copied(part("rest"), rest) ? words.opened_paste : words.opened_hand, { paste: words.paste });
    say(by, offer(left), more, words.opened);
    link.href = address;
    setTimeout(() => { link.href = plain; }, RESTORE);
    went();
  };

  const own = {
    async file(draft) {
      const name = fileName(draft);
      save(name, await fileOf(draft));
      say(filled(look.now() === "stop" ? words.saved_unsaid : words.saved, { name }));
    },
    async copy(draft) {
      say(copied(part("rest"), compose(draft)) ? words.copied : words.copy_hand);
    },
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-own]");
    if (button && isWhole()) own[button.dataset.own](named(page.read())).catch(() => say(words.not_loaded));
  });
  for (const press of ["click", "auxclick"]) form.addEventListener(press, go);
  return { say };
}
