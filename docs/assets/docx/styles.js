/* What the styles of a document mean, by what they do and by what they are called in Word's languages. */

export const [BOLD, ITALIC, STRIKE, CODE] = [1, 2, 4, 8];

const named = (...parts) => new RegExp(parts.join(""), "u");
const HEADING = named(
  "^(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis",
  "|címsor|titlu|заголовок|başlık|επικεφαλίδα|見出し|标题|標題|제목) ?([1-9])$",
);
const TITLE = named(
  "^(?:title|titel|titre|título|titulo|titolo|titul|tytuł|název|otsikko|tittel|cím|название|konu başlığı",
  "|τίτλος|表題|标题|標題|제목)$",
);
const QUOTE = named(
  "^(?:intense |block |intensives |)(?:quote|quotation|quotations|block text|zitat|citat|citation",
  "|citazione|cita|citação|citaat|sitat|цитата|lainaus|cytat|引用|引用文|인용)(?: intense| destacada| intensa)?$",
);
const CODED = named(
  "^(?:.* )?(?:code|quelltext|quellcode|verbatim|preformatted text|html preformatted|html code|macro)",
  "(?: char| block| text| zchn)?$",
);
const CONTENTS = named("^(?:toc [0-9]|toc heading|verzeichnis [0-9]|inhaltsverzeichnis.*|contents [0-9]|contents heading)$");
const MONO = named(
  "^(?:courier|courier new|courier prime|consolas|menlo|monaco|lucida console|lucida sans typewriter",
  "|cascadia code|source code pro|fira code|sf mono|letter gothic|ocr a extended|(?:.* )?mono(?: .*)?)$",
);
const LISTED = /^list (?:bullet|number) ([2-5])$/;
const OFF = ["0", "false", "off", "none"];
const MOST_STEPS = 20;

/** A small number as it stands in a document. */
export const wholeNumber = (text, otherwise) => (/^[0-9]{1,6}$/.test(text) ? Number(text) : otherwise);

export const isTitle = (style) => TITLE.test(style.name);
export const isQuote = (style) => QUOTE.test(style.name);
export const isCode = (style) => Boolean(style.mono) || CODED.test(style.name);
export const isContents = (style) => CONTENTS.test(style.name);

function flag(element, name) {
  const found = element.first(name);
  return found && !OFF.includes(found.get("w:val"));
}

/** What the properties of a run say by themselves; undefined where they say nothing. */
export function propertiesOf(element) {
  if (!element) return { name: "" };
  const fonts = element.first("w:rFonts");
  const font = fonts ? (fonts.get("w:ascii") || fonts.get("w:hAnsi")).toLowerCase() : "";
  const strike = flag(element, "w:strike");
  return {
    name: "",
    hidden: flag(element, "w:vanish"),
    mono: font ? MONO.test(font) : undefined,
    bold: flag(element, "w:b"),
    italic: flag(element, "w:i"),
    strike: strike ? strike : flag(element, "w:dstrike") ?? strike,
  };
}

/** `before` with what a style says of it changed. */
export function marksOf(style, before) {
  const code = style.mono ?? (isCode(style) ? true : undefined);
  return [[style.bold, BOLD], [style.italic, ITALIC], [style.strike, STRIKE], [code, CODE]].reduce(
    (marks, [said, bit]) => (said === undefined ? marks : said ? marks | bit : marks & ~bit),
    before,
  );
}

/** The level that the properties of a paragraph give it: 0 for text, undefined where they say nothing. */
export function headingLevel(properties) {
  const level = properties?.first("w:outlineLvl")?.get("w:val");
  return /^[0-9]$/.test(level ?? "") ? (Number(level) + 1) % 10 : undefined;
}

function written(one) {
  const name = (one.first("w:name")?.get("w:val") ?? "").toLowerCase();
  const paragraph = one.first("w:pPr");
  const heading = HEADING.exec(name);
  const level = paragraph?.first("w:numPr", "w:ilvl");
  const listed = LISTED.exec(name);
  return {
    ...propertiesOf(one.first("w:rPr")),
    name,
    heading: heading ? Number(heading[1]) : headingLevel(paragraph),
    listId: paragraph?.first("w:numPr", "w:numId")?.get("w:val"),
    listLevel: listed ? Number(listed[1]) - 1 : level && wholeNumber(level.get("w:val"), 0),
  };
}

/** A function from the id of a style to it, with what it takes over. */
export function readStyles(part) {
  const [styles, known] = [new Map(), new Map()];
  for (const one of part?.elements() ?? []) {
    if (one.name !== "w:style") continue;
    const style = written(one);
    // What the whole text is written in says nothing about one of its paragraphs.
    if (!["", ...OFF].includes(one.get("w:default")) && one.get("w:type") === "paragraph") style.mono = undefined;
    styles.set(one.get("w:styleId"), [style, one.first("w:basedOn")?.get("w:val") ?? ""]);
  }
  const whole = (first) => {
    const found = { name: "" };
    for (let [step, id] = [0, first]; step < MOST_STEPS && styles.has(id); step += 1) {
      const [style, parent] = styles.get(id);
      if (!step) found.name = style.name;
      for (const key of Object.keys(style)) found[key] ??= style[key];
      id = parent;
    }
    return found;
  };
  return (id) => {
    if (!known.has(id)) known.set(id, whole(id));
    return known.get(id);
  };
}
