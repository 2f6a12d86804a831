"""Learning paths with their curators and steps found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonplace.assemble.curated import Known, PickCodes, Resolver
from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.paths import LearningPath, PathSource
from commonplace.readers.suggestions import Suggestions

_CODES = PickCodes(
    gone="step-gone",
    obsolete="step-obsolete",
    twice="step-twice",
    draft="step-draft",
    internal="step-internal",
)


def assemble_paths(
    sources: Sequence[PathSource], known: Known, former: Mapping[str, str]
) -> tuple[dict[str, LearningPath], list[Diagnostic]]:
    """Resolve every path, by slug, in the order of their titles. `former` leads from old slugs to slugs."""
    old: dict[str, list[str]] = {}
    for slug, present in former.items():
        old.setdefault(present, []).append(f"paths/{slug}/")
    curators_known = Suggestions(known.people.people)
    paths: dict[str, LearningPath] = {}
    problems: list[Diagnostic] = []
    for source in sorted(sources, key=lambda source: (source.title.casefold(), source.slug)):
        resolver = Resolver(source, known, _CODES, curators_known)
        steps = resolver.picks(source.steps)
        if not steps:
            problems.append(diagnose("path-empty", source.path, title=source.title))
        paths[source.slug] = LearningPath(
            slug=source.slug,
            title=source.title,
            summary=source.summary,
            meant_for=source.meant_for,
            source=source.path,
            body=source.body,
            body_line=source.body_line,
            curators=resolver.curators(),
            steps=steps,
            former_addresses=tuple(old.get(source.slug, ())),
        )
        problems.extend(resolver.problems)
    return paths, problems
