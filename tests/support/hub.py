"""Whole hubs in a test's folder: the product's own files, and the contributions of a test."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from tests.support.repository import Repository, write_files
from tests.support.shipped import shipped_settings
from tests.support.warm import may_be_warm, run_warm

ROOT = Path(__file__).resolve().parents[2]

_COPIED = ("hooks", "scripts", "docs/overrides", "docs/assets")
_LINKED = ("commonplace",)
_LONGEST_SECONDS = 300  # a command that waits for ever fails one test, not the whole run
_SAMPLE_ONLY = (
    "extra: {hub: {history: null, snapshot: null}}"  # what goes with the sample texts alone
)
_HOME = {
    "docs/index.md": "# Made for a test\n",
    "checks/must-not-discuss.txt": "",
    "checks/allowed.txt": "",
}


def make_hub(
    folder: Path,
    files: Mapping[str, str | bytes],
    *,
    settings: str = "",
    git: bool = True,
) -> Path:
    """Make a hub in `folder` of the product's theme, hooks, scripts and `files`; returns its root.

    `settings` is YAML that is laid over the product's mkdocs.yml, keys within keys; null takes one
    away. With `git`, everything given is one commit by Ada Example on 2026-01-05. For more history,
    leave it out, and use `Repository.create(root)`, `hide_product(root)` and `commit`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _put_product(folder)
    for name in _LINKED:
        try:
            (folder / name).symlink_to(ROOT / name, target_is_directory=True)
        except OSError:  # Windows lets not everyone make symbolic links
            shutil.copytree(ROOT / name, folder / name)
    (folder / "contributions").mkdir(exist_ok=True)
    product = lay_over(shipped_settings(), _SAMPLE_ONLY)
    write_files(folder, {"mkdocs.yml": lay_over(product, settings)} | _HOME | dict(files))
    if git:
        repository = Repository.create(folder)
        hide_product(folder)
        repository.commit(message="Start the hub")
    return folder


@cache
def _product() -> Path:
    """What of the product every hub has a copy of, without what Python keeps beside it."""
    folder = Path(tempfile.mkdtemp(prefix="product-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in _COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def _put_product(folder: Path) -> None:
    """Copy hundreds of files, which takes Python four times as long as a program for it."""
    if shutil.which("cp"):
        subprocess.run(["cp", "-R", f"{_product()}/.", str(folder)], check=True)
    else:
        shutil.copytree(_product(), folder, dirs_exist_ok=True)


def hide_product(folder: Path) -> None:
    """Keep the product's files out of the hub's history: it holds a test's files alone."""
    hidden = ["__pycache__/", "/.cache/", "/site/", *(f"/{name}" for name in (*_COPIED, *_LINKED))]
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "exclude").write_text("\n".join(hidden) + "\n", "utf-8")


@cache
def lay_over(base: str, change: str) -> str:
    """YAML with other YAML laid over it, keys within keys; MkDocs' own tags stay as they are."""
    top, upper = yaml.compose(base, yaml.SafeLoader), yaml.compose(change, yaml.SafeLoader)
    if upper is None:
        return base
    assert isinstance(top, yaml.MappingNode)
    assert isinstance(upper, yaml.MappingNode)
    _merge(top, upper)
    return yaml.serialize(top, allow_unicode=True)


def _merge(base: yaml.MappingNode, change: yaml.MappingNode) -> None:
    for key, value in change.value:
        old = next((held for name, held in base.value if name.value == key.value), None)
        if isinstance(old, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            _merge(old, value)
            continue
        base.value = [pair for pair in base.value if pair[0].value != key.value]
        if value.tag != "tag:yaml.org,2002:null":
            base.value.append((key, value))


def run_command(
    root: Path, command: str, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `scripts/<command>.py` of the hub at `root` with this Python, and return what it said."""
    return _run(root, [str(root / "scripts" / f"{command}.py"), *arguments], environment)


def run_mkdocs(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run plain `mkdocs` in the hub at `root` with this Python, and return what it said."""
    return _run(root, ["-m", "mkdocs", *arguments], environment)


def run_python(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in the hub at `root`, such as with `-c` and a program."""
    return _run(root, list(arguments), environment)


def _run(
    root: Path, arguments: list[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    dropped = ("GITHUB_", "HUB_AS_OF", "SOURCE_DATE_EPOCH", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    whole = (
        kept
        | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONUTF8": "1",
        }
        | dict(environment)
    )
    if may_be_warm(arguments, environment):
        done = run_warm(root, arguments, whole, _LONGEST_SECONDS)
        if done is not None:
            return done
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=whole,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_LONGEST_SECONDS,
        check=False,
    )
