"""Tables right below a line of text: GitHub shows them, Python-Markdown makes none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonplace.checks.form.facts import Facts
from commonplace.checks.form.page import Advice, Page
from commonplace.diagnostics.fix import Edit

_LISTED = re.compile(r"(?:[-+*]|\d{1,3}\.)[ \t]+\S")
_CELL = r"[ ]*+:?-{2,}+:?[ ]*+"
_RULE = re.compile(rf"\|?{_CELL}(?:\|{_CELL})+\|?[ ]*+$|\|{_CELL}\|[ ]*+$")
_WORDS = re.compile(r"[^\W_]|[*_~`\"'“‘(¿¡!\[]")
_OTHER = re.compile(r"!!!|\?\?\?|===|\*\[|\[[^\]]*\]:|[-*_](?:[ \t]*+[-*_]){2}[-*_ \t]*+$")


def run_on(page: Page, facts: Facts) -> Iterator[Advice]:
    """The first table of each paragraph that has no empty line above it."""
    lines = page.masked.split("\n")
    written = page.body.split("\n")
    inside = told = False
    for number, line in enumerate(lines):
        if not line.strip() or line.startswith("#"):
            inside = told = False
        elif not inside:
            plain = bool(_WORDS.match(line)) and not _OTHER.match(line)
            inside = True
            told = not plain or bool(_LISTED.match(line) or "|" in line)
        elif not told and "|" in line and _RULE.match("".join(lines[number + 1 : number + 2])):
            told = True
            place = (page.first_line + number, 1)
            if written[number - 1].rstrip() == lines[number - 1].rstrip():
                yield page.advise("form-run-on", place, (Edit(*place, *place, "\n"),))
