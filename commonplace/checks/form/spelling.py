"""Words that the house's list of spellings knows better."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonplace.checks.form.facts import Facts
from commonplace.checks.form.page import Advice, Page
from commonplace.diagnostics import diagnose
from commonplace.diagnostics.fix import Edit
from commonplace.markup.targets import resolve

_TAG = re.compile(r"<[A-Za-z/!][^<>]*+>")
_CODE = re.compile(
    r"<(code|kbd|samp|var|pre|tt)\b[^<>]{0,200}+>.{0,1000}?</\1>", re.DOTALL | re.IGNORECASE
)
_NOTE = re.compile(r"\[\^[^\]\n]{1,100}+\]")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[.#\w][^{}\n]*+\}")
_SHOWN = re.compile(r"^(?:title|summary)[ \t]*:", re.MULTILINE)
_QUOTED = re.compile(r"(?m)^[ ]{0,3}>.*$")


def spelling(page: Page, facts: Facts) -> Iterator[Advice]:
    """What is written otherwise than the house does, in the title, the summary and the running text."""
    for number, line in enumerate(page.text[: page.body_start].split("\n"), start=1):
        if _SHOWN.match(line):
            for start, end, right in facts.house_words.find(line):
                if start > line.index(":"):
                    edit = Edit(number, start + 1, number, end + 1, right)
                    told = diagnose(
                        "form-spelling",
                        page.path,
                        number,
                        start + 1,
                        written=line[start:end],
                        right=right,
                    )
                    # A quote may end the value there.
                    is_plain = page.is_exact and not set("'\"") & set(right)
                    yield Advice(told, (edit,) if is_plain else ())
    # A heading is an address, too: who links to it would end up at the top of the page.
    fixed = {one.line + more for one in page.headings for more in range(one.height)}
    for start, end, right in facts.house_words.find(_prose(page)):
        place = page.place(start)
        edits = () if place[0] in fixed else (page.edit(start, end, right),)
        written = page.body[start:end]
        yield page.advise("form-spelling", place, edits, written=written, right=right)


def _prose(page: Page) -> str:
    """The body with everything blanked out that is no running text: code, addresses, tags, quotes."""
    text = page.masked
    spans = [(link.start, link.end) for link in page.scan.links if link.kind != "definition"]
    spans += [
        (link.outer_start, link.outer_end) for link in page.scan.links if link.kind == "definition"
    ]
    # The words of a link to elsewhere are mostly the title of what is there.
    inner = page.scan.inner
    spans += [
        inner[link.start]
        for link in page.scan.links
        if link.start in inner and resolve(link.destination, page.path).kind == "external"
    ]
    spans += [(use.outer_start, use.outer_end) for use in page.scan.uses]
    for pattern in (_TAG, _CODE, _NOTE, _ATTRIBUTES, _QUOTED):
        spans += [found.span() for found in pattern.finditer(text)]
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if end > done:
            start = max(start, done)
            parts += (text[done:start], "\x00" * (end - start))
            done = end
    return "".join(parts) + text[done:]
