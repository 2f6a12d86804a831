"""Gets what requirements/npm.txt names from the npm registry, checked and unpacked. No package needed."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts._archives import unpack
from scripts._bounded import MOST_BYTES, MOST_TEXT, read_plain
from scripts._locking import LOCK, exclusive
from scripts._product import ProductError

LIST = "requirements/npm.txt"
PLACE = ".venv/hub-npm"
GIVEN = "HUB_NPM_PACKAGES"
"""Names a folder with the archives, for companies whose machines reach no registry."""
UNPACKED = "HUB_NPM_UNPACKED"
"""Tells the tests where the packages lie."""

_LINE = re.compile(
    r"(?P<name>(?:@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*)==(?P<version>[0-9][0-9A-Za-z.+-]*)"
    r" (?P<integrity>sha512-[A-Za-z0-9+/]{86}==)"
)
_STAMP = "hub-integrity.txt"
_SECONDS = 600
_SHOWN_LINES = 8
_REMEDY = (
    "What helps:\n"
    "  Debian, Ubuntu   sudo apt install npm\n"
    "  macOS            brew install node\n"
    "  Windows          winget install OpenJS.NodeJS.LTS\n"
    "  your company's own registry   npm config set registry ADDRESS\n"
    f"  no registry at all            download “{{archive}}” elsewhere, and set {GIVEN} to its folder"
)


class NoPackageError(Exception):
    """A package cannot be got. The message says why and what to do, in plain words."""


@dataclass(frozen=True)
class NodePackage:
    """A package in one version, and what its archive has to be."""

    name: str
    version: str
    integrity: str

    @property
    def folder(self) -> str:
        """What its folder is called, and its archive without the ending: as npm does it."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}"

    @property
    def archive(self) -> str:
        """What its archive is called."""
        return f"{self.folder}.tgz"


def listed(text: str) -> list[NodePackage]:
    """The packages of a list like requirements/npm.txt. Raises NoPackageError for a line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        matched = _LINE.fullmatch(line.strip())
        if matched is None:
            raise NoPackageError(
                f"Line {number} of {LIST} is not of the form “name==1.2.3 sha512-…”. Get a whole copy "
                "of the product, or mend the line."
            )
        found.append(NodePackage(**matched.groupdict()))
    return found


def ready(root: Path) -> Path:
    """The folder with every package of the list in a folder of its own; gets what is missing.

    Raises NoPackageError.
    """
    place = root / PLACE
    try:
        packages = listed(read_plain(root / LIST, MOST_TEXT).decode("utf-8", "replace"))
        if _missing(place, packages):
            (root / LOCK).parent.mkdir(parents=True, exist_ok=True)
            with exclusive(root / LOCK, _say):
                for package in _missing(
                    place, packages
                ):  # another set-up may have done it meanwhile
                    _say(f"Getting {package.name} {package.version} for the tests …")
                    _get(package, place)
    except OSError as problem:
        raise NoPackageError(
            f"“{problem.filename or place}” cannot be used ({problem.strerror or problem}). Check that "
            "the project's folder is whole, and yours to write."
        ) from None
    return place


def _missing(place: Path, packages: list[NodePackage]) -> list[NodePackage]:
    def has(package: NodePackage) -> bool:
        stamp = place / package.folder / _STAMP
        return stamp.is_file() and stamp.read_bytes() == package.integrity.encode()

    return [package for package in packages if not has(package)]


def _get(package: NodePackage, place: Path) -> None:
    """Check a package's archive and unpack it beside its place; only a whole one gets there."""
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=".making-") as scratch:
        given = os.environ.get(GIVEN)
        fetched, unpacked = Path(scratch, "fetched"), Path(scratch, "unpacked")
        fetched.mkdir()
        unpacked.mkdir()
        archive = _given(package, Path(given)) if given else _packed(package, fetched)
        data = read_plain(archive, MOST_BYTES)
        _check(package, data)
        checked = Path(scratch, package.archive)  # what is unpacked is what was checked
        checked.write_bytes(data)
        try:
            inside = unpack(checked, unpacked)
            (inside / _STAMP).write_text(package.integrity, "utf-8")
        except (ProductError, FileExistsError, NotADirectoryError, IsADirectoryError):
            raise NoPackageError(
                f"“{package.archive}” is what {LIST} names, and yet it is no archive, or holds "
                "a link, a path that leads elsewhere, a name twice, or far too much. Nothing of it "
                "is used. Tell whoever looks after the hub."
            ) from None
        target = place / package.folder
        if target.exists():
            shutil.rmtree(target)
        inside.rename(target)


def _given(package: NodePackage, folder: Path) -> Path:
    archive = folder / package.archive
    if not archive.is_file():
        raise NoPackageError(
            f"{GIVEN} names “{folder}”, and “{package.archive}” is not there. Put it there; “npm pack "
            f"{package.name}@{package.version}” downloads it where a registry can be reached."
        )
    return archive


def _packed(package: NodePackage, folder: Path) -> Path:
    """Let npm download the archive; which registry it asks is the user's setting."""
    remedy = _REMEDY.format(archive=package.archive)
    wanted = f"The tests need {package.name} {package.version} from the npm registry"
    npm = shutil.which("npm")
    if npm is None:
        raise NoPackageError(f"{wanted}, and there is no npm on this machine.\n{remedy}")
    command = [npm, "pack", f"{package.name}@{package.version}", "--ignore-scripts"]
    command += [
        "--prefer-offline",
        "--pack-destination=.",
        "--dry-run=false",
        "--no-update-notifier",
    ]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_SECONDS,
            check=False,
        )
        said = done.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        said = f"npm gave no answer for {_SECONDS // 60} minutes."
    made = sorted(folder.glob("*.tgz"))
    if len(made) != 1:
        lines = [line.rstrip() for line in said.splitlines() if line.strip()][-_SHOWN_LINES:]
        told = "\n".join(f"  {line}" for line in lines)
        raise NoPackageError(f"{wanted}, and npm could not get it:\n{told}\n{remedy}")
    return made[0]


def _check(package: NodePackage, data: bytes) -> None:
    found = base64.b64encode(hashlib.sha512(data).digest()).decode("ascii")
    if package.integrity != f"sha512-{found}":
        raise NoPackageError(
            f"“{package.archive}” is not the file that {LIST} names, so nothing of it is used. Start "
            "again; if it stays so, ask whoever runs your package registry whether it changes packages."
        )


def _say(words: str) -> None:
    """Tell a person who watches; a pipe stays quiet."""
    if sys.stderr.isatty():
        print(words, file=sys.stderr, flush=True)
