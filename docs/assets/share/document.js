/* A Word document that is read into a text, its pictures made new by `take(bytes)`, which gives the name of each, or nothing. */

/** What it holds as `{markdown, title, notes, names}`, or `{problem}`, one of the sentences in `said`. */
export async function documentFrom(file, take, said) {
  try {
    const { MOST_FILE, readDocx } = await import("../docx/docx.js").catch(() => { throw Object.assign(new Error(), { code: "not-loaded" }); });
    if (file.size > MOST_FILE) return { problem: said["docx-too-large"] };
    const found = await readDocx(await file.arrayBuffer());
    const [notes, names] = [found.warnings.map((code) => said[code]).filter(Boolean), {}];
    for (const image of found.images) {
      names[image.name] = await take(image.bytes).catch((error) => notes.push(said[error.code] ?? said.other) && "");
    }
    const markdown = found.markdown.replace(/(!\[[^\]]*\]\()([^)\s]+)(\))/g, (whole, open, name, close) =>
      (Object.hasOwn(names, name) ? names[name] && open + names[name] + close : whole));
    return { markdown, title: found.title, notes, names: found.names };
  } catch (error) {
    return { problem: said[error.code] ?? said.other };
  }
}
