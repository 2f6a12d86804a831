"""The hub's own words, by which a browser finds out what somebody meant to type.

One file for each length: a slip makes a word longer or shorter by one at most, so a browser reads three.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

SHORTEST = 3
LONGEST = 24
_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
# Signs of which each is a word: there is nothing to mistype in one.
_WIDE = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u1100-\u11ff\uac00-\ud7af\uf900-\ufaff]"
)
_LINES = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def folded(text: str) -> str:
    """A text in small letters and without accents."""
    if text.isascii():
        return text.lower()
    signs = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def count_words(texts: Iterable[str]) -> Mapping[str, int]:
    """Every word, with the number of texts that have it."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(set(_WORD.findall(folded(text))))
    return {word: count for word, count in found.items() if _is_worth_it(word)}


def _is_worth_it(word: str) -> bool:
    fits = SHORTEST <= len(word) <= LONGEST
    return fits and bool(_LETTER.search(word)) and not _WIDE.search(word)


def read_vocabulary(texts: Iterable[bytes]) -> dict[str, int]:
    """What is in such files."""
    found: dict[str, int] = {}
    for text in texts:
        data = json.loads(text)
        found.update(zip(data["words"].split(), map(int, data["pages"].split()), strict=True))
    return found


def vocabulary_files(counts: Mapping[str, int], folder: str) -> Iterator[tuple[str, str]]:
    """The files, each as its path and its text. The path tells the length of the words, and the content."""
    by_length: dict[int, list[str]] = {}
    for word in sorted(counts):
        by_length.setdefault(len(word), []).append(word)
    for length, words in sorted(by_length.items()):
        pages = " ".join(str(counts[word]) for word in words)
        text = _LINES.encode({"words": " ".join(words), "pages": pages})
        digest = hashlib.sha256(text.encode()).hexdigest()[:10]
        yield f"{folder}words-{length}-{digest}.json", text
