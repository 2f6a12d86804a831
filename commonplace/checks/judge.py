"""Everything that decides what a leak is here: the product's rules and the company's two lists."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import resources
from pathlib import Path

from commonplace.checks.first_look import FirstLook, Seen
from commonplace.checks.leaks import Hit, leaks_in
from commonplace.checks.lists import (
    ALLOWED,
    CODE,
    MUST_NOT,
    Allowed,
    Words,
    read_allowed,
    read_words,
)
from commonplace.checks.plain import Plain, plain
from commonplace.checks.rules import Rule, RulesError, shipped_rules
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.readers.files import read_text

WORDS_KIND = "a name or a word of your company’s list of what must not be discussed"

_MISSING = "file-missing"
NOTHING_ALLOWED = Allowed()
NO_WORDS = Words()


@dataclass(frozen=True)
class Judge:
    """Says what is a leak. Made by `read_judge`, or in a test. Two `made_of` the same judge alike."""

    rules: tuple[Rule, ...]
    allowed: Allowed = NOTHING_ALLOWED
    words: Words = NO_WORDS
    made_of: bytes = b""

    def hits(self, text: str) -> list[Hit]:
        """All leaks in a text, in order, without what the company allows."""
        if text in self._ahead:
            seen, first = self._ahead.pop(text)
        else:
            seen = plain(text)
            first = self._first.look(seen.text)
        leaks = leaks_in(seen, first.tried)
        found = [hit for hit in leaks if not self.allows(hit.code, hit.value)]
        words = self.words.find(seen.text) if first.has_part else []
        spoken = [hit for hit in words if not self.allows(CODE, hit.value)]
        if not spoken:
            return found
        named = (
            replace(hit, kind=WORDS_KIND, start=seen.back(hit.start), end=seen.back(hit.end))
            for hit in spoken
        )
        return sorted([*found, *named], key=lambda hit: (hit.start, hit.end))

    def prepare(self, texts: Sequence[str]) -> None:
        """For whoever is about to ask for the leaks in each of many texts: together they take less time."""
        seen = [plain(text) for text in texts]
        looks = self._first.look_at_all([one.text for one in seen])
        self._ahead.clear()
        self._ahead.update(zip(texts, zip(seen, looks, strict=True), strict=True))

    @cached_property
    def _ahead(self) -> dict[str, tuple[Plain, Seen]]:
        return {}

    @cached_property
    def _first(self) -> FirstLook:
        return FirstLook(self.rules, (part for part, _ in self.words.entries))

    def allows(self, code: str, value: str) -> bool:
        """Whether the company says that a value is no leak here."""
        return self.allowed.allows(code, value)


def read_judge(root: Path) -> Judge:
    """The rules and the lists of the hub in `root`. Raises RulesError: without them, nothing passes."""
    rules = shipped_rules()
    texts = {path: read_text(root, path) for path in (ALLOWED, MUST_NOT)}
    lacking = [one for one in texts.values() if isinstance(one, Diagnostic)]
    if lacking:
        raise RulesError(_cannot_be_used(lacking))
    allowed, words = (text for text in texts.values() if isinstance(text, str))
    return Judge(rules, read_allowed(allowed), read_words(words), _made_of(allowed, words))


def list_problems(root: Path) -> list[Diagnostic]:
    """What keeps the lists of the hub in `root` from being used, each told by itself."""
    found = []
    for path, read in ((ALLOWED, read_allowed), (MUST_NOT, read_words)):
        text = read_text(root, path)
        if isinstance(text, Diagnostic):
            found.append(diagnose("doctor-list", path, reason=text.message))
            continue
        try:
            read(text)
        except RulesError as problem:
            found.append(diagnose("doctor-list", path, reason=problem))
    return found


def _cannot_be_used(problems: list[Diagnostic]) -> str:
    names = " and ".join(f"“{one.path}”" for one in problems)
    said = [
        one.message if one.code == _MISSING else f"{one.message} {one.hint}" for one in problems
    ]
    reasons = " ".join(dict.fromkeys(said))
    return (
        f"{names} cannot be used, so nothing was checked for leaks, and nothing passes. {reasons} "
        "An empty file of that name will do where there is nothing to say."
    )


def _made_of(*lists: str) -> bytes:
    """A digest of everything that decides: another one may come to another verdict."""
    made = hashlib.sha256(_program())
    for text in lists:
        made.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return made.digest()


@cache
def _program() -> bytes:
    """A digest of the rules and of the code that goes by them, and of what Python brings to it."""
    made = hashlib.sha256(f"{sys.version} {unicodedata.unidata_version}".encode())
    for package in ("commonplace.checks", "commonplace.readers"):
        for file in sorted(resources.files(package).iterdir(), key=lambda one: one.name):
            if file.name.endswith((".py", ".json")):
                made.update(hashlib.sha256(file.read_bytes()).digest())
    return made.digest()
