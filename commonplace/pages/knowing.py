"""What somebody knows and what colleagues made of it, in words. One reason, wherever it is given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from commonplace.curation.expertise import Knowledge
from commonplace.curation.thanks import Thanks
from commonplace.model.people import Person
from commonplace.pages.presenter import Presenter
from commonplace.pages.views.people import KnowsView

_MOST_REASONS = 2  # a reason is read at a glance


def reason(known: Knowledge, show: Presenter) -> str:
    """How we know that a person knows about a topic: the two deeds that say most."""
    words = show.words["knows"]
    deeds = []
    if known.curates:
        deeds.append(str(words["curates"]))
    if known.wrote:
        deeds.append(_wrote(known, show))
    for name, count in (("improved", known.improved), ("reviewed", known.reviewed)):
        if count:
            deeds.append(show.counted("knows", name, count))
    if known.says:
        deeds.append(str(words["says"]))
    return str(words["joiner"]).join(deeds[:_MOST_REASONS])


def _wrote(known: Knowledge, show: Presenter) -> str:
    """What they wrote, and the one thing that most of it was thanked for."""
    words: dict[str, Any] = show.words["knows"]
    wrote = show.counted("knows", "wrote", known.wrote)
    numbers = {
        "confirmed": known.confirmed,
        "linked": known.linked,
        "bettered": known.bettered,
    }
    name = max(numbers, key=lambda name: numbers[name])
    if not numbers[name]:
        return wrote
    form = "_it" if known.wrote == 1 else "_one" if numbers[name] == 1 else ""
    return str(words[f"{name}{form}"]).format(wrote=wrote, count=numbers[name])


def knows_view(known: Iterable[Knowledge], show: Presenter) -> list[KnowsView]:
    """A person's topics with the reasons."""
    return [{"topic": show.topic_link(one.topic), "why": reason(one, show)} for one in known]


def thanks_sentences(thanks: Thanks, person: Person, show: Presenter) -> list[str]:
    """A sentence for each thing that colleagues did with what a person wrote; never one about nothing."""
    counts = {"linked": thanks.linked, "bettered": thanks.bettered, "confirmed": thanks.confirmed}
    words = show.words["thanks"]
    return [
        str(words[f"{name}_one" if count == 1 else name]).format(count=count, name=person.name)
        for name, count in counts.items()
        if count
    ]
