"""Say what is wrong or unsure with this hub and this machine."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.checks.judge import list_problems  # noqa: E402
from commonplace.diagnostics import Diagnostic, Severity, diagnose  # noqa: E402
from commonplace.diagnostics.formats import FORMATS  # noqa: E402
from commonplace.model.hub import Hub  # noqa: E402
from commonplace.reports.doctor import examine  # noqa: E402
from commonplace.site.gather import Request, gather  # noqa: E402
from scripts import _site  # noqa: E402
from scripts._product import ProductError  # noqa: E402
from scripts._repository import look  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    """Print the findings; 0 when nothing is wrong, 1 when something is."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub doctor",
        description="Says what is wrong or unsure with this hub and this machine, and how to mend it: "
        "settings, the history, people who may be one or two, what is missing here.",
        epilog="What is wrong with single texts is told by “scripts/hub check”.",
    )
    parser.add_argument("--format", choices=sorted(FORMATS), default="text")
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _doctor(options.format), failed=2)


def _doctor(form: str) -> int:
    site = gather(
        Request(root=ROOT, now=datetime.now(UTC), drafts=True, survey=True, with_leaks=True)
    )
    found = sorted([*_machine(), *examine(site.hub), *_on_github(site.hub), *list_problems(ROOT)])
    print(FORMATS[form](found), end="")
    if form == "text":
        hub = site.hub
        print(
            f"{_site.count(len(hub.contributions), 'contribution', 'contributions')}, "
            f"{_site.count(len(hub.people), 'person', 'people')}, "
            f"{_site.count(len(hub.topics), 'topic', 'topics')}; "
            f"history: {hub.history_state.value}, "
            f"{_site.count(hub.commits, 'change', 'changes')}, "
            f"{_site.count(hub.renames, 'rename', 'renames')} followed; "
            f"{_site.count(len(found), 'thing', 'things')} to look at."
        )
    return 1 if any(one.severity is Severity.ERROR for one in found) else 0


def _on_github(hub: Hub) -> list[Diagnostic]:
    """What is made from the hub for GitHub, where that is used: made once, or the workflows are here."""
    try:
        wanted = look(ROOT, hub)
    except (OSError, ProductError):  # “scripts/hub repository” says what is in the way
        return []
    files = [*wanted.written, *wanted.removed]
    if not files or not hub.settings.repository or not (ROOT / ".github").is_dir():
        return []
    return [diagnose("doctor-repository", ".github", files=", ".join(files))]


def _machine() -> list[Diagnostic]:
    found = []
    if shutil.which("git") is None:
        found.append(diagnose("doctor-no-git", "."))
    if not os.access(ROOT, os.W_OK):
        found.append(diagnose("doctor-read-only", "."))
    return found


if __name__ == "__main__":
    sys.exit(main())
