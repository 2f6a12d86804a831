"""What the repository's files are made from: the hub, and which accounts on GitHub are whose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from commonplace.model.hub import Hub
from commonplace.model.people import Profile

_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}|[A-Za-z0-9_-]{0,98})")


@dataclass(frozen=True)
class Ground:
    """The hub, and the account of each person (an id) who has written theirs into their profile."""

    hub: Hub
    accounts: Mapping[str, str] = field(default_factory=dict)

    def accounts_of(self, people: Iterable[str]) -> list[str]:
        """The accounts of those people who have one and may be named, each once, in order."""
        found = [
            self.accounts[ident]
            for ident in people
            if ident in self.accounts and ident in self.hub.people and self.hub.people[ident].named
        ]
        return list(dict.fromkeys(found))


def accounts_in(profiles: Iterable[Profile]) -> dict[str, str]:
    """The first account that each profile names, as GitHub writes it; nothing that is none."""
    return {
        profile.handle: profile.logins[0].removeprefix("@")
        for profile in profiles
        if profile.logins and _LOGIN.fullmatch(profile.logins[0].removeprefix("@"))
    }
