/* A field in which somebody says what a picture shows. The sentence stands in the text, between the brackets of the
 * picture, so that nobody has to know about those. */

/** Finds a picture in a text, with what is said of it. */
export const naming = (name) => new RegExp(`!\\[([^\\]]*)\\]\\(${name.replace(".", "\\.")}\\)\\n?`, "g");

/** The field for one picture. `areas()` gives the fields that may name it, `changed()` is told of each key. */
export function sentenceFor(name, words, areas, changed) {
  const field = Object.assign(document.createElement("input"), { type: "text", placeholder: words.picture, autocomplete: "off", maxLength: 300, dir: "auto" });
  field.setAttribute("aria-label", `${words.picture}: ${name}`);
  const fill = () => {
    const said = areas().map((area) => naming(name).exec(area.value)?.[1]).find((one) => one !== undefined) ?? "";
    field.value = said === words.picture ? "" : said;
  };
  fill();
  field.addEventListener("focus", fill); // it may have been changed in the text since
  field.addEventListener("input", () => {
    const said = field.value.replace(/[[\]\\]/g, " ");
    for (const area of areas()) area.value = area.value.replace(naming(name), (whole, old) => `![${said}]${whole.slice(old.length + 3)}`);
    changed();
  });
  return field;
}
