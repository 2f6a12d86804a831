/* Which stars and lines are marks, and of what: CommonMark 0.31, 6.2, and two tildes for what is struck. */

const BLANK = /^\s$/;
const SIGN = /^[\p{P}\p{S}]$/u;
const TAGS = { 1: "em", 2: "strong" };

/** What a run of marks can do, by what stands beside it. */
function abilities({ sign, before, after }) {
  const [openBlank, closeBlank] = [BLANK.test(after), BLANK.test(before)];
  const [openSign, closeSign] = [SIGN.test(after), SIGN.test(before)];
  const left = !openBlank && (!openSign || closeBlank || closeSign);
  const right = !closeBlank && (!closeSign || openBlank || openSign);
  if (sign === "_") return { opens: left && (!right || closeSign), closes: right && (!left || openSign) };
  return { opens: left, closes: right };
}

/** The parts with every pair of marks made an element, and what is left of them text. */
export function emphasize(parts) {
  const list = parts.map((part) => (typeof part === "object" && part.mark !== undefined ? runOf(part) : { part }));
  const openers = { "*": [], _: [], "~": [] };
  for (const [at, one] of list.entries()) {
    if (!one.sign) continue;
    while (one.closes && one.left > 0 && pair(list, openers, at));
    if (one.opens && one.left > 0) openers[one.sign].push(at);
  }
  return joined(built(list));
}

function runOf(part) {
  if (!part.sign) return { part: part.mark };
  return { sign: part.sign, size: part.mark.length, left: part.mark.length, ...abilities(part), begins: [], ends: [] };
}

/** Pair a closing run with the nearest opening one; says whether there was one. */
function pair(list, openers, at) {
  const closer = list[at];
  const stack = openers[closer.sign];
  for (let n = stack.length - 1; n >= Math.max(0, stack.length - 20); n -= 1) {
    const opener = list[stack[n]];
    const both = (opener.closes || closer.opens) && (opener.size + closer.size) % 3 === 0 && (opener.size % 3 || closer.size % 3);
    if (both && closer.sign !== "~") continue;
    const count = opener.left >= 2 && closer.left >= 2 ? 2 : 1;
    if (closer.sign === "~" && count === 1) continue;
    const place = stack[n];
    opener.begins.unshift(closer.sign === "~" ? "del" : TAGS[count]);
    closer.ends.push(closer.sign === "~" ? "del" : TAGS[count]);
    [opener.left, closer.left] = [opener.left - count, closer.left - count];
    stack.length = opener.left ? n + 1 : n;
    for (const other of Object.values(openers)) while (other.length && other.at(-1) > place) other.pop();
    return true;
  }
  return false;
}

/** The tree of what was paired. */
function built(list) {
  const top = { children: [] };
  const open = [top];
  for (const one of list) {
    const here = open.at(-1).children;
    if (!one.sign) {
      here.push(one.part);
      continue;
    }
    for (let n = 0; n < one.ends.length; n += 1) open.pop();
    if (one.left) open.at(-1).children.push(one.sign.repeat(one.left));
    for (const tag of one.begins) {
      const made = { tag, children: [] };
      open.at(-1).children.push(made);
      open.push(made);
    }
  }
  return top.children;
}

/** Neighboring texts as one. */
function joined(parts) {
  const found = [];
  for (const part of parts) {
    if (typeof part !== "string") found.push(part);
    else if (typeof found.at(-1) === "string") found[found.length - 1] += part;
    else if (part) found.push(part);
  }
  return found;
}
