/* What is written, as the hub will show it: a tab beside the fields. */
import { draftOf } from "./form.js";

/** Make the two tabs work. `addresses()` gives the pictures of the text by name. `refresh()` shows anew what stands outside
 * of the fields, `leave()` goes back to them. */
export function tabs(form, page, { kinds, said: words }, addresses) {
  const { part } = page;
  const all = [...form.querySelectorAll("[role=tab]")];
  const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));

  async function render() {
    const now = page.read();
    const body = now.kind ? draftOf(now, kinds).body : "";
    const { preview } = await import("../preview/preview.js").catch(() => ({}));
    if (!preview) return part("preview").replaceChildren(words.not_loaded);
    const { nodes, beyond } = preview(body, { pictures: addresses(), words: words.preview });
    const title = Object.assign(document.createElement("p"), { className: "hub-title", dir: "auto", textContent: now.title });
    part("preview").replaceChildren(...(body.trim() ? [title, nodes] : [panelOf(all[1]).dataset.empty]));
    const codes = [...new Set(beyond.map(({ code }) => code))].filter((code) => Object.hasOwn(words.beyond, code));
    part("beyond").replaceChildren(...codes.map((code) => Object.assign(document.createElement("li"), { textContent: words.beyond[code] })));
    part("beyond").hidden = !codes.length;
  }

  function choose(tab) {
    for (const one of all) {
      one.setAttribute("aria-selected", String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
      panelOf(one).hidden = one !== tab;
    }
    if (tab.dataset.tab === "preview") render();
  }

  for (const tab of all) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
      event.preventDefault();
      const next = all[event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : (all.indexOf(tab) + 1) % all.length];
      next.focus();
      choose(next);
    });
  }

  const isShown = () => all[1].getAttribute("aria-selected") === "true";
  return {
    refresh() { if (isShown()) render(); },
    leave() { if (isShown()) choose(all[0]); },
  };
}
