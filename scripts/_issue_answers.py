"""What the hub answers in an issue: whole sentences from the words file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from commonplace.diagnostics import Diagnostic
from commonplace.diagnostics.on_github import as_words
from commonplace.repository.form_answers import Problem
from commonplace.repository.form_draft import Drafted
from commonplace.repository.waiting import wait_words
from scripts._issue_check import Leak

_MOST = 8


class Speech:
    """Says it in the hub's language."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._told: Mapping[str, Any] = words["issue"]
        self._review: Mapping[str, Any] = words["review"]

    def say(self, name: str, **values: object) -> str:
        """One of the answers that say one thing."""
        return self._whole([str(self._told[name]).format_map(values)])

    def leaks(self, found: Iterable[Leak]) -> str:
        """What stands where, and what to do now."""
        rows = [self._told["leak_item"].format(kind=one.kind, field=one.where) for one in found]
        return self._whole([self._told["leak"], self._list(rows), self._told["leak_next"]])

    def wrong(self, problems: Iterable[Problem], found: Iterable[Diagnostic] = ()) -> str:
        """What has to be mended before it can be proposed."""
        rows = [self._told["problem"][one.name].format(field=one.label) for one in problems]
        rows += map(_shown, found)
        return self._whole([self._told["wrong"], self._list(rows), self._told["wrong_next"]])

    def proposed(
        self,
        pull: int,
        drafted: Drafted,
        label: str,
        advice: list[Diagnostic],
        usual: timedelta | None,
        welcome: str = "",
    ) -> str:
        """That it is on its way, and what would make it better. `label` names the field of names; `usual` is
        how long it takes, where that is known; `welcome` is for who is here for the first time."""
        told = self._told
        proposed = told["proposed"].format(pull=pull) + self._usually(usual)
        parts = [f"{proposed} {told['proposed_edit']}"]
        if welcome:
            parts.append(welcome)
        if drafted.name_stands_here:
            parts.append(told["name_here"].format(field=label))
        if drafted.pictures:
            name = "pictures_one" if drafted.pictures == 1 else "pictures"
            parts.append(told[name].format(count=drafted.pictures, pull=pull))
        if drafted.topic_gone:
            parts.append(told["topic_gone"])
        parts += [told["better"], self._list(map(_shown, advice))] if advice else [told["well"]]
        return self._whole(parts)

    def _usually(self, usual: timedelta | None) -> str:
        told = self._review
        return f" {told['usually'].format(time=wait_words(usual, told))}" if usual else ""

    def _list(self, rows: Iterable[str]) -> str:
        every = list(dict.fromkeys(rows))
        shown = every[:_MOST]
        if len(every) > _MOST:
            shown.append(self._told["better_more"].format(count=len(every) - _MOST))
        return "\n".join(f"- {row}" for row in shown)

    def _whole(self, parts: list[str]) -> str:
        return "\n\n".join([*parts, f"<sub>{self._told['note']}</sub>"]) + "\n"


def _shown(one: Diagnostic) -> str:
    """A finding. What it repeats of a text is no leak, as those were looked for before, and calls nobody."""
    return as_words(f"{one.message} {one.hint}")
