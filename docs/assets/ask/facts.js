/* What the hub says about the topic and the text of a question. */
import { shardOf, siteFile } from "../site-file.js";
import { site } from "../store.js";

const ID = /^[\w./-]{1,200}$/;

export function link(words, url) {
  return Object.assign(document.createElement("a"), { href: site + url, textContent: words });
}

/** Who can be asked about a topic, as rows of name, address and whether they look after it. */
export async function peopleOf(file, slug) {
  const everyone = slug ? await siteFile(file) : null;
  return (everyone && Object.hasOwn(everyone, slug) && everyone[slug]) || [];
}

/** The text with an id; null where the hub has none. Where it cannot be asked, the id has to do. */
export async function textOf(id, shards) {
  if (!ID.test(id)) return null;
  const shard = await siteFile(`reading-list/${shardOf(id, shards)}.json`);
  if (!shard) return { id, title: "", url: "" };
  return Object.hasOwn(shard, id) ? { id, title: shard[id].title, url: shard[id].url } : null;
}
