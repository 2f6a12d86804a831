"""The company's two lists: what must not be discussed, and what is no leak here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from commonplace.checks.leaks import Hit
from commonplace.checks.plain import fold
from commonplace.checks.rules import RulesError

MUST_NOT = "checks/must-not-discuss.txt"
ALLOWED = "checks/allowed.txt"

CODE = "leak-must-not-discuss"
_SOFT = frozenset(
    {"leak-email", "leak-phone", "leak-host", "leak-address", "leak-author", "leak-iban"}
)
"""What a pattern with a star may allow. A secret is named whole, or by its digest."""

_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
_BLANKS = re.compile(r"[\s_-]+")
_SQUEEZED = re.compile(r"[ .\-/()\n\t']")
# Between two words: what a reader does not see, or sees as a blank. Lines may be wrapped in a quote, a word
# may be a link or have weight, and some of it may come together.
_BETWEEN = (
    r"(?:\s{1,40}+|[_*~>`\[-]|\]\([^()\n]{0,300}\)|\]\[[^\[\]\n]{0,99}\]|\]"
    r"|</?[a-z][^<>\n]{0,99}>){1,12}"
)
_LEAST = 4


@dataclass(frozen=True)
class Allowed:
    """What is no leak here: whole values, digests of values, and patterns with stars."""

    values: frozenset[str] = frozenset()
    digests: frozenset[str] = frozenset()
    patterns: tuple[re.Pattern[str], ...] = ()

    def allows(self, code: str, value: str) -> bool:
        """Whether a value of this kind may stand in a text."""
        bare = " ".join(value.split()).casefold()
        if bare in self.values or _SQUEEZED.sub("", bare) in self.values:
            return True
        if (
            self.digests
            and hashlib.sha256(value.encode("utf-8", "replace")).hexdigest() in self.digests
        ):
            return True
        return code in _SOFT and any(pattern.fullmatch(bare) for pattern in self.patterns)


@dataclass(frozen=True)
class Words:
    """Names and words that must not be discussed: each as its longest part, and as a pattern."""

    entries: tuple[tuple[str, re.Pattern[str]], ...] = ()

    def find(self, text: str) -> list[Hit]:
        """Where one of them stands in a text as a whole word, whatever its capitals and accents."""
        folded = fold(text)
        hits: list[Hit] = []
        places: list[int] | None = None
        for part, pattern in self.entries:
            if part not in folded:
                continue
            for found in pattern.finditer(folded):
                places = places or _places(text)
                start, end = places[found.start()], places[found.end() - 1] + 1
                hits.append(Hit(start, end, CODE, "", text[start:end]))
        return hits


def _places(text: str) -> list[int]:
    """For every sign of the folded text: the place in the text of the sign it comes from."""
    return [at for at, sign in enumerate(text) for _ in fold(sign)]


def read_words(text: str) -> Words:
    """The list of what must not be discussed. Raises RulesError."""
    entries = []
    for number, entry in _entries(text):
        parts = [part for part in _BLANKS.split(fold(entry)) if part]
        if len("".join(parts)) < 2:
            raise RulesError(_odd(MUST_NOT, number, "is too short: it would be found everywhere"))
        pattern = _BETWEEN.join(map(re.escape, parts))
        compiled = re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])")
        entries.append((max(parts, key=len), compiled))
    return Words(tuple(entries))


def read_allowed(text: str) -> Allowed:
    """The list of what is no leak here. Raises RulesError."""
    values: set[str] = set()
    digests: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for number, entry in _entries(text):
        small = entry.casefold()
        if small.startswith("sha256:"):
            digest = _DIGEST.fullmatch(small)
            if digest is None:
                raise RulesError(
                    _odd(ALLOWED, number, "has to be “sha256:” and 64 digits from 0 to f")
                )
            digests.add(digest[1])
        elif "*" in small:
            parts = [re.escape(part) for part in re.split(r"\*+", small)]
            if max(len(part.strip(".")) for part in re.split(r"\*+", small)) < _LEAST:
                raise RulesError(
                    _odd(ALLOWED, number, "would allow nearly everything: say more of it")
                )
            # Each part is looked for once, and its place is not thought over: many stars cost nothing.
            between = "".join(f"(?>[^ ]*?{part})" for part in parts[1:-1])
            patterns.append(re.compile(f"{parts[0]}{between}[^ ]*{parts[-1]}"))
        else:
            values.update((" ".join(small.split()), _SQUEEZED.sub("", small)))
    return Allowed(frozenset(values - {""}), frozenset(digests), tuple(patterns))


def _entries(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        entry = line.split(" #")[0].strip()
        if entry and not entry.startswith("#"):
            yield number, entry


def _odd(file: str, number: int, reason: str) -> str:
    return f"Line {number} of “{file}” {reason}. Nothing was checked."
