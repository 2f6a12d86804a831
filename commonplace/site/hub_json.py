"""hub.json: the public data of the hub for programs, with its schema beside it.

No e-mail address, nothing of drafts, and nobody who does not want to be named or listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from commonplace.model.contribution import Contribution, Status
from commonplace.model.hub import Hub
from commonplace.model.people import Person
from commonplace.site.plan import PlannedOutput

SCHEMA_VERSION = 1
FILES = ("hub.json", "hub.schema.json")


def hub_data(hub: Hub, people: Iterable[Person], redirects: Mapping[str, str]) -> dict[str, Any]:
    """The public data as JSON values. `people` are those who have a page."""
    listed = list(people)
    known = {person.id for person in listed}
    return {
        "schema": SCHEMA_VERSION,
        "as_of": hub.as_of.isoformat(),
        "site_url": hub.settings.site_url,
        "contributions": [
            _contribution(one, known, redirects)
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
    }


def _contribution(
    one: Contribution, known: set[str], redirects: Mapping[str, str]
) -> dict[str, Any]:
    return {
        # An id worked out without a full history is another one tomorrow: nothing may be kept under it.
        "id": one.id if one.lasting_id else None,
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
    hub: Hub, people: Iterable[Person], redirects: Mapping[str, str]
) -> tuple[PlannedOutput, ...]:
    """hub.json and hub.schema.json."""
    data = json.dumps(hub_data(hub, people, redirects), ensure_ascii=False, indent=1) + "\n"
    schema = resources.files(__package__).joinpath("hub.schema.json").read_text("utf-8")
    return tuple(map(PlannedOutput, FILES, (data, schema)))
