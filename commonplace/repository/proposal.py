"""How a text that came by a form is proposed: the words of the commit and of the pull request.

All that somebody typed into it is bare words here. A title becomes the subject of a commit when GitHub
squashes, where “fixes #1” closes, “@name” calls and “[skip ci]” silences.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commonplace.drafting.draft import Draft
from commonplace.model.people import Profile
from commonplace.model.slug import slug_of

_LONGEST = 100
_SIGNS = frozenset(" ,;!?'’‘“”()–—%+\u200d")
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9])?")


@dataclass(frozen=True)
class Credit:
    """Whoever wrote it: their account, its number, and the name that they gave themselves."""

    login: str
    number: int
    name: str = ""


def credit_of(login: str, number: int | None, name: str) -> Credit | None:
    """The account as far as it can be credited; None for what is no account of a person's."""
    if number is None or number < 1 or not _LOGIN.fullmatch(login):
        return None
    return Credit(login, number, bare_words(name) or login)


def own_name(login: str, name: str, profiles: Iterable[Profile], *, among_colleagues: bool) -> str:
    """The name that an account gave itself, where it makes them nobody else; empty where it may.

    The hub takes people of one full name for one person. Whoever has the account in their profile is known;
    elsewhere anybody can call themselves anything, and colleagues can err.
    """
    every = list(profiles)
    small = login.lower()
    if any(small == one.removeprefix("@").lower() for profile in every for one in profile.logins):
        return name
    theirs = {slug_of(one) for p in every if p.logins for one in (p.name, *p.names)}
    return name if among_colleagues and slug_of(name) not in theirs else ""


def bare_words(text: str) -> str:
    """Letters, digits, emoji and what stands between sentences, on one line: nothing that GitHub reads."""
    kept = "".join(c if _is_bare(c) else _near(text, at) for at, c in enumerate(text[:2000]))
    line = " ".join(kept.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _is_bare(c: str) -> bool:
    kind = unicodedata.category(c)
    return kind[0] in "LMN" or c in _SIGNS or (kind in ("So", "Sk") and not c.isascii())


def _near(text: str, at: int) -> str:
    """Points, colons and hyphens, where they make no address, no reference and no trailer."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if text[at] in ".:" and (
        not after or after.isspace() or (before.isdigit() and after.isdigit())
    ):
        return text[at]
    if text[at] == "-" and before.isalpha() and after.isalpha():
        return "-"
    return " "


def commit_message(draft: Draft, path: str, issue: int, credit: Credit | None, host: str) -> str:
    """The message of the commit: fixed words, and whom to thank. The marks tell the hub its own commits."""
    thanks = (
        [f"Co-authored-by: {credit.name} <{credit.number}+{credit.login}@users.noreply.{host}>"]
        if credit
        else []
    )
    marks = [f"Hub-Issue: {issue}", f"Hub-Path: {path}", f"Hub-Id: {draft.id}", *thanks]
    return "\n".join(
        [f"Share a {draft.kind.name}", "", f"Written in issue #{issue}.", "", *marks, ""]
    )


def pull_title(draft: Draft, issue: int, words: Mapping[str, Any]) -> str:
    """The title of the pull request."""
    label = words["kinds"][draft.kind.name]["label"]
    title = bare_words(draft.title) or f"#{issue}"
    return str(words["issue"]["pull"]["title"].format(kind=label, title=title))


@dataclass(frozen=True)
class About:
    """What the pull request says of itself. `unnamed`: whoever told it is not to be named."""

    issue: int
    credit: Credit | None
    web: str
    unnamed: bool
    advice: int


def pull_body(draft: Draft, about: About, words: Mapping[str, Any]) -> str:
    """The text of the pull request. It closes the issue when it is merged."""
    told: Mapping[str, Any] = words["issue"]["pull"]
    credit, issue = about.credit, about.issue
    who = f"[{credit.name}]({about.web}/{credit.login})" if credit else told["somebody"]
    parts = [told["wrote"].format(who=who, issue=issue)]
    if about.unnamed:
        parts.append(told["unnamed"])
    elif draft.told_by:
        names = ", ".join(filter(None, map(bare_words, draft.told_by)))
        parts.append(told["told"].format(names=names))
    return "\n\n".join(
        [
            *parts,
            told["closes"].format(issue=issue),
            told["follows"],
            told["checked"].format(count=about.advice),
            "",
        ]
    )
