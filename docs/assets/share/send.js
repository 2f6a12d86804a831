/* A text as what takes it along: GitHub's page for a new file, its form, a mail, a file. Nothing is sent here. */
import { beginning, LONGEST, LONGEST_MAIL, LONGEST_SUBJECT, mailed, short } from "../address.js";
import { compose, slugOf } from "../draft.js";

const filled = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));

/** GitHub's page for a new file, called as `draft.slug` says. `rest` is the text that did not fit, and is to be copied. */
export function toGitHub(about, draft, words) {
  const at = (value) => `${about.new}?filename=${short(`${draft.slug}.md`)}&value=${short(value)}`;
  const whole = at(compose(draft));
  if (whole.length <= LONGEST) return { address: whole, rest: "" };
  return { address: at(compose({ ...draft, body: words.paste })), rest: `${draft.body}\n` };
}

/** GitHub's page that takes the files of a folder. */
export function toUpload(about, draft) {
  return { address: `${about.upload}/${short(draft.slug)}`, rest: "" };
}

/** A topic as GitHub's form has it in its list: form_fields.py writes the same. */
const optionOf = ([slug, title]) => `${title.replace(/[(),\s]+/g, " ").trim()} (${slug})`.trim();

/** GitHub's form of the kind. What is short goes along always, and each answer whole or not at all: `left` are those that
 * did not fit, by the names of their fields there. `topics` are pairs of slug and title, `unnamed` is the choice of who does
 * not want to be named. */
export function toForm(about, draft, now, topics, unnamed, words) {
  const first = [now.texts.text, about.address && now.address].filter(Boolean).join("\n\n");
  const others = about.sections.map((heading, number) => [slugOf(heading), heading, now.texts[`${draft.kind}-${number}`] ?? ""]);
  const answers = [["text", about.field, first], ...others].map(([name, called, text]) => ({ name, called, text: text.trim() })).filter(({ text }) => text);
  const plus = (base, name, value) => (value ? `${base}&${name}=${short(value)}` : base);
  const tick = now.told === "unnamed" ? unnamed : "";
  const brief = [["title", draft.title], ["told_by", draft.told_by.join(", ")], ["unnamed", tick]].reduce((base, one) => plus(base, ...one), about.form);
  const options = topics.map(optionOf);
  const tagged = (count) => plus(brief, "topics", options.slice(0, count).join(","));
  let count = options.length;
  while (count && tagged(count).length > LONGEST) count -= 1;
  let address = tagged(count);
  const left = new Set(answers);
  for (const one of [...answers].sort((a, b) => short(a.text).length - short(b.text).length)) {
    const next = plus(address, one.name, one.text);
    if (next.length > LONGEST) break;
    address = next;
    left.delete(one);
  }
  const topic = count < options.length && filled(words.form_topics, { topics: options.slice(count).join(", ") });
  const say = [topic, tick && filled(words.form_unnamed, { choice: tick })].filter(Boolean).join(" ");
  return { address, left: [...left], say };
}

/** A mail (RFC 6068) that tells of the file that is to be attached. */
export function toMail(base, draft, words, { name, label, told, site }) {
  const title = beginning(draft.title, LONGEST_SUBJECT);
  const teller = draft.told_by.length ? filled(words.mail_told, { name: draft.told_by[0] }) : told === "unnamed" && words.mail_unnamed;
  const body = [filled(words.mail_body, { kind: label, title: draft.title }), teller].filter(Boolean).join("\n\n");
  const address = `${base}?subject=${mailed(filled(words.mail_subject, { site, title }))}&body=${mailed(body)}`;
  return { address: address.length <= LONGEST_MAIL ? address : base, rest: "", say: filled(words.mail_attach, { name }) };
}

/** Give the reader a file: it is made here and leaves this browser only by their own hand. */
export function save(name, blob) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export { filled };
