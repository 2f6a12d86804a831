/* Texts that no longer hold are shown as what has taken their place. */
import { find, fragment } from "./finder.js";
import { wordsOf } from "./query.js";
import { site } from "../store.js";

const LOOKED = 6;

const pathOf = (url) => url.split("#")[0].replace(/^\/+/, "/");
const below = (place) => site + place.replace(/^\/+/, "");

/** What is said about the text at an address, found by its title; what little is known where that fails. */
async function textAt(place, title) {
  const { results } = await find({ words: wordsOf(title).slice(0, 8) }, { type: ["contribution"] });
  const looked = await Promise.all(results.slice(0, LOOKED).map(fragment));
  const own = looked.find(({ url }) => pathOf(url) === below(place));
  return own ?? { url: below(place), excerpt: "", sub_results: [], filters: {}, meta: { title, type: "contribution" } };
}

/** Results with what they say, as `{ data, replaced }`. `shown` maps addresses to entries of before, and gets the new ones;
 * what has a successor is told there, whether that was found itself or not. */
export async function foldedResults(results, shown) {
  const found = [];
  for (const data of await Promise.all(results.map(fragment))) {
    const { successor, successor_title: title } = data.meta;
    const place = successor ? below(successor) : data.url;
    let entry = shown.get(place);
    if (!entry) {
      entry = { data: successor ? { ...(await textAt(successor, title ?? "")), sub_results: [] } : data, replaced: [] };
      shown.set(place, entry);
      found.push(entry);
    } else if (!successor) entry.data = data;
    if (successor && !entry.replaced.includes(data.meta.title)) entry.replaced.push(data.meta.title);
  }
  return found;
}
