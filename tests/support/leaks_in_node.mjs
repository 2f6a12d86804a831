// Reads {"texts": [...], "numbers": [[check, value], ...], "rules": leaks.json} and says what browsers would find.
import { CHECKS } from "../../docs/assets/leaks/check-digits.js";
import { LOOKS } from "../../docs/assets/leaks/looks.js";
import { findLeaks, readRules } from "../../docs/assets/leaks/leaks.js";

let given = "";
for await (const part of process.stdin.setEncoding("utf8")) given += part;
const { texts, numbers, rules } = JSON.parse(given);
const ready = readRules(rules);
const codePoints = (text, at) => [...text.slice(0, at)].length; // Python counts these
const found = texts.map((text) =>
  findLeaks(text, ready).map(({ code, kind, start, end }) => [
    code, kind, codePoints(text, start), codePoints(text, end),
  ]),
);
const proven = numbers.map(([check, value]) => ({ ...CHECKS, ...LOOKS })[check](value));
process.stdout.write(JSON.stringify({ found, proven }));
