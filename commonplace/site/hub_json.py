"""hub.json: the public data of the hub for programs, with its schema beside it.

No e-mail address, nothing of drafts, and nobody who does not want to be named or listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from commonplace.curation.questions import AnyQuestion, every_question, is_waiting
from commonplace.model.contribution import Contribution, Status
from commonplace.model.hub import Hub
from commonplace.model.paths import LearningPath
from commonplace.model.people import Person
from commonplace.model.scoring import ScoreEvent
from commonplace.model.threads import Asked, Thread
from commonplace.scoring.boards import Board, on_boards
from commonplace.scoring.rules import curated
from commonplace.site.plan import PlannedOutput

SCHEMA_VERSION = 1
FILES = ("hub.json", "hub.schema.json")
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def hub_data(
    hub: Hub,
    people: Iterable[Person],
    redirects: Mapping[str, str],
    ledger: Iterable[ScoreEvent],
    boards: Iterable[Board],
) -> dict[str, Any]:
    """The public data as JSON values. `people` are those who have a page, `ledger` what may be shown, and
    `boards` are made of it."""
    listed = list(people)
    known = {person.id for person in listed}
    return {
        "schema": SCHEMA_VERSION,
        "as_of": hub.as_of.isoformat(),
        "site_url": hub.settings.site_url,
        "contributions": [
            _contribution(one, known, redirects) | _talk(hub.threads.get(one.id))
            for one in hub.contributions.values()
            if one.status is not Status.DRAFT
        ],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "url": f"people/{person.id}/",
                "team": person.team,
                "expertise": list(person.expertise),
            }
            for person in listed
        ],
        "topics": [
            {
                "slug": topic.slug,
                "title": topic.title,
                "url": topic.address,
                "curators": [ident for ident in topic.curators if ident in known],
                "contributions": len(topic.contributions),
            }
            for topic in hub.topics.values()
        ],
        "paths": [_path(path, hub, known) for path in hub.paths.values()],
        "questions": [_question(one, hub) for one in every_question(hub)],
        **_points(hub, known, ledger, boards),
    }


def _path(path: LearningPath, hub: Hub, known: set[str]) -> dict[str, Any]:
    steps = [
        (step, one)
        for step in path.steps
        if (one := hub.contributions[step.contribution]).status is not Status.DRAFT
    ]
    return {
        "slug": path.slug,
        "title": path.title,
        "url": path.address,
        "curators": [ident for ident in path.curators if ident in known],
        "steps": [
            {"contribution": _lasting(one), "url": one.address, "why": step.why}
            for step, one in steps
        ],
        "minutes": sum(one.reading_minutes for _, one in steps),
    }


def _talk(thread: Thread | None) -> dict[str, int]:
    """How much was said about a contribution, and how many signs it was given."""
    if thread is None:
        return {"comments": 0, "reactions": 0}
    return {"comments": thread.count, "reactions": sum(thread.reactions.values())}


def _question(question: AnyQuestion, hub: Hub) -> dict[str, Any]:
    """A question of a topic, or one that was asked on GitHub. Who asked is left out."""
    asked = question if isinstance(question, Asked) else None
    by_text = None if isinstance(question, Asked) else question.answered_by
    about = hub.contributions[asked.about] if asked and asked.about else None
    return {
        "ask": question.ask,
        "topic": question.topic,
        "about": about.address if about and about.status is not Status.DRAFT else None,
        "since": question.since.isoformat() if question.since else None,
        "waiting": is_waiting(question),
        "answered": asked.answered.isoformat() if asked and asked.answered else None,
        "answer": hub.contributions[by_text].address if by_text else None,
        "url": asked.url if asked else None,
    }


def _points(
    hub: Hub, known: set[str], ledger: Iterable[ScoreEvent], boards: Iterable[Board]
) -> dict[str, Any]:
    """The boards and the ledger behind them; whoever confirmed a line may be on boards and has a page."""
    shown = on_boards(hub) & known
    unlasting = {one.id for one in hub.contributions.values() if not one.lasting_id}
    return {
        "boards": [
            {
                "window": board.window,
                "scope": board.scope,
                "rows": [
                    {"person": row.person, "rank": row.rank, "points": row.points}
                    for row in board.rows
                ],
            }
            for board in boards
        ],
        "ledger": [
            {
                "person": event.person,
                "day": event.day.isoformat(),
                "rule": event.rule,
                "points": event.points,
                "evidence": _evidence(event, unlasting),
                "confirmed_by": event.confirmed_by if event.confirmed_by in shown else None,
            }
            for event in ledger
        ],
    }


def _evidence(event: ScoreEvent, unlasting: set[str]) -> str | None:
    is_topic = event.rule == curated.RULE.name
    return event.evidence if is_topic or event.evidence not in unlasting else None


def _lasting(one: Contribution) -> str | None:
    """An id worked out without a full history is another one tomorrow: nothing may be kept under it."""
    return one.id if one.lasting_id else None


def _contribution(
    one: Contribution, known: set[str], redirects: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "id": _lasting(one),
        "kind": one.kind.name,
        "title": one.title,
        "summary": one.summary,
        "url": one.address,
        "source": one.source,
        "topics": list(one.topics),
        "authors": [ident for ident in one.authors if ident in known],
        "told_by": [ident for ident in one.told_by if ident in known],
        "created": one.created.isoformat() if one.created else None,
        "updated": one.updated.isoformat() if one.updated else None,
        "words": one.document.words,
        "reading_minutes": one.reading_minutes,
        "status": one.status.value,
        "freshness": one.freshness.value,
        "addresses": [old for old in one.former_addresses if redirects.get(old) == one.address],
    }


def hub_outputs(
    hub: Hub,
    people: Iterable[Person],
    redirects: Mapping[str, str],
    ledger: Iterable[ScoreEvent],
    boards: Iterable[Board],
) -> tuple[PlannedOutput, ...]:
    """hub.json and hub.schema.json."""
    tables = hub_data(hub, people, redirects, ledger, boards).items()
    data = ",\n".join(f"{_json(key)}: {_table(value)}" for key, value in tables)
    schema = resources.files(__package__).joinpath("hub.schema.json").read_text("utf-8")
    return tuple(map(PlannedOutput, FILES, (f"{{\n{data}\n}}\n", schema)))


def _table(value: object) -> str:
    """A row to a line: easy to compare, and quicker to write than a value to a line."""
    if not isinstance(value, list) or not value:
        return _json(value)
    rows = ",\n".join(map(_json, value))
    return f"[\n{rows}\n]"


def _json(value: object) -> str:
    return _ENCODER.encode(value)
