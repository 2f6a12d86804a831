"""The page on which a question is asked, and the small files by which a browser helps with it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from commonplace.curation.expertise import Knowledge
from commonplace.model.contribution import Contribution, Status
from commonplace.model.kinds import KINDS
from commonplace.model.topics import Topic
from commonplace.pages.asking import ASK, mail_url, question_url
from commonplace.pages.presenter import Presenter
from commonplace.pages.reading_list import shard_count
from commonplace.pages.views.ask import AskView

INDEX = f"{ASK}index.json"
WHOM = f"{ASK}whom.json"
_ROW = 100  # bytes, so that ten thousand texts are one megabyte before it is packed
_MOST_CURATORS = 3
_MOST_EXPERTS = 3
_SHORTEST = 3
_LINES = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def ask_view(show: Presenter) -> AskView:
    """The page, before a browser fills anything in."""
    settings, fetched = show.hub.settings, show.hub.fetched
    return {
        "page": "ask",
        "topics": [
            {"value": slug, "label": topic.title} for slug, topic in show.hub.topics.items()
        ],
        "github_url": question_url(settings, fetched.questions if fetched else None),
        "mail_url": mail_url(settings),
        "mail_note": str(show.words["ask"]["mail_note"]).format(contact=settings.contact)
        if settings.contact
        else None,
        "shards": shard_count(show),
    }


def ask_index(show: Presenter, stop: Collection[str]) -> str:
    """`ask/index.json`: what similar texts are found by, a text to a line, without what is out of date.

    A row has the number of its folder, the rest of its address, its title, the numbers of its topics and,
    as far as they fit, the words of its summary that its title does not have. `stop` are the words of the
    language that say nothing: the browser passes them over in the question. `past` are the addresses of
    what is out of date: no answer, but no new text can have them.
    """
    slugs = list(show.hub.topics)
    numbers = {slug: number for number, slug in enumerate(slugs)}
    folders = [f"{kind.folder}/" for kind in KINDS]
    rows = (
        _row(one, folders.index(f"{one.kind.folder}/"), numbers, stop)
        for one in show.hub.contributions.values()
        if one.status is Status.PUBLISHED
    )
    head = {
        "folders": folders,
        "stop": sorted(stop),
        "topics": [[slug, show.hub.topics[slug].title] for slug in slugs],
        "past": [
            one.address for one in show.hub.contributions.values() if one.status is Status.OBSOLETE
        ],
    }
    return f'{_LINES.encode(head)[:-1]},"texts":[\n{_joined(rows)}\n]}}\n'


def _row(
    one: Contribution, folder: int, numbers: Mapping[str, int], stop: Collection[str]
) -> list[object]:
    place = one.address.removeprefix(f"{one.kind.folder}/").removesuffix("/")
    topics = [numbers[slug] for slug in one.topics if slug in numbers]
    row: list[object] = [folder, place, one.title, topics, ""]
    room = _ROW - len(_LINES.encode(row).encode())
    row[-1] = _fitting(_telling(one, stop), room)
    return row


def _telling(one: Contribution, stop: Collection[str]) -> Iterator[str]:
    said = {*stop, *_words(one.title)}
    for word in _words(one.summary):
        if len(word) >= _SHORTEST and word not in said:
            said.add(word)
            yield word


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _fitting(words: Iterable[str], room: int) -> str:
    found: list[str] = []
    for word in words:
        room -= len(word.encode()) + 1
        if room < 0:
            break
        found.append(word)
    return " ".join(found)


def ask_whom(show: Presenter, known_by: Mapping[str, Sequence[Knowledge]]) -> str:
    """`ask/whom.json`: for each topic, by its slug, the few to ask: name, page, and whether they look after
    it. Only those who have a page: whoever left the directory is not to be asked."""
    people = {
        topic.slug: _whom(topic, show, known_by.get(topic.slug, ()))
        for topic in show.hub.topics.values()
    }
    rows = (f"{_LINES.encode(slug)}:{_LINES.encode(found)}" for slug, found in people.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _whom(topic: Topic, show: Presenter, known: Sequence[Knowledge]) -> list[list[object]]:
    curators = [show.face(ident) for ident in topic.curators]
    experts = [show.face(one.person) for one in known if not one.curates]
    return [
        *([face["name"], face["url"], True] for face in curators[:_MOST_CURATORS] if face["url"]),
        *([face["name"], face["url"], False] for face in experts[:_MOST_EXPERTS] if face["url"]),
    ]


def _joined(rows: Iterable[object]) -> str:
    return ",\n".join(map(_LINES.encode, rows))
