/* A question as the address that takes it along: GitHub's page for a new one, or a mail. Nothing is sent here. */
import { beginning, coded, LONGEST, LONGEST_MAIL, LONGEST_SUBJECT, mailed } from "../address.js";

const paragraphs = (...parts) => parts.filter(Boolean).join("\n\n");

/** The line by which the hub knows a question again; discussions.py writes the same. */
const mark = (key, value) => `<!-- commonplace:${key}=${value} -->`;

/** What every question says at its end: where it was asked, and about what. */
function origin(question, words) {
  const about = question.about && `${words.about} ${question.about.title || question.about.id}`;
  return [about, words.askedAt.replace("{url}", () => question.url)].filter(Boolean).join("\n");
}

/** GitHub's page with the question filled in. `rest` is the text that did not fit, and is to be copied. */
export function toGitHub(base, question, words) {
  const marks = [question.topic && mark("topic", question.topic), question.about && mark("about", question.about.id)];
  const end = [origin(question, words), ...marks.filter(Boolean)].join("\n");
  const filled = (text) =>
    `${base}${base.includes("?") ? "&" : "?"}title=${coded(question.title)}&body=${coded(paragraphs(text, end))}`;
  const whole = filled(question.details);
  if (whole.length <= LONGEST) return { address: whole, rest: "" };
  return { address: filled(words.pasteHere), rest: question.details };
}

/** A mail with the question filled in (RFC 6068); `rest` is the end of the text, where it did not fit. */
export function toMail(base, question, words) {
  const [one, two] = [words.mailToOne, words.mailTo];
  const whom = question.curators.length && (question.curators.length > 1 ? two : one).replace("{names}", () => question.curators.join(", "));
  const topic = question.topicTitle && (whom || words.mailTopic).replace("{topic}", () => question.topicTitle);
  const subject = beginning(question.title, LONGEST_SUBJECT);
  const end = [topic, origin(question, words)].filter(Boolean).join("\n");
  const text = Array.from(paragraphs(question.title, question.details));
  const filled = (count) => {
    const body = paragraphs(text.slice(0, count).join(""), end);
    return `${base}?subject=${coded(subject)}&body=${mailed(body)}`;
  };
  let [fits, tooMany] = [0, text.length + 1];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (filled(middle).length <= LONGEST_MAIL) fits = middle;
    else tooMany = middle;
  }
  return { address: filled(fits), rest: text.slice(fits).join("") };
}
