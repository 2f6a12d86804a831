/* The parts of the box, its words and icons, and elements made of plain text alone. */

/** An element with properties and children; texts stay texts. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((one) => one !== null && one !== undefined));
  return made;
}

/** What the templates say of the box: `part(name)`, `word(name, fills)`, `icon(name)`. */
export function partsOf(box) {
  const store = box.querySelector("template").content;
  const words = new Map([...store.querySelectorAll("[data-word]")].map((one) => [one.dataset.word, one.textContent]));
  return {
    part: (name) => box.querySelector(`[data-find="${name}"]`),
    has: (name) => words.has(name),
    /** A sentence of the hub, filled in in one go: what is put in may hold braces itself. */
    word: (name, fills = {}) => (words.get(name) ?? name).replace(/\{(\w+)\}/g, (whole, key) => String(fills[key] ?? whole)),
    icon: (name) => store.querySelector(`[data-icon="${CSS.escape(name)}"] svg`)?.cloneNode(true) ?? null,
  };
}
