"""What readers said and asked, as the hub shows it: cleaned, and by the people it knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Voice(StrEnum):
    """Who speaks, as far as the hub may say."""

    PERSON = "person"  # somebody the hub knows
    ACCOUNT = "account"  # an account of which the hub knows the name alone
    HIDDEN = "hidden"  # somebody who does not want to be named, or may be
    PROGRAM = "program"
    LEFT = "left"  # the account was deleted


@dataclass(frozen=True)
class Speaker:
    """`person` is the id of a PERSON, `name` what an ACCOUNT or a PROGRAM is called."""

    voice: Voice
    person: str | None = None
    name: str = ""


@dataclass(frozen=True)
class Remark:
    """A comment, or a reply to one. `html` is cleaned and may be shown as it is; `cut` says that some of it
    is missing at its end.

    `number` is the comment's own on GitHub and lasts; 0 is what opened the discussion. `url` leads to it on
    GitHub, or is None where nothing may lead there. `minimized` is GitHub's reason for hiding it.
    """

    number: int
    by: Speaker
    on: date
    html: str = ""
    cut: bool = False
    url: str | None = None
    edited: date | None = None
    minimized: str | None = None
    deleted: bool = False
    is_answer: bool = False
    upvotes: int = 0
    reactions: Mapping[str, int] = field(default_factory=dict)
    replies: tuple[Remark, ...] = ()

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""
        return f"comment-{self.number}"


@dataclass(frozen=True)
class Thread:
    """What was said about one contribution (an id), the accepted answer first, then oldest first.

    `number` is that of its discussion; `url` leads there, or is None. `count` is of all comments and replies
    but deleted ones, `last` the day of the newest. `reactions` are those to the contribution itself.
    """

    contribution: str
    number: int
    url: str | None
    remarks: tuple[Remark, ...]
    count: int
    last: date | None
    locked: bool = False
    upvotes: int = 0
    reactions: Mapping[str, int] = field(default_factory=dict)

    def everything(self) -> Iterator[Remark]:
        """Every comment and reply in the order shown."""
        for remark in self.remarks:
            yield remark
            yield from remark.replies


@dataclass(frozen=True)
class Asked:
    """A question that somebody asked on GitHub. `ask` is what they ask, `since` the day.

    `topic` is the slug of its topic, `about` the id of the contribution below which it was asked. `answered`
    is the day on which an answer was accepted, `answer` that answer. `url` leads to it, or is None. `words`
    is what they wrote below the question, if anything; `remarks` is what was said, as in `Thread`.
    """

    ask: str
    number: int
    by: Speaker
    since: date
    url: str | None = None
    topic: str | None = None
    about: str | None = None
    answered: date | None = None
    answer: Remark | None = None
    words: Remark | None = None
    remarks: tuple[Remark, ...] = ()
    count: int = 0
    closed: bool = False
    locked: bool = False

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""
        return f"question-{self.number}"


@dataclass(frozen=True)
class Choice:
    """What can be voted for, and by how many it was."""

    text: str
    votes: int


@dataclass(frozen=True)
class Ballot:
    """A poll that somebody put up on GitHub: choices in the order in which they stand there, at least one.

    `title` is its discussion's, `question` what is asked; `since` is the day. `about` is the id of the
    contribution that it belongs to. `url` leads to it, or is None. `closed`: nobody can vote any more.
    """

    title: str
    question: str
    choices: tuple[Choice, ...]
    number: int
    by: Speaker
    since: date
    url: str | None = None
    about: str | None = None
    closed: bool = False

    @property
    def votes(self) -> int:
        """All votes together."""
        return sum(choice.votes for choice in self.choices)

    @property
    def leading(self) -> tuple[Choice, ...]:
        """What has most votes: several where they are level, none as long as nobody voted."""
        most = max(choice.votes for choice in self.choices)
        return tuple(choice for choice in self.choices if most and choice.votes == most)


@dataclass(frozen=True)
class Fetched:
    """What is known of the snapshot that threads and questions come from: the day it was `taken`.

    `withheld` says that nothing of it is shown, since it is private and the hub is not. `linked` says that
    links to GitHub lead to the same repository. `questions` is that category as addresses have it, where
    readers may begin a discussion there.
    """

    taken: date
    withheld: bool = False
    linked: bool = False
    questions: str | None = None
