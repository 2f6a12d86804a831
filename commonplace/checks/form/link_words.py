"""Links whose words say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonplace.checks.form.facts import Facts
from commonplace.checks.form.known import known, words_of
from commonplace.checks.form.page import Advice, Page
from commonplace.markup.text import plain_text

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{4,}", re.IGNORECASE)
_EDGE = " \t\n.,:;!?…→›»()[]\"'“”*_"


def link_words(page: Page, facts: Facts) -> Iterator[Advice]:
    """Links such as “here”, and links whose words are a long address; a short one may be what is meant."""
    spans = [
        (link.outer_start, page.scan.inner[link.start])
        for link in page.scan.links
        if link.kind == "link" and link.start in page.scan.inner
    ]
    spans += [
        (use.outer_start, (use.text_start, use.text_end))
        for use in page.scan.uses
        if not page.body.startswith("!", use.outer_start)
    ]
    for start, (left, right) in sorted(spans):
        if page.body.startswith("`", left):
            continue  # the name of something, whatever it is
        words = plain_text(page.body[left : min(right, left + known()["link_read"])])
        if " ".join(words.lower().strip(_EDGE).split()) in words_of("link_words"):
            yield page.advise("form-link-words", page.place(start), words=words)
        elif len(words) > known()["link_address"] and _ADDRESS.fullmatch(words):
            yield page.advise("form-link-bare", page.place(start))
