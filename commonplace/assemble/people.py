"""Who is who: profiles, Git identities and written names become people, each of them once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from commonplace.assemble.people_accounts import Bots, account_of
from commonplace.assemble.people_groups import (
    UNSURE,
    Claims,
    Group,
    Reason,
    group_identities,
)
from commonplace.assemble.people_ids import Ids
from commonplace.assemble.people_names import (
    comparable,
    holds_address,
    is_full_name,
    presentable,
    slug_of_name,
)
from commonplace.assemble.people_near import near_misses
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Place
from commonplace.model.history import History, Identity
from commonplace.model.people import Merge, NearMiss, Person, Profile


@dataclass(frozen=True)
class PeopleIndex:
    """Everyone the hub knows, and how to find them.

    `people` are by id, sorted by name. `by_identity` leads from what History holds to an id;
    machines are not in it. `references` are the comparable forms of what people write; it holds
    e-mail addresses and must not be written out. `former` are ids whose pages redirect to present
    ones. `possible_bots` are people whose names end as machines' names do.
    """

    people: Mapping[str, Person]
    by_identity: Mapping[Identity, str] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict, repr=False)
    former: Mapping[str, str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    possible_bots: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def resolve(self, reference: str) -> str | None:
        """The id of whom a written handle, former handle, login, name or address means, or None."""
        for form in _forms(reference):
            found = self.references.get(form)
            if found is not None:
                return found
        return None


def assemble_people(
    profiles: Sequence[Profile],
    history: History,
    mentions: Sequence[str] = (),
    bots: Sequence[str] = (),
    *,
    survey: bool = False,
) -> PeopleIndex:
    """Everyone with a profile, in the history, or written as an author and such.

    `mentions` are names as written; `bots` are names or logins of machines beyond `[bot]`. Only a
    `survey` looks for near misses.
    """
    profiles = list({p.handle: p for p in profiles}.values())
    machines = Bots(bots)
    identities = [i for i in dict.fromkeys(history.identities) if not machines.has(i)]
    claims = Claims(profiles)
    groups = group_identities(identities, profiles, claims)
    assembly = _Assembly(profiles, identities, claims, groups, machines)
    index = assembly.index(mentions)
    return replace(index, near_misses=near_misses(assembly.written)) if survey else index


class _Assembly:
    """The steps from groups to people, in the order in which ids are given out."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        identities: Sequence[Identity],
        claims: Claims,
        groups: Sequence[Group],
        machines: Bots,
    ) -> None:
        self.profiles, self.identities, self.claims = profiles, identities, claims
        self.groups, self.machines = groups, machines
        self.ids = Ids(profile.handle for profile in profiles)
        self.people: dict[str, Person] = {}
        self.id_of_group = [self._person(group) for group in groups]
        self.written: dict[str, list[str]] = {
            person: self._written(group)
            for person, group in zip(self.id_of_group, groups, strict=True)
        }
        self.references = self._references()

    def index(self, mentions: Sequence[str]) -> PeopleIndex:
        """Everything together; `mentions` come last, as they may mean someone already known."""
        for mention in sorted(set(mentions), key=lambda m: (comparable(m), m)):
            self._mention(mention)
        former, diagnostics = self._former()
        olds: dict[str, list[str]] = {}
        for old, person in former.items():
            self.references.setdefault(comparable(old), person)
            olds.setdefault(person, []).append(old)
        for person, own in olds.items():
            self.people[person] = replace(self.people[person], former_ids=tuple(sorted(own)))
        by_name = sorted(self.people.items(), key=lambda row: (slug_of_name(row[1].name), row[0]))
        return PeopleIndex(
            people=dict(by_name),
            by_identity={
                self.identities[at]: person
                for person, group in zip(self.id_of_group, self.groups, strict=True)
                for at in group.members
            },
            references=self.references,
            former=former,
            merges=self._merges(),
            possible_bots=self._possible_bots(),
            diagnostics=tuple(sorted([*self._disputes(), *diagnostics])),
        )

    def _person(self, group: Group) -> str:
        profile = group.profile
        if profile is None:
            names = [presentable(self.identities[at].name) for at in group.members]
            person = self.ids.give(_best_name(names))
            self.people[person.id] = person
            return person.id
        self.people[profile.handle] = Person(
            id=profile.handle,
            name=presentable(profile.name) or profile.handle,
            has_profile=True,
            team=profile.team,
            location=profile.location,
            expertise=profile.expertise,
            ask_me_about=profile.ask_me_about,
            mentoring=profile.mentoring,
            visibility=profile.visibility,
            about=profile.about,
            about_line=profile.about_line,
            picture=profile.picture,
            source=profile.path,
        )
        return profile.handle

    def _written(self, group: Group) -> list[str]:
        """The names and logins a person is known by; no addresses."""
        found = [presentable(self.identities[at].name) for at in group.members]
        accounts = (account_of(self.identities[at]) for at in group.members)
        found += [account.login for account in accounts if account]
        if group.profile is not None:
            found += [group.profile.name, *group.profile.names, *group.profile.logins]
        return list(dict.fromkeys(name for name in found if name and not holds_address(name)))

    def _references(self) -> dict[str, str]:
        """Handles win over former handles, those over logins, names and addresses."""
        profiles = self.profiles
        rows = [
            (person, self.identities[at])
            for person, group in zip(self.id_of_group, self.groups, strict=True)
            for at in group.members
        ]
        accounts = [(person, account_of(identity)) for person, identity in rows]
        tables = (self.claims.logins, self.claims.names, self.claims.emails)
        written: list[tuple[str, str]] = [(person, person) for person in self.id_of_group]
        written += [(old, p.handle) for p in profiles for old in p.formerly]
        written += [(key, p.handle) for table in tables for key, p in table.items()]
        written += [(account.login, person) for person, account in accounts if account]
        written += [(p.name, p.handle) for p in profiles]
        written += [(presentable(identity.name), person) for person, identity in rows]
        written += [(identity.name, person) for person, identity in rows]
        written += [(slug_of_name(presentable(i.name)), person) for person, i in rows]
        written += [(slug_of_name(presentable(p.name)), p.handle) for p in profiles]
        written += [(identity.email, person) for person, identity in rows]
        found: dict[str, str] = {}
        for text, person in written:
            found.setdefault(comparable(text).removeprefix("@"), person)
        found.pop("", None)
        return found

    def _mention(self, mention: str) -> None:
        forms = _forms(mention)
        known = next((self.references[form] for form in forms if form in self.references), None)
        if not forms or self.machines.names(mention):
            return
        if known is None:
            person = self.ids.give(presentable(mention.strip().removeprefix("@")))
            self.people[person.id] = person
            self.written[person.id] = [person.name]
            self.references.setdefault(comparable(person.id), person.id)
            known = person.id
        for form in forms:
            self.references.setdefault(form, known)

    def _former(self) -> tuple[dict[str, str], list[Diagnostic]]:
        """Ids that lead to present ones: those a profile lists, and those that names once gave."""
        former: dict[str, str] = {}
        found: list[Diagnostic] = []
        for profile in self.profiles:
            for old in profile.formerly:
                owner = self.people.get(old)
                taken = owner.id if owner else former.get(old, profile.handle)
                if old == profile.handle:
                    continue
                if taken != profile.handle:
                    place = profile.places.get("formerly", Place())
                    values = {"old": old, "other": taken}
                    found.append(
                        diagnose(
                            "people-formerly-taken",
                            profile.path,
                            place.line,
                            place.column,
                            **values,
                        )
                    )
                elif self.people[profile.handle].has_page:
                    former[old] = profile.handle
        for person, group in zip(self.id_of_group, self.groups, strict=True):
            # An id made from the name gives it away: not for someone who wants no page.
            if self.people[person].has_page:
                for at in group.members:
                    old = slug_of_name(presentable(self.identities[at].name))
                    if old and old not in self.people:
                        former.setdefault(old, person)
        return former, found

    def _merges(self) -> tuple[Merge, ...]:
        found: dict[tuple[str, Reason], list[str]] = {}
        for person, group in zip(self.id_of_group, self.groups, strict=True):
            shown = self.people[person].name
            for reason, one, other in group.merges:
                names = found.setdefault((person, reason), [])
                second = shown if other is None else presentable(self.identities[other].name)
                names += [presentable(self.identities[one].name) or shown, second or shown]
        return tuple(
            Merge(
                person,
                tuple(dict.fromkeys(names)),
                reason.value,
                reason not in UNSURE and not (reason is Reason.ADDRESS and _unlike(names)),
            )
            for (person, reason), names in found.items()
        )

    def _possible_bots(self) -> tuple[str, ...]:
        found = {
            person
            for person, group in zip(self.id_of_group, self.groups, strict=True)
            if any(self.machines.possible(self.identities[at]) for at in group.members)
        }
        return tuple(sorted(found))

    def _disputes(self) -> Iterable[Diagnostic]:
        for field_name, value, owner, loser in self.claims.disputed:
            place = loser.places.get(field_name, Place())
            # An address must not stand in a build's log.
            values = (
                {"other": owner.handle}
                if field_name == "emails"
                else {
                    "other": owner.handle,
                    "value": value,
                }
            )
            code = f"people-{field_name}-claimed"
            yield diagnose(code, loser.path, place.line, place.column, **values)


def _best_name(names: Sequence[str]) -> str:
    """Of the names of one person the first full one, else the first that can be shown."""
    shown = [name for name in names if name]
    return next((name for name in shown if is_full_name(name)), shown[0] if shown else "")


def _unlike(names: Sequence[str]) -> bool:
    """Whether two full names have no word in common, as when a team shares one address."""
    full = [set(comparable(name).split()) for name in dict.fromkeys(names) if is_full_name(name)]
    return any(not one & full[0] for one in full[1:])


def _forms(reference: str) -> list[str]:
    """What a reference may be looked up by: as written, and its name and address apart."""
    whole = comparable(reference).removeprefix("@")
    name, bracket, address = whole.partition("<")
    forms = [whole]
    if bracket:
        forms += [address.rstrip("> "), name.strip()]
    if not holds_address(whole):
        forms.append(slug_of_name(whole))
    return [form for form in forms if form]
