// Reads {"texts": [[kind, text], ...], "known": form.json, "names": {entity: sign}, "quiet": whether nothing is quoted} and says what a browser would advise.
import { advise, readKnown } from "../../docs/assets/advice/advice.js";
import { cleanText } from "../../docs/assets/draft.js";

let given = "";
for await (const part of process.stdin.setEncoding("utf8")) given += part;
const { texts, known, names, quiet } = JSON.parse(given);

// Node has no HTML. This knows entities as HTML's own list has them; test_advice.py asks a real browser, too.
globalThis.DOMParser = class {
  parseFromString(html) {
    const textContent = html.replace(/&(#[0-9]+;|[^&]+)/, (whole, name) => {
      if (name[0] === "#") return names[name];
      for (let end = name.length; end > 1; end -= 1) if (Object.hasOwn(names, name.slice(0, end))) return names[name.slice(0, end)] + name.slice(end);
      return whole;
    });
    return { documentElement: { textContent } };
  }
};

const ready = readKnown(known);
const started = process.cpuUsage();
const answers = texts.map(([kind, text]) => {
  const { words, found } = advise(text, kind, ready, quiet);
  const lines = cleanText(text).split("\n");
  const column = ({ line, column: at }) => [...(lines[line - 1] ?? "").slice(0, at - 1)].length + 1; // Python counts letters
  return [words, found.map((one) => [one.code, one.line, column(one), one.severity, one.message, one.hint])];
});
const { user, system } = process.cpuUsage(started);
process.stdout.write(JSON.stringify({ answers, milliseconds: (user + system) / 1000 }));
