/* How long ago a day is, in the reader's words for it. */

const STEPS = [["year", 365.25], ["month", 30.44], ["week", 7], ["day", 1]];
const DAY = 86_400_000;

/** A `<time>` such as "3 months ago" with its exact day, or null where there is none. */
export function ageOf(date, language) {
  const then = Date.parse(date);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date ?? "") || Number.isNaN(then)) return null;
  const days = Math.max(0, Math.round((Date.now() - then) / DAY - 0.5));
  const [unit, length] = STEPS.find(([, many]) => days >= many) ?? ["day", 1];
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-Math.floor(days / length), unit);
  return Object.assign(document.createElement("time"), { dateTime: date, title: date, textContent: words });
}
