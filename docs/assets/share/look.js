/* What was found in a text, shown beside the buttons: what stops it, what could be better, and how long it is. */
import { compose } from "../draft.js";
import { advisor, LINE_END, spanOf } from "./advice.js";
import { draftOf } from "./form.js";
import { watchman } from "./leaks.js";
import { filled } from "./send.js";
import { linesWith } from "./unnamed.js";

const PAUSE = 600; // milliseconds without a key, so that nothing is said of half a word
const MOST_LINES = 5; // that are shown of a field for a name

function item(sentence, onShow, words) {
  const one = document.createElement("li");
  one.append(sentence);
  if (!onShow) return one;
  const show = Object.assign(document.createElement("button"), { type: "button", className: "hub-quiet", textContent: words.leak_show });
  show.setAttribute("aria-label", `${words.leak_show}: ${sentence}`);
  show.addEventListener("click", onShow);
  one.append(" ", show);
  return one;
}

/** Looks over what is in the form. `page` is formOf's, `named()` gives the names that came with documents. */
export function looker(form, page, { kinds, said: words, topics: folder }, named) {
  const { part } = page;
  let timer;
  let seen = "";
  let found = [];
  let dirty = true;
  let gone = [];
  const called = (name) => form.querySelector(`label[for="hub-share-${name}"]`).textContent;
  const guard = watchman(form.dataset.rules, () => now());
  const advice = advisor(form.dataset.form, () => now(), words);
  const fetchRules = () => {
    guard.fetchRules();
    advice.fetchRules();
  };

  const fields = (typed) => {
    const names = typed.kind ? page.areasOf(typed.kind).map((area) => area.name) : Object.keys(typed.texts);
    const some = [["title", typed.title], ["address", !typed.kind || kinds[typed.kind].address ? typed.address : ""], ["teller", typed.told === "named" ? typed.teller : ""]];
    return [...some, ...names.map((name) => [name, typed.texts[name]])].map(([name, text]) => ({ name, called: called(name), text }));
  };

  /** A place that was found, with a button that leads there. */
  const row = (sentence, { name, start, end }) => {
    const field = name && form.elements[name];
    return item(sentence, field && (() => {
      page.goTo(field);
      if (field.type !== "url") field.setSelectionRange(start, end);
    }), words);
  };

  function showLeaks() {
    part("leaks").querySelector("ul").replaceChildren(...found.map((one) =>
      row(filled(one.name ? words.leak : words.leak_between, { field: one.called, line: one.line, kind: one.kind }), one)));
    part("leaks").hidden = !found.length;
    // What was allowed is allowed as long as it is the same values that were found.
    const next = JSON.stringify(found.map(({ name, code, value }) => [name, code, value]));
    if (next !== seen) part("anyway").checked = false;
    seen = next;
  }

  /** One sentence above the buttons, in room that is kept for it, and what it is about below them. */
  function showState(isEmpty) {
    const many = filled(words.found_many, { count: found.length });
    const brief = { ready: [words.found_nothing, words.found_one][found.length] ?? many, missing: words.not_looked }[guard.state] ?? words.looking;
    const sentence = isEmpty ? "" : brief;
    if (part("brief").textContent !== sentence) part("brief").textContent = sentence;
    part("checked").hidden = isEmpty;
    part("state").textContent = isEmpty ? "" : { ready: found.length ? "" : words.nothing, missing: words.no_rules }[guard.state] ?? "";
    part("state").classList.toggle("hub-share__warning", guard.state === "missing" && !isEmpty);
  }

  function showAdvice(typed) {
    const { budget } = kinds[typed.kind];
    const long = fields(typed).filter(({ name }) => typed.texts[name] !== undefined);
    const has = long.some(({ text }) => text.trim());
    const looked = has ? advice.look(typed, kinds, guard.state !== "ready" || found.length > 0) : null;
    const count = looked?.words ?? 0;
    const sentence = count > budget ? words.words_many : count === 1 ? words.words_one : words.words_some;
    part("words").textContent = looked || !has ? filled(sentence, { count, budget }) : "";
    const full = long.filter(({ name, text }) => text.length >= form.elements[name].maxLength).map(({ called: field }) => filled(words.full, { field }));
    const said = (looked?.found ?? []).map(({ message, hint, ...one }) => {
      const place = one.line ? filled(words.advice_place, { field: called(one.name), line: one.line }) : "";
      return row([place, message, hint].filter(Boolean).join(" "), one);
    });
    const shy = typed.told === "unnamed" ? [form.elements.teller.value, ...named()] : [];
    const names = fields(typed).flatMap(({ name, called: field, text }) => {
      const lines = linesWith(shy, text.split(LINE_END));
      const rows = lines.slice(0, MOST_LINES).map((line) => {
        const [start, end] = spanOf(text, line);
        return row(`${filled(words.advice_place, { field, line: line + 1 })} ${words.name_inside}`, { name, start, end });
      });
      return lines.length > MOST_LINES ? [...rows, item(filled(words.name_more, { field, count: lines.length - MOST_LINES }))] : rows;
    });
    const none = has && form.elements.topics && !typed.topics.length;
    const topics = none ? [...gone.map((topic) => advice.strange(topic, page.everyTopic(), folder)).filter(Boolean), words.no_topic] : [];
    const tips = [...names, ...full.map((one) => item(one)), ...said, ...topics.map((one) => item(one))];
    part("advice").querySelector("ul").replaceChildren(...tips);
    part("advice").hidden = !tips.length;
  }

  /** Look at once; returns whether the text may go: "go", "stop" or "wait". */
  function now() {
    clearTimeout(timer);
    const typed = page.read();
    const isEmpty = page.isEmpty();
    if (!isEmpty) fetchRules();
    found = isEmpty ? [] : guard.look(fields(typed), typed.kind ? compose(draftOf(typed, kinds)) : "");
    dirty = false;
    showLeaks();
    showState(isEmpty);
    if (typed.kind) showAdvice(typed);
    if (guard.state === "coming") return "wait";
    return found.length && !part("anyway").checked ? "stop" : "go";
  }

  return {
    now,
    /** Topics of what was kept that there are none of any more. */
    gone(topics) { gone = topics; },
    soon() {
      if (!page.isEmpty()) fetchRules();
      dirty = true;
      clearTimeout(timer);
      timer = setTimeout(() => dirty && now(), PAUSE);
    },
  };
}
