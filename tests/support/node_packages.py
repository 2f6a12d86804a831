"""Files of the npm packages that tests need."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from scripts._node_packages import LIST, PLACE, UNPACKED, listed
from tests.support.hub import ROOT


def package_path(name: str, file: str) -> Path:
    """Where a file of a package is. Raises RuntimeError with the way to get it when it is not here."""
    package = next(one for one in listed((ROOT / LIST).read_text("utf-8")) if one.name == name)
    folder = Path(os.environ.get(UNPACKED) or ROOT / PLACE)
    path = folder / package.folder / file
    if not path.is_file():
        raise RuntimeError(
            f"These tests need {package.name} {package.version}. “scripts/hub test” gets it; or set "
            f"{UNPACKED} to a folder that has “{package.folder}” in it."
        )
    return path


@cache
def package_file(name: str, file: str) -> str:
    """What a file of a package says. Raises RuntimeError as `package_path` does."""
    return package_path(name, file).read_text("utf-8")
