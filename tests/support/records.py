"""Records of a search by chance, with words that are hard to tell apart, and a Pagefind to index them."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from commonplace.search.document import INDEX_LANGUAGE, NOT_SEARCHED, Document, document
from commonplace.search.findable import Findable
from tests.support import searching  # noqa: F401 - it lets what follows be found

from pagefind_program import program  # isort: skip
from pagefind_service import Service  # isort: skip

STEMS = (
    "call",
    "über",
    "café",
    "cafe",
    "naïve",
    "well-known",
    "camelCase",
    "日本",
    "x1",
    "snake_case",
    # A letter whose last byte is the head of an entry, and then one that may be the head of a text.
    "уczyx",
    "σaz",
    "元bit",
    "ăbit",
    "zyx",
    "bit",
    "it",
)
TOPICS = ("Calls", "Clocks & bells", "A, b: c")


class Maker:
    """Pagefind, with the number of records of each index that was asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, documents: Iterable[Document]) -> dict[str, bytes]:
        given = list(documents)
        self.asked.append(len(given))
        records = (one.record for one in given)
        with Service(program()) as service:
            return dict(service.index(INDEX_LANGUAGE, NOT_SEARCHED, records))


def record(number: int, random: Random, *more: str) -> Document:
    words = [
        random.choice(STEMS) + random.choice(("", "s", str(random.randrange(40))))
        for _ in range(30)
    ]
    text = f"<p>{' '.join(words[:15])}</p><h2 id='a'>{words[15]}</h2><p>{' '.join((*words[16:], *more))}</p>"
    one = Findable(
        url=f"/tips/{number}/",
        title=" ".join(words[:3]),
        filters={"topic": tuple(random.sample(TOPICS, random.randrange(3))), "kind": ("tip",)},
        meta={"kind": "tip", "date": f"2026-01-{number % 28 + 1:02}"}
        | ({"team": "Q"} if number == 3 else {}),
        summary=words[5] if number % 3 else "",
        docs_path="x.md",
        weight=random.choice((1.0, 0.5)),
    )
    return document(one, text, "", "en")


def many(seed: int, count: int = 150) -> list[Document]:
    random = Random(seed)  # noqa: S311
    return [record(number, random) for number in range(count)]
