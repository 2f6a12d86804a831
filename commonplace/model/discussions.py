"""What GitHub said when `scripts/hub sync` last asked: discussions, and pull requests that were merged.

Texts are what colleagues wrote and GitHub rendered, as they came: nothing here is cleaned. Times have UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ActorKind(StrEnum):
    """What an account is, as GitHub's `__typename` says; a bot's login has no "[bot]" there."""

    USER = "User"
    BOT = "Bot"
    ORGANIZATION = "Organization"
    MANNEQUIN = "Mannequin"  # stands for somebody whose account was left behind on another server
    ENTERPRISE = "EnterpriseUserAccount"


@dataclass(frozen=True)
class Actor:
    """An account. `name` is what the person calls themselves there, if they do."""

    login: str
    kind: ActorKind = ActorKind.USER
    name: str | None = None


@dataclass(frozen=True)
class Comment:
    """A comment, or a reply to one (then `replies` is empty). `author` is None once the account is deleted.

    `minimized` is GitHub's reason for hiding it ("spam", "off-topic", "resolved" …), or None.
    `deleted` is set where replies keep the place of a deleted comment; its texts are empty then.
    `reactions` counts them by GitHub's names, such as THUMBS_UP. `url` leads to it on GitHub.
    """

    id: str
    url: str
    author: Actor | None
    created: datetime
    body: str = ""
    html: str = ""
    edited: datetime | None = None
    minimized: str | None = None
    deleted: bool = False
    is_answer: bool = False
    upvotes: int = 0
    reactions: Mapping[str, int] = field(default_factory=dict)
    replies: tuple[Comment, ...] = ()


@dataclass(frozen=True)
class Poll:
    """A poll: what is asked, and each choice with its votes, in the order in which they stand."""

    question: str
    choices: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Discussion:
    """A discussion with all its comments, oldest first.

    `category` is the category's id. `answered` is when an answer was chosen; the answer itself is the
    comment or reply whose `is_answer` is set. `updated` is what GitHub says, which new comments move.
    """

    id: str
    number: int
    url: str
    title: str
    category: str
    author: Actor | None
    created: datetime
    updated: datetime
    body: str = ""
    html: str = ""
    closed: bool = False
    locked: bool = False
    answered: datetime | None = None
    answered_by: Actor | None = None
    upvotes: int = 0
    reactions: Mapping[str, int] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    poll: Poll | None = None
    comments: tuple[Comment, ...] = ()

    @property
    def answer(self) -> Comment | None:
        """The comment or reply that was chosen as the answer."""
        for comment in self.comments:
            for one in (comment, *comment.replies):
                if one.is_answer:
                    return one
        return None


@dataclass(frozen=True)
class Category:
    """A category of discussions. `announcement` ones are opened by maintainers alone."""

    id: str
    name: str
    slug: str
    answerable: bool = False
    announcement: bool = False


def find_category(categories: Iterable[Category], name: str) -> Category | None:
    """The category of that name, else with that in its address; upper and lower case are the same."""
    wanted, there = name.strip().casefold(), tuple(categories)
    named = (one for one in there if one.name.strip().casefold() == wanted)
    return next(named, None) or next((one for one in there if one.slug.casefold() == wanted), None)


@dataclass(frozen=True)
class Review:
    """Somebody's review of a pull request. `state` is GitHub's: APPROVED, COMMENTED, CHANGES_REQUESTED …"""

    author: Actor | None
    state: str
    submitted: datetime | None


@dataclass(frozen=True)
class PullRequest:
    """A pull request that was merged. `files` are the paths below `contributions/` that it changed; `by_form`
    says whether a workflow made it of what somebody wrote in a form."""

    id: str
    number: int
    url: str
    title: str
    author: Actor | None
    created: datetime
    updated: datetime
    merged: datetime
    merged_by: Actor | None = None
    merge_commit: str | None = None
    files: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    by_form: bool = False


@dataclass(frozen=True)
class Snapshot:
    """Everything of one repository. `taken` is when the last sync began, `swept` when the last full one did.

    `private` says whether the repository is closed to the public. `discussions` and `pulls` are by number.
    """

    repository: str
    taken: datetime
    swept: datetime
    private: bool = True
    categories: tuple[Category, ...] = ()
    discussions: tuple[Discussion, ...] = ()
    pulls: tuple[PullRequest, ...] = ()


def mark(key: str, value: str) -> str:
    """The line by which the hub knows a discussion again; readers on GitHub do not see it."""
    return f"<!-- commonplace:{key}={value} -->"
