"""The product's workflows, read as GitHub reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from tests.support.shipped import ROOT, product_files

FOLDER = ROOT / ".github" / "workflows"
FILES = product_files(sorted(FOLDER.glob("*.y*ml")))
NAMES = [path.name for path in FILES]
EXCEPTIONS = {("comment.yml", "dangerous-triggers")}
"""What zizmor finds and is let stand: once, for the workflow that comments on pull requests from forks."""


class _Loader(yaml.SafeLoader):
    """Reads “on” as a word, as GitHub does."""


_Loader.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:bool"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def text(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(text(name), _Loader)  # noqa: S506 - a safe one
    return found


def jobs(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from read(name)["jobs"].items()


def steps(name: str) -> Iterator[dict[str, Any]]:
    for _, job in jobs(name):
        yield from job["steps"]
