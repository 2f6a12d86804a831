"""The page of one contribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commonplace.assemble.people_names import without_addresses
from commonplace.curation.related import Related
from commonplace.model.contribution import Contribution, Status
from commonplace.pages.asking import ask_about
from commonplace.pages.giscus_view import giscus_of
from commonplace.pages.github import edit_url, history_url
from commonplace.pages.path_page import mark_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.suggesting import can_be_suggested_to
from commonplace.pages.thread_page import thread_view
from commonplace.pages.views.contribution import ContributionView, NeighborView, SuggestView
from commonplace.pages.views.path import PathPlaceView
from commonplace.pages.views.pieces import FaceView, LinkView, ReasonedRow

_MOST_CURATORS = 3


def contribution_view(
    one: Contribution,
    show: Presenter,
    neighbors: Sequence[Related],
    places: Mapping[str, int],
    on_paths: Sequence[PathPlaceView],
    suggest: SuggestView | None = None,
) -> ContributionView:
    """What `contribution.html` shows. `places` tells where each contribution stands in its first topic,
    `on_paths` where this one stands in learning paths; `suggest` where a suggestion goes."""
    settings = show.hub.settings
    return {
        "page": "contribution",
        "row": show.row(one.id),
        "standfirst": one.summary if one.document.summary_written else None,
        "told_by": show.faces(one.told_by) if one.authors else [],
        "updated": show.day_view(one.updated) if one.updated != one.created else None,
        "verified": _verified(one, show),
        "owner": owner_face(one, show),
        "successor": _successor(one, show),
        "unpublished": not one.committed,
        "draft": one.status is Status.DRAFT,
        "improved_by": show.faces(one.improved_by),
        "reviewed_by": show.faces(one.reviewed_by),
        "related": [related_row(neighbor, show) for neighbor in neighbors],
        "neighbors": _neighbors(one, show, places),
        "paths": list(on_paths),
        "mark": mark_of(one),
        "ask_url": ask_about(one),
        "curators": _curators(one, show),
        "suggest": suggest if can_be_suggested_to(one) else None,
        "thread": thread_view(one, show),
        "giscus": giscus_of(show.hub.threads.get(one.id), settings, one.summary),
        "edit_url": edit_url(settings, one.source),
        "history_url": history_url(settings, one.source) if one.committed else None,
    }


def related_row(neighbor: Related, show: Presenter) -> ReasonedRow:
    """A related contribution with the reason in words."""
    phrases: Mapping[str, Any] = show.words["related"]
    if neighbor.words:
        why = phrases["words"].format(words=show.joined(neighbor.words))
    elif neighbor.topics:
        titles = [show.hub.topics[slug].title for slug in neighbor.topics[:2]]
        why = phrases["topic"].format(topics=show.joined(titles))
    else:
        why = ""
    return show.reasoned(neighbor.contribution, str(why))


def _verified(one: Contribution, show: Presenter) -> str | None:
    verified = one.document.front.verified
    if verified is None:
        return None
    phrases, day = show.words["verified"], show.day(verified.on)
    if one.verified_by:
        line = phrases["by"].format(date=day, name=show.face(one.verified_by)["name"])
    else:
        line = phrases["plain"].format(date=day)
    note = without_addresses(verified.note or "")
    return str(phrases["note"].format(verified=line, note=note) if note else line)


def owner_face(one: Contribution, show: Presenter) -> FaceView | None:
    """Who keeps it true, if that was said: a person, or a team by its name."""
    if one.owner is None:
        return None
    if one.owner in show.hub.people:
        return show.face(one.owner)
    return {"name": one.owner, "url": None, "picture": None, "initials": one.owner[:1], "tone": 0}


def _curators(one: Contribution, show: Presenter) -> list[FaceView]:
    """Whom one can turn to where neither a repository nor an inbox takes what is wrong with a text: those of
    its first topic that has any. Whoever left the directory is not to be asked."""
    settings = show.hub.settings
    if settings.repo_url or settings.contact:
        return []
    for slug in one.topics:
        faces = [show.face(ident) for ident in show.hub.topics[slug].curators]
        if found := [face for face in faces if face["url"]]:
            return found[:_MOST_CURATORS]
    return []


def _successor(one: Contribution, show: Presenter) -> LinkView | None:
    if one.superseded_by is None or one.superseded_by not in show.hub.contributions:
        return None
    return show.link(one.superseded_by)


def _neighbors(
    one: Contribution, show: Presenter, places: Mapping[str, int]
) -> NeighborView | None:
    if not one.topics or one.id not in places:
        return None
    topic = show.hub.topics[one.topics[0]]
    place, order = places[one.id], topic.contributions
    newer = order[place - 1] if place > 0 else None
    older = order[place + 1] if place + 1 < len(order) else None
    return {
        "topic": show.topic_link(topic.slug),
        "previous": show.link(newer) if newer else None,
        "next": show.link(older) if older else None,
    }
