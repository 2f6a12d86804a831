"""What topics and paths have in common: former names, curators, and the texts that curators name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonplace.assemble.addresses import former_slug
from commonplace.assemble.people import PeopleIndex
from commonplace.assemble.references import resolve_reference
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Contribution, Status
from commonplace.model.history import History
from commonplace.model.paths import PathSource
from commonplace.model.topics import Pick, PickSource, TopicSource
from commonplace.readers.suggestions import Suggestions


@dataclass(frozen=True)
class Known:
    """What curators can name: contributions, by every reference, and people; `addresses` to suggest where
    that fails. `held_back` leads from the names of texts that are in no page of this build to the reason:
    `draft` or `internal`."""

    contributions: Mapping[str, Contribution]
    references: Mapping[str, str]
    people: PeopleIndex
    addresses: Suggestions
    held_back: Mapping[str, str]


@dataclass(frozen=True)
class PickCodes:
    """The codes for what can be wrong with a text that a curator names. Without `draft` and `internal`,
    such a text counts as gone."""

    gone: str
    obsolete: str
    twice: str
    draft: str = ""
    internal: str = ""


def former_slugs(
    sources: Sequence[TopicSource] | Sequence[PathSource], history: History, folder: str
) -> dict[str, str]:
    """From each slug that a file in `folder` once had to its present one.

    A present slug wins over a former one, and what a curator wrote over what the history tells.
    """
    present = {source.slug for source in sources}
    former: dict[str, str] = {}
    for source in sources:
        for slug in source.formerly:
            former.setdefault(slug, source.slug)
    for source in sources:
        past = history.files.get(source.path)
        for path in past.paths[:-1] if past else ():
            slug = former_slug(path, folder) or ""
            former.setdefault(slug, source.slug)
    return {old: new for old, new in former.items() if old and old not in present}


class Resolver:
    """Finds what one text of a curator names, and keeps what was wrong with it."""

    def __init__(
        self,
        source: TopicSource | PathSource,
        known: Known,
        codes: PickCodes,
        curators_known: Suggestions,
    ) -> None:
        self._source = source
        self._known = known
        self._codes = codes
        self._curators_known = curators_known
        self._picked: set[str] = set()
        self.problems: list[Diagnostic] = []

    def curators(self) -> tuple[str, ...]:
        """The ids of those who look after it."""
        place = self._source.places.get("curators")
        line, column = (place.line, place.column) if place else (1, 1)
        found: dict[str, None] = {}
        for name in self._source.curators:
            person = self._known.people.resolve(name)
            if person is None:
                near = self._curators_known.sentence(name.lstrip("@"))
                self.problems.append(
                    diagnose(
                        "curator-unknown", self._source.path, line, column, name=name, nearest=near
                    )
                )
            else:
                found[person] = None
        return tuple(found)

    def picks(self, written: Sequence[PickSource]) -> tuple[Pick, ...]:
        """Those of the texts named that can be shown, each once."""
        return tuple(self._kept(written))

    def _kept(self, written: Sequence[PickSource]) -> Iterator[Pick]:
        for pick in written:
            ident = self._found(pick)
            if ident is not None:
                self._picked.add(ident)
                yield Pick(ident, pick.why)

    def _found(self, pick: PickSource) -> str | None:
        known, codes = self._known, self._codes
        contribution = known.contributions.get(resolve_reference(pick.ref, known.references) or "")
        if contribution is None:
            self._is_missing(pick)
            return None
        if contribution.status is Status.OBSOLETE:
            successor = known.contributions.get(contribution.superseded_by or "")
            remedy = (
                f"Name “{successor.address.strip('/')}” instead, which took its place."
                if successor
                else "Take it away, or ask its authors what took its place."
            )
            self._tell(codes.obsolete, pick, title=contribution.title, remedy=remedy)
            return None
        if contribution.id in self._picked:
            self._tell(codes.twice, pick, title=contribution.title)
            return None
        if contribution.status is Status.DRAFT and codes.draft:
            self._tell(codes.draft, pick, ref=pick.ref)  # and shown where drafts are
        return contribution.id

    def _is_missing(self, pick: PickSource) -> None:
        codes = self._codes
        reason = resolve_reference(pick.ref, self._known.held_back)
        code = {"draft": codes.draft, "internal": codes.internal}.get(reason or "")
        if code:
            self._tell(code, pick, ref=pick.ref)
        else:
            near = self._known.addresses.sentence(pick.ref.strip("/"))
            self._tell(codes.gone, pick, ref=pick.ref, nearest=near)

    def _tell(self, code: str, pick: PickSource, **values: object) -> None:
        place = pick.place
        self.problems.append(diagnose(code, self._source.path, place.line, place.column, **values))
