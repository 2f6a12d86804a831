/* Small files that the build writes for the hub's own scripts. The one place that asks for anything, and it asks
 * this site alone: a place is always below the site's own path. */
import { site } from "./store.js";

const PRIME = 65521; // reading_list.py has the same

/** What a JSON file of the site says, or null when it cannot be had. `place` is relative to the site's root. */
export async function siteFile(place) {
  try {
    const answer = await fetch(site + place, { mode: "same-origin", cache: "no-cache" }); // an old copy would tell of old titles
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Which of `count` files tells about a contribution. */
export function shardOf(id, count) {
  let total = 0;
  for (const letter of id) total = (total * 31 + letter.codePointAt(0)) % PRIME;
  return total % count;
}
