"""Who speaks in a discussion: an account becomes a person of the hub only where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from commonplace.assemble.people import PeopleIndex
from commonplace.assemble.people_accounts import Bots, account_of
from commonplace.assemble.people_groups import Claims
from commonplace.assemble.people_names import comparable, presentable
from commonplace.model.discussions import Actor, ActorKind
from commonplace.model.people import Profile
from commonplace.model.settings import Settings
from commonplace.model.threads import Speaker, Voice

_LOGIN = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LEFT = Speaker(Voice.LEFT)
_HIDDEN = Speaker(Voice.HIDDEN)


def sure_logins(
    people: PeopleIndex, profiles: Iterable[Profile], host: str, *, handles: bool
) -> Mapping[str, str]:
    """From logins in small letters to ids of people.

    Sure is a login that a profile lists, and one that the history has in a no-reply address of this `host`.
    Anybody can register a login on a public server, so one that is a profile's handle counts only where
    `handles` are known to be those of colleagues.
    """
    profiles = list(profiles)
    found = {login: profile.handle for login, profile in Claims(profiles).logins.items()}
    of_accounts: dict[str, set[str]] = {}
    for identity, person in people.by_identity.items():
        account = account_of(identity)
        if account is not None and account.host == host:
            of_accounts.setdefault(account.login, set()).add(person)
    for login, owners in of_accounts.items():
        if len(owners) == 1:
            found.setdefault(login, *owners)
    if handles:
        for profile in profiles:
            found.setdefault(comparable(profile.handle), profile.handle)
    return found


class Speakers:
    """Knows who speaks. `hidden` are the logins, in small letters, of whoever may be somebody unnamed."""

    def __init__(
        self, people: PeopleIndex, profiles: Iterable[Profile], settings: Settings, *, private: bool
    ) -> None:
        self._people = people
        self._bots = Bots(settings.bots)
        host = urlsplit(settings.github.web).hostname or ""
        self.logins = sure_logins(people, profiles, host, handles=private)
        unnamed = {ident for ident, person in people.people.items() if not person.named}
        self.hidden = frozenset(
            form
            for form, ident in (*people.references.items(), *self.logins.items())
            if ident in unnamed and _LOGIN.fullmatch(form)
        )
        self._unnamed = unnamed
        self._known: dict[Actor, Speaker] = {}

    def of(self, actor: Actor | None) -> Speaker:
        """Who an account is."""
        if actor is None:
            return _LEFT
        if actor not in self._known:
            self._known[actor] = self._of(actor)
        return self._known[actor]

    def _of(self, actor: Actor) -> Speaker:
        login = comparable(actor.login)
        shown = presentable(actor.name or "") or presentable(actor.login)
        if actor.kind is ActorKind.BOT or self._bots.names(actor.login):
            return Speaker(Voice.PROGRAM, name=presentable(actor.login.removesuffix("[bot]")))
        ident = self.logins.get(login)
        if ident is not None and ident in self._people.people:
            return _HIDDEN if ident in self._unnamed else Speaker(Voice.PERSON, ident)
        # Not sure enough to name them, but enough not to.
        for name in (actor.login, actor.name or ""):
            if name and self._people.resolve(name) in self._unnamed:
                return _HIDDEN
        return Speaker(Voice.ACCOUNT, name=shown) if shown else _LEFT
