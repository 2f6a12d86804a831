"""The hub's settings: what stands in mkdocs.yml, mostly under `extra.hub`. All optional, all defaulted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

GITHUB = "https://github.com"


class Audience(StrEnum):
    """Who may read: `internal` is for colleagues, `public` for everyone."""

    INTERNAL = "internal"
    PUBLIC = "public"


class CommentsIn(StrEnum):
    """Where comments are read and written: in the page, in giscus' frame, in both, or nowhere."""

    PAGE = "page"
    GISCUS = "giscus"
    BOTH = "both"
    OFF = "off"


@dataclass(frozen=True)
class GitHub:
    """Where GitHub is: github.com, or the company's own server. Addresses without a final slash.

    `managed_users`: the accounts belong to an enterprise, and can take part nowhere else. `forks`: whoever
    may only read can propose a change; `issues`: they can write one.
    """

    web: str = GITHUB
    api: str = "https://api.github.com"
    managed_users: bool = False
    forks: bool = True
    issues: bool = True

    @property
    def is_public(self) -> bool:
        """Whether it is github.com, which is all that giscus can reach."""
        return self.web == GITHUB


@dataclass(frozen=True)
class Discussions:
    """The categories of GitHub Discussions, by name: one for comments, one for questions, and one for polls,
    which need not be there."""

    comments: str = "Comments"
    questions: str = "Q&A"
    polls: str = "Polls"


@dataclass(frozen=True)
class Giscus:
    """What giscus' frame has to be told; `origin` is where it stands, without a final slash.

    `scripts/hub giscus setup` finds the ids of repository and category.
    """

    repo_id: str | None = None
    category_id: str | None = None
    origin: str = "https://giscus.app"


@dataclass(frozen=True)
class Department:
    """A part of the company as people write it in `team`; `people` is how many work there, if it was said."""

    name: str
    people: int | None = None


@dataclass(frozen=True)
class Settings:
    """Everything that a company can set.

    `repo_url` and `site_url` are MkDocs' own settings; without `repo_url` nothing is shown that needs one.
    `branch` is the branch that readers' changes go to. `history_ignore` are commits (full or shortened ids)
    that do not count as a change of the text; "all" means that none does. `bots` are further names or
    logins that are no people.
    `excludes` says that the engine leaves out pages of the docs folder by rules of its own.
    `as_of` fixes the day that the hub thinks it is; None means today. `review_every` is in months.
    `contact` is an e-mail address for those who have no account. `snapshot` is a file with sample comments,
    read as long as no sync has been made. `checks_off` are codes of advice that nobody wants to hear.
    """

    site_name: str = "Commonplace"
    site_url: str | None = None
    site_description: str = ""
    repo_url: str | None = None
    branch: str = "main"
    docs_dir: str = "docs"
    audience: Audience = Audience.INTERNAL
    github: GitHub = field(default_factory=GitHub)
    timezone: str = "UTC"
    as_of: date | None = None
    review_every: int = 12
    bots: tuple[str, ...] = ()
    departments: tuple[Department, ...] = ()
    history_ignore: tuple[str, ...] = ()
    develop: bool = False
    language: str = "en"
    snippets: bool = False
    excludes: bool = False
    comments: CommentsIn = CommentsIn.PAGE
    discussions: Discussions = field(default_factory=Discussions)
    giscus: Giscus = field(default_factory=Giscus)
    contact: str | None = None
    snapshot: str | None = None
    checks_off: tuple[str, ...] = ()

    @property
    def repo_page(self) -> str | None:
        """Where the repository's pages begin: `repo_url`, which may also be what Git is given."""
        return self.repo_url.removesuffix(".git") if self.repo_url else None

    @property
    def repository(self) -> str | None:
        """The repository as GitHub names it, "owner/name", where `repo_url` leads to this GitHub."""
        if self.repo_url is None or not self.repo_url.startswith(f"{self.github.web}/"):
            return None
        parts = (self.repo_page or "").removeprefix(f"{self.github.web}/").split("/")
        return "/".join(parts) if len(parts) == 2 and all(parts) else None

    @property
    def shows_giscus(self) -> bool:
        """Whether giscus' frame can work here, and is wanted."""
        wanted = self.comments in (CommentsIn.GISCUS, CommentsIn.BOTH)
        reachable = self.github.is_public and not self.github.managed_users
        known = self.repository and self.giscus.repo_id and self.giscus.category_id
        return bool(wanted and reachable and known)
