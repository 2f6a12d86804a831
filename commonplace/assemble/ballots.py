"""Polls that were put up on GitHub, as the hub shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import tzinfo

from commonplace.assemble.remarks import Remarks
from commonplace.markup.marks import marks_of
from commonplace.model.contribution import Contribution
from commonplace.model.discussions import Discussion
from commonplace.model.threads import Ballot, Choice, Thread

_MOST_CHOICES = 20  # GitHub allows eight
_LONGEST_QUESTION = 300
_LONGEST_CHOICE = 160


def is_poll(one: Discussion) -> bool:
    """Whether there is anything to vote on."""
    return one.poll is not None and bool(one.poll.choices)


class Ballots:
    """Joins polls with what they are about."""

    def __init__(
        self,
        remarks: Remarks,
        zone: tzinfo,
        contributions: Mapping[str, Contribution],
        kept_back: Set[str],
    ) -> None:
        self._remarks, self._zone = remarks, zone
        self._contributions, self._kept_back = contributions, kept_back

    def within_threads(
        self, discussions: Iterable[Discussion], threads: Mapping[str, Thread]
    ) -> Iterator[Ballot]:
        """Those in the category for comments. One with a text's mark is shown where its thread is."""
        for one in filter(is_poll, discussions):
            ident = marks_of(one.body).get("id")
            if ident is None:
                yield from self.elsewhere([one])
            elif ident in threads and threads[ident].number == one.number:
                yield self._ballot(one, ident)

    def elsewhere(self, discussions: Iterable[Discussion]) -> Iterator[Ballot]:
        """Those of the other categories, but for those about texts that this build does not publish."""
        for one in filter(is_poll, discussions):
            marks = marks_of(one.body)
            about = marks.get("about") or marks.get("id")
            if about not in self._kept_back:
                yield self._ballot(one, about if about in self._contributions else None)

    def _ballot(self, one: Discussion, about: str | None) -> Ballot:
        choices = one.poll.choices[:_MOST_CHOICES] if one.poll else ()
        asked = one.poll.question if one.poll else ""
        return Ballot(
            title=self._short(one.title, _LONGEST_QUESTION),
            question=self._short(asked, _LONGEST_QUESTION),
            choices=tuple(
                Choice(self._short(text, _LONGEST_CHOICE), votes) for text, votes in choices
            ),
            number=one.number,
            by=self._remarks.speaker(one.author),
            since=one.created.astimezone(self._zone).date(),
            url=self._remarks.url(one.url),
            about=about,
            closed=one.closed or one.locked,
        )

    def _short(self, text: str, most: int) -> str:
        line = self._remarks.plain(text)
        return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
