/* What stands in the form of the page to write on, as data, and back; and what of the form is shown for which kind. */
import { bodyOf, newId } from "../draft.js";

const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");
const list = (value) => (Array.isArray(value) ? value : []);
const chosen = (fields) => (fields ? [...(fields.length === undefined ? [fields] : fields)] : []);

/** An address that a reader's browser may follow, whole and without anything that Markdown would take for its end. */
export function webAddress(written) {
  try {
    const url = new URL(written.trim());
    return ["https:", "http:"].includes(url.protocol) && url.host ? url.href.replace(/[<>]/g, encodeURIComponent) : "";
  } catch {
    return "";
  }
}

/** The form as an object that reads and fills it. `kinds` is what the page says of each kind. */
export function formOf(form, kinds) {
  const field = form.elements;
  const part = (name) => form.querySelector(`[data-part="${name}"]`);
  const areas = [...form.querySelectorAll("textarea[data-long]")];
  let id = newId();

  const kind = () => (Object.hasOwn(kinds, field.kind.value) ? field.kind.value : "");

  /** Show what belongs to the kind, and call the first field as the kind calls it. */
  const show = () => {
    const about = kinds[kind()];
    for (const one of form.querySelectorAll("[data-for]")) one.hidden = one.dataset.for !== kind();
    part("address").hidden = !about || !about.address;
    part("teller").hidden = field.told.value !== "named";
    part("unnamed").hidden = field.told.value !== "unnamed";
    if (!about) return;
    for (const one of form.querySelectorAll('[data-when="form"]')) one.hidden = !about.form || !part("pictures").hidden; // it takes none
    part("called-text").textContent = about.text;
    part("called-text").parentElement.querySelector(".hub-share__hint").textContent = about.write;
    const bar = part("called-text").parentElement.querySelector("[role=toolbar]");
    bar.setAttribute("aria-label", `${bar.getAttribute("aria-label").split(": ")[0]}: ${about.text}`);
  };

  const read = () => ({
    id,
    kind: kind(),
    title: field.title.value,
    address: field.address.value,
    texts: Object.fromEntries(areas.map((area) => [area.name, area.value])),
    topics: chosen(field.topics).filter((box) => box.checked).map((box) => box.value),
    told: field.told.value,
    teller: field.told.value === "named" ? field.teller.value : "", // else it is kept nowhere
  });

  /** The topics that are picked, as pairs of slug and title. */
  const topics = () => chosen(field.topics).filter((box) => box.checked).map((box) => [box.value, box.parentElement.textContent.trim()]);

  /** The slugs of all topics that there are. */
  const everyTopic = () => chosen(field.topics).map((box) => box.value);

  const fill = (given) => {
    const draft = given ?? {};
    id = /^[0-9a-z]{10}$/.test(draft.id) ? draft.id : newId();
    for (const one of field.kind) one.checked = one.value === draft.kind;
    field.title.value = text(draft.title, field.title.maxLength);
    field.address.value = text(draft.address, field.address.maxLength);
    for (const area of areas) area.value = text(draft.texts?.[area.name], area.maxLength);
    const topics = new Set(list(draft.topics));
    for (const box of chosen(field.topics)) box.checked = topics.has(box.value);
    for (const one of field.told) one.checked = one.value === (["named", "unnamed"].includes(draft.told) ? draft.told : "");
    field.teller.value = text(draft.teller, field.teller.maxLength);
    show();
  };

  /** The long fields of a kind, in the order of the page. */
  const areasOf = (name) => areas.filter((area) => area.name === "text" || area.name.startsWith(`${name}-`));
  const isEmpty = () => {
    const now = read();
    return ![now.title, now.address, now.teller, ...Object.values(now.texts)].some((value) => value.trim());
  };

  /** Go to a field, also where the preview hides it. */
  const goTo = (one) => {
    if (!one.checkVisibility?.()) form.querySelector("[data-tab=write]").click();
    one.focus();
  };

  return { read, fill, goTo, show, topics, everyTopic, areasOf, isEmpty, part };
}

/** What stands above the answers, as pairs of a field's name and its text: the first field, and the address where the text
 * does not name it. */
export function openingOf(now, kinds) {
  const address = kinds[now.kind].address && webAddress(now.address);
  return [["text", now.texts.text], ["address", address && !now.texts.text.includes(address) ? `<${address}>` : ""]].filter(([, text]) => text.trim());
}

/** What is typed as the file that it becomes: `compose` of draft.js takes it. Who stays unnamed is in it nowhere. */
export function draftOf(now, kinds) {
  const about = kinds[now.kind];
  const answers = about.sections.map((_, number) => now.texts[`${now.kind}-${number}`] ?? "");
  const teller = now.told === "named" ? now.teller.trim() : "";
  return {
    kind: now.kind,
    id: now.id,
    title: now.title.trim(),
    body: bodyOf(about.sections, openingOf(now, kinds).map(([, text]) => text.trim()).join("\n\n"), answers),
    topics: now.topics,
    told_by: teller ? [teller] : [],
  };
}
