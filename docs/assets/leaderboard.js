/* Windows of time as tabs: the chosen one stands in the address, so it can be shared and gone back to.
   Without this script they are parts of the page, and the tabs a list of links to them. */
import { startOnce } from "./every-page.js";

const KEYS = { ArrowRight: 1, ArrowLeft: -1 };
let follow = () => {}; // for the page that is shown

/** Turn one list of links and the parts it leads to into tabs. */
function start(windows) {
  const tabs = [...windows.querySelectorAll(".hub-tab")];
  const panels = tabs.map((tab) => document.getElementById(tab.hash.slice(1)));
  const sentence = document.querySelector("[data-hub-sentence]");
  const list = windows.querySelector(".hub-tabs ul");
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", list.parentElement.getAttribute("aria-label"));
  list.parentElement.removeAttribute("aria-label");
  list.parentElement.setAttribute("role", "presentation");
  tabs.forEach((tab, place) => {
    tab.parentElement.setAttribute("role", "presentation");
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panels[place].id);
    panels[place].setAttribute("role", "tabpanel");
    panels[place].setAttribute("aria-labelledby", tab.id);
  });

  const show = (chosen) => {
    tabs.forEach((tab, place) => {
      tab.setAttribute("aria-selected", String(place === chosen));
      tab.tabIndex = place === chosen ? 0 : -1;
      panels[place].hidden = place !== chosen;
    });
    if (sentence) sentence.textContent = panels[chosen].querySelector("[data-hub-words]").textContent;
  };
  /** Show the window that the address names; where it names none, the one that comes first. */
  follow = () => {
    if (!windows.isConnected) return;
    const named = panels.findIndex((panel) => `#${panel.id}` === location.hash);
    const elsewhere = named < 0 && location.hash.length > 1 && "hubReady" in windows.dataset;
    if (!elsewhere) show(named < 0 ? panels.findIndex((panel) => panel.id === windows.dataset.hubWindows) : named);
  };
  const choose = (chosen) => {
    show(chosen);
    if (location.hash !== tabs[chosen].hash) history.pushState(null, "", tabs[chosen].hash);
  };

  tabs.forEach((tab, place) => {
    tab.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation(); // Material would note the address a second time
      choose(place);
    });
    tab.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const turn = getComputedStyle(list).direction === "rtl" ? -1 : 1;
      let next = (place + turn * (KEYS[event.key] ?? 0) + tabs.length) % tabs.length;
      if (event.key === "Home") next = 0;
      else if (event.key === "End") next = tabs.length - 1;
      else if (event.key !== " " && !(event.key in KEYS)) return;
      event.preventDefault();
      choose(next);
      tabs[next].focus();
    });
  });
  follow();
  windows.dataset.hubReady = "";
}

for (const change of ["popstate", "hashchange"]) addEventListener(change, () => follow());

startOnce("[data-hub-windows]", start);
