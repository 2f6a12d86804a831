"""The labels of a proposed change: what kinds of text it has, and about which topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commonplace.model.hub import Hub
from commonplace.model.kinds import KINDS, Kind
from commonplace.pages.suggesting import SUGGESTION
from commonplace.readers.contributions import kind_of_path
from commonplace.repository.form_fields import SHARE
from commonplace.repository.review import ReviewedText
from commonplace.words import words

_LONGEST = 50  # GitHub's bounds
_LONGEST_LINE = 100
_COLORS = {"article": "2c4c8f", "war-story": "a8431a", "tip": "4c6623", "link": "7b3768"}
_TOPIC_COLOR = _FORM_COLOR = "0c5f64"
KIND = "kind: "
"""What the labels of kinds begin with."""


@dataclass(frozen=True)
class LabelText:
    """A label as it is to be: name, color as six hex digits, and a line about it."""

    name: str
    color: str
    description: str


def topics_of(texts: Iterable[ReviewedText], hub: Hub) -> list[str]:
    """The topics that texts name and the hub has, each once."""
    named = (hub.former_topics.get(slug, slug) for text in texts for slug in text.topics)
    return list(dict.fromkeys(slug for slug in named if slug in hub.topics))


def labels_of(texts: Iterable[ReviewedText], hub: Hub) -> list[LabelText]:
    """One for each kind and topic: of what somebody wrote, only what the hub knows gets into a label."""
    texts = list(texts)
    told: Any = words(hub.settings.language)
    kinds = dict.fromkeys(kind for text in texts if (kind := kind_of_path(text.path)))
    return [kind_label(kind, told) for kind in kinds] + [
        _label(
            f"topic: {slug}",
            _TOPIC_COLOR,
            told["review"]["topic_label"].format(topic=hub.topics[slug].title),
        )
        for slug in topics_of(texts, hub)
    ]


def kind_label(kind: Kind, told: Mapping[str, Any]) -> LabelText:
    """The label of a kind; `told` are the hub's words."""
    line = told["review"]["kind_label"].format(kind=told["kinds"][kind.name]["label"])
    return _label(f"{KIND}{kind.name}", _COLORS.get(kind.name, "57606a"), line)


def share_labels(kind: Kind, told: Mapping[str, Any]) -> list[LabelText]:
    """Those that the form of a kind asks for."""
    return [_label(SHARE, _FORM_COLOR, told["issue"]["label"]), kind_label(kind, told)]


def suggestion_label(told: Mapping[str, Any]) -> LabelText:
    """The one that the form for suggestions asks for."""
    return _label(SUGGESTION, _FORM_COLOR, told["issue"]["label_suggestion"])


def own_names(hub: Hub) -> frozenset[str]:
    """The names of all labels that the hub puts on a change, in small letters, as GitHub compares them."""
    topics = (f"topic: {slug}" for slug in (*hub.topics, *hub.former_topics))
    names = (*(f"{KIND}{kind.name}" for kind in KINDS), *topics)
    return frozenset(name[:_LONGEST].casefold() for name in names)


def _label(name: str, color: str, line: str) -> LabelText:
    return LabelText(name[:_LONGEST], color, line[:_LONGEST_LINE])
