/* The box itself: what is typed becomes an answer, an address, and a list that can be gone through with the keyboard. */
import { answer } from "./answer.js";
import { facetsOf } from "./facets.js";
import { manifest, NoAnswer, warm } from "./finder.js";
import { foldedResults } from "./folding.js";
import { chipsOf, nothingFound, topicsNear } from "./nothing.js";
import { hasKeys, setKeys } from "./open.js";
import { element, partsOf } from "./parts.js";
import { fromAddress, leaveAddress, toAddress } from "./place.js";
import { parsed } from "./query.js";
import { itemOf } from "./results.js";

const SHOWN = 5; // results at first, and with each "more" twice as many
const PAUSE = 20; // milliseconds, so that what is typed in one go is one question
const SLOW = 400; // milliseconds until it is said that something is being looked for

/** Make the box work. `open(asked)` of what it gives opens it, `close()` closes it for a page that has come. */
export function start(box) {
  const parts = partsOf(box);
  const { part, word } = parts;
  const [query, results, said, body] = ["query", "results", "said", "body"].map(part);
  let asIs = false;
  let chosen = {};
  let facets;
  let turn = 0; // answers that come late are thrown away
  let timer;
  let leaves = false;
  let rest = [];
  let shown = new Map();
  let marks = [];

  const say = (sentence) => {
    if (said.textContent !== sentence) said.textContent = sentence;
  };
  const clear = () => {
    results.replaceChildren();
    for (const name of ["instead", "none"]) [part(name).hidden, part(name).textContent] = [true, ""];
    part("more").hidden = true;
    rest = [];
  };
  const state = () => ({ typed: query.value, facets: chosen, asIs });
  const isEmpty = () => !query.value.trim() && !Object.keys(chosen).length;

  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  };
  /** Unfold what it can be narrowed down by, or fold it. */
  const unfold = (on) => {
    part("narrow-button").setAttribute("aria-expanded", String(on));
    part("facets").hidden = !on;
  };
  /** Go on with what is found. */
  const goOn = () => {
    unfold(false);
    (results.querySelector("a") ?? query).focus();
    body.scrollTop = 0;
  };
  const renew = (asked) => {
    chosen = asked?.facets ?? {};
    facets = facetsOf(parts, chosen, changed);
  };

  /** Say in a sentence why something did not come. */
  const tell = (problem) => say(word(problem instanceof NoAnswer ? problem.message : "broken"));

  /** Show some more of what was found. */
  async function more(count, mine) {
    const some = rest.slice(0, count);
    const entries = await foldedResults(some, shown);
    if (mine !== turn) return;
    rest = rest.slice(count);
    results.append(...entries.map((entry) => itemOf(parts, entry.data, marks, entry.replaced)));
    part("more").hidden = !rest.length;
  }

  /** A sentence with a button for what was typed, or for another spelling. */
  function instead(found) {
    const place = part("instead");
    const [typed, other] = [query.value.trim().slice(0, 80), found.meant.join("”, “")];
    place.hidden = !found.meant.length;
    if (place.hidden) return;
    const button = element("button", { type: "button", className: "hub-quiet", textContent: word("as_typed", { typed }) });
    button.addEventListener("click", () => {
      asIs = true;
      query.focus();
      changed();
    });
    if (found.applied) place.replaceChildren(element("p", { textContent: word("applied", { typed, meant: other }) }), button);
    else {
      const links = found.meant.map((one) => {
        const link = element("button", { type: "button", className: "hub-quiet", textContent: one });
        link.addEventListener("click", () => type(one));
        return link;
      });
      place.replaceChildren(element("p", {}, word("offered", { meant: "\n" }).split("\n")[0], ...links.flatMap((link, at) => (at ? [word("separator"), link] : [link])), word("offered", { meant: "\n" }).split("\n")[1]));
    }
  }

  /** Nothing is asked yet: what can be asked, and where else to begin. */
  async function begin(mine) {
    clear();
    part("narrow").hidden = true;
    say("");
    const topics = (await manifest()) && (await topicsNear(""));
    if (mine !== turn) return;
    part("none").replaceChildren(element("p", { textContent: word("begin") }), ...(topics?.length ? [chipsOf(topics)] : []));
    part("none").hidden = false;
  }

  async function show(found, mine) {
    const count = found.results.length;
    const next = { rest: found.results, shown: new Map() };
    const first = await foldedResults(found.results.slice(0, SHOWN), next.shown);
    const none = count ? [] : await nothingFound(parts, box.dataset, query.value, Object.keys(chosen).length ? () => {
      renew(null);
      look();
      query.focus();
    } : null);
    if (mine !== turn) return;
    clear();
    [rest, shown, marks] = [next.rest.slice(SHOWN), next.shown, found.marks];
    results.replaceChildren(...first.map((entry) => itemOf(parts, entry.data, marks, entry.replaced)));
    part("none").replaceChildren(...none);
    part("none").hidden = !none.length;
    part("more").hidden = !rest.length;
    part("narrow").hidden = !count && !Object.keys(chosen).length;
    instead(found);
    body.scrollTop = 0;
    const narrowed = Object.keys(chosen).length && query.value.trim();
    const typed = query.value.trim().slice(0, 80);
    const sentence = count === 1 ? word("count_one") : count ? word("count", { count }) : word(narrowed ? "nothing_narrowed" : "nothing", { typed });
    say([found.typed.isCut ? word("cut") : "", sentence].filter(Boolean).join(" "));
    facets.showChosen();
    facets.show(found.query, found.counts, count).catch((problem) => mine === turn && tell(problem));
  }

  /** Look for what stands in the box. Whatever goes wrong is told in a sentence, and what was found before goes. */
  async function look() {
    clearTimeout(timer);
    const mine = (turn += 1);
    const typed = query.value;
    part("clear").hidden = !typed;
    toAddress(isEmpty() ? null : state());
    const slow = setTimeout(() => mine === turn && say(word("searching")), SLOW);
    try {
      if (isEmpty()) return await begin(mine);
      if (!parsed(typed).words.length && typed.trim()) {
        clear();
        part("narrow").hidden = true;
        return say(word("no_words"));
      }
      const found = await answer(typed, chosen, { asIs });
      if (mine === turn) await show(found, mine);
    } catch (problem) {
      if (mine !== turn) return;
      clear();
      tell(problem);
    } finally {
      clearTimeout(slow);
      if (mine === turn) box.dataset.for = typed; // what is shown answers this, whatever was typed since
    }
  }

  /** As if it had been typed. */
  function type(text) {
    query.value = text;
    asIs = false;
    query.focus();
    look();
  }

  function walk(event) {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const inField = document.activeElement === query;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !step || (!inField && at < 0) || !links.length) return;
    if (inField && step < 0) return;
    event.preventDefault();
    const next = links[at + step];
    if (next) next.focus();
    else if (at + step < 0) query.focus();
    else if (!part("more").hidden) part("more").focus();
  }

  async function narrow() {
    const on = part("narrow-button").getAttribute("aria-expanded") !== "true";
    unfold(on);
    if (!on) return;
    try {
      await facets.load();
      await look();
    } catch (problem) {
      tell(problem);
    }
  }

  query.addEventListener("input", () => {
    asIs = false;
    part("clear").hidden = !query.value;
    changed();
  });
  part("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await look();
    results.querySelector("a")?.focus();
  });
  part("clear").addEventListener("click", () => type(""));
  part("more").addEventListener("click", async () => {
    const before = results.children.length;
    try {
      await more(SHOWN * 2, turn);
      results.children[before]?.querySelector("a").focus();
    } catch (problem) {
      tell(problem);
    }
  });
  part("narrow-button").addEventListener("click", narrow);
  part("see").addEventListener("click", goOn);
  part("keys").checked = hasKeys();
  part("keys").addEventListener("change", () => setKeys(part("keys").checked));
  box.addEventListener("keydown", walk);
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (event.target === box) return box.close(); // beside it
    if (!link || !isPlain) return;
    leaves = true; // the search stays in the address of the page that is left
    toAddress(isEmpty() ? null : state());
    leaveAddress();
    box.close();
  });
  box.addEventListener("close", () => {
    turn += 1;
    if (!leaves) toAddress(null);
    leaves = false;
  });

  return {
    open(asked) {
      if (!box.open) return; // it was left while this came
      if (asked) {
        query.value = asked.typed;
        asIs = asked.asIs;
      }
      renew(asked ?? { facets: chosen });
      warm();
      look();
    },
    /** The page that has come knows of no search. */
    close() {
      if (fromAddress()) return;
      leaves = true;
      leaveAddress();
      box.close();
    },
  };
}
