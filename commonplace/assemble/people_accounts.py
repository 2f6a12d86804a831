"""What an identity says about an account: GitHub's no-reply addresses, and who is a machine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from commonplace.assemble.people_names import comparable
from commonplace.model.history import Identity

_NOREPLY = re.compile(
    r"(?:(?P<number>\d+)\+)?(?P<login>[a-z0-9][a-z0-9_-]*)@users\.noreply\.(?P<host>[a-z0-9.-]+)\Z"
)
_NOBODYS = frozenset({"noreply", "no-reply", "root", "user", "you", "your-email", "none"})


@dataclass(frozen=True)
class Account:
    """An account on GitHub or a company's own server, from a no-reply address."""

    host: str
    login: str
    number: str | None = None


def account_of(identity: Identity) -> Account | None:
    """The account behind a no-reply address such as `12345+login@users.noreply.github.com`."""
    found = _NOREPLY.match(identity.email.strip().lower())
    return Account(found["host"], found["login"], found["number"]) if found else None


def personal_address(email: str) -> str | None:
    """The address in the form to compare by, or None if it is nobody's own."""
    address = email.strip().casefold()
    local, at, host = address.partition("@")
    return address if at and host and local not in _NOBODYS else None


class Bots:
    """Tells machines from people, by `[bot]` and by the names and logins of the settings."""

    def __init__(self, listed: Iterable[str]) -> None:
        self._listed = {comparable(name).removeprefix("@") for name in listed} - {""}

    def has(self, identity: Identity) -> bool:
        """Whether the identity is a machine's."""
        if "[bot]" in identity.name.lower() or "[bot]" in identity.email.lower():
            return True
        account = account_of(identity)
        return self.names(identity.name) or (account is not None and account.login in self._listed)

    def names(self, reference: str) -> bool:
        """Whether a written name or login is a machine's."""
        text = comparable(reference).removeprefix("@")
        return text in self._listed or "[bot]" in text

    @staticmethod
    def possible(identity: Identity) -> bool:
        """Whether name or address are as machines' often are; such a one still counts as a person."""
        if identity.email.strip().lower().startswith(("noreply@", "no-reply@")):
            return True
        account = account_of(identity)
        names = (comparable(identity.name), account.login if account else "")
        return any(name.endswith(("-bot", "_bot", " bot")) for name in names)
