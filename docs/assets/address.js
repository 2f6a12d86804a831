/* What is typed as a part of an address: the length that arrives, and the signs that may stand there. */

/** GitHub's server refuses addresses above some eight thousand letters. Signs that are not in every alphabet count
 * three to twelve each, so it is the address that is measured and not the text. */
export const LONGEST = 6000;
/** What mail programs of every make take. */
export const LONGEST_MAIL = 1800;
/** The title of a mail, in letters. */
export const LONGEST_SUBJECT = 60;

/** Half a letter cannot be written into an address. */
const bare = (text) => text.replace(/\p{Cs}/gu, "");

/** A value for every kind of address. */
export const coded = (text) => encodeURIComponent(bare(text));

/** A text for a mail (RFC 6068), whose lines end as in mails. */
export const mailed = (text) => coded(text.replace(/\r?\n/g, "\r\n"));

/** A value for a page, as short as it can be: spaces are a sign each, and what may stand as it is does. */
export const short = (text) => coded(text).replace(/%20/g, "+").replace(/%(?:2C|3A|2F|40|3F|3B)/g, decodeURIComponent);

/** The first letters of a text, none of them cut in two. */
export const beginning = (text, most) => Array.from(text).slice(0, most).join("");
