"""The hub's settings: what stands in mkdocs.yml, mostly under `extra.hub`. All optional, all defaulted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Audience(StrEnum):
    """Who may read: `internal` is for colleagues, `public` for everyone."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True)
class GitHub:
    """Where GitHub is: github.com, or the company's own server. Addresses without a final slash."""

    web: str = "https://github.com"
    api: str = "https://api.github.com"


@dataclass(frozen=True)
class Settings:
    """Everything that a company can set.

    `repo_url` and `site_url` are MkDocs' own settings; without `repo_url` nothing is shown that needs one.
    `branch` is the branch that readers' changes go to. `history_ignore` are commits (full or shortened ids)
    that do not count as a change of the text; "all" means that none does. `bots` are further names or
    logins that are no people.
    `as_of` fixes the day that the hub thinks it is; None means today. `review_every` is in months.
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
    history_ignore: tuple[str, ...] = ()
    develop: bool = False
    language: str = "en"
    snippets: bool = False
