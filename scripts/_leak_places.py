"""Where people put things in a contribution: made texts with one value each, at every kind of place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from scripts._leak_seeds import LEAKS
from scripts._look_alikes import ALIKES

FOLDER = "contributions/tips"
_BEFORE = (
    "We had looked at the wrong board the whole night, and nobody said so.",
    "It took three people and a torch to find the valve.",
    "Ask on the second day; by the twelfth it is awkward.",
)


@dataclass(frozen=True)
class Seed:
    """One made file. `home` is the path, or the folder, under which a finding has to be."""

    kind: str
    code: str
    place: str
    path: str
    home: str
    text: str
    value: str


def _page(body: str, top: str = "") -> str:
    return f"---\ntitle: A made text\n{top}---\n\n{_BEFORE[0]}\n\n{body}\n\n{_BEFORE[1]}\n"


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


PLACES: Mapping[str, Callable[[str], str]] = {
    "prose": lambda words: _page(f"{_BEFORE[2]} {words}"),
    "list": lambda words: _page(f"- First this.\n- Then {words}\n"),
    "quote": lambda words: _page(f"> {words}\n"),
    "table": lambda words: _page(f"| What | Which |\n|---|---|\n| this | {words} |"),
    "code": lambda words: _page(f"```\n{words}\n```"),
    "comment": lambda words: _page(f"<!-- {words} -->"),
    "block at the top": lambda words: _page("Nothing here.", f"summary: {_quoted(words)}\n"),
    "list at the top": lambda words: _page("Nothing here.", f"told_by: [{_quoted(words)}]\n"),
    "unknown key at the top": lambda words: _page("Nothing.", f"note: {_quoted(words)}\n"),
    "link": lambda words: _page(
        f"[The page](https://www.example.org/?q={quote(words, safe='/:@-._~')})"
    ),
    "title of a link": lambda words: _page(f'[The page](https://www.example.org/ "{words}")'),
    "alternative text": lambda words: _page(f"![{words}](picture.png)"),
    "heading": lambda words: _page(f"## {words}\n"),
}
_ONE_LINE = tuple(PLACES)
_MANY_LINES = ("code", "comment")
# Names are such that the first hundred, for which a review has room, are leaks of every kind.
_STEP, _ROOM = 61, 997
_NO_NAME = set('/\\:"<>|?*\n')


def leaks(seed: int, each: int) -> list[Seed]:
    """So many leaks of each kind, at places in turn, and where it can be in the name of a file."""
    random = Random(seed)  # noqa: S311 - the same seed is to make the same leaks
    found: list[Seed] = []
    for kind, made in LEAKS.items():
        for number in range(each):
            value = made.make(random)
            words = random.choice(made.around).format(value)
            named = number % 7 == 6 and not _NO_NAME & set(words)
            found.append(_seed(len(found), kind, made.code, words, value, number, named=named))
    return found


def look_alikes(seed: int, each: int) -> list[Seed]:
    """The same with what is no leak."""
    random = Random(seed + 1)  # noqa: S311
    found: list[Seed] = []
    for kind, (make, around) in ALIKES.items():
        for number in range(each):
            value = make(random)
            words = random.choice(around).format(value)
            found.append(_seed(len(found), kind, "", words, value, number, named=False))
    return found


def _seed(
    count: int, kind: str, code: str, words: str, value: str, number: int, *, named: bool
) -> Seed:
    sort, name = "made" if code else "near", count * _STEP % _ROOM
    if named:
        home = f"{FOLDER}/{sort}-{name:04}-folder"
        return Seed(
            kind,
            code,
            "name of a file",
            f"{home}/{words.rstrip('.')}.md",
            home,
            _page("Words."),
            value,
        )
    places = _MANY_LINES if "\n" in words else _ONE_LINE
    place = places[(number + count) % len(places)]
    path = f"{FOLDER}/{sort}-{name:04}.md"
    return Seed(kind, code, place, path, path, PLACES[place](words), value)
