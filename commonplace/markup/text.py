"""Text as people read it: hidden characters out, markup out, the title and first paragraph found."""

from __future__ import annotations

import re
from html import unescape

from commonplace.markup.characters import Finding, clean_text
from commonplace.markup.linkscan import find_links
from commonplace.markup.mask import mask_code, mask_code_blocks
from commonplace.markup.rewrite import DROP, rewrite_links

__all__ = [
    "Finding",
    "clean_text",
    "count_words",
    "first_paragraph",
    "plain_text",
    "split_title",
]

# Titles and summaries are short: nothing behind this many characters is read for them.
_READ = 20_000
_PLAIN = 4_000

_CODE_SPAN = re.compile(r"(?<![`\\])(`++)(?!`)(.*?[^`])\1(?!`)", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!<\"'|~^:=$])")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]*+\]")
_ATTRIBUTES = re.compile(r"[ ]?\{:?[ ]*(?:[.#][\w:-]|[\w:-]+=)[^{}\n]*+\}")
_TAG = re.compile(r"<(?:!--.*?--|/?[A-Za-z][^<>]*+|[!?][^<>]*+)>", re.DOTALL)
_REFERENCE = re.compile(r"!?\[([^\[\]]++)\](?:[ ]?\[[^\[\]]*+\])")
_MARKS = (
    re.compile(r"(\*{1,3})(?=\S)(.+?)(?<=[^\s*])\1", re.DOTALL),
    re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL),
    re.compile(r"(~~|==|\^\^|\+\+)(?=\S)(.+?)(?<=\S)\1", re.DOTALL),
)
_KEPT = re.compile("\ue000(\\d+)\ue001")
_MARKUP = re.compile(r"[`*_~=^+\[\]<>&\\{!]")

_HEADING = re.compile(r"#(?!#)[ \t]*+(?P<rest>.*)")
_BLANK = re.compile(r"(?:[ \t\r\n]*\n)?")
_UNDERLINE = re.compile(r"=+[ \t]*$")
_SKIPPED = re.compile(
    r"#|\||!!!|\?\?\?|===|<(?![\w.+-]+[@:])|\*\[|\[[^\]\n]*\]:|[-*_]([ \t]*[-*_]){2,}[ \t]*$|:::|-+8<-"
)
_LISTED = re.compile(r"(?:[-+*]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_LIST = re.compile(r"(?:[-+*]|0*1[.)])[ \t]+\S")
_QUOTED = re.compile(r"(?:>[ \t]?)+(?:\[![A-Z]+\][ \t]*)?")
_TABLE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t|:-]*)?$")

_LINK_END = re.compile(r"\]\([^()\s]*+(?:\s++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?\)|\]\[[^\[\]\n]*+\]")
_NOT_WORDS = re.compile(r"</?[A-Za-z][^<>]*+>|^[ ]{0,3}\[[^\]\n]++\]:[^\n]*+", re.MULTILINE)
# What stands between blanks and holds a letter or a digit.
_WORD = re.compile(r"[^\W_]\S*+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def plain_text(markdown: str) -> str:
    """A title or a sentence without its markup, on one line. Not escaped for HTML."""
    text = markdown[:_PLAIN]
    if not _MARKUP.search(text):
        return " ".join(text.split())
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return f"\ue000{len(kept) - 1}\ue001"

    text = text.replace("\ue000", "").replace("\ue001", "")
    if "`" in text:
        text = _CODE_SPAN.sub(lambda m: keep(m[2].strip()), text)
    if "[" in text or "<" in text:
        text = _FOOTNOTE.sub("", text)
        text = rewrite_links(text, lambda link: DROP)
        text = _REFERENCE.sub(r"\1", text)
    if "\\" in text:
        text = _ESCAPED.sub(lambda m: keep(m[1]), text)
    text = _TAG.sub("", text)
    text = _ATTRIBUTES.sub("", text)
    for mark in _MARKS:
        text = mark.sub(r"\2", text)
    # An entity can spell the two signs between which the numbers stand.
    text = "".join(
        kept[int(one)] if at % 2 else unescape(one) for at, one in enumerate(_KEPT.split(text))
    )
    # Entities can spell characters that the text itself does not hold.
    return " ".join(clean_text(text)[0].split())


def split_title(body: str) -> tuple[str | None, str, int]:
    """The first-level heading that opens a text: its words, the text after it, the lines taken away.

    Blank lines and comments may stand before it and go with it. `(None, body, 0)` when the text opens
    with anything else.
    """
    start = _top(body)
    lines = body[start : start + _READ].split("\n", 2)
    first = lines[0].rstrip("\r")
    if (
        not first.strip()
        or first.startswith(("    ", "\t"))
        or first.lstrip().startswith(("```", "~~~"))
    ):
        return None, body, 0
    heading = _HEADING.match(first)
    if heading:
        title, height = _without_closing(_strip_attributes(heading["rest"].rstrip(" \t"))), 1
    elif len(lines) > 1 and _UNDERLINE.match(lines[1].rstrip("\r")):
        title, height = _strip_attributes(first.strip()), 2
    else:
        return None, body, 0
    words = plain_text(title)
    if not words:
        return None, body, 0
    taken = body.count("\n", 0, start) + height
    return words, "\n".join(body[start:].split("\n", height)[height:]), taken


def _top(body: str) -> int:
    """Where the first line begins that is neither blank nor a comment."""
    start = 0
    while True:
        blank = _BLANK.match(body, start)
        start = blank.end() if blank else start
        comment = body.startswith("<!--", start)
        end = body.find("-->", start + 4) if comment else -1
        if end < 0:
            return start
        line_end = body.find("\n", end)
        if line_end < 0 or body[end + 3 : line_end].strip():
            return start
        start = line_end + 1


def _strip_attributes(title: str) -> str:
    start = title.rfind("{")
    if start < 0 or title.find("}", start) != len(title) - 1:
        return title
    return title[:start].rstrip(" \t")


def _without_closing(title: str) -> str:
    """Without the marks that may stand at the end, too. A pattern would look at each blank many times."""
    bare = title.rstrip("#")
    return bare.rstrip(" \t") if bare != title and bare.endswith((" ", "\t")) else title


def first_paragraph(body: str) -> str:
    """The first paragraph as plain text; when there is none, what stands first in
    a list, a quote or an admonition, else ""."""
    spare = ""
    for block, inner in _blocks(mask_code_blocks(body[:_READ])):
        quoted = _QUOTED.match(block[0])
        lines = [_QUOTED.sub("", line, count=1).strip() for line in block] if quoted else block
        lines = [line for line in lines if line]
        if not lines:
            continue
        listed = _LISTED.match(lines[0])
        if listed:
            lines = [lines[0][listed.end() :], *_until(_LISTED, lines[1:])]
        else:
            lines = [lines[0], *_until(_LIST, lines[1:])]
        words = _prose(lines)
        if not words:
            continue
        if not (quoted or listed or inner):
            return words
        spare = spare or words
    return spare


def _until(start: re.Pattern[str], lines: list[str]) -> list[str]:
    for index, line in enumerate(lines):
        if start.match(line):
            return lines[:index]
    return lines


def _blocks(text: str) -> list[tuple[list[str], bool]]:
    """Groups of lines between blank ones, without headings, tables, HTML and definitions.

    True stands beside what lies within an admonition, a tab or an item.
    """
    blocks: list[tuple[list[str], bool]] = []
    for group in re.split(r"\n[ \t\r]*(?=\n)", text):
        lines = [line.strip() for line in group.split("\n") if line.strip()]
        block: list[str] = []
        inner = group.lstrip("\n").startswith(("    ", "\t", "!!!", "???", "==="))
        for index, line in enumerate(lines):
            following = lines[index + 1] if index + 1 < len(lines) else ""
            if line.startswith(("#", "!!!", "???", "===")) and not _UNDERLINE.match(line):
                continue
            if re.match(r"(=+|-+)$", following) or re.match(r"(=+|-+)$", line):
                continue
            block.append(line)
        if not block or _SKIPPED.match(block[0]):
            continue
        if len(block) > 1 and "|" in block[0] and _TABLE.match(block[1]):
            continue
        blocks.append((block, inner))
    return blocks


def _prose(lines: list[str]) -> str:
    text = "\n".join(lines)
    if "![" in text:
        images = [link for link in find_links(text) if link.kind == "image"]
        rest = text
        for link in reversed(images):
            rest = rest[: link.outer_start] + rest[link.outer_end :]
        if not plain_text(rest):
            return ""
    return plain_text(text)


def count_words(body: str) -> int:
    """The words a reader reads: prose and code, without addresses, tags and marks.

    Two Chinese or Japanese characters count as one word. Fast: it looks at markup only roughly.
    """
    text = body
    if "<!--" in text:
        text = _without_comments(text)
    if "](" in text or "][" in text:
        text = _LINK_END.sub("]", text)
    if "<" in text or "]:" in text:
        text = _NOT_WORDS.sub(" ", text)
    if text.isascii():
        return len(_WORD.findall(text))
    rest, characters = _CJK.subn(" ", text)
    return len(_WORD.findall(rest)) + (characters + 1) // 2


def _without_comments(text: str) -> str:
    masked = mask_code(text) if "`" in text or "~~~" in text else text
    parts: list[str] = []
    done = 0
    while (start := masked.find("<!--", done)) >= 0:
        end = masked.find("-->", start + 4)
        if end < 0:
            break
        parts.append(text[done:start])
        done = end + 3
    return "".join(parts) + text[done:]
