"""Where somebody who would rather not be named stands in a text all the same.

docs/assets/share/unnamed.js looks in the same way; tests/vectors/unnamed.json holds both to it.
"""

from __future__ import annotations

import re
import unicodedata

from commonplace.checks.plain import fold, plain

_LEAST = 2  # letters of a part, and of a name
_LEAST_IN_SMALL = 6
_TITLES = frozenset(  # not alone a sign of anybody
    (
        *("dr", "mr", "mrs", "ms", "mx", "prof"),
        *("de", "da", "di", "del", "la", "le", "van", "von", "der", "den", "bin"),
    )
)
_PART = re.compile(r"[^\W_](?:[^\W_]|['’])*")


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text: the whole of it, or a part of it, also in the genitive. Who wrote it
    can leave the name out, so a word that only looks like one costs little."""
    seen = unicodedata.normalize("NFKC", plain(text).text)
    return any(_is_part_in(part, seen) for part in _parts(name)) or is_whole_in(name, seen)


def is_whole_in(name: str, text: str) -> bool:
    """Whether all parts of a name stand in a text in their order, however large, with whatever accents."""
    parts = [fold(part) for part in _parts(name, least=1)]
    return len("".join(parts)) >= _LEAST and _found(
        r"[\W_]+".join(map(re.escape, parts)), fold(text)
    )


def _parts(name: str, least: int = _LEAST) -> list[str]:
    parts = _PART.findall(unicodedata.normalize("NFKC", name))
    if least == 1:
        return parts
    return [part for part in parts if len(part) >= least and part.casefold() not in _TITLES]


def _is_part_in(part: str, text: str) -> bool:
    """Whether a part of a name stands in a text. Where words have no capitals they may have no blanks between
    them either. Where they have, a part counts as names are written, and a long one in small letters, too."""
    small, large = part.lower(), part.upper()
    if small == large:
        return not part.isnumeric() and part in text
    forms = [part, large, large[:1] + part[1:], large[:1] + small[1:]]
    if len(part) >= _LEAST_IN_SMALL:
        forms.append(small)
    return _found("|".join(map(re.escape, forms)), text)


def _found(pattern: str, text: str) -> bool:
    return re.search(rf"(?<![^\W_])(?:{pattern})(?:['’]?[sS])?(?![^\W_])", text) is not None
