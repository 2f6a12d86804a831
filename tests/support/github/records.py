"""What the local GitHub holds. Attributes are named as GitHub's fields are, in Python's spelling."""

from __future__ import annotations

import html
import subprocess
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.github.world import World

REACTIONS = (
    *("THUMBS_UP", "THUMBS_DOWN", "LAUGH", "HOORAY"),
    *("CONFUSED", "HEART", "ROCKET", "EYES"),
)


@dataclass(eq=False)
class Account:
    """An account. `typename` is GitHub's: User, Bot, Organization, Mannequin."""

    login: str
    typename: str = "User"
    name: str | None = None
    id: str = ""
    database_id: int = 0

    @property
    def url(self) -> str:
        return f"https://github.com/{self.login}"


@dataclass(frozen=True)
class Tally:
    """A connection of which only the number is known."""

    total_count: int


@dataclass(frozen=True)
class Group:
    """One kind of reaction and how many there are."""

    content: str
    reactors: Tally
    users: Tally
    typename: str = "ReactionGroup"


_NO_REACTIONS = [Group(kind, Tally(0), Tally(0)) for kind in REACTIONS]


@dataclass(eq=False)
class Text:
    """What discussions and comments have in common."""

    world: World = field(repr=False)
    id: str
    author: Account | None
    body: str
    created_at: datetime
    updated_at: datetime
    html: str | None = None
    last_edited_at: datetime | None = None
    reacted: dict[str, int] = field(default_factory=dict)
    upvote_count: int = 0

    @property
    def body_html(self) -> str:
        """As GitHub renders it, more or less; `html` puts something else in its place."""
        if self.html is not None:
            return self.html
        return f'<p dir="auto">{html.escape(self.body)}</p>' if self.body else ""

    @property
    def body_text(self) -> str:
        return self.body

    @property
    def reaction_groups(self) -> list[Group]:
        """All eight kinds, as GitHub gives them."""
        return (
            _NO_REACTIONS
            if not self.reacted
            else [
                Group(kind, Tally(self.reacted.get(kind, 0)), Tally(self.reacted.get(kind, 0)))
                for kind in REACTIONS
            ]
        )

    @property
    def reactions(self) -> Tally:
        return Tally(sum(self.reacted.values()))

    @property
    def viewer_did_author(self) -> bool:
        return self.author is not None and self.author is self.world.viewer


@dataclass(eq=False)
class Category:
    """A category. GitHub's schema does not tell which are announcements; the page of settings does."""

    id: str
    name: str
    slug: str
    is_answerable: bool
    announcement: bool
    repository: Repository = field(repr=False)
    created_at: datetime
    description: str | None = None
    emoji: str = ":speech_balloon:"
    typename: str = "DiscussionCategory"


@dataclass(eq=False)
class Choice:
    """A choice of a poll."""

    id: str
    option: str
    total_vote_count: int = 0
    typename: str = "DiscussionPollOption"


@dataclass(eq=False)
class Poll:
    """A poll."""

    id: str
    question: str
    options: list[Choice]
    typename: str = "DiscussionPoll"

    @property
    def total_vote_count(self) -> int:
        return sum(one.total_vote_count for one in self.options)


@dataclass(eq=False)
class Label:
    """A label."""

    id: str
    name: str
    color: str = "ededed"
    description: str | None = None
    typename: str = "Label"


@dataclass(eq=False)
class Review:
    """A review of a pull request."""

    id: str
    author: Account | None
    state: str
    submitted_at: datetime | None
    body: str = ""
    typename: str = "PullRequestReview"


@dataclass(frozen=True)
class File:
    """A file that a pull request changed."""

    path: str
    additions: int = 1
    deletions: int = 0
    change_type: str = "MODIFIED"
    typename: str = "PullRequestChangedFile"


@dataclass(frozen=True)
class Commit:
    """A commit, by its id."""

    oid: str
    typename: str = "Commit"


@dataclass(eq=False, kw_only=True)
class Remark(Text):
    """A comment on an issue or pull request."""

    subject: Pull | Issue = field(repr=False)
    typename: str = "IssueComment"

    @property
    def repository(self) -> Repository:
        return self.subject.repository

    @property
    def url(self) -> str:
        return f"{self.subject.url}#issuecomment-{self.id.partition('_')[2]}"


@dataclass(eq=False, kw_only=True)
class LineRemark(Text):
    """A comment on a line of a pull request."""

    pull: Pull = field(repr=False)
    typename: str = "PullRequestReviewComment"


@dataclass(eq=False)
class Thread:
    """What is said about some lines of a pull request."""

    id: str
    path: str
    line: int
    start_line: int | None
    created_at: datetime
    comments: list[LineRemark] = field(default_factory=list)
    is_resolved: bool = False
    is_outdated: bool = False
    typename: str = "PullRequestReviewThread"


@dataclass(frozen=True, eq=False)
class Labeled:
    """That somebody put a label on a pull request."""

    id: str
    actor: Account | None
    label: Label
    created_at: datetime
    typename: str = "LabeledEvent"


@dataclass(eq=False, kw_only=True)
class Issue(Text):
    """An issue."""

    number: int
    title: str
    repository: Repository = field(repr=False)
    state: str = "OPEN"
    author_association: str = "NONE"
    comments: list[Remark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    typename: str = "Issue"

    @property
    def url(self) -> str:
        return f"{self.repository.url}/issues/{self.number}"


@dataclass(eq=False)
class Pull:
    """A pull request. `head` is the repository that it comes from, where that is another one. `patches` is
    what REST lists of its files."""

    id: str
    number: int
    title: str
    author: Account | None
    created_at: datetime
    updated_at: datetime
    repository: Repository = field(repr=False)
    state: str = "MERGED"
    merged_at: datetime | None = None
    merged_by: Account | None = None
    merge_commit: Commit | None = None
    files: list[File] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    head_ref_oid: str = "0" * 40
    head_ref_name: str = "a-branch"
    head: Repository | None = field(default=None, repr=False)
    author_association: str = "NONE"
    body: str = ""
    comments: list[Remark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    timeline_items: list[Labeled] = field(default_factory=list)
    review_threads: list[Thread] = field(default_factory=list)
    patches: list[dict[str, Any]] = field(default_factory=list, repr=False)
    typename: str = "PullRequest"

    @property
    def head_repository(self) -> Repository:
        return self.head or self.repository

    @property
    def is_cross_repository(self) -> bool:
        return self.head_repository is not self.repository

    @property
    def merged(self) -> bool:
        return self.state == "MERGED"

    @property
    def url(self) -> str:
        return f"{self.repository.url}/pull/{self.number}"


@dataclass(frozen=True)
class Ref:
    """A branch."""

    name: str
    typename: str = "Ref"


@dataclass(eq=False)
class Repository:
    """A repository. `world` makes what is in it; `git` is the folder of a bare one, where there is one."""

    world: World = field(repr=False)
    id: str
    name_with_owner: str
    is_private: bool
    visibility: str
    created_at: datetime
    has_discussions_enabled: bool = True
    is_archived: bool = False
    viewer_permission: str | None = "MAINTAIN"
    maintainers: frozenset[str] = frozenset({"ana"})
    categories: list[Category] = field(default_factory=list, repr=False)
    talk: list[Discussion] = field(default_factory=list, repr=False)
    pulls: list[Pull] = field(default_factory=list, repr=False)
    issues: list[Issue] = field(default_factory=list, repr=False)
    labels: list[Label] = field(default_factory=list, repr=False)
    numbers: int = 0
    default_branch_ref: Ref = Ref("main")
    git: Path | None = None
    typename: str = "Repository"

    @property
    def name(self) -> str:
        return self.name_with_owner.partition("/")[2]

    @property
    def owner(self) -> Account:
        return self.world.account(self.name_with_owner.partition("/")[0], "Organization")

    @property
    def url(self) -> str:
        return f"{self.world.web}/{self.name_with_owner}"

    def has(self, expression: str) -> bool:
        """Whether `branch:path` is there; without a folder of Git, everything is."""
        if self.git is None:
            return True
        asked = ["git", "-C", str(self.git), "cat-file", "-e", expression]
        return subprocess.run(asked, check=False, stderr=subprocess.DEVNULL).returncode == 0

    def next_number(self) -> int:
        """Discussions, issues and pull requests are counted together."""
        self.numbers += 1
        return self.numbers


@dataclass(eq=False, kw_only=True)
class Comment(Text):
    """A comment, or a reply to one."""

    discussion: Discussion = field(repr=False)
    reply_to: Comment | None = field(default=None, repr=False)
    replies: list[Comment] = field(default_factory=list, repr=False)
    minimized_reason: str | None = None
    deleted_at: datetime | None = None
    is_answer: bool = False
    typename: str = "DiscussionComment"

    @property
    def is_minimized(self) -> bool:
        return self.minimized_reason is not None

    @property
    def url(self) -> str:
        return f"{self.discussion.url}#discussioncomment-{self.id.partition('_')[2]}"


@dataclass(eq=False, kw_only=True)
class Discussion(Text):
    """A discussion."""

    number: int
    title: str
    category: Category
    repository: Repository = field(repr=False)
    comments: list[Comment] = field(default_factory=list, repr=False)
    labels: list[Label] = field(default_factory=list)
    poll: Poll | None = None
    closed: bool = False
    locked: bool = False
    answer_chosen_at: datetime | None = None
    answer_chosen_by: Account | None = None
    typename: str = "Discussion"

    @property
    def author_association(self) -> str:
        known = self.author is not None and self.author.login in self.repository.maintainers
        return "MEMBER" if known else "NONE"

    @property
    def url(self) -> str:
        return f"{self.repository.url}/discussions/{self.number}"

    @property
    def answer(self) -> Comment | None:
        every = (one for top in self.comments for one in (top, *top.replies))
        return next((one for one in every if one.is_answer), None)

    @property
    def is_answered(self) -> bool | None:
        return self.answer is not None if self.category.is_answerable else None
