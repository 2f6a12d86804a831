"""Whole copies of the product, with samples and settings as shipped, for what changes a hub itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts._product import SAMPLES, files_of, read_product
from tests.support.repository import Repository, write_files
from tests.support.shipped import ROOT, samples_text, shipped_settings

SAMPLE_TEXTS: dict[str, str | bytes] = {
    "contributions/articles/sample.md": "---\nauthors: [sam-sample]\n---\n# Sample\n\nA text.\n",
    "contributions/war-stories/deep/index.md": "# Deep\n\nIt has a picture.\n",
    "contributions/war-stories/deep/picture.png": b"\x89PNG\r\n\x1a\n",
    "contributions/people/sam-sample.md": "---\nname: Sam Sample\nteam: Quality\n---\n",
    "contributions/.sample/discussions.json": "{}\n",
    "docs/topics/samples.md": "---\ncurators: [sam-sample]\n---\n\nAbout samples.\n",
    "docs/paths/sample.md": "# A path\n",
}
OWN_FILES = {
    "docs/index.md": "---\ntitle: Commonplace\n---\n",
    "docs/guidelines.md": "# What to share\n\nWhat helps.\n",
    "docs/assets/company.css": "/* ours */\n",
    "checks/must-not-discuss.txt": "# nothing yet\n",
    "checks/allowed.txt": "# nothing yet\n",
    "README.md": "# Commonplace\n",
    ".gitignore": "/.venv/\n/.cache/\n/site/\n__pycache__/\n",
}


def whole_product(folder: Path) -> Path:
    """Put a whole product into `folder`, as it would be cloned, with a few samples of its own."""
    product = read_product(ROOT)
    assert product is not None
    for path in files_of(ROOT, product):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, folder / path)
    write_files(folder, {**SAMPLE_TEXTS, **OWN_FILES, "mkdocs.yml": shipped_settings()})
    write_files(folder, {SAMPLES: samples_text(folder)})
    return folder


def in_git(folder: Path) -> Repository:
    """Make a repository of a folder, with everything in it committed."""
    repository = Repository.create(folder)
    repository.commit(message="All of it")
    return repository


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content; what Git, Python and builds keep for themselves is not."""
    left_out = {".git", "site", ".cache", ".venv"}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.relative_to(folder).parts[0] not in left_out
        and path.suffix != ".pyc"
    }
