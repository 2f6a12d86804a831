/* The filters of the directory: what is chosen stands in the address. Without this, the pages stand as they are. */

import { startOnce } from "./every-page.js";
import { folded } from "./folded.js";
import { counts, fill, fits } from "./people-list.js";
import { siteFile } from "./site-file.js";
import { site } from "./store.js";

const AT_ONCE = 50;
let again = () => {}; // what the page that is shown does when the reader goes back
addEventListener("popstate", () => again());

/** Make the filters of `form` work. */
function start(form) {
  const article = form.closest("article");
  const part = (name) => article.querySelector(`[data-hub-${name}]`);
  const [all, found, said, more, nobody] = ["all", "found", "said", "more", "nobody"].map(part);
  const cards = found.querySelector("ul");
  const whole = said.textContent;
  const selects = [...form.querySelectorAll("select")];
  const names = [...new Set([...form.elements].map((field) => field.name).filter(Boolean))];
  let loading;
  let shown = AT_ONCE;
  let typing = false;

  const load = () => {
    loading ??= siteFile(form.dataset.hubPeople)
      .then((everyone) => everyone ?? Promise.reject(new Error("the list of people did not come")))
      .catch((error) => { loading = undefined; throw error; });
    return loading;
  };

  /** What is chosen, by the names of the fields; only what is. */
  const chosen = () => {
    const wanted = {};
    for (const [name, value] of new FormData(form)) if (value.trim()) wanted[name] = value.trim();
    return wanted;
  };

  /** What the address says, put into the fields. */
  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (!field.name) continue;
      const value = asked.get(field.name) ?? "";
      if (field.type === "checkbox") field.checked = value === field.value;
      else {
        // Somebody's old choice may be gone: it is shown all the same, and finds nobody.
        if (field.options && ![...field.options].some((one) => one.value === value)) field.add(new Option(value, value));
        field.value = value;
      }
    }
  };

  const write = (replace) => {
    const address = new URL(location.href);
    for (const name of names) address.searchParams.delete(name);
    for (const [name, value] of Object.entries(chosen())) address.searchParams.set(name, value);
    if (address.href === location.href) return;
    history[replace ? "replaceState" : "pushState"](history.state, "", address);
  };

  /** A choice with how many people it would leave; never with none. */
  const labelled = (name, count) => (count ? form.dataset.choice.replace(/{(name|count)}/g, (_, key) => (key === "name" ? name : count)) : name);

  /** Each choice with how many it would leave; those that would leave nobody are not offered. */
  const offer = (select, data, wanted) => {
    const left = counts(data.people, wanted, select.name);
    const named = (value) => (select.name === "topic" && Object.hasOwn(data.topics, value) ? data.topics[value] : value);
    const values = [...left.keys(), ...(select.value && !left.has(select.value) ? [select.value] : [])];
    values.sort((one, other) => folded(named(one)).localeCompare(folded(named(other))));
    const options = values.map((value) => {
      return new Option(labelled(named(value), left.get(value)), value, false, value === select.value);
    });
    const now = [...select.options].slice(1);
    if (now.length === options.length && now.every((one, at) => one.text === options[at].text && one.value === options[at].value)) return;
    select.replaceChildren(select.options[0], ...options);
  };

  const show = async () => {
    const wanted = chosen();
    const any = Object.keys(wanted).length > 0;
    form.toggleAttribute("data-chosen", any);
    if (!any && !loading) {
      said.textContent = whole;
      return;
    }
    let data;
    try {
      data = await load();
    } catch {
      said.textContent = form.dataset.lost;
      return;
    }
    if (JSON.stringify(wanted) !== JSON.stringify(chosen())) return; // chosen anew while it was loading
    for (const select of selects) offer(select, data, wanted);
    const mentors = form.querySelector("[data-hub-mentoring]");
    if (mentors) mentors.textContent = labelled(mentors.dataset.hubMentoring, counts(data.people, wanted, "mentoring").get("1"));
    const people = any ? data.people.filter((person) => fits(person, wanted)) : [];
    const words = people.length === 1 ? form.dataset.foundOne : form.dataset.found.replace("{count}", people.length);
    const text = !any ? whole : people.length ? words : form.dataset.foundNone;
    if (said.textContent !== text) said.textContent = text;
    const blank = part("card").content.firstElementChild;
    cards.replaceChildren(...people.slice(0, shown).map((person) => fill(blank, person, data.topics, new URL(site, location.href))));
    more.hidden = people.length <= shown;
    nobody.hidden = people.length > 0;
    all.hidden = any;
    found.hidden = !any;
  };

  const choose = (replace) => {
    shown = AT_ONCE;
    write(replace);
    show();
  };

  form.addEventListener("change", () => { typing = false; });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
  form.addEventListener("input", (event) => {
    const text = event.target.type === "search";
    choose(text && typing); // a word that is being typed is one step back, not one a letter
    typing = text;
  });
  article.addEventListener("click", (event) => {
    if (event.target.closest("[data-hub-everyone]")) {
      event.preventDefault();
      for (const field of form.elements) field.type === "checkbox" ? (field.checked = false) : field.name && (field.value = "");
      typing = false;
      choose(false);
      said.focus(); // the button that was pressed is gone
    } else if (event.target.closest("[data-hub-more]")) {
      const next = shown;
      shown += AT_ONCE;
      show().then(() => cards.children[next]?.querySelector("a").focus());
    }
  });
  again = () => {
    if (!form.isConnected) return;
    typing = false;
    shown = AT_ONCE;
    read();
    show();
  };
  if (location.search || !Object.keys(chosen()).length) read();
  else write(true); // it was typed while this came
  show();
}

startOnce("form[data-hub-people]", start);
