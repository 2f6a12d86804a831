/* Where nothing is found: the nearest topics, and two ways to get it written, filled in with what was searched. */
import { short } from "../address.js";
import { folded } from "../folded.js";
import { site } from "../store.js";
import { manifest } from "./finder.js";
import { element } from "./parts.js";
import { parsed } from "./query.js";
import { slip } from "./typos.js";

const MOST = 5;
const LONGEST_TITLE = 120;

/** How near a topic is to the words: one that has a word, begins like one, or is a slip away. */
function nearness(title, words) {
  const own = folded(title).match(/[\p{L}\p{N}]+/gu) ?? [];
  const worth = (word) => Math.max(0, ...own.map((one) => (one === word ? 3 : one.startsWith(word) || word.startsWith(one) ? 2 : slip(word, one) !== null || one.slice(0, 4) === word.slice(0, 4) ? 1 : 0)));
  return words.reduce((sum, word) => sum + worth(word), 0);
}

/** The topics that are nearest to what was typed; the largest where none is near. */
export async function topicsNear(typed) {
  const topics = (await manifest())?.topics ?? [];
  const { words } = parsed(typed);
  const rated = topics.map(([url, title, count], at) => ({ url, title, count, at, worth: nearness(title, words.map(folded)) }));
  return rated.sort((one, other) => other.worth - one.worth || one.at - other.at).slice(0, MOST);
}

const chip = ({ url, title, count }) => element("li", {}, element("a", { className: "hub-chip", href: site + url }, element("bdi", { textContent: title }), " ", element("span", { className: "hub-chip__count", textContent: count })));

/** Topics as a list of chips. */
export const chipsOf = (topics) => element("ul", { className: "hub-find__topics" }, ...topics.map(chip));

/** What stands in the place of results. `without` is called when somebody wants to look beyond what they narrowed it down to. */
export async function nothingFound(parts, places, typed, without) {
  const { word } = parts;
  const title = typed.trim().replace(/\s+/g, " ").slice(0, LONGEST_TITLE);
  const link = (href, name) => element("a", { className: "hub-button", href, textContent: word(name) });
  const again = without && element("button", { type: "button", className: "hub-button", textContent: word("without") });
  again?.addEventListener("click", without);
  const topics = await topicsNear(typed);
  return [
    ...(topics.length ? [element("p", { textContent: word("topics") }), chipsOf(topics)] : []),
    element("p", { className: "hub-find__ways" }, again || null, link(`${places.ask}?question=${short(title)}`, "ask"), link(`${places.share}?kind=article&title=${short(title)}`, "write")),
  ];
}
