/* What the hub adds in a reader's browser. Every page can be read without it. */

/** Switch one of Material's hidden checkboxes (`__search`, `__drawer`) as a click on its label would. */
function toggle(id, on) {
  const box = document.getElementById(id);
  if (!box || (on !== undefined && box.checked === on)) return;
  box.click();
  const within = { __search: "[data-md-component=search-query]", __drawer: ".md-sidebar--primary a.md-nav__link" };
  document.querySelector(box.checked ? within[id] : `[data-hub-toggle=${id}]`)?.focus();
}

/** Put the picture where the link to it stood; until then nobody else learns that the page was read.
 * A picture that does not come leaves the plain link. */
function showPicture(link) {
  const text = link.textContent.trim();
  const picture = document.createElement("img");
  picture.referrerPolicy = "no-referrer";
  picture.alt = text.includes(": ") ? text.slice(text.indexOf(": ") + 2) : "";
  picture.addEventListener("load", () => link.replaceWith(picture), { once: true });
  picture.addEventListener("error", () => link.removeAttribute("data-hub-remote"), { once: true });
  link.setAttribute("aria-busy", "true");
  picture.src = link.dataset.hubRemote;
}

/** What scrolls sideways can be reached with the keyboard; boxes of task lists get a name. */
function prepare() {
  for (const box of document.querySelectorAll(".md-content .md-typeset__scrollwrap, .md-content .md-typeset table")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
  for (const box of document.querySelectorAll(".md-content .task-list-control > input")) {
    box.setAttribute("aria-label", box.closest("li")?.textContent.trim() ?? "");
  }
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-hub-search]")) {
    toggle("__search", true);
    return;
  }
  const link = event.target.closest("a[data-hub-remote]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain) {
    event.preventDefault();
    if (!link.hasAttribute("aria-busy")) showPicture(link);
  }
});

document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.("[data-hub-toggle]");
  if (button && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    toggle(button.dataset.hubToggle);
  } else if (event.key === "Escape") {
    toggle("__drawer", false);
  }
});

/* Material tells of every page, also of those it swaps in without a new load. */
if (window.document$) window.document$.subscribe(prepare);
else prepare();
