"""Who made a contribution what it is: front matter wins over Git, and Git is asked about the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from commonplace.assemble.people import PeopleIndex
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Deed, Document
from commonplace.model.history import FileHistory, History, HistoryState, Identity
from commonplace.readers.suggestions import Suggestions


@dataclass(frozen=True)
class Credit:
    """The people (ids) and days of one contribution. Days are None where nothing tells them."""

    authors: tuple[str, ...]
    told_by: tuple[str, ...]
    improved_by: tuple[str, ...]
    reviewed_by: tuple[str, ...]
    created: date | None
    updated: date | None
    committed: bool
    improvements: tuple[Deed, ...] = ()
    reviews: tuple[Deed, ...] = ()
    confirmed_by: str | None = None


def mentions(documents: Iterable[Document]) -> tuple[str, ...]:
    """Every name that contributions give as someone to credit, in order, each once."""
    found: dict[str, None] = {}
    for document in documents:
        front = document.front
        found.update(dict.fromkeys((*front.authors, *front.told_by)))
        if front.imported_from:
            found.update(dict.fromkeys(front.imported_from.improved_by))
    return tuple(found)


def with_local_author(documents: Iterable[Document], history: History) -> History:
    """The history with whoever works here among its people, where a text has no other author yet."""
    local = history.local_user
    unclaimed = any(d.path not in history.files and not d.front.authors for d in documents)
    if local is None or local in history.identities or not unclaimed:
        return history
    return replace(history, identities=(*history.identities, local))


def credit(document: Document, history: History, people: PeopleIndex, zone: tzinfo) -> Credit:
    """Work out the credit of one contribution; days are calendar days in `zone`."""
    front = document.front
    past = history.files.get(document.path)
    imported = front.imported_from
    authors = _resolve(front.authors, people)
    improvers: dict[str, None] = dict.fromkeys(
        _resolve(imported.improved_by, people) if imported else ()
    )
    reviewers: dict[str, None] = {}
    if past is not None:
        if not authors:
            authors = _known((past.created.author, *past.created.coauthors), people)
        for change in past.changes:
            reviewers.update(dict.fromkeys(_known(change.reviewers, people)))
            if change.text_changed and change is not past.created:
                improvers.update(dict.fromkeys(_known((change.author, *change.coauthors), people)))
    elif not authors and history.local_user is not None:
        authors = _known((history.local_user,), people)
    told_by = _resolve(front.told_by, people)
    credited = {*authors, *told_by}
    created, updated = _days(document, past, zone)
    improvements, reviews = _deeds(past, authors, credited, people, zone)
    confirmers = _known(past.created.reviewers, people) if past else ()
    return Credit(
        authors=authors,
        told_by=told_by,
        improved_by=tuple(person for person in improvers if person not in credited),
        reviewed_by=tuple(person for person in reviewers if person not in authors),
        created=created,
        updated=updated,
        committed=past is not None or history.state is not HistoryState.FULL,
        improvements=improvements,
        reviews=reviews,
        confirmed_by=next((person for person in confirmers if person not in credited), None),
    )


def _deeds(
    past: FileHistory | None,
    authors: tuple[str, ...],
    credited: set[str],
    people: PeopleIndex,
    zone: tzinfo,
) -> tuple[tuple[Deed, ...], tuple[Deed, ...]]:
    """Improvements and reviews with their days, each once a day and person, nobody's of their own."""
    improvements: dict[tuple[str, date], Deed] = {}
    reviews: dict[tuple[str, date], Deed] = {}
    for change in past.changes if past else ():
        day = change.when.astimezone(zone).date()
        hands = _known((change.author, *change.coauthors), people)
        reviewers = [one for one in _known(change.reviewers, people) if one not in hands]
        for person in reviewers:
            if person not in authors:
                reviews.setdefault((person, day), Deed(person, day))
        if past is None or change is past.created or not change.text_changed:
            continue
        confirmed_by = reviewers[0] if reviewers else None
        for person in hands:
            if person not in credited:
                improvements.setdefault((person, day), Deed(person, day, confirmed_by))
    return tuple(improvements.values()), tuple(reviews.values())


def _days(
    document: Document, past: FileHistory | None, zone: tzinfo
) -> tuple[date | None, date | None]:
    """When it was written and when its text last changed.

    Where the text itself says when it was written, the commit that brought it here is no change of it.
    """
    imported = document.front.imported_from
    landed = past.created.when.astimezone(zone).date() if past else None
    created = document.front.date or landed
    changed = [created] if created else []
    if past is not None:
        changed.extend(
            change.when.astimezone(zone).date()
            for change in past.changes
            if change.text_changed and change.commit != past.created.commit
        )
    if imported and imported.updated:
        changed.append(imported.updated)
    return created, max(changed, default=None)


def _known(identities: Iterable[Identity], people: PeopleIndex) -> tuple[str, ...]:
    ids = (people.by_identity.get(identity) for identity in identities)
    return tuple(dict.fromkeys(person for person in ids if person is not None))


def _resolve(names: Iterable[str], people: PeopleIndex) -> tuple[str, ...]:
    ids = (people.resolve(name) for name in names)
    return tuple(dict.fromkeys(person for person in ids if person is not None))


def unknown_names(
    document: Document, people: PeopleIndex, handles: Suggestions
) -> list[Diagnostic]:
    """Advice on names that look like a slip: one word that nobody has, where others have a profile.

    `handles` are those of all profiles.
    """
    problems = []
    for key, names in (("authors", document.front.authors), ("told_by", document.front.told_by)):
        for name in names:
            person = people.people.get(people.resolve(name) or "")
            if person is None or person.has_profile or " " in name.strip():
                continue
            hint = handles.sentence(name.lstrip("@"))
            if hint:
                place = document.front.place(key)
                problems.append(
                    diagnose(
                        "author-unknown",
                        document.path,
                        place.line,
                        place.column,
                        name=name,
                        nearest=hint,
                    )
                )
    return problems
