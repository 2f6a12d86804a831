"""Everything that the commands say of a hub of made leaks, on each of their ways out, and what it repeats."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from commonplace.diagnostics.formats import FORMATS
from commonplace.repository.comment import Around, comment_text
from commonplace.repository.review import FILE, read_review
from commonplace.site.gather import Request, gather
from scripts import _git

_BEGUN = ("mkdocs.yml", "docs", "checks")
_WHO = ("-c", "user.name=Made", "-c", "user.email=made@example.org", "-c", "commit.gpgsign=false")
_EVENT, _OUT = "event.json", "review"
_BASE = ("--base", "HEAD")
_NOTHING_LOST = re.compile(r"[\s.\-/()]")
_SHORTEST = 6


@dataclass(frozen=True)
class Said:
    """What was said, by the name of where, and the findings of a whole check as rows of JSON."""

    texts: dict[str, str]
    rows: list[dict[str, Any]]

    def repeating(self, values: Iterable[str]) -> tuple[str, ...]:
        """Where one of the values stands in what was said."""
        wanted = frozenset(values)
        return tuple(name for name, text in self.texts.items() if repeats(text, wanted))


def begin(hub: Path) -> Around:
    """Make the hub a repository, as it is before anything leaks; what a comment needs to know of it."""
    event = {"pull_request": {"number": 1, "head": {"sha": "0" * 40}}}
    (hub / _EVENT).write_text(json.dumps(event), "utf-8")
    commit = (*_WHO, "commit", "--quiet", "-m", "Begin")
    steps: list[tuple[str, ...]] = [("init", "--quiet"), ("add", *_BEGUN), commit]
    if any(_git.ask(hub, *words) is None for words in steps):
        raise OSError("Git could not make a repository in a temporary folder.")
    return Around(gather(Request(root=hub, now=datetime.now(UTC))).hub)


def listen(hub: Path, around: Around) -> Said:
    """Run a whole check in every format, one of what changed, and a review with the comment made of it."""
    runs: dict[str, tuple[str, ...]] = {
        form: ("check", "--format", form) for form in sorted(FORMATS)
    }
    runs["--base"] = ("check", *_BASE)
    runs["review"] = ("review", *_BASE, "--out", _OUT)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = dict(
            zip(runs, pool.map(lambda words: _run(hub, *words), runs.values()), strict=True)
        )
    texts = {name: out + err for name, (out, err) in done.items()}
    review = (hub / _OUT / FILE).read_bytes()
    texts[FILE] = json.dumps(json.loads(review), ensure_ascii=False)
    texts["comment"] = comment_text(read_review(review), around)
    return Said(texts, json.loads(done["json"][0]))


def _run(hub: Path, command: str, *words: str) -> tuple[str, str]:
    """What a command says on both of its ways out."""
    run = subprocess.run(
        [sys.executable, str(hub / "scripts" / f"{command}.py"), *words],
        cwd=hub,
        env={
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            "GITHUB_EVENT_PATH": str(hub / _EVENT),
        },
        capture_output=True,
        check=False,
    )
    out, err = (part.decode("utf-8", "replace") for part in (run.stdout, run.stderr))
    if run.returncode not in (0, 1):
        raise OSError(err.strip() or f"“{command}” did not run")
    return out, err


def repeats(text: str, values: Iterable[str]) -> bool:
    """Whether a value stands in an output, also as formats and addresses escape it, and without blanks."""
    plain = html.unescape(re.sub(r"\\(.)", r"\1", text)).replace("\u2060", "")
    said = {text, plain, unquote(text), unquote(plain)}
    bare = {_bare(one) for one in said}
    for value in values:
        for part in {value, *value.split("\n")}:
            small = _bare(part)
            if any(part in one for one in said):
                return True
            if len(small) >= _SHORTEST and any(small in one for one in bare):
                return True
    return False


def _bare(text: str) -> str:
    return _NOTHING_LOST.sub("", text)
