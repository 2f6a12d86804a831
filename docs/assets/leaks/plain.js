// A text as its reader sees it, as far as a number or a name can hide: entities, escapes, odd blanks, signs that
// nobody sees. commonplace/checks/plain.py does the same.
import { countUpTo } from "../sorted.js";

const NAMED = {};
const names = {
  "@": "commat", ".": "period", ":": "colon", "/": "sol", "_": "lowbar UnderBar",
  "-": "hyphen dash ndash mdash horbar minus", "&": "amp AMP", "+": "plus", "=": "equals", "#": "num",
  "%": "percnt", ";": "semi", ",": "comma", "(": "lpar", "[": "lsqb lbrack", "{": "lcub lbrace", ")": "rpar",
  "]": "rsqb rbrack", "}": "rcub rbrace", "*": "ast midast", "!": "excl", "?": "quest", "$": "dollar",
  "\"": "quot QUOT", "'": "apos",
  " ": "nbsp NonBreakingSpace ensp emsp emsp13 emsp14 numsp puncsp thinsp ThinSpace hairsp VeryThinSpace " +
    "MediumSpace NewLine Tab",
  "": "shy zwj zwnj lrm rlm ZeroWidthSpace NegativeVeryThinSpace NegativeThinSpace NegativeMediumSpace " +
    "NegativeThickSpace NoBreak af ApplyFunction it InvisibleTimes ic InvisibleComma",
};
for (const [shown, all] of Object.entries(names)) for (const name of all.split(" ")) NAMED[name] = shown;
const ACCENTS = {
  uml: "\u0308", acute: "\u0301", grave: "\u0300", circ: "\u0302",
  tilde: "\u0303", ring: "\u030a", cedil: "\u0327", caron: "\u030c",
};
const UNSEEN =
  "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u180b-\\u180f\\u200b-\\u200f" +
  "\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff\\ufff9-\\ufffb";
// Tags and the like, which are two places each, and halves of what is no sign.
const PAIRS = "\\udb40[\\udc00-\\udfff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]";
const DROPPED = new RegExp(`[${UNSEEN}\\ud800-\\udfff]`);
const WRAP =
  "(?<=[0-9A-Z\\-/+()])[ \\t]{0,3}\\n[ \\t]{0,8}(?:>[ \\t]{0,3}){0,3}(?=[0-9])(?![0-9]{1,9}[.)][ \\t])";
const ODD = new RegExp(
  `&(?:#0*[0-9]{1,7}|#[xX]0*[0-9a-fA-F]{1,6}|${Object.keys(NAMED).join("|")}` +
    `|[A-Za-z](?:${Object.keys(ACCENTS).join("|")}));|%[2-7][0-9a-fA-F]` +
    "|%[c-dC-D][0-9a-fA-F]%[89abAB][0-9a-fA-F]|%[eE][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){2}" +
    "|\\\\(?=[!-/:-@\\[\\]^-`{-~])|[\\u2010-\\u2015\\u2212\\ufe63\\uff0d\\u00a0\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000" +
    `${UNSEEN}\\uff01-\\uff5e\\u0660-\\u0669\\u06f0-\\u06f9]|${PAIRS}|${WRAP}`,
  "g",
);

function sign(code) {
  if (code >= 0xff01 && code <= 0xff5e && code !== 0xff0d) return String.fromCharCode(code - 0xfee0);
  if (code >= 0x0660 && code <= 0x06f9) return String((code - 0x0660) % 0x90);
  if (DROPPED.test(String.fromCharCode(code))) return "";
  const dash = (code >= 0x2010 && code <= 0x2015) || [0x2212, 0xfe63, 0xff0d].includes(code);
  return dash ? "-" : " ";
}

const SINGLE = new RegExp(`^(?:${ODD.source})$`);
const seenAs = (shown) => (SINGLE.test(shown) ? sign(shown.charCodeAt(0)) : shown);

function entity(name) {
  if (name[0] !== "#") return NAMED[name] ?? accented(name);
  const number = /x/i.test(name[1]) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  if ([9, 10, 13].includes(number)) return " ";
  if (number === 0x96 || number === 0x97) return "-";
  if (number === 0 || (number >= 0x80 && number < 0xa0) || (number >= 0xd800 && number < 0xe000)) return null;
  if (number > 0xffff) return number >= 0xe0000 && number <= 0xe03ff ? "" : null;
  return seenAs(String.fromCharCode(number));
}

function accented(name) {
  const shown = (name[0] + ACCENTS[name.slice(1)]).normalize("NFC");
  return shown.length === 1 ? shown : null;
}

function percent(mark) {
  try {
    const shown = decodeURIComponent(mark);
    return mark.length > 3 ? seenAs(shown) : shown;
  } catch {
    return null;
  }
}

function resolved(mark, text, start) {
  if (mark[0] === "&") return entity(mark.slice(1, -1));
  if (mark[0] === "%") return percent(mark);
  if (mark[0] === "\\") return "";
  if (!mark.includes("\n")) return sign(mark.charCodeAt(0));
  return /[A-Za-z]{2}/.test(text.slice(text.lastIndexOf("\n", start - 1) + 1, start)) ? " " : null;
}

/** The text with what disguises resolved, and a function from places in it to places as written. */
export function plain(text) {
  const starts = [0];
  const origins = [0];
  let seen = "";
  let done = 0;
  for (const found of text.matchAll(ODD)) {
    const put = resolved(found[0], text, found.index);
    if (put === null) continue;
    seen += text.slice(done, found.index);
    done = found.index + found[0].length;
    starts.push(seen.length);
    origins.push(found.index);
    seen += put;
    starts.push(seen.length);
    origins.push(done);
  }
  const back = (at) => {
    const place = countUpTo(starts, at) - 1;
    return origins[place] + at - starts[place];
  };
  return { text: seen + text.slice(done), back };
}
