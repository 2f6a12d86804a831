/* The form of the page on which people write, made to work. */
import { offer } from "./back.js";
import { toolbars } from "./editor.js";
import { formOf } from "./form.js";
import { keeper } from "../kept.js";
import { looker } from "./look.js";
import { neighbors } from "./near.js";
import { pasting } from "./paste.js";
import { album } from "./pictures.js";
import { tabs } from "./preview.js";
import { steady } from "../steady.js";
import { ways } from "./ways.js";
import { folded } from "../folded.js";

/** What the address says about a text to begin: a kind, a topic and a title, each only if it is one. */
function begun(form, kinds) {
  const asked = new URLSearchParams(location.search);
  const kind = asked.get("kind") ?? "";
  const draft = { kind: Object.hasOwn(kinds, kind) ? kind : "", title: asked.get("title") ?? "", topics: asked.getAll("topic") };
  const isThere = [...form.querySelectorAll("[name=topics]")].some((box) => draft.topics.includes(box.value));
  return draft.kind || draft.title || isThere ? draft : null;
}

const both = (kept, typed) => (typeof kept !== "string" || !kept.trim() ? typed : kept.includes(typed.trim()) ? kept : `${kept}\n\n${typed}`);

/** What was kept or is in the address, with what was typed before this came. */
function joined(kept, typed) {
  const texts = Object.entries(typed.texts).map(([name, text]) => [name, both(kept.texts?.[name], text)]);
  const topics = [...(Array.isArray(kept.topics) ? kept.topics : []), ...typed.topics];
  const short = ["title", "address", "told", "teller"].map((name) => [name, kept[name] || typed[name]]);
  return { id: kept.id, kind: typed.kind || kept.kind, topics, texts: Object.fromEntries(texts), ...Object.fromEntries(short) };
}

/** Make the form work: fill in what is known, and follow what is typed. `take(files, area)` of what it gives takes files in. */
export function start(form) {
  const data = JSON.parse(form.dataset.share);
  const { kinds, said: words } = data;
  const page = formOf(form, kinds);
  const { part } = page;
  const note = (sentence, ...more) => {
    if (!more.length && sentence && part("kept").textContent === sentence) return; // else it would be read aloud with every key
    part("kept").replaceChildren(sentence, ...more);
    part("kept").hidden = !sentence;
  };
  const keep = keeper("hub:share", () => steady(form, () => note(words.not_kept)), () => {
    steady(form, () => { part("elsewhere").hidden = false; });
  });
  const look = looker(form, page, data, () => pictures.named());
  const near = neighbors(part, form.dataset.index, words, () => form.elements.title.value);
  const store = (went) => {
    const isEmpty = page.isEmpty();
    part("clear").hidden = isEmpty;
    if (isEmpty) keep.clear();
    else keep.save(page.read(), went);
  };
  const pictures = album(form, page, words, () => changed());
  const { say } = ways(form, page, data, { look, taken: near.taken, pictures: pictures.all, went: () => store(true) });

  /** Fill the form in anew with what is kept, or with what the address says. */
  function open(typed = null) {
    back.end();
    const kept = keep.load();
    const asked = begun(form, kinds);
    if ((kept || asked) && typed) {
      page.fill(joined(kept?.draft ?? asked, typed));
      keep.save(page.read());
    } else if (kept || asked) page.fill(kept?.draft ?? asked);
    else {
      page.show();
      if (!page.isEmpty()) keep.save(page.read()); // what was typed while this came
    }
    const isOther = kept && asked && (asked.title || asked.kind) && (asked.title !== kept.draft.title || (asked.kind && asked.kind !== kept.draft.kind));
    const topics = kept?.draft.topics;
    look.gone(Array.isArray(topics) ? topics.filter((one) => typeof one === "string" && !page.everyTopic().includes(one)) : []);
    note(kept ? [kept.went === true ? words.went : words.kept, isOther ? words.other : "", pictures.missing() ? words.picture_gone : ""].filter(Boolean).join(" ") : "");
    part("clear").hidden = page.isEmpty();
    part("elsewhere").hidden = true;
    if (!page.isEmpty()) {
      look.soon();
      if (form.elements.title.value) near.now();
    } else look.now();
  }

  /** What was to be copied is another text than what stands there now. */
  const hideRest = () => {
    [part("rest").hidden, part("rest").value] = [true, ""];
    part("left").hidden = true;
    part("left").replaceChildren();
  };

  const back = offer(form, note, words, (draft, gone) => {
    page.fill(draft);
    pictures.bring(gone);
    changed();
    near.now();
    if (pictures.missing()) note(words.picture_gone);
    form.elements.title.focus();
  }, pictures.forget);

  function changed() {
    if (!page.isEmpty()) back.end();
    page.show();
    hideRest();
    store(false);
    say("");
    look.soon();
  }

  function clear() {
    const draft = page.read();
    page.fill(null);
    keep.clear();
    const gone = pictures.clear();
    hideRest();
    page.fill(begun(form, kinds));
    part("clear").hidden = page.isEmpty();
    say("");
    look.now();
    near.now();
    back.make(draft, gone);
    // The answer is where the next thing is to be done, and so is the focus.
    ([...form.elements.kind].find((one) => one.checked) ?? form.elements.kind[0]).focus({ preventScroll: true });
    part("kept").scrollIntoView({ block: "center", behavior: "instant" });
  }

  /** Show the topics that have the word; those that are picked stay. */
  const find = (word) => {
    for (const label of form.querySelectorAll(".hub-share__chips label")) {
      label.hidden = !label.control.checked && !folded(label.textContent).includes(folded(word));
    }
  };

  open(page.isEmpty() ? null : page.read());
  toolbars(form, words, pictures.choose);
  pasting(form, page);
  const preview = tabs(form, page, data, pictures.addresses);
  form.addEventListener("input", (event) => {
    if (event.target === part("find")) return find(event.target.value);
    if (event.target === part("anyway")) return say(""); // what was refused is allowed now, or no more
    if (!event.target.name) return;
    changed();
    preview.refresh();
    if (event.target === form.elements.title) near.soon();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  part("clear").addEventListener("click", () => {
    preview.leave();
    clear();
  });
  // What it needs comes before the first letter, so that what is found moves nothing later.
  form.elements.title.addEventListener("focus", near.now, { once: true });
  part("theirs").addEventListener("click", () => {
    pictures.forget(pictures.clear()); // they belong to what stood here
    if (!keep.load()) page.fill(null); // the other tab cleared it
    open();
  });
  part("mine").addEventListener("click", () => {
    keep.insist();
    part("elsewhere").hidden = true;
    store(false);
  });
  return {
    async take(files, area) {
      const { said, came } = await pictures.take(files, area);
      if (page.read().kind) return;
      if (came) note(words.dropped);
      else if (part("kept").querySelector("button")) part("kept").append(" ", ...said); // what was cleared can still come back
      else note(said.join(" "));
    },
  };
}
