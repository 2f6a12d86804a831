/* The page on which a question is asked. What is typed stays in this browser until somebody presses a button; then it
 * is in the address of the page or mail that opens. */
import { link, peopleOf, textOf } from "./facts.js";
import { near, ready } from "./near.js";
import { toGitHub, toMail } from "./ways.js";
import { copied } from "../copied.js";
import { startOnce } from "../every-page.js";
import { keeper } from "../kept.js";
import { siteFile } from "../site-file.js";
import { steady } from "../steady.js";
import { site } from "../store.js";

const WAYS = { github: toGitHub, mail: toMail };
const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");

/** Make the form work: fill in what is known, and follow what is typed. */
function start(form) {
  const words = form.dataset;
  const part = (name) => form.querySelector(`[data-part="${name}"]`);
  const { title, topic, details } = form.elements;
  let about = null;
  let people = [];
  let index;

  const say = (sentence) => { part("said").textContent = sentence; };
  const hasText = () => Boolean(title.value.trim() || details?.value.trim());
  const note = (sentence) => {
    if (part("kept").textContent !== sentence) part("kept").textContent = sentence; // else it would be read aloud with every key
    part("kept").hidden = !sentence;
  };
  const draft = () => ({ title: title.value, details: details?.value ?? "", topic: topic?.value ?? "", about: about?.id ?? "" });
  const kept = keeper("hub:ask", () => steady(form, () => note(words.notKept)), () => {
    steady(form, () => { part("elsewhere").hidden = false; });
  });
  const keep = (went = false) => {
    part("clear").hidden = !hasText();
    if (hasText()) kept.save(draft(), went);
    else kept.clear();
  };

  async function showWhom() {
    const slug = topic?.value;
    const found = await peopleOf(words.whom, slug);
    if (slug !== topic?.value) return;
    people = found;
    const line = part("whom").querySelector("p");
    line.replaceChildren(...people.flatMap(([name, url, curates], at) => [at ? ", " : "", link(name, url), curates ? ` (${words.curates})` : ""]));
    if (!people.length && slug) line.replaceChildren(words.nobody, " ", link(topic.selectedOptions[0].textContent, `topics/${slug}/`));
    part("whom").hidden = !slug;
  }

  async function showAbout(id) {
    const pending = { id, title: "", url: "" };
    about = pending;
    const found = await textOf(id, Number(words.hubAsk));
    if (about !== pending) return; // it was cleared meanwhile
    about = found;
    if (!about?.url) return;
    part("about").querySelector("a").replaceWith(link(about.title, about.url));
    part("about").hidden = false;
  }

  async function showNear() {
    index ??= siteFile(words.index).then((data) => data && ready(data)).catch(() => null); // another build's is none
    const all = await index;
    if (!all) index = undefined; // it did not come; the next key asks again
    const found = all ? near(all, title.value) : [];
    part("near").querySelector("ul").replaceChildren(...found.map((one) => {
      const row = document.createElement("li");
      row.append(link(one.title, one.url));
      return row;
    }));
    part("near").hidden = !found.length;
    const sentence = found.length === 1 ? words.nearOne : found.length ? words.near.replace("{count}", found.length) : "";
    if (part("counted").textContent !== sentence) part("counted").textContent = sentence;
  }

  /** What is asked, with all that goes along. */
  const question = () => {
    const curators = people.filter(([, , curates]) => curates).map(([name]) => name);
    const [slug, topicTitle] = topic?.value ? [topic.value, topic.selectedOptions[0].textContent] : ["", ""];
    const url = new URL(site + (about?.url || (slug ? `topics/${slug}/` : "ask/")), location.href).href;
    return { title: title.value.trim(), details: details.value.trim(), topic: slug, topicTitle, about, curators, url };
  };

  const go = (event) => {
    const way = event.target.closest("[data-way]");
    if (!way || event.button > 1) return;
    if (!title.value.trim()) {
      event.preventDefault();
      say(words.need);
      return title.focus();
    }
    const plain = way.getAttribute("href");
    const { address, rest } = WAYS[way.dataset.way](plain, question(), words);
    const told = way.dataset.way === "mail" ? words.copiedMail : words.copied;
    const sentence = rest && (copied(part("rest"), rest) ? told : words.byHand);
    way.href = address;
    setTimeout(() => way.setAttribute("href", plain)); // what was typed stands in it no longer than it takes
    keep(true);
    say([sentence, words.opened].filter(Boolean).join(" "));
  };

  const empty = () => {
    form.reset();
    about = null;
    for (const name of ["kept", "about", "rest", "near", "whom"]) part(name).hidden = true;
    history.replaceState(history.state, "", location.pathname);
  };

  const clear = () => {
    empty();
    keep();
    say(words.cleared);
    title.focus();
    showWhom();
    showNear();
  };

  /** Fill in what is kept and what the address says, beside what stands there. */
  const open = () => {
    const asked = new URLSearchParams(location.search);
    const isTyped = hasText(); // while this came
    const { draft: before = {}, went } = kept.load() ?? {};
    title.value ||= text(before.title, title.maxLength) || text(asked.get("question"), title.maxLength);
    if (details) details.value ||= text(before.details, details.maxLength);
    part("clear").hidden = !hasText();
    const wasKept = text(before.title, 1) || text(before.details, 1);
    note(wasKept && (went === true ? words.went : words.kept));
    const slug = asked.get("topic") ?? text(before.topic, 200);
    if (topic && !topic.value && [...topic.options].some((option) => option.value === slug)) topic.value = slug;
    if (topic?.value) showWhom();
    const id = asked.get("about") ?? text(before.about, 200);
    if (id) showAbout(id);
    if (title.value) showNear();
    if (isTyped) keep();
  };

  form.addEventListener("input", (event) => {
    keep();
    say("");
    if (event.target === title) showNear();
    if (event.target === topic) showWhom();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.querySelector("[data-way]")?.click();
  });
  for (const press of ["click", "auxclick"]) form.addEventListener(press, go);
  part("clear").addEventListener("click", clear);
  part("theirs").addEventListener("click", () => {
    part("elsewhere").hidden = true;
    empty();
    open();
    title.focus();
  });
  part("mine").addEventListener("click", () => {
    kept.insist();
    part("elsewhere").hidden = true;
    keep();
    title.focus();
  });
  open();
}

startOnce("form[data-hub-ask]", start);
