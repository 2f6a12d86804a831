/* Texts that are like the one somebody begins: perhaps it is better to add to one of them. And the names that they have. */
import { siteFile } from "../site-file.js";
import { site } from "../store.js";
import { filled } from "./send.js";

const PAUSE = 600; // milliseconds without a key, so that the form does not move with each letter
const FEW = 3; // as many as leave the form in sight on a phone
const isWide = matchMedia("(min-width: 45em)");

function row(one, improve) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: site + one.url, target: "_blank", rel: "noopener" });
  const title = Object.assign(document.createElement("bdi"), { textContent: one.title });
  const better = Object.assign(document.createElement("a"), { href: `${site}${one.url}#hub-improve`, className: "hub-quiet" });
  const unseen = Object.assign(document.createElement("span"), { className: "hub-unseen", textContent: `: ${one.title}` });
  link.append(title);
  better.append(improve, unseen);
  item.append(link, " ", better);
  return item;
}

/** Shows what is like the title, at once or when the typing pauses. `file` is fetched when it is first wanted. `taken` gives
 * the names that texts of a folder have, none before that came. */
export function neighbors(part, file, words, title) {
  let index;
  let timer;
  let addresses = [];
  const come = async () => {
    const [data, { near, ready }] = await Promise.all([siteFile(file), import("../ask/near.js")]);
    const all = data && ready(data);
    if (all) addresses = [...data.texts.map(([folder, place]) => `${data.folders[folder]}${place}/`), ...data.past];
    return all && ((written) => near(all, written));
  };
  const now = async () => {
    clearTimeout(timer);
    index ??= come().catch(() => null); // another build's is none
    const nearest = await index;
    if (!nearest) index = undefined; // it did not come; the next letter asks again
    const found = nearest ? nearest(title()).slice(0, isWide.matches ? undefined : FEW) : [];
    const list = part("near").querySelector("ul");
    list.replaceChildren(...found.map((one) => row(one, list.dataset.improve)));
    part("near").hidden = !found.length;
    const sentence = found.length === 1 ? words.near_said_one : found.length ? filled(words.near_said, { count: found.length }) : "";
    if (part("counted").textContent !== sentence) part("counted").textContent = sentence;
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE);
  };
  const taken = (folder) => new Set(addresses.filter((one) => one.startsWith(`${folder}/`)).map((one) => one.slice(folder.length + 1, -1)));
  return { now, soon, taken };
}
