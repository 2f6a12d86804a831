"""What a page may repeat of a diagnostic: nothing that names a text or a person the hub does not show."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from html import unescape
from string import Formatter
from urllib.parse import unquote

from commonplace.assemble.people_names import holds_address
from commonplace.diagnostics import Diagnostic, catalog
from commonplace.diagnostics.quiet import quiet_words
from commonplace.model.hub import Hub
from commonplace.model.settings import Audience
from commonplace.model.slug import slug_of
from commonplace.readers.contributions import FOLDER, PEOPLE

_SHORTENED = "…"
_COMPARABLE = 100  # slugs are cut after this many characters
_MEANT = re.compile(r"“([^”]*)”\?$")
_LEADS_TO_PEOPLE = re.compile(rf"\b{PEOPLE}\b")
# These repeat what pages show anyway.
_OF_PAGES = {"pick-obsolete", "pick-twice", "question-answered", "question-twice", "topic-empty"}
# What the hub itself fills in, and no writer.
_HARMLESS = {"key", "limit", "count", "length", "size", "choices", "effect", "missing", "folder"}
_OF_PEOPLE = {"author-unknown", "curator-unknown", "question-by-unknown"}


class Discretion:
    """Knows what one hub keeps back, and says every diagnostic without it.

    Whatever a writer put into a text can come back in a diagnostic: the address of a draft that a link
    leads to, or the handle of somebody who wants no page.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        shy = [person for person in hub.people.values() if not person.has_page]
        self._shy = bool(shy)
        self._is_public = hub.settings.audience is Audience.PUBLIC
        secret = {*hub.kept_back, *_left_out(hub)}
        for person in shy:
            secret.update((slug_of(person.id), _stem(person.source or "")))
            if not person.named:
                secret.add(slug_of(person.name))
        self._secret = secret - {""}
        self._longest = max((name.count("-") + 1 for name in self._secret), default=0)

    def words(self, one: Diagnostic) -> tuple[str, str]:
        """The message and the hint, as they are where nothing in them is to be kept back."""
        if one.code in _OF_PAGES or not self._tells(one):
            return one.message, one.hint
        entry = catalog()[one.code]
        blank = defaultdict(lambda: _SHORTENED, nearest="")
        blank.update((name, said) for name, said in _values(one) if name in _HARMLESS)
        message, hint = quiet_words(entry)
        return (
            message if _quotes(entry.message) else entry.message.format_map(blank),
            hint if _quotes(entry.hint) else entry.hint.format_map(blank),
        )

    def _tells(self, one: Diagnostic) -> bool:
        named = _values(one)
        if self._is_public and any(name not in _HARMLESS for name, _ in named):
            return True  # everyone reads along: whoever is to mend it finds it by its line
        values = [said for _, said in named]
        if self._shy and one.code in _OF_PEOPLE:
            # Who is misspelled may be somebody who is not shown, unless somebody else is nearer.
            meant = next((found[1] for said in values if (found := _MEANT.search(said))), "")
            person = self._hub.people.get(meant)
            if person is None or not person.has_page:
                return True
        return any(self._names_a_secret(said) for said in values)

    def _names_a_secret(self, said: str) -> bool:
        plain = unescape(unquote(said)).casefold()
        # What was cut short cannot be compared.
        if holds_address(plain) or _SHORTENED in plain or len(plain) > _COMPARABLE:
            return True
        if self._shy and _LEADS_TO_PEOPLE.search(plain):
            return True
        words = slug_of(plain).split("-")
        return any(
            "-".join(words[start : start + length]) in self._secret
            for start in range(len(words))
            for length in range(1, min(self._longest, len(words) - start) + 1)
        )


def _left_out(hub: Hub) -> Iterator[str]:
    """The names of texts that are no page: they came up in a diagnostic and are no contribution."""
    shown = {one.source for one in hub.contributions.values()}
    shown.update(person.source for person in hub.people.values() if person.source)
    for path in {one.path for one in hub.diagnostics}:
        is_text = path.startswith(f"{FOLDER}/") and path.endswith((".md", ".markdown"))
        if is_text and path not in shown:
            yield _stem(path)


def _stem(path: str) -> str:
    """What a file can be called by: its name, or its folder's if it is an index."""
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    return slug_of(posixpath.basename(folder) if stem.lower() in ("index", "readme") else stem)


def _quotes(template: str) -> bool:
    """Whether anything of a writer's is filled in."""
    return not _HARMLESS.issuperset(_pattern(template)[0])


def _values(one: Diagnostic) -> list[tuple[str, str]]:
    """What was filled into the message and the hint, by the names of the places."""
    found: list[tuple[str, str]] = []
    entry = catalog()[one.code]
    for template, said in ((entry.message, one.message), (entry.hint, one.hint)):
        names, pattern = _pattern(template)
        match = pattern.fullmatch(said)
        found.extend(zip(names, match.groups(), strict=True) if match else [("", said)])
    return [(name, value.strip()) for name, value in found if value.strip()]


@cache
def _pattern(template: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The names of a template's places, and what its words look like once they are filled in."""
    parts = [(text, name) for text, name, _, _ in Formatter().parse(template)]
    pattern = "".join(re.escape(text) + ("(.*?)" if name else "") for text, name in parts)
    names = tuple(name for _, name in parts if name)
    return names, re.compile(pattern, re.DOTALL)
