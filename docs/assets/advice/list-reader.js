/* Reads lines as CommonMark does, and says what each needs to be read alike: commonplace/markup/list_reader.py. */
import { head, inFence, prefixed, put, row } from "./rows.js";
import { at, untabbed } from "./signs.js";
import { endOfBlanks, endsParagraph, FENCE, kindAt, MARK, RawHtml } from "./starts.js";

const WITH_MARKDOWN = /<[a-z][^<>]*\smarkdown(?![\p{L}\p{N}_-]|="?0)[^<>]*>[ \t]*$/uy;
const [TAB, DEEPEST, DEEPEST_QUOTE, DEEPEST_OWN_LINE] = [4, 40, 10, 8];
const BREAK = "\x02hub-break\x03";

const box = (column, place, list = null, filled = false) => ({ column, place, list, filled, last: null });

export class Reader {
  constructor(tags, level = 0, waiting = []) {
    Object.assign(this, { tags, level, waiting, boxes: [box(0, 0)], raw: new RawHtml(tags), fence: null, quote: null });
    Object.assign(this, { kind: "", depth: 0, moved: 0, paragraph: false, blank: true, first: "", firstDepth: 0, cutBy: null });
  }

  line(line, one) {
    if (this.raw.open) {
      this.raw.read(line);
      return;
    }
    const start = endOfBlanks(line, 0);
    if (start === line.length) {
      this.endBlock();
      return;
    }
    const column = untabbed(line.slice(0, start)).length;
    if (this.fence && inFence(this, line, one, start, column)) {
      this.blank = false;
      return;
    }
    let matched = this.boxes.length - 1;
    while (matched && this.boxes[matched].column > column) matched -= 1;
    const isComment = matched && line.startsWith("<!--", start);
    const isHtml = column < TAB && line[start] === "<" && (at(WITH_MARKDOWN, line, start) || this.raw.begins(line));
    if (isHtml && (this.raw.open || !isComment)) {
      this.boxes = [box(0, 0)];
      this.endBlock();
      return;
    }
    const inside = matched === this.boxes.length - 1;
    if (this.paragraph && (column - this.boxes[matched].column >= TAB || !endsParagraph(line, start, inside))) {
      if (this.moved) put(one, start, " ".repeat(Math.max(0, column + this.moved)));
    } else this.block(line, one, start, column, matched);
    this.blank = false;
  }

  endBlock() { Object.assign(this, { blank: true, paragraph: false, quote: null }); }

  block(line, one, start, column, matched) {
    const holder = this.boxes[matched];
    const last = matched + 1 < this.boxes.length ? this.boxes[matched + 1].list : holder.last;
    const isListed = this.boxes.some(({ list }) => list);
    this.boxes.length = matched + 1;
    const depth = Math.min(matched, DEEPEST);
    const least = Math.max(depth * TAB, depth === matched ? holder.place : 0);
    const inside = column - holder.column;
    const kind = inside >= TAB ? "code" : kindAt(line, start);
    const level = Math.floor(column / TAB);
    let place;
    if (kind === "code" && this.kind === "code" && depth === this.depth) place = column + this.moved;
    else if (kind === "code") place = !depth || level === depth + 1 ? column : least + inside;
    else place = level === depth && column >= least ? column : least;
    this.moved = place - column;
    if (this.moved) put(one, start, " ".repeat(place));
    if (holder.list && holder.filled && this.blank && !(kind === "item" && last)) holder.list.loose = true;
    this.cut(one, kind, depth, holder.list, isListed);
    Object.assign(holder, { filled: true, last: null });
    Object.assign(this, { paragraph: kind === "" || kind === "meaning", kind, quote: kind === "quote" ? this.quote : null });
    if (kind === "item") {
      holder.last = this.list(line, one, start, last);
      this.item(line, one, start, column, place, holder.last);
    } else if (kind === "note" || kind === "meaning") this.boxes.push(box(column + TAB, place + TAB));
    else if (kind === "fence") this.fence = { mark: at(FENCE, line, start)[0], column, place, depth: matched };
    else if (kind === "quote" && this.level < DEEPEST_QUOTE) this.quoted(line, one, start);
    this.depth = Math.min(this.boxes.length - 1, DEEPEST);
  }

  cut(one, kind, depth, owner, isListed) {
    let isCut = this.blank;
    const isFenced = kind === "fence" || this.kind === "fence";
    if (!isCut) {
      if (this.kind === "note" && depth === this.depth) [this.first, this.firstDepth] = [kind, depth];
      else if (kind === "item") isCut = this.first !== "item" || this.firstDepth > depth;
      else if (isListed && depth === this.depth && depth > 0) {
        isCut = (["quote", "heading", "rule"].includes(kind) && kind !== this.kind) || (isFenced && this.first !== "item");
        if (isFenced) this.cutBy = owner;
      } else if (isListed) isCut = depth < this.depth;
      if (isCut) one.gap = "\n";
      else if (this.cutBy && (isFenced || kind === "item")) this.waiting.push([one, this.cutBy, "\n"]);
    }
    if (isCut) [this.first, this.firstDepth] = [kind, depth];
    if (isCut || kind === "item") this.cutBy = null;
  }

  list(line, one, start, last) {
    const mark = at(MARK, line, start)[0].at(-1);
    if (last?.mark !== mark) {
      if (last) {
        const depth = Math.min(this.boxes.length - 1, DEEPEST);
        one.gap = `\n${" ".repeat(depth * TAB)}${BREAK}\n\n`;
        [this.first, this.firstDepth] = ["item", depth];
      }
      return { mark, loose: false };
    }
    if (this.blank) last.loose = true;
    else this.waiting.push([one, last, "\n"]);
    return last;
  }

  item(line, one, start, column, place, owner) {
    const end = start + at(MARK, line, start)[0].length;
    const content = endOfBlanks(line, end);
    this.paragraph = content < line.length;
    const blanks = untabbed(line.slice(end, content)).length;
    const isNear = this.paragraph && blanks <= TAB;
    const width = Math.min(end - start + (isNear ? blanks : 1), TAB);
    this.boxes.push(box(column + width, place + width, owner, this.paragraph));
    if (owner.mark === ")") put(one, end, `${head(one, line, end - 1)}.`);
    const inner = isNear ? kindAt(line, content) : "";
    if ((inner === "item" || inner === "fence") && this.boxes.length <= DEEPEST_OWN_LINE) {
      one.before += `${head(one, line, end)} \n`;
      put(one, content, " ".repeat(column + width));
      this.boxes.at(-1).filled = false;
      this.blank = false;
      this.block(line, one, content, column + width, this.boxes.length - 1);
    } else if (!this.paragraph) put(one, line.length, `${head(one, line, end)} `);
    else if (inner) this.paragraph = false;
  }

  quoted(line, one, start) {
    this.quote ??= new Reader(this.tags, this.level + 1, this.waiting);
    const skip = start + 1 + (line[start + 1] === " " ? 1 : 0);
    const [inner, waited] = [row(), this.waiting.length];
    this.quote.line(line.slice(skip), inner);
    this.paragraph = this.quote.paragraph;
    const mark = `${head(one, line, start)}> `;
    if (inner.skip || inner.lead) put(one, skip + inner.skip, mark + inner.lead);
    one.gap += prefixed(mark, inner.gap);
    one.before += prefixed(mark, inner.before);
    for (let number = waited; number < this.waiting.length; number += 1) this.waiting[number] = [one, this.waiting[number][1], mark + this.waiting[number][2]];
  }
}
