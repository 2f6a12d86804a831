/* Addresses in the running text: the hub makes links of them, as commonplace/markup/plain_addresses.py finds them. */

const SCHEME = /(?<![\w/<"'=[`@.:-])(?<!\]\()https?$/i;
const ADDRESS = /https?:\/\/(?:(?!&#?\w{1,30};|~~)[^\s<>"'`\\\][{}|*]){4,500}/iy;
const NOBODY = /^https?:\/\/(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|(?:[\w-]+\.)*(?:example|test|invalid)(?:[:/]|$)|(?:[\w-]+\.)*example\.(?:com|org|net))/i;
const TRAILING = /[.,;:!?…’”_~*]+$/;

/** An address without the signs behind it that belong to the sentence. */
function withoutEnd(address) {
  for (;;) {
    const ends = address.endsWith(")") && address.split("(").length < address.split(")").length;
    const shorter = ends ? address.slice(0, -1) : address.replace(TRAILING, "");
    if (shorter === address) return address;
    address = shorter;
  }
}

/** Read the address in whose scheme the colon stands that the reader has come to; false where there is none. */
export function plainAddress(reader) {
  const scheme = SCHEME.exec(reader.words.slice(-8));
  if (!scheme || reader.brackets.length) return false;
  const found = reader.here(ADDRESS, reader.at - scheme[0].length);
  const address = found && withoutEnd(found[0]);
  if (!address || NOBODY.test(address)) return false;
  reader.words = reader.words.slice(0, -scheme[0].length);
  reader.push({ tag: "a", children: [address], href: address });
  reader.at += address.length - scheme[0].length;
  return true;
}

const HEAD = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i;
const SENT = /%(?![0-9a-f]{2})|[^\p{L}\p{N}_!#$%&'()*+,./:;=?@~\\-]/giu;

/** An address whose signs may all stand in one: what may not is written as it would be sent, as markup/addresses.py does. */
export function wholeAddress(text) {
  const address = text.replace(/[\t\r\n]/g, "").trim();
  const head = HEAD.exec(address)?.[0] ?? "";
  const [path, ...fragments] = address.slice(head.length).split("#");
  const sent = (part) => part.replace(/\p{Cs}/gu, "\ufffd").replace(SENT, encodeURIComponent);
  return head + [sent(path), ...(fragments.length ? [sent(fragments.join("%23"))] : [])].join("#");
}
