/* What may not be meant for others, looked for while somebody writes. Where the rules do not come, that is said. A value that
 * was found is in the memory of this page, and is shown or stored nowhere. */
import { rulesFrom } from "./rules.js";

const lineOf = (text, at) => text.slice(0, at).split("\n").length;

/** Looks for leaks by the rules in `file`; `again()` is called when they have come, or have not. */
export function watchman(file, again) {
  const make = (data, { readRules, findLeaks }) => {
    const rules = readRules(data);
    if (!rules.length) throw new Error("no rules");
    return (text) => findLeaks(text, rules);
  };
  const rules = rulesFrom(file, () => import("../leaks/leaks.js"), make, again);

  /** Every leak in `fields` (`{name, called, text}`), and in `whole`, where fields stand together. */
  const look = (fields, whole) => {
    if (rules.state !== "ready") return [];
    const found = fields.flatMap(({ name, called, text }) =>
      rules.made(text).map(({ code, kind, start, end }) => ({ name, called, code, kind, start, end, value: text.slice(start, end), line: lineOf(text, start) })));
    const known = found.map(({ code }) => code);
    const between = rules.made(whole).filter(({ code }) => {
      const at = known.indexOf(code);
      if (at >= 0) known.splice(at, 1);
      return at < 0;
    });
    return [...found, ...between.map(({ code, kind, start, end }) => ({ name: "", code, kind, value: whole.slice(start, end) }))];
  };

  return { fetchRules: rules.ask, look, get state() { return rules.state; } };
}
