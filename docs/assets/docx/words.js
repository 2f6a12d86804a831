/* Words as Markdown that shows these words and nothing else, for the hub's renderer and for GitHub's. */

const BLANKS = "[ \\t\\n\\r\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]*";
// Soft hyphens, controls, and what turns or hides text.
const DROPPED = /[\u00ad\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u180e\ufff9-\ufffb]/g;
const BLANK = /[ \t\n\r\u0085\u2028\u2029]+/g;
const MARK = /[\\`*[\]~^{}]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|==+|\+\+(?=[A-Za-z0-9"'&])|:(?=(?:100|1234|[-+A-Za-z_][-+A-Za-z0-9_]{0,60}):)/g;
const OPENS = [
  [/^#/, "\\#"],
  [/^>/, "\\>"],
  [/^([-+])(?=$|[-+ ])/, "\\$1"],
  [/^=(?=$| )/, "\\="],
  [/^:(?= )/, "\\:"],
  [/^!!!/, "\\!!!"],
  [/^\?\?\?/, "&#63;??"],
  [/^\|/, "\\|"],
  [/^(\[\^[0-9]+\]):/, "$1\\:"],
  [/^(\p{Nd}{1,9})([.)])(?=$| )/u, "$1\\$2"],
];
const ADDRESS = /^(?:https?:\/\/[^/?#\s]|mailto:[^\s]+@)/i;
const ODD = /["<>\\^`{|}()[\]\u0000-\u0020\u007f-\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;
const LONGEST = 2000;

const [START, END] = [new RegExp(`^${BLANKS}`), new RegExp(`(?<!${BLANKS.slice(0, -1)})${BLANKS}$`)];

/** The blanks before the words, the words, and the blanks after them. */
export function split(text) {
  const before = START.exec(text)[0];
  const rest = text.slice(before.length);
  const after = rest ? END.exec(rest)[0] : "";
  return [before, rest.slice(0, rest.length - after.length), after];
}

/** Text without what nobody sees, and with one blank where there were many. */
export const cleaned = (text) => text.replace(DROPPED, "").replace(BLANK, " ");

/** Words within a line. What stands first in a line needs `opened`, too. */
export function escaped(text) {
  return text
    .replace(/&(?=#[0-9xX]|[A-Za-z0-9]{1,40};|$)/g, "&amp;")
    .replace(MARK, (found) => found.replace(/[^]/g, "\\$&"))
    .replace(/<(?![ 0-9=])/g, "&lt;");
}

/** A line of text that no renderer takes for the start of anything else. */
export const opened = (line) => OPENS.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);

/** An address as it stands in a link; "" where it leads to anything but a web page or a mail. */
export function address(target) {
  const bare = target.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  if (!ADDRESS.test(bare) || bare.length > LONGEST) return "";
  return bare.replace(ODD, (sign) => [...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""));
}
