"""From the hub to what can be found: contributions, comments, people, topics, paths, questions, own pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from commonplace.curation.expertise import Expertise
from commonplace.curation.questions import AnyQuestion, is_answered, listed
from commonplace.markup.comments_cut import first_words
from commonplace.model.contribution import Contribution, Freshness, Status
from commonplace.model.people import Person
from commonplace.model.threads import Asked, Remark, Thread, Voice
from commonplace.pages.giscus_view import only_in_frame
from commonplace.pages.paging import docs_path
from commonplace.pages.presenter import Presenter
from commonplace.search.findable import Findable

_WEIGHTS = {Freshness.STALE: 0.5, Freshness.OBSOLETE: 0.25}
_MOST_SUMMARY = 300  # it is shown with the result, and stands in the text anyway
_MOST_SAID = 20_000


def findable_texts(show: Presenter) -> Iterator[Findable]:
    """Every contribution."""
    for one in show.hub.contributions.values():
        topics = [show.hub.topics[slug].title for slug in one.topics]
        people = tuple(dict.fromkeys((*one.told_by, *one.authors)))
        told = _known(people, show)
        day = one.updated or one.created
        names = ", ".join(face["name"] for face in show.faces(people))
        successor = _successor(one, show)
        meta = {
            "title": one.title,
            "type": "contribution",
            "kind": one.kind.name,
            "topic": ", ".join(topics),
            "author": names,
            "date": day.isoformat() if day else "",
            "freshness": one.freshness.value,
            "summary": _short(one.summary),
            "successor": f"/{successor.address}" if successor else "",
            "successor_title": successor.title if successor else "",
        }
        filters = {
            "type": ["contribution"],
            "kind": [one.kind.name],
            "topic": topics,
            "author": [person.name for person in told],
            "team": _teams(told),
            "year": _year(day),
            "freshness": [one.freshness.value],
            "answered": ["yes"] if _has_answer(show.hub.threads.get(one.id)) else [],
        }
        yield Findable(
            url=f"/{one.address}",
            title=one.title,
            filters=_filled(filters),
            meta=_said(meta),
            summary=one.summary if one.document.summary_written else "",
            besides=tuple(topics),
            docs_path=docs_path(one.address),
            weight=_WEIGHTS.get(one.freshness, 1.0),
        )


def findable_comments(
    show: Presenter, places: Mapping[str, Mapping[int, str]]
) -> Iterator[Findable]:
    """Every comment that a page shows to everyone who comes by; `places` is where each stands."""
    for ident, thread in show.hub.threads.items():
        one = show.hub.contributions[ident]
        if one.status is Status.OBSOLETE or only_in_frame(thread, show.hub.settings):
            continue
        for remark in thread.everything():
            text = _words_of(remark)
            if text:
                yield _comment(one, remark, places[ident][remark.number], text, show)


def _comment(one: Contribution, remark: Remark, place: str, text: str, show: Presenter) -> Findable:
    speaker = remark.by
    known = _known([speaker.person], show) if speaker.person else []
    names = [speaker.name] if speaker.voice is Voice.ACCOUNT else [one.name for one in known]
    topics = [show.hub.topics[slug].title for slug in one.topics]
    meta = {
        "title": one.title,
        "type": "comment",
        "kind": one.kind.name,
        "author": show.speaker(speaker)["name"],
        "date": remark.on.isoformat(),
    }
    filters = {
        "type": ["comment"],
        "topic": topics,
        "author": names,
        "team": _teams(known),
        "year": _year(remark.on),
        "answered": ["yes"] if remark.is_answer else [],
    }
    return Findable(f"/{place}", "", _filled(filters), _said(meta), text=text)


def findable_questions(show: Presenter) -> Iterator[Findable]:
    """Every question that was asked, with what was said about it."""
    for one in listed(show.hub):
        if isinstance(one, Asked):
            yield _question(one, f"/{show.question_places[one.number]}", show)


def _question(one: Asked, url: str, show: Presenter) -> Findable:
    topics = [show.hub.topics[one.topic].title] if one.topic else []
    known = _known([one.by.person], show) if one.by.person else []
    names = [one.by.name] if one.by.voice is Voice.ACCOUNT else [who.name for who in known]
    said = filter(None, (one.words, one.answer, *_all(one.remarks)))
    text = "\n".join(dict.fromkeys(filter(None, map(_words_of, said))))
    meta = {
        "title": one.ask,
        "type": "question",
        "topic": ", ".join(topics),
        "author": show.speaker(one.by)["name"],
        "date": one.since.isoformat(),
        "summary": first_words(one.answer.html, _MOST_SUMMARY)
        if one.answer and _words_of(one.answer)
        else "",
    }
    filters = {
        "type": ["question"],
        "topic": topics,
        "author": names,
        "team": _teams(known),
        "year": _year(one.since),
        "answered": [_answered(one)],
    }
    return Findable(
        url, one.ask, _filled(filters), _said(meta), besides=tuple(topics), text=text[:_MOST_SAID]
    )


def findable_people(
    people: Iterable[Person], expertise: Expertise, show: Presenter
) -> Iterator[Findable]:
    """Everyone who has a page, by what they can be asked."""
    for person in people:
        known = [show.hub.topics[one.topic].title for one in expertise.by_person.get(person.id, ())]
        besides = (
            *([person.team] if person.team else []),
            *([person.location] if person.location else []),
            *person.ask_me_about,
            *person.expertise,
            *known,
        )
        meta = {
            "title": person.name,
            "type": "person",
            "topic": ", ".join(known[:5]),
            "team": person.team or "",
            "summary": _short(", ".join(dict.fromkeys((*person.ask_me_about, *person.expertise)))),
        }
        filters = {"type": ["person"], "topic": known, "team": _teams([person])}
        place = f"people/{person.id}/"
        yield Findable(
            url=f"/{place}",
            title=person.name,
            filters=_filled(filters),
            meta=_said(meta),
            besides=tuple(dict.fromkeys(besides)),
            docs_path=docs_path(place),
        )


def findable_topics(show: Presenter) -> Iterator[Findable]:
    """Every topic, then every learning path."""
    for topic in show.hub.topics.values():
        parts = [f"{one.title} {one.text}" for one in topic.sections]
        yield _curated("topic", topic.address, topic.title, topic.summary, parts, [topic.title])
    for path in show.hub.paths.values():
        yield _curated("path", path.address, path.title, path.summary, [path.meant_for], [])


def _curated(
    kind: str, address: str, title: str, summary: str, besides: Iterable[str], topics: list[str]
) -> Findable:
    return Findable(
        url=f"/{address}",
        title=title,
        filters=_filled({"type": [kind], "topic": topics}),
        meta=_said({"title": title, "type": kind, "summary": _short(summary)}),
        summary=summary,
        besides=tuple(filter(None, map(str.strip, besides))),
        docs_path=docs_path(address),
    )


def findable_page(place: str, address: str, title: str) -> Findable:
    """A page of the company's own; a `title` of "" is one that only the engine knows."""
    return Findable(
        url=f"/{address}",
        title=title,
        filters={"type": ("page",)},
        meta=_said({"title": title, "type": "page"}),
        docs_path=place,
    )


def _successor(one: Contribution, show: Presenter) -> Contribution | None:
    """The text that took the place of this one, and of those between, if there is one."""
    seen = {one.id}
    found = one
    while found.superseded_by is not None and found.superseded_by not in seen:
        seen.add(found.superseded_by)
        found = show.hub.contributions[found.superseded_by]
    return found if found is not one and found.status is not Status.OBSOLETE else None


def _answered(question: AnyQuestion) -> str:
    return "yes" if is_answered(question) else "no"


def _has_answer(thread: Thread | None) -> bool:
    return thread is not None and any(one.is_answer for one in thread.everything())


def _all(remarks: Iterable[Remark]) -> Iterator[Remark]:
    for remark in remarks:
        yield remark
        yield from remark.replies


def _words_of(remark: Remark) -> str:
    """What a person said, without what GitHub hides and what programs say."""
    if remark.deleted or remark.minimized or remark.by.voice is Voice.PROGRAM:
        return ""
    return first_words(remark.html, _MOST_SAID)


def _known(idents: Iterable[str], show: Presenter) -> list[Person]:
    """Those of some people who may be named."""
    people = (show.hub.people[ident] for ident in idents)
    return [person for person in people if person.named]


def _teams(people: Iterable[Person]) -> list[str]:
    return sorted({person.team for person in people if person.team and person.has_page})


def _year(day: date | None) -> list[str]:
    return [str(day.year)] if day else []


def _short(text: str) -> str:
    if len(text) <= _MOST_SUMMARY:
        return text
    return f"{text[:_MOST_SUMMARY].rpartition(' ')[0] or text[:_MOST_SUMMARY]}…"


def _filled(filters: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found = {name: tuple(dict.fromkeys(values)) for name, values in filters.items()}
    return {name: values for name, values in found.items() if values}


def _said(meta: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in meta.items() if value}
