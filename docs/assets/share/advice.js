/* What would make a text better to read, and what of it the hub takes out, as `check` says it of the file that it becomes. All
 * of it is advice here: nothing keeps anybody from sending. */
import { cleanText, compose } from "../draft.js";
import { draftOf, openingOf } from "./form.js";
import { rulesFrom } from "./rules.js";
import { filled } from "./send.js";

export const LINE_END = /\r\n?|[\n\u2028\u2029]/;
const isBlank = (text) => !/[\p{L}\p{N}]/u.test(text.replace(/<!--[^]*?(?:-->|$)/g, "")); // rules and comments are no answer
const linesOf = (text) => cleanText(text).split("\n");

/** For each line of the file: the field it came from, and the line of that field, from 0; and where it is the heading of a
 * question, which one. */
function origins(now, kinds, draft) {
  const { sections } = kinds[now.kind];
  const rows = [];
  const put = (name, written) => {
    const first = linesOf(written.slice(0, written.length - written.trimStart().length)).length - 1;
    linesOf(written.trim()).forEach((_, number) => rows.push([name, first + number]));
    rows.push([name, first]); // the empty line below
  };
  for (const [name, written] of openingOf(now, kinds)) put(name, written);
  sections.forEach((_, number) => {
    const name = `${now.kind}-${number}`;
    const written = now.texts[name] ?? "";
    if (written.trim()) {
      rows.push([name, 0, number], [name, 0]); // its heading
      put(name, written);
    }
  });
  const above = compose({ ...draft, body: "" }).split("\n").length; // with the empty line below the block
  return [...Array(above).fill(["title", 0]), ...rows.slice(/^\n*/.exec(cleanText(draft.body))[0].length)];
}

/** Where a line of a field begins and ends. */
export function spanOf(text, number) {
  let start = 0;
  for (let passed = 0; passed < number; passed += 1) {
    const end = LINE_END.exec(text.slice(start));
    if (!end) break;
    start += end.index + end[0].length;
  }
  const end = LINE_END.exec(text.slice(start));
  return [start, end ? start + end.index : text.length];
}

/** Gives advice by the data in `file`; `again()` is called when it has come, or has not. Of a question of the form without
 * an answer it is said that it has none, in `words`: there is no heading that whoever fills in a form could add. */
export function advisor(file, again, words) {
  const make = (data, code) => ({ ...code, known: code.readKnown(data) });
  const rules = rulesFrom(file, () => import("../advice/advice.js"), make, again);

  /** `words`, how many the file has, and `found`: `{name, line, start, end, message, hint}`, without a line where it is about
   * all of the text. `isQuiet` repeats nothing of it. Null while what that needs is not there. */
  const look = (now, kinds, isQuiet) => {
    if (rules.state !== "ready") return null;
    const draft = draftOf(now, kinds);
    const { words: count, found } = rules.made.advise(compose(draft), now.kind, rules.made.known, isQuiet);
    const rows = origins(now, kinds, draft);
    const { sections } = kinds[now.kind];
    const unanswered = (question) =>
      ({ name: `${now.kind}-${question}`, start: 0, end: 0, message: filled(words.no_answer, { question: sections[question] }), hint: "" });
    const placed = ({ line, isOfAll, lacking = [], ...said }) => {
      const asked = lacking.map((section) => sections.indexOf(section)).filter((question) => question >= 0);
      if (asked.length) return asked.map(unanswered);
      if (isOfAll) return { ...said, name: "text", start: 0, end: 0 };
      const [name, number, question] = rows[line - 1] ?? ["text", 0];
      if (said.code === "form-section-empty" && question !== undefined && isBlank(now.texts[name])) return unanswered(question);
      const [start, end] = spanOf({ title: now.title, address: now.address, ...now.texts }[name] ?? "", number);
      return { ...said, name, line: number + 1, start, end };
    };
    return { words: count, found: found.flatMap(placed) };
  };

  /** What is said of a topic that there is none of. `topics` are all that there are. */
  const strange = (topic, topics, folder) => {
    const { known, nearestOf, said } = rules.made ?? {};
    if (!known || !Object.hasOwn(known.said, "topic-unknown")) return "";
    const { message, hint } = said({ code: "topic-unknown", values: { topic, nearest: nearestOf(topic, topics, known), folder } }, known);
    return `${message} ${hint}`;
  };

  return { fetchRules: rules.ask, look, strange };
}
