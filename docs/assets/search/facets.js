/* What a search can be narrowed down by: kind, topic, author and so on, several at once, each with a count. */
import { everyFacet, find } from "./finder.js";
import { element } from "./parts.js";
import { FACETS } from "./place.js";

const FEW = 5; // values of a facet that are shown before somebody asks for all
const NAMED = { type: "types ", kind: "kind ", freshness: "freshness ", answered: "answered " };
const ORDER = { freshness: ["fresh", "due", "stale", "obsolete"], answered: ["yes", "no"] };

/** The name of a value as it is shown. */
export function nameOf({ word, has }, facet, value) {
  const key = `${NAMED[facet] ?? ""}${value}`;
  return NAMED[facet] && has(key) ? word(key) : value;
}

/** Shows the facets, and tells `changed()` when something was chosen. `chosen` is an object of lists, and is changed. */
export function facetsOf(parts, chosen, changed) {
  const panel = parts.part("facets");
  const opened = new Set();
  let total = null;

  const toggle = (facet, value, on) => {
    const others = (chosen[facet] ?? []).filter((one) => one !== value);
    chosen[facet] = on ? [...others, value] : others;
    if (!chosen[facet].length) delete chosen[facet];
    changed();
  };

  const choiceOf = (facet, value, count) => {
    const box = element("input", { type: "checkbox", checked: Boolean(chosen[facet]?.includes(value)), name: facet, value });
    box.addEventListener("change", () => toggle(facet, value, box.checked));
    const name = element("bdi", { textContent: nameOf(parts, facet, value) });
    return element("li", {}, element("label", { className: "hub-find__choice" }, box, name, element("span", { className: "hub-chip__count", textContent: count })));
  };

  /** A facet is worth showing when one of its values would leave less than the `found` results. */
  const groupOf = (facet, counts, found) => {
    const values = Object.keys(total[facet] ?? {});
    const of = (value) => counts[facet]?.[value] ?? 0;
    const inOrder = (one, other) => (ORDER[facet] ? ORDER[facet].indexOf(one) - ORDER[facet].indexOf(other) : 0);
    const byYear = (one, other) => (facet === "year" ? other.localeCompare(one) : 0);
    values.sort((one, other) => inOrder(one, other) || byYear(one, other) || of(other) - of(one) || one.localeCompare(other));
    const useful = values.filter((value) => of(value) || chosen[facet]?.includes(value));
    if (!chosen[facet]?.length && useful.every((value) => of(value) === found)) return null;
    const isOpen = opened.has(facet);
    const first = useful.filter((value, at) => isOpen || at < FEW || chosen[facet]?.includes(value));
    const group = element("fieldset", { className: "hub-find__facet" }, element("legend", { textContent: parts.word(`facet ${facet}`) }), element("ul", {}, ...first.map((value) => choiceOf(facet, value, of(value)))));
    if (useful.length > first.length) {
      const more = element("button", { type: "button", className: "hub-quiet", textContent: parts.word("all_values", { count: useful.length }), "aria-label": `${parts.word(`facet ${facet}`)}: ${parts.word("all_values", { count: useful.length })}` });
      more.addEventListener("click", () => {
        opened.add(facet);
        group.replaceWith(groupOf(facet, counts, found));
        panel.querySelectorAll(`input[name="${facet}"]`)[FEW]?.focus();
      });
      group.append(more);
    }
    return group;
  };

  /** Counts as they would be if one more value of a facet were chosen: its own choice does not count against it. */
  const countsFor = async (query, counts) => {
    const active = Object.keys(chosen);
    const others = await Promise.all(active.map((facet) => find(query, Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== facet)))));
    return Object.assign({}, counts, ...active.map((facet, at) => ({ [facet]: others[at].counts[facet] ?? {} })));
  };

  return {
    /** Fetch what there is to choose from. */
    async load() {
      total ??= await everyFacet();
    },
    isLoaded: () => total !== null,
    async show(query, counts, count) {
      if (!total || panel.hidden) return;
      const all = await countsFor(query, counts);
      const focused = panel.contains(document.activeElement) ? [document.activeElement.name, document.activeElement.value] : null;
      panel.replaceChildren(...FACETS.map((facet) => groupOf(facet, all, count)).filter(Boolean));
      parts.part("see").textContent = parts.word(count === 1 ? "see_one" : "see", { count });
      parts.part("see-row").hidden = !count;
      panel.dataset.chosen = Object.values(chosen).flat().length; // these are the counts beside so many choices
      if (focused) [...panel.querySelectorAll("input")].find((one) => one.name === focused[0] && one.value === focused[1])?.focus();
    },
    /** What is chosen, as buttons that take it out again. */
    showChosen() {
      const list = parts.part("chosen");
      const all = Object.entries(chosen).flatMap(([facet, values]) => values.map((value) => [facet, value]));
      list.hidden = !all.length;
      list.replaceChildren(...all.map(([facet, value]) => {
        const name = nameOf(parts, facet, value);
        const button = element("button", { type: "button", className: "hub-chip", "aria-label": parts.word("take_out", { value: name }) }, element("bdi", { textContent: name }), parts.icon("close"));
        button.addEventListener("click", () => {
          toggle(facet, value, false);
          parts.part("query").focus();
        });
        return element("li", {}, button);
      }));
    },
  };
}
