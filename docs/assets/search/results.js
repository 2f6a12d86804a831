/* Results as they are shown: what each is, its best sections, the words marked. All of it is text; no HTML is made of it. */
import { short } from "../address.js";
import { folded } from "../folded.js";
import { site } from "../store.js";
import { ageOf } from "./age.js";
import { marked, markedWords } from "./marks.js";
import { element } from "./parts.js";
import { joined } from "./query.js";

const SECTIONS = 3;
const MOST_MARKS = 8;
const language = document.documentElement.lang || "en";

/** The words that are marked after the click, as they stand in the text. */
function wordsFor(data, typed) {
  const inExcerpt = [data.excerpt, ...data.sub_results.map(({ excerpt }) => excerpt)].join(" ");
  const found = [...inExcerpt.matchAll(/<mark>(.*?)<\/mark>/gs)].flatMap(([, word]) => folded(word).match(/[\p{L}\p{N}]+/gu) ?? []);
  const plain = typed.map(folded);
  const fits = found.filter((word) => plain.some((one) => word.startsWith(one.slice(0, 4))));
  return [...new Set([...plain, ...fits])].slice(0, MOST_MARKS);
}

/** The address of a result with the words to mark on it; only this site's own. */
function leadsTo(url, words) {
  const [path, hash] = url.replace(/^\/+/, "/").split("#");
  return `${path.startsWith(site) ? path : site}${words.length ? `?h=${short(words.join(" "))}` : ""}${hash ? `#${hash}` : ""}`;
}

/** A part of a text with its marks; it says where it was cut. */
function excerptOf(text) {
  const whole = joined(text);
  return [...marked(whole), /[.!?:…"”’)\]]$/.test(whole.replace(/<\/mark>$/, "")) ? "" : " …"];
}

/** What is said below the title: the text around the words, or the summary where those stand at its beginning alone. */
function wordsOf({ excerpt, meta }, typed) {
  const isBeginning = excerpt.replace(/<\/?mark>/g, "").startsWith((meta.title ?? "").slice(0, 40)) || !excerpt.includes("<mark>");
  return meta.summary && (isBeginning || !excerpt) ? markedWords(meta.summary, typed) : excerptOf(excerpt);
}

/** The best sections of a text: those with most of the words, in the order of the text. */
function sectionsOf(data) {
  const own = data.sub_results.filter(({ url }) => url.includes("#") && url !== data.url);
  const worth = (one) => one.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0);
  const best = [...own].sort((one, other) => worth(other) - worth(one)).slice(0, SECTIONS);
  return own.filter((one) => best.includes(one));
}

function kicker({ word, icon, has }, { meta }) {
  const isText = meta.type === "contribution";
  const name = isText && has(`kind ${meta.kind}`) ? `kind ${meta.kind}` : `type ${meta.type}`;
  const sign = isText ? meta.kind : { comment: "comments", person: "together" }[meta.type] ?? meta.type;
  const mark = element("span", { className: "hub-mark" }, icon(sign), element("span", { textContent: has(name) ? word(name) : "" }));
  return [mark, meta.topic ? element("span", { textContent: meta.topic, dir: "auto" }) : null];
}

function factsOf(parts, data) {
  const { meta } = data;
  const { word, icon, has } = parts;
  const state = meta.freshness && meta.freshness !== "fresh" && has(`freshness ${meta.freshness}`);
  const fresh = state && element("span", { className: `hub-freshness hub-freshness--${meta.freshness}` }, icon(meta.freshness), word(`freshness ${meta.freshness}`));
  const isAnswered = data.filters?.answered?.includes("yes");
  const facts = [
    ...kicker(parts, data),
    meta.author ? element("bdi", { className: "hub-facts__names", textContent: meta.author }) : null,
    meta.type === "person" && meta.team ? element("span", { textContent: meta.team }) : null,
    ageOf(meta.date, language),
    isAnswered ? element("span", { textContent: word("answered") }) : null,
    fresh || null,
  ];
  return element("p", { className: "hub-facts" }, ...facts);
}

/** One result as an item of the list. `replaced` are titles of texts in whose place it stands. */
export function itemOf(parts, data, typed, replaced = []) {
  const { word } = parts;
  const { meta } = data;
  const words = wordsFor(data, typed);
  const isComment = meta.type === "comment";
  const title = isComment ? word("comment_on", { title: meta.title ?? "" }) : meta.title ?? data.url;
  const link = element("a", { href: leadsTo(data.url, words), className: "hub-find__link" }, ...markedWords(title, typed));
  const kind = meta.kind && meta.type === "contribution" ? ` hub-kind--${meta.kind}` : "";
  const sections = sectionsOf(data).map((one) => {
    const to = element("a", { href: leadsTo(one.url, words), className: "hub-find__link" }, ...markedWords(joined(one.title), typed));
    return element("li", { className: "hub-find__section" }, to, element("p", { dir: "auto" }, ...excerptOf(one.excerpt)));
  });
  return element(
    "li",
    { className: `hub-find__result${kind}` },
    element("h3", { className: "hub-find__title", dir: "auto" }, link),
    replaced.length ? element("p", { className: "hub-find__replaces", textContent: word("replaces", { title: replaced.join("”, “") }) }) : null,
    factsOf(parts, data),
    sections.length && sections.some((one) => one.querySelector("mark")) ? null : element("p", { className: "hub-find__excerpt", dir: "auto" }, ...wordsOf(data, typed)),
    sections.length ? element("ul", { className: "hub-find__sections" }, ...sections) : null,
  );
}
