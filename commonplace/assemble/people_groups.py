"""Which Git identities are one person. Two people with different profiles are never made one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from commonplace.assemble.people_accounts import Account, account_of, personal_address
from commonplace.assemble.people_names import comparable, holds_address, is_full_name
from commonplace.model.history import Identity
from commonplace.model.people import Profile, Visibility


class Reason(StrEnum):
    """Why two identities were taken for one person, as `doctor` says it."""

    PROFILE = "their profile lists it"
    ADDRESS = "the same e-mail address"
    ACCOUNT = "the same GitHub account"
    HANDLE = "the login is the profile's handle"
    LOGIN = "the name is the login of the GitHub account"
    NAME = "the same full name"


UNSURE = frozenset({Reason.HANDLE, Reason.LOGIN, Reason.NAME})
_SHORTEST_LOGIN = 4


@dataclass
class Group:
    """Identities of one person, by their place in the order of first commits, and the profile."""

    members: list[int] = field(default_factory=list)
    profile: Profile | None = None
    merges: list[tuple[Reason, int, int | None]] = field(default_factory=list)


class Claims:
    """What the profiles say is theirs; of two that claim the same, the first handle has it."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.emails: dict[str, Profile] = {}
        self.logins: dict[str, Profile] = {}
        self.names: dict[str, Profile] = {}
        self.handles: dict[str, Profile] = {}
        self.full_names: dict[str, list[Profile]] = {}
        self.disputed: list[tuple[str, str, Profile, Profile]] = []
        for profile in profiles:
            self.handles.setdefault(comparable(profile.handle), profile)
            self._claim("emails", self.emails, profile.emails, profile)
            logins = [login.removeprefix("@") for login in profile.logins]
            self._claim("logins", self.logins, logins, profile)
            self._claim("names", self.names, profile.names, profile)
            # Somebody who wants to be shown less is known by a single name, too.
            if is_full_name(profile.name) or profile.visibility is not Visibility.ALL:
                self.full_names.setdefault(comparable(profile.name), []).append(profile)

    def _claim(
        self, field_name: str, table: dict[str, Profile], values: Sequence[str], profile: Profile
    ) -> None:
        for value in values:
            key = comparable(value)
            owner = table.setdefault(key, profile) if key else profile
            if owner is not profile:
                self.disputed.append((field_name, value, owner, profile))

    def owner(self, identity: Identity, account: Account | None) -> Profile | None:
        """The profile that lists the identity's address, login or name."""
        found = self.emails.get(comparable(identity.email))
        if found is None and account is not None:
            found = self.logins.get(account.login)
        return found or self.names.get(comparable(identity.name))


def group_identities(
    identities: Sequence[Identity], profiles: Sequence[Profile], claims: Claims
) -> list[Group]:
    """One group a person: those with a profile as given, then the others by first commit."""
    groups = _Groups(len(identities), profiles)
    accounts = [account_of(identity) for identity in identities]
    for at, identity in enumerate(identities):
        owner = claims.owner(identity, accounts[at])
        if owner is not None:
            groups.give(at, owner, Reason.PROFILE)
    groups.join_equal(
        [_address_key(i, a) for i, a in zip(identities, accounts, strict=True)], Reason.ADDRESS
    )
    _join_accounts(groups, accounts)
    for at, account in enumerate(accounts):
        profile = claims.handles.get(account.login) if account else None
        if profile is not None and account is not None and account.login not in claims.logins:
            groups.give(at, profile, Reason.HANDLE)
    _join_login_names(groups, identities, accounts)
    _join_names(groups, identities, claims)
    return groups.result()


def _address_key(identity: Identity, account: Account | None) -> Hashable:
    return None if account else personal_address(identity.email)


def _join_accounts(groups: _Groups, accounts: Sequence[Account | None]) -> None:
    groups.join_equal(
        [(a.host, a.number) if a and a.number else None for a in accounts], Reason.ACCOUNT
    )
    numbers: dict[tuple[str, str], set[str]] = {}
    for account in accounts:
        if account and account.number:
            numbers.setdefault((account.host, account.login), set()).add(account.number)
    # A login that was given up and taken by someone else belongs to two numbers and tells nothing.
    groups.join_equal(
        [
            (a.host, a.login) if a and len(numbers.get((a.host, a.login), ())) < 2 else None
            for a in accounts
        ],
        Reason.ACCOUNT,
    )


def _join_login_names(
    groups: _Groups, identities: Sequence[Identity], accounts: Sequence[Account | None]
) -> None:
    """A name set to a login, as many do: unsure, as a short one may be a first name."""
    holders: dict[str, set[int]] = {}
    for at, account in enumerate(accounts):
        if account and len(account.login) >= _SHORTEST_LOGIN:
            holders.setdefault(account.login, set()).add(at)
    for at, identity in enumerate(identities):
        held = holders.get(comparable(identity.name), set())
        if len({groups.group_number(one) for one in held}) == 1:
            groups.join(min(held), at, Reason.LOGIN)


def _join_names(groups: _Groups, identities: Sequence[Identity], claims: Claims) -> None:
    named: dict[str, list[int]] = {}
    for at, identity in enumerate(identities):
        known = is_full_name(identity.name) or comparable(identity.name) in claims.full_names
        if known and not holds_address(identity.name):
            named.setdefault(comparable(identity.name), []).append(at)
    for name, members in named.items():
        profiles = {p.handle: p for p in claims.full_names.get(name, ())}
        profiles |= {p.handle: p for p in map(groups.profile, members) if p is not None}
        if len(profiles) == 1:
            (only,) = profiles.values()
            for at in members:
                groups.give(at, only, Reason.NAME)
        else:
            # Two profiles bear this name: whose the rest is, nobody can tell.
            free = [at for at in members if groups.profile(at) is None]
            for at in free[1:]:
                groups.join(free[0], at, Reason.NAME)


class _Groups:
    """Disjoint sets of identities, at most one profile each."""

    def __init__(self, count: int, profiles: Sequence[Profile]) -> None:
        self._profiles = list(profiles)
        self._of = list(range(count))
        self._groups = {at: Group([at]) for at in range(count)}
        self._with_profile: dict[str, int] = {}

    def profile(self, at: int) -> Profile | None:
        return self._groups[self._of[at]].profile

    def group_number(self, at: int) -> int:
        return self._of[at]

    def give(self, at: int, profile: Profile, reason: Reason) -> None:
        """Put an identity's group under a profile, unless it is under another one."""
        group = self._groups[self._of[at]]
        if group.profile is not None:
            return
        group.merges.append((reason, at, None))
        held = self._with_profile.setdefault(profile.handle, self._of[at])
        group.profile = profile
        self._unite(held, self._of[at])

    def join(self, one: int, other: int, reason: Reason) -> None:
        """Make one group of two, unless both have a profile."""
        first, second = self._groups[self._of[one]], self._groups[self._of[other]]
        if first is second or (first.profile is not None and second.profile is not None):
            return
        first.merges.append((reason, one, other))
        self._unite(self._of[one], self._of[other])

    def join_equal(self, keys: Sequence[Hashable], reason: Reason) -> None:
        """Join the identities whose keys are equal; None is equal to nothing."""
        first: dict[Hashable, int] = {}
        for at, key in enumerate(keys):
            if key is not None:
                self.join(first.setdefault(key, at), at, reason)

    def result(self) -> list[Group]:
        """The groups, profiles without any identity included."""
        groups = [
            self._groups[self._with_profile[p.handle]]
            if p.handle in self._with_profile
            else Group(profile=p)
            for p in self._profiles
        ]
        rest = [group for group in self._groups.values() if group.profile is None]
        for group in (*groups, *rest):
            group.members.sort()
        return groups + sorted(rest, key=lambda group: group.members[0])

    def _unite(self, keep: int, lose: int) -> None:
        if keep == lose:
            return
        kept, lost = self._groups[keep], self._groups.pop(lose)
        kept.members += lost.members
        kept.merges += lost.merges
        if kept.profile is None and lost.profile is not None:
            kept.profile = lost.profile
            self._with_profile[lost.profile.handle] = keep
        for at in lost.members:
            self._of[at] = keep
