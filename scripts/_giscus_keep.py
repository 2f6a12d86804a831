"""Makes and renames discussions, one after the other; what may have been made is looked for first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from commonplace.diagnostics import visible
from commonplace.discussions.keep import Creation, Renewal
from commonplace.markup.marks import marks_of
from commonplace.model.discussions import Discussion
from scripts._github.errors import UncertainError
from scripts._github.threads import Threads

_TRIES = 3
_AT_ONCE = 50
_LOOK_AFTER = (1.0, 2.0, 4.0)  # seconds


def merged_first(
    threads: Threads, branch: str, wanted: Sequence[Creation], most: int
) -> tuple[list[Creation], list[Creation]]:
    """At most so many whose file is on `branch` on GitHub; and those before them whose file is not there.

    What is not merged may never be, and its address leads nowhere. Raises GitHubError.
    """
    merged: list[Creation] = []
    unmerged: list[Creation] = []
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        present = threads.present(branch, [one.source for one in some])
        for one in some:
            if len(merged) == most:
                return merged, unmerged
            (merged if one.source in present else unmerged).append(one)
    return merged, unmerged


def create_all(
    threads: Threads,
    place: tuple[str, str],
    wanted: Sequence[Creation],
    say: Callable[[str], None],
) -> None:
    """Make each of them in `place` (the ids of repository and category). Raises GitHubError."""
    for one in wanted:
        made = _create(threads, place, one)
        say(f"made: #{made.number} {visible(made.title)}")


def _create(threads: Threads, place: tuple[str, str], one: Creation) -> Discussion:
    """It is sent once: a server that does not answer may still be at it, and a second one stays forever."""
    try:
        return threads.create(*place, one.title, one.body)
    except UncertainError:
        for seconds in _LOOK_AFTER:
            threads.pause(seconds)
            if (found := _lately(threads, place[1], one)) is not None:
                return found
        raise


def _lately(threads: Threads, category: str, one: Creation) -> Discussion | None:
    """It may have been made though the answer got lost. GitHub's search lags, its list does not."""
    newest = threads.newest(category)
    marked = (new for new in newest if marks_of(new.body).get("id") == one.contribution)
    return next(marked, None)


def renew_all(threads: Threads, wanted: Sequence[Renewal], say: Callable[[str], None]) -> None:
    """Give each its new title and text. Raises GitHubError."""
    for one in wanted:
        for tries_left in reversed(range(_TRIES)):
            try:
                threads.update(one.discussion.id, one.title, one.body)
                break
            except UncertainError:  # twice the same text is one text
                if not tries_left:
                    raise
        title, former = visible(one.title), visible(one.discussion.title)
        if one.discussion.title == one.title:
            say(f"renewed: #{one.discussion.number} {title}")
        else:
            say(f"renamed: #{one.discussion.number} {former} → {title}")
