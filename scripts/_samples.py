"""The sample texts: which of them are here, and which somebody has made their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts._names import is_plain
from scripts._product import SAMPLES, ProductError, digest_at, is_link

FOLDERS = (
    *("contributions", "docs/topics", "docs/paths"),
    *(".github/CODEOWNERS", ".github/workflows/product.yml"),
)
"""Where samples lie: folders, and single files in folders that are not theirs."""
ALIVE = (
    *(f"contributions/{name}" for name in ("articles", "links", "people", "tips", "war-stories")),
    "docs/topics",
    "docs/paths",
)
"""Folders that stay when nothing is in them, so that everybody sees where things go."""
KEEPER = ".gitkeep"


@dataclass(frozen=True)
class Found:
    """Paths of samples as they came, of samples that were edited, and of all other files."""

    untouched: tuple[str, ...]
    edited: tuple[str, ...]
    own: tuple[str, ...]


def sample_files(root: Path) -> Iterator[str]:
    """Every file in the folders where samples lie. Links are neither followed nor named."""
    for folder in FOLDERS:
        yield from _walk(root, folder)


def find_samples(root: Path) -> Found:
    """Tell samples from a company's own files, by what is in them. Raises ProductError."""
    try:
        listed = json.loads((root / SAMPLES).read_text("utf-8"))
        known = {str(path): str(value) for path, value in listed.items() if is_plain(str(path))}
    except (OSError, ValueError, AttributeError):
        raise ProductError(
            f"“{SAMPLES}” is missing or broken, so nobody knows what is a sample. "
            "Get a whole copy of the product, and start again."
        ) from None
    sorts: dict[str, list[str]] = {"untouched": [], "edited": [], "own": []}
    for path in sample_files(root):
        if path.rpartition("/")[2] == KEEPER:
            continue
        wanted = known.get(path)
        same = wanted is not None and wanted == digest_at(root, path)
        sorts["untouched" if same else "edited" if wanted else "own"].append(path)
    return Found(*(tuple(sorts[name]) for name in ("untouched", "edited", "own")))


def _walk(root: Path, name: str) -> Iterator[str]:
    path = root / name
    if is_link(path):
        return
    if path.is_dir():
        for entry in sorted(path.iterdir()):
            yield from _walk(root, f"{name}/{entry.name}")
    elif path.is_file():
        yield name
