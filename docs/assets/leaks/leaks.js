// Finds what looks like a leak in a text, by the rules of leaks.json: as commonplace/checks/leaks.py does.
// Nothing here asks for anything: whoever calls it brings the rules.

import { CHECKS } from "./check-digits.js";
import { LOOKS } from "./looks.js";
import { plain } from "./plain.js";
import { countUpTo } from "../sorted.js";

const TESTS = { ...CHECKS, ...LOOKS };
const LETTER = "a-z0-9\\u00c0-\\u024f";
/** Rules out of leaks.json, made ready once. */
export function readRules({ named, rules }) {
  return rules.map((rule) => {
    const harmless = (rule.not ?? []).flatMap((one) => (one.startsWith("use:") ? named[one.slice(4)] : [one]));
    return {
      ...rule,
      pattern: new RegExp(rule.pattern, `dg${rule.flags ?? ""}`),
      cue: typeof rule.cue === "string" ? new RegExp(rule.cue) : rule.cue,
      quick: rule.quick && new RegExp(rule.quick),
      harmless: harmless.length ? new RegExp(harmless.map((one) => `(?:${one})`).join("|"), "i") : null,
      near: rule.near && { ...rule.near, pattern: nearby(rule.near.words) },
    };
  });
}

function nearby(words) {
  const parts = words.map((word) => (word.endsWith("*") ? word.slice(0, -1) : `${word}(?![${LETTER}])`));
  return new RegExp(`(?<![${LETTER}])(?:${parts.join("|")})`);
}

function isPossible(rule, text, low) {
  const cued = Array.isArray(rule.cue) ? rule.cue.some((cue) => low.includes(cue)) : rule.cue.test(text);
  return cued && (!rule.quick || rule.quick.test(low));
}

function holds(rule, text, start, end) {
  const value = text.slice(start, end);
  const bare = rule.squeeze ? value.replace(/[ .\-/()\n\t']/g, "") : value;
  if (rule.harmless?.test(bare)) return false;
  if (rule.check && !TESTS[rule.check](bare)) return false;
  if (!rule.near) return true;
  const { before, after, pattern } = rule.near;
  const around = [text.slice(Math.max(0, start - before), start), text.slice(end, end + after)];
  return around.some((words) => pattern.test(words.toLowerCase()));
}

/** Every leak in a text: [{code, kind, start, end}], in order. `rules` are what readRules made. */
export function findLeaks(text, rules) {
  const seen = plain(text);
  const low = seen.text.toLowerCase();
  const hits = [];
  const taken = [];
  for (const rule of rules) {
    if (!isPossible(rule, seen.text, low)) continue;
    for (const found of seen.text.matchAll(rule.pattern)) {
      const [start, end] = found.indices[rule.group ?? 0];
      const place = countUpTo(taken, start, (one) => one.from);
      if (taken[place - 1]?.to > start || taken[place]?.from < end || !holds(rule, seen.text, start, end)) continue;
      taken.splice(place, 0, { from: start, to: end });
      hits.push({ code: rule.code, kind: rule.kind, from: start, to: end });
    }
  }
  return hits
    .sort((one, other) => one.from - other.from || one.to - other.to)
    .map(({ code, kind, from, to }) => ({ code, kind, start: seen.back(from), end: seen.back(to) }));
}
