"""The hub's checks of what stands in an issue, before anything of it goes anywhere."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commonplace.checks.form.house_words import house_words
from commonplace.checks.judge import Judge
from commonplace.diagnostics import Diagnostic, Severity, catalog, is_leak
from commonplace.model.settings import Settings
from commonplace.repository.form_answers import Answers
from scripts._check_changed import single_problems
from scripts._check_form import form_of_files
from scripts._check_leaks import with_leaks


@dataclass(frozen=True)
class Leak:
    """What kind of thing must not be read by others, and where it stands. Never the thing itself."""

    kind: str
    where: str


def leaks_of(
    title: str, body: str, answers: Answers | None, judge: Judge, words: Mapping[str, Any]
) -> list[Leak]:
    """Every leak that blocks, in any field: what is not published can be read in the issue all the same."""
    told = words["issue"]
    places = [(title, told["leak_title"])]
    if answers is not None:
        places += [(text, answers.label(ident)) for ident, text in answers.said.items()]
    found = [Leak(kind, where) for text, where in places for kind in leaks_in(text, judge)]
    if not found:
        whole = f"{title}\n\n{body}"
        found = [Leak(kind, told["leak_elsewhere"]) for kind in leaks_in(whole, judge)]
    return list(dict.fromkeys(found))


def leaks_in(text: str, judge: Judge) -> list[str]:
    """The kinds of the leaks in a text that block."""
    return [hit.kind for hit in judge.hits(text) if catalog()[hit.code].severity is Severity.ERROR]


def check_file(
    hub: Path, settings: Settings, path: str, text: str, judge: Judge
) -> list[Diagnostic]:
    """What `check --base` would say of a file in the hub: its name, its block at the top, its form, its links
    and pictures, leaks, unsafe things. It lies elsewhere for that, so nothing in the hub is touched."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        file = root / path
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8", newline="\n")
        form = form_of_files(root, [path], frozenset({path}), house_words(hub)[0], hub=hub)
        told = [
            *single_problems(root, [path], settings.docs_dir, hub=hub),
            *(one.diagnostic for one in form),
        ]
        told = [one for one in told if one.code not in settings.checks_off]
        shown = with_leaks(root, told, [path], judge, settings.docs_dir)
    return [one for one in shown if one.code not in settings.checks_off]


def is_blocking_leak(one: Diagnostic) -> bool:
    """Whether a finding is of something that must not be read by others."""
    return is_leak(one.code) and one.severity is Severity.ERROR
