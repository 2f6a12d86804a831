"""What the product ships of its own: its settings and samples, and which files are its own.

`python -m tests.support.shipped` writes both into scripts/shipped/ after a change of mkdocs.yml or of a
sample: init and upgrade need them where mkdocs.yml and the texts are a company's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from scripts._product import INSTALLED, SAMPLES, SETTINGS, digest_at, read_installed
from scripts._samples import sample_files

ROOT = Path(__file__).resolve().parents[2]
IS_SAMPLE = not (ROOT / INSTALLED).exists()

needs_samples = pytest.mark.skipif(
    not IS_SAMPLE, reason="a company's own hub: the sample texts and settings are not here"
)
"""For tests of the sample hub itself. `scripts/hub init` has taken it away in a company's hub."""


def shipped_settings() -> str:
    """mkdocs.yml as the product ships it, also where the one in the root is a company's."""
    return (ROOT / ("mkdocs.yml" if IS_SAMPLE else SETTINGS)).read_text("utf-8")


def product_files(paths: Iterable[Path]) -> list[Path]:
    """Those of some files that the product brought: in a company's hub, its own are not for our tests."""
    installed = read_installed(ROOT)
    if installed is None:
        return list(paths)
    return [path for path in paths if path.relative_to(ROOT).as_posix() in installed.files]


def samples() -> dict[str, str | bytes]:
    """The samples' files, with the very settings that come along."""
    pages = (path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
    names = ["mkdocs.yml", *sample_files(ROOT), *pages]
    return {name: (ROOT / name).read_bytes() for name in names}


def samples_text(root: Path = ROOT) -> str:
    """The list of samples with their digests, as it has to be."""
    listed = {path: digest_at(root, path) for path in sample_files(root)}
    return json.dumps(dict(sorted(listed.items())), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    if not IS_SAMPLE:
        raise SystemExit("This is a company's hub: its texts are no samples.")
    (ROOT / SETTINGS).write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8", newline="\n")
    (ROOT / SAMPLES).write_text(samples_text(), "utf-8", newline="\n")
