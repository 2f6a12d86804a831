"""A file that somebody sent becomes a draft, and what is wrong with it is said where they can find it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from commonplace.checks.judge import Judge
from commonplace.checks.look_over import text_problems
from commonplace.checks.names import name_hits
from commonplace.checks.withhold import withhold
from commonplace.diagnostics import Diagnostic, Severity, diagnose, is_leak
from commonplace.drafting.compose import compose, path_of, slug_for
from commonplace.drafting.draft import Draft
from commonplace.drafting.given import Given, used_pictures
from commonplace.model.kinds import KINDS, Kind
from commonplace.model.slug import slug_of
from commonplace.readers.contributions import ID

_SHORTEST_NAME = 4  # letters; shorter ones are words, too
_PROGRAMS = frozenset(
    [
        "python-docx",
        "microsoft office user",
        "microsoft",
        "user",
        "admin",
        "administrator",
        "author",
        "unknown",
    ]
)
# Nobody else's words stand in them.
_OWN_WORDS = frozenset({"add-kind-missing", "add-unread", "add-zip", "add-picture"})
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Wanted:
    """What a curator says beyond the file, and over it. `unnamed` takes every name away."""

    kind: Kind | None = None
    title: str = ""
    topics: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    unnamed: bool = False


@dataclass(frozen=True)
class Addition:
    """What is to be written, by path: the text first, then its pictures. Empty where something is wrong."""

    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    slug: str = ""

    @property
    def is_good(self) -> bool:
        """Whether nothing has to be mended first."""
        return not any(one.severity is Severity.ERROR for one in self.diagnostics)


def plan_addition(
    given: Given,
    wanted: Wanted,
    name: str,
    judge: Judge,
    taken: Mapping[str, Collection[str]],
    ids: Collection[str],
    new_id: str,
) -> Addition:
    """Work out the files of a contribution. `taken` are the slugs of each kind, `ids` those that are there.

    `name` is how diagnostics call the file. With an error nothing is to be written.
    """
    if any(one.severity is Severity.ERROR for one in given.diagnostics):
        return Addition({}, tuple(_quiet(given.diagnostics, judge, name, leaky=True)))
    problems = [*given.diagnostics, *_missing(given, wanted, name)]
    kind = wanted.kind or given.kind or KINDS[0]
    draft = _draft(given, wanted, kind, new_id)
    if given.id and (not ID.fullmatch(given.id) or given.id in ids):
        problems.append(diagnose("add-id-taken", name))
    elif given.id:
        draft = replace(draft, id=given.id)
    shown = used_pictures(draft.body)
    pictures = {one: data for one, data in given.pictures.items() if one in shown}
    if missing := shown - pictures.keys():
        problems.append(diagnose("add-picture-missing", name, count=len(missing)))
    slug = slug_for(draft, taken.get(kind.name, ()))
    if slug != slug_for(draft):
        problems.append(diagnose("add-renamed", name))
    path = path_of(draft, slug, folder=bool(pictures))
    text = compose(draft)
    leaks = [*_leaks(text, path, given, name, judge), *_slug_leaks(slug, name, judge)]
    names = list(_names_inside(text, given, name, draft.title)) if wanted.unnamed else []
    leaky = bool(names) or any(is_leak(one.code) for one in leaks)
    found = tuple(_quiet([*problems, *leaks, *names], judge, name, leaky=leaky))
    folder = path.rpartition("/")[0]
    files = {
        path: text.encode("utf-8"),
        **{f"{folder}/{one}": data for one, data in pictures.items()},
    }
    addition = Addition(files, found, slug)
    return addition if addition.is_good else Addition({}, found)


def _missing(given: Given, wanted: Wanted, name: str) -> Iterable[Diagnostic]:
    if wanted.kind is None and given.kind is None:
        yield diagnose("add-kind-missing", name, kinds=", ".join(kind.name for kind in KINDS))
    if not slug_of(wanted.title or given.title):
        yield diagnose("add-title-missing", name)
    if not (wanted.unnamed or wanted.told_by or given.told_by or given.authors):
        yield diagnose("add-teller-missing", name)
    if not given.body.strip() and not given.summary:
        yield diagnose("add-text-missing", name)


def _draft(given: Given, wanted: Wanted, kind: Kind, new_id: str) -> Draft:
    named = not wanted.unnamed
    return Draft(
        kind=kind,
        title=wanted.title or given.title,
        id=new_id,
        body=given.body,
        summary=given.summary,
        topics=tuple(
            dict.fromkeys(slug_of(one) for one in (*wanted.topics, *given.topics) if slug_of(one))
        ),
        authors=given.authors if named else (),
        told_by=(wanted.told_by or given.told_by) if named else (),
    )


def _leaks(text: str, path: str, given: Given, name: str, judge: Judge) -> Iterable[Diagnostic]:
    """What must not get out, at the place in the file that was given, which is the one to be mended."""
    for one in text_problems(text, path, judge):
        yield replace(one, path=name, line=_line_in_file(text, one.line, given), column=1)


def _slug_leaks(slug: str, name: str, judge: Judge) -> Iterable[Diagnostic]:
    hits = name_hits(slug, judge, is_file=False)
    if hits:
        yield diagnose("leak-in-name", name, kind=hits[0].kind, number=1, count=1)


def _line_in_file(text: str, line: int, given: Given) -> int:
    """The line of the file that a line of the new text came from; of a Word document, the paragraph."""
    lines = text.split("\n")
    top = next((n for n, one in enumerate(lines[1:], start=2) if one == "---"), 1)
    body = top + 1 if top < len(lines) and not lines[top].strip() else top
    if line <= body:
        return 1
    if given.line:
        return given.line + line - body - 1
    above = "\n".join(lines[body : line - 1])
    return len([block for block in above.split("\n\n") if block.strip()]) + (
        not lines[line - 2].strip()
    )


def _names_inside(text: str, given: Given, name: str, title: str) -> Iterable[Diagnostic]:
    """The names that came with the file, where they stand in the text all the same.

    A part of a name may be a word like any other, and so may what the file is called: both are advice.
    """
    named = [one for one in given.named if " ".join(one.casefold().split()) not in _PROGRAMS]
    inside = _pattern([one for one in named if len(one.strip()) >= _SHORTEST_NAME])
    parts = [
        part for one in named for part in _WORDS.findall(one) if part.casefold() not in _PROGRAMS
    ]
    called = name.rpartition(".")[0]
    is_name = len(_WORDS.findall(called)) > 1 and slug_of(called) != slug_of(title)
    near = _pattern([called] if is_name else [])
    part = _pattern([one for one in parts if len(one) > 2 and one[0].isupper()], re.NOFLAG)
    for number, line in enumerate(text.split("\n"), start=1):
        if inside.search(line):
            yield diagnose("add-name-inside", name, _line_in_file(text, number, given))
        elif part.search(line) or near.search(line):
            yield diagnose("add-name-part", name, _line_in_file(text, number, given))


def _pattern(names: Iterable[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Finds names, whatever stands between their words."""
    words = [r"[\W_]+".join(_WORDS.findall(one)) for one in sorted(set(names))]
    found = "|".join(one for one in words if one) or "(?!)"
    return re.compile(rf"(?<![^\W_])(?:{found})(?![^\W_])", flags)


def _quiet(
    found: Iterable[Diagnostic], judge: Judge, name: str, *, leaky: bool
) -> list[Diagnostic]:
    found = list(found)
    own = withhold((one for one in found if one.code in _OWN_WORDS), judge, frozenset())
    others = (one for one in found if one.code not in _OWN_WORDS)
    return sorted([*own, *withhold(others, judge, frozenset({name} if leaky else ()))])
