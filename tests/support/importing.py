"""An import from beginning to end, within this process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from commonplace.diagnostics import Diagnostic
from commonplace.importing.plan import ImportPlan
from commonplace.importing.planning import Wishes, plan_import
from commonplace.importing.source import SourceRequest, open_source
from commonplace.importing.writing import write_plan
from commonplace.model.kinds import BY_NAME
from commonplace.readers.settings import read_settings


@dataclass(frozen=True)
class Outcome:
    """What an import planned, and everything that it had to say."""

    plan: ImportPlan
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        """The codes of all diagnostics, sorted; samples that are mere headings are no finding."""
        return sorted(one.code for one in self.diagnostics if one.code != "text-missing")


def bring_in(
    root: Path,
    source: Path,
    *,
    kind: str | None = None,
    leave_out: tuple[str, ...] = (),
    **asked: Any,
) -> Outcome:
    """Import `source` into the hub at `root`; `asked` goes to SourceRequest."""
    settings, _ = read_settings(root, {})
    opened = open_source(SourceRequest(source, root, settings.github.web, **asked))
    wishes = Wishes(BY_NAME[kind] if kind else None, leave_out)
    plan = plan_import(opened, root, settings, wishes)
    written = write_plan(plan, opened, root)
    return Outcome(plan, (*plan.diagnostics, *written.diagnostics))


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file below contributions/ and docs/topics, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("contributions", "docs/topics")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def block_of(path: Path) -> Mapping[str, Any]:
    """The keys at the top of a file."""
    block = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    assert isinstance(block, dict)
    return block


def text_of(path: Path) -> str:
    """The text below the block."""
    return path.read_text("utf-8").split("---\n", 2)[2]
