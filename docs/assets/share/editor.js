/* The small toolbar of long fields: it writes Markdown around what is selected, so that it can be undone. */

const PAIRS = { bold: "**", italic: "*" };
const STARTS = { heading: () => "## ", bullets: () => "- ", numbers: (n) => `${n + 1}. `, quote: () => "> " };
const BEGUN = { heading: /^#{1,6} /, bullets: /^[-*+] /, numbers: /^\d+[.)] /, quote: /^> ?/ };
const KEYS = { b: "bold", i: "italic", k: "anchor" };

const MOST_UNDONE = 100_000; // letters; more than that would make the page stand still, so it cannot be undone

/** Put lines into the field with the focus in one step, as "insertText" takes one for each; whether it came out as it should. */
function linesAtOnce(area, [from, to], text) {
  const old = area.value;
  const shown = text.replace(/&/g, "&amp;").replace(/</g, "&lt;") + (text.endsWith("\n") ? "\n" : ""); // the last one ends a line without a next
  document.execCommand("insertHTML", false, `<span style="white-space:pre-wrap">${shown}</span>`);
  if (area.value === old.slice(0, from) + text + old.slice(to)) return true;
  if (area.value !== old) document.execCommand("undo");
  area.setSelectionRange(from, to);
  return false;
}

/** Put text in the place of what is selected, as if somebody typed it; whether the browser did. */
function typed(area, [from, to], text) {
  if (!text) return from === to || document.execCommand("delete");
  return (text.includes("\n") && linesAtOnce(area, [from, to], text)) || document.execCommand("insertText", false, text);
}

/** Put `text` in the place of a part of a field, in a way that the browser can undo; then select from `begin` to `end`. */
export function put(area, [from, to], text, [begin, end] = [from + text.length, from + text.length]) {
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, to);
  const isThere = document.activeElement === area; // what is hidden takes no focus
  const done = isThere && text.length <= MOST_UNDONE && typed(area, [from, to], text);
  if (!done) {
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  area.setSelectionRange(begin, end);
}

/** Bold and italic, put around what is selected, or taken away. */
function pair(area, sign, word) {
  const [from, to, all] = [area.selectionStart, area.selectionEnd, area.value];
  const inner = all.slice(from, to);
  const long = sign.length;
  const isIn = all.slice(from - long, from) === sign && all.slice(to, to + long) === sign && all.slice(from - long - 1, from - long) !== "*";
  if (isIn) return put(area, [from - long, to + long], inner, [from - long, to - long]);
  const text = inner || word;
  put(area, [from, to], sign + text + sign, [from + long, from + long + text.length]);
}

/** Headings, lists and quotations: the same at the start of every line that is selected, or taken away. */
function lines(area, tool, word) {
  const all = area.value;
  const from = all.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const after = all.indexOf("\n", Math.max(area.selectionEnd - (area.selectionEnd > area.selectionStart ? 1 : 0), from));
  const to = after < 0 ? all.length : after;
  const old = all.slice(from, to).split("\n");
  const isSo = old.every((line) => !line.trim() || BEGUN[tool].test(line)) && old.some((line) => line.trim());
  let number = 0;
  const bare = (line) => Object.values(BEGUN).reduce((rest, begun) => rest.replace(begun, ""), line);
  const made = old.map((line) => {
    if (isSo) return line.replace(BEGUN[tool], "");
    if (!line.trim() && old.length > 1) return line;
    return STARTS[tool](number++) + (bare(line) || word);
  });
  const gap = isSo || from === 0 || all.slice(0, from).endsWith("\n\n") ? "" : "\n";
  const text = gap + made.join("\n");
  const start = from + gap.length + (old.length === 1 && !isSo ? STARTS[tool](0).length : 0);
  put(area, [from, to], text, [old.length === 1 && old[0] ? from + text.length : start, from + text.length]);
}

function code(area, word) {
  const [from, to] = [area.selectionStart, area.selectionEnd];
  const inner = area.value.slice(from, to) || word;
  if (!inner.includes("\n")) return put(area, [from, to], `\`${inner}\``, [from + 1, from + 1 + inner.length]);
  const lead = from && area.value[from - 1] !== "\n" ? "\n" : "";
  put(area, [from, to], `${lead}\`\`\`\n${inner.replace(/\n$/, "")}\n\`\`\`\n`);
}

function anchor(area, words) {
  const [from, to] = [area.selectionStart, area.selectionEnd];
  const inner = area.value.slice(from, to);
  if (/^https?:\S+$/.test(inner)) return put(area, [from, to], `[${words.link}](${inner})`, [from + 1, from + 1 + words.link.length]);
  const shown = inner || words.link;
  const at = from + shown.length + 3;
  put(area, [from, to], `[${shown}](${words.link_to}//)`, [at, at + words.link_to.length + 2]);
}

/** Do what a button of the toolbar says. */
export function format(area, tool, words) {
  if (PAIRS[tool]) pair(area, PAIRS[tool], words[tool]);
  else if (STARTS[tool]) lines(area, tool, { heading: words.heading, quote: words.quoted }[tool] ?? words.item);
  else if (tool === "code") code(area, words.code);
  else if (tool === "anchor") anchor(area, words);
}

/** Make all toolbars of a form work. `picture(area)` is called for pictures. */
export function toolbars(form, words, picture) {
  const run = (area, tool) => (tool === "picture" ? picture(area) : format(area, tool, words));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tool]");
    if (button) run(document.getElementById(button.parentElement.getAttribute("aria-controls")), button.dataset.tool);
  });
  form.addEventListener("keydown", (event) => {
    const short = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (short && event.target.matches("[data-long]") && Object.hasOwn(KEYS, event.key.toLowerCase())) {
      event.preventDefault();
      run(event.target, KEYS[event.key.toLowerCase()]);
    }
    if (event.target.matches("[data-tool]")) step(event);
  });
}

/** One stop of the keyboard: the arrows lead on among the buttons. */
function step(event) {
  const all = [...event.target.parentElement.children];
  const at = all.indexOf(event.target);
  const on = getComputedStyle(event.target).direction === "rtl" ? -1 : 1;
  const next = { ArrowRight: at + on, ArrowLeft: at - on, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const button = all[(next + all.length) % all.length];
  for (const one of all) one.tabIndex = one === button ? 0 : -1;
  button.focus();
}
