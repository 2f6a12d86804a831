"""Whether somebody sends their first text: what GitHub says, and what the hub knows of its own people."""

from __future__ import annotations

from collections.abc import Iterable

from commonplace.assemble.people_accounts import account_of
from commonplace.assemble.sources import Sources
from commonplace.model.hub import Hub

_HAS_CONTRIBUTED = "CONTRIBUTOR"


def known_accounts(sources: Sources, hub: Hub) -> frozenset[str]:
    """The accounts, in small letters, of everybody who has given something to the hub already."""
    gave: set[str] = set()
    for one in hub.contributions.values():
        gave |= {*one.authors, *one.told_by, *one.improved_by, *one.reviewed_by}
    known = {
        login.removeprefix("@").lower()
        for profile in sources.profiles
        if profile.handle in gave
        for login in profile.logins
    }
    known |= {account.login for who in sources.history.identities if (account := account_of(who))}
    pulls = sources.snapshot.pulls if sources.snapshot else ()
    return frozenset(known | {pull.author.login.lower() for pull in pulls if pull.author})


def is_first(association: str, login: str | None, known: Iterable[str]) -> bool:
    """Whether this is their first. Members of a company count as such on GitHub before they wrote anything,
    so only “contributor” there, or being known here, says that it is not."""
    return not (login is None or has_contributed(association) or login.lower() in set(known))


def has_contributed(association: str) -> bool:
    """Whether GitHub itself says that somebody has given something before."""
    return association == _HAS_CONTRIBUTED
