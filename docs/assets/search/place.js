/* A search as a part of the address, so that it can be shared, and is there again when somebody comes back. */

export const FACETS = ["type", "kind", "topic", "author", "team", "year", "freshness", "answered"];
const OURS = ["q", "exactly", ...FACETS];
const LONGEST = 200; // as query.js, which would drop the rest anyway
const MOST = 20;
const LONGEST_VALUE = 200;

/** What the address asks for, or null. Facets alone are a question, too, but only beside `q`: other pages have filters. */
export function fromAddress() {
  const asked = new URLSearchParams(location.search);
  if (!asked.has("q")) return null;
  const facets = Object.fromEntries(FACETS.map((name) => [name, [...new Set(asked.getAll(name))].filter((value) => value.length <= LONGEST_VALUE).slice(0, MOST)]).filter(([, values]) => values.length));
  return { typed: asked.get("q").slice(0, LONGEST), facets, asIs: asked.has("exactly") };
}

let own = null; // what stood in the address before, which may be filters of the page

/** Put a search into the address, or take it out (null). What else stands there stays. */
export function toAddress(search) {
  const url = new URL(location.href);
  if (search && own === null && !url.searchParams.has("q")) own = url.search;
  if (!search && own !== null) url.search = own;
  else for (const name of search || url.searchParams.has("q") ? OURS : []) url.searchParams.delete(name);
  if (search) {
    url.searchParams.set("q", search.typed.slice(0, LONGEST).replace(/\p{Cs}/gu, ""));
    if (search.asIs) url.searchParams.set("exactly", "");
    for (const name of FACETS) for (const value of search.facets[name] ?? []) url.searchParams.append(name, value);
  } else own = null;
  try {
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  } catch {
    // Some browsers let nobody change it a hundred times in half a minute; the next change brings it.
  }
}

/** The page is left with its search in the address. */
export function leaveAddress() {
  own = null;
}
