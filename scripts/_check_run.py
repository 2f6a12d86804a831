"""A whole check, or one of what a branch changed: what is told, what can be mended, and of how much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from commonplace.checks.form.house_words import house_words
from commonplace.checks.form.page import Advice
from commonplace.checks.judge import Judge
from commonplace.checks.look_over import is_looked_at
from commonplace.checks.mend.ground import Ground
from commonplace.checks.mend.offers import in_conflict, offers
from commonplace.diagnostics import Diagnostic, diagnose, visible
from commonplace.diagnostics.fix import Fix, Offer, split_lines, suggestions_in
from commonplace.readers.contributions import kind_of_text
from commonplace.readers.files import read_text
from commonplace.readers.settings import read_settings
from commonplace.readers.topics import read_topics
from scripts import _git, _site
from scripts._check_form import form_of_files, form_of_hub
from scripts._check_leaks import FOLDER, all_files, judge_of, look_with_leaks
from scripts._product import is_link


@dataclass(frozen=True)
class Checked:
    """What was told, in order; the fixes that go with some of it; the texts that they were made for, by
    path; and in words what was looked at."""

    told: Sequence[Diagnostic]
    offers: Mapping[Diagnostic, Offer]
    texts: Mapping[str, str]
    looked_at: str


@dataclass(frozen=True)
class _Found:
    """What is wrong, the files that were looked at, and how their number is said."""

    told: list[Diagnostic]
    form: list[Advice]
    files: list[str]
    looked_at: Callable[[Sequence[str]], str]


def run_check(root: Path, base: str | None = None, wanted: Sequence[str] = ()) -> Checked:
    """Look over the hub in `root`, or with `base` what changed since; told is only what lies below `wanted`.

    Raises UsageError where nothing can be judged, or `base` is none.
    """
    judge = judge_of(root)  # before anything else: what cannot be judged does not pass
    settings = read_settings(root)[0]
    found = _everything(root) if base is None else _changed(root, base, settings.docs_dir)
    missing = [diagnose("file-missing", path) for path in wanted if not (root / path).exists()]
    files = [path for path in found.files if is_below(path, wanted)]
    form = [one for one in found.form if is_below(one.diagnostic.path, wanted)]
    told = [one for one in found.told if is_below(one.path, wanted)]
    told = [*told, *(one.diagnostic for one in form), *missing]
    told = [one for one in told if one.code not in settings.checks_off]
    shown, leaky = look_with_leaks(root, told, files, judge, settings.docs_dir)
    shown = [one for one in shown if one.code not in settings.checks_off]
    fixes, texts = _fixes(root, (shown, form, leaky), settings.docs_dir)
    return Checked(shown, _offered(fixes, texts, judge), texts, found.looked_at(files))


def is_below(path: str, wanted: Sequence[str]) -> bool:
    """Whether a path is one of those that were asked for, or lies in one."""
    if not wanted or "." in wanted:
        return True
    return any(path == one or path.startswith(f"{one}/") for one in wanted)


def _everything(root: Path) -> _Found:
    """What is wrong with the whole hub."""
    from commonplace.site.gather import Request, gather

    site = gather(Request(root=root, now=datetime.now(UTC), drafts=True, with_leaks=True))
    words, problems = house_words(root)
    files = all_files(root, site.hub.settings.docs_dir)
    told = [*site.plan.diagnostics, *problems]
    return _Found(told, list(form_of_hub(root, site.hub, words)), files, _texts_looked_at)


def _texts_looked_at(files: Sequence[str]) -> str:
    texts = [path for path in files if kind_of_text(path)]
    return _site.count(len(texts), "text looked at", "texts looked at")


def _files_looked_at(files: Sequence[str]) -> str:
    return _site.count(len(files), "changed file looked at", "changed files looked at")


def _changed(root: Path, base: str, docs_dir: str) -> _Found:
    """What can be told of what a branch changed, without reading all the rest."""
    from scripts._check_changed import single_problems

    every = _git.changed_since(root, base, (FOLDER, docs_dir))
    if every is None:
        raise _site.UsageError(
            f"“{visible(base)}” is nothing that Git can compare with here. Name a branch or a commit, "
            "such as “origin/main”, and make sure that enough of the history is here: "
            "“git fetch --unshallow” gets all of it."
        )
    changed = [path for path in every if is_looked_at(path, docs_dir)]
    odd = _no_plain_files(root, changed)
    files = [path for path in changed if path not in odd]
    added = frozenset(_git.added_since(root, base, (FOLDER,)))
    return _Found(
        [*odd.values(), *single_problems(root, files, docs_dir)],
        list(form_of_files(root, files, added, house_words(root)[0])),
        files,
        _files_looked_at,
    )


def _no_plain_files(root: Path, paths: list[str]) -> dict[str, Diagnostic]:
    """Links, and folders that are repositories of their own: nothing in them is read, so they are told."""
    found = {}
    for path in paths:
        if is_link(root / path.rstrip("/")):
            found[path] = diagnose("file-link", path.rstrip("/"))
        elif not (root / path).is_file():
            found[path] = diagnose("file-not-regular", path.rstrip("/"))
    return found


def _fixes(
    root: Path, found: tuple[list[Diagnostic], list[Advice], frozenset[str]], docs_dir: str
) -> tuple[dict[Diagnostic, Fix], dict[str, str]]:
    """A fix for each diagnostic that has one, and the texts of their files. None for a file with a leak."""
    shown, form, leaky = found
    fixes = {
        one.diagnostic: Fix(one.diagnostic.path, one.diagnostic.code, one.edits)
        for one in form
        if one.edits
    }
    by_path: dict[str, list[Diagnostic]] = {}
    for one in shown:
        if one.path not in leaky and is_looked_at(one.path, docs_dir):
            by_path.setdefault(one.path, []).append(one)
    topics = tuple(topic.slug for topic in read_topics(root, docs_dir)[0]) if by_path else ()
    kept: dict[Diagnostic, Fix] = {}
    names_in = cache(lambda folder: _names_in(root, folder, docs_dir))
    texts: dict[str, str] = {}
    for path, told in by_path.items():
        text = read_text(root, path)
        if isinstance(text, Diagnostic) or in_conflict(text):
            continue
        ground = Ground(path, text, topics, names_in)
        own = {one: fixes[one] for one in told if one in fixes}
        mended = {**own, **offers(ground, told)}
        if mended:
            kept |= mended
            texts[path] = text
    return kept, texts


def _offered(
    fixes: Mapping[Diagnostic, Fix], texts: Mapping[str, str], judge: Judge
) -> dict[Diagnostic, Offer]:
    """Each fix with the lines that it comes to; none whose outcome would be a leak."""
    offered = {}
    split = {path: split_lines(text)[0] for path, text in texts.items()}
    for told, fix in fixes.items():
        lines = tuple(suggestions_in([fix], split[fix.path]))
        if not judge.hits("\n".join(line for one in lines for line in one.replacement)):
            offered[told] = Offer(fix, lines)
    return offered


def _names_in(root: Path, folder: str, docs_dir: str) -> list[str]:
    """The names in a folder of the hub's texts; none elsewhere."""
    here = root / folder
    if not folder.startswith((f"{FOLDER}/", f"{docs_dir}/")):
        return []
    try:
        return [] if here.is_symlink() else sorted(one.name for one in here.iterdir())
    except OSError:  # nothing is there, or no disk takes such a name
        return []


def all_fixes(checked: Checked) -> Iterable[Fix]:
    """Every fix that is offered, in the order of what is told."""
    return (checked.offers[one].fix for one in checked.told if one in checked.offers)
