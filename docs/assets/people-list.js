/* The people of the directory as data: who fits what is asked, how many each choice leaves, and their cards. */

import { folded } from "./folded.js";

/** What a person may be found by, worked out once. */
function words(person) {
  person.words ??= folded([person.name, ...person.ask_me_about, ...person.expertise].join("\n"));
  return person.words;
}

const TESTS = {
  team: (person, value) => person.team === value,
  place: (person, value) => person.location === value,
  topic: (person, value) => person.topics.includes(value),
  about: (person, value) => folded(value).split(/\s+/).every((word) => words(person).includes(word)),
  mentoring: (person) => person.mentoring,
};
const VALUES = {
  team: (person) => [person.team],
  place: (person) => [person.location],
  topic: (person) => person.topics,
  mentoring: (person) => [person.mentoring ? "1" : null],
};

/** Whether a person fits everything that is wanted, but for the filter `besides`. */
export function fits(person, wanted, besides) {
  return Object.entries(wanted).every(([name, value]) => name === besides || TESTS[name](person, value));
}

/** How many people each choice of the filter `name` leaves, the other filters as they are. */
export function counts(people, wanted, name) {
  const found = new Map();
  for (const person of people) {
    if (!fits(person, wanted, name)) continue;
    for (const value of VALUES[name](person)) if (value) found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
}

/** A card made of the blank one; whatever there is nothing to say about is left out. All of it is text. */
export function fill(blank, person, topics, root) {
  const card = blank.cloneNode(true);
  const part = (name) => card.querySelector(`[data-hub="${name}"]`);
  const put = (name, text, into = part(name)) => {
    if (text) (into.querySelector("bdi") ?? into).textContent = text;
    else into.remove();
  };
  if (person.picture) part("picture").src = new URL(person.picture, root);
  else part("picture").remove();
  if (!person.picture) part("initials").classList.add(`hub-face--${Number(person.tone)}`);
  put("initials", person.picture ? "" : person.initials);
  part("link").href = new URL(person.url, root);
  part("name").textContent = person.name;
  put("team", person.team);
  put("location", person.location);
  const { one, many } = part("count").dataset;
  put("count", person.count && `${person.count} ${person.count === 1 ? one : many}`);
  if (!person.mentoring) part("mentoring").remove();
  if (!part("facts").children.length) part("facts").remove();
  list(part("ask_me_about"), person.ask_me_about.slice(0, 3));
  list(part("knows"), person.topics.slice(0, 3).map((slug) => topics[slug]));
  return card;
}

/** Words after a label, each with its own direction. */
function list(line, subjects) {
  if (!subjects.length) line.remove();
  subjects.forEach((subject, at) => {
    const word = document.createElement("bdi");
    word.textContent = subject;
    line.append(...(at ? [line.dataset.separator, word] : [word]));
  });
}
