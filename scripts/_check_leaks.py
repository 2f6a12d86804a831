"""The part of `check` that looks for leaks and unsafe content, and that lets no diagnostic repeat one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from commonplace.checks.judge import Judge, read_judge
from commonplace.checks.look_over import files_below, is_looked_at, look_over
from commonplace.checks.rules import RulesError
from commonplace.checks.withhold import withhold
from commonplace.diagnostics import Diagnostic
from commonplace.readers.curated_folders import CURATED
from scripts import _site

FOLDER = "contributions"


def judge_of(root: Path) -> Judge:
    """What decides here. Raises UsageError: without it, nothing passes."""
    try:
        return read_judge(root)
    except RulesError as problem:
        raise _site.UsageError(str(problem)) from None


def all_files(root: Path, docs_dir: str) -> list[str]:
    """Every file that is looked over."""
    return [path for path in files_below(root, (FOLDER, docs_dir)) if is_looked_at(path, docs_dir)]


def look_with_leaks(
    root: Path, found: Iterable[Diagnostic], paths: Iterable[str], judge: Judge, docs_dir: str
) -> tuple[list[Diagnostic], frozenset[str]]:
    """What was found, with the leaks in `paths` beside it, and nothing said that is one; and the files with a
    leak, of which nothing may be quoted."""
    curated = (f"{docs_dir}/{folder.name}/" for folder in CURATED)
    looked = look_over(root, paths, judge, (f"{FOLDER}/", *curated))
    leaky = frozenset(looked.leaky)
    return withhold([*found, *looked.diagnostics], judge, leaky), leaky


def with_leaks(
    root: Path, found: Iterable[Diagnostic], paths: Iterable[str], judge: Judge, docs_dir: str
) -> list[Diagnostic]:
    """What was found, with the leaks in `paths` beside it, and nothing said that is one."""
    return look_with_leaks(root, found, paths, judge, docs_dir)[0]
