"""What the page where people write says of form: in Python, and as Node runs the browser's own scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html.entities import html5
from typing import Any

from commonplace.checks.form.anchors import ids_of_page
from commonplace.checks.form.budget import words_of_body
from commonplace.checks.form.facts import Facts
from commonplace.checks.form.house_words import HouseWords
from commonplace.checks.form.page import Page
from commonplace.checks.form.published import published_form
from commonplace.checks.form.rules import advise
from commonplace.checks.unsafe import find_unsafe
from commonplace.markup.safety import scan
from commonplace.model.kinds import BY_NAME
from tests.support.node import ask_node

Found = list[Any]  # code, line, column, severity, message, hint
Answer = list[Any]  # how many words, and what was found


def in_python(kind: str, text: str, words: HouseWords, off: Sequence[str] = ()) -> Answer:
    """What the rules say of a text, knowing no other file."""
    folder = BY_NAME[kind].folder
    page = Page(f"contributions/{folder}/a.md", BY_NAME[kind], text)
    facts = Facts(words, ids_of=lambda _: ids_of_page(page))
    unsafe = (*scan(page.body, page.path, page.first_line), *find_unsafe(page.text, page.path))
    told = sorted((*(one.diagnostic for one in advise(page, facts)), *unsafe))
    rows = [
        [one.code, one.line, one.column, one.severity.value, one.message, one.hint]
        for one in told
        if one.code not in off
    ]
    return [words_of_body(page), rows]


def known_for(words: HouseWords, off: Sequence[str] = ()) -> dict[str, Any]:
    """The data that a browser gets."""
    known: dict[str, Any] = json.loads(published_form(off, words.pairs))
    return known


def in_node(
    texts: Iterable[tuple[str, str]], known: dict[str, Any], *, quiet: bool = False
) -> tuple[list[Answer], float]:
    """What docs/assets/advice/ says of texts with kinds, and its milliseconds; `quiet`: nothing is quoted.

    Without Node it fails.
    """
    given = {"texts": list(texts), "known": known, "names": entities(), "quiet": quiet}
    found = ask_node("advice_in_node.mjs", given, seconds=200)
    return found["answers"], found["milliseconds"]


def entities() -> dict[str, str]:
    """HTML's entities, and numbers that mean something else in it (https://html.spec.whatwg.org/)."""
    odd = {
        f"#{code};": bytes([code]).decode("cp1252", "ignore") or chr(code)
        for code in range(128, 160)
    }
    return {**html5, **odd}
