/* Text as it is compared. */

const SPELLED = { ß: "ss", ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i" };

/** Text as it is compared: without accents, in small letters. */
export function folded(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[ßłøđðþæœı]/g, (letter) => SPELLED[letter]);
}
