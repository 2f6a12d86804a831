"""What belongs to the product and what to the company, and the note of what was installed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts._bounded import MOST_TEXT, read_plain
from scripts._names import is_plain, may_be_product

LIST = "scripts/shipped/product.toml"
SETTINGS = "scripts/shipped/mkdocs.yml"
SAMPLES = "scripts/shipped/samples.json"
INSTALLED = ".hub-product.json"
KEPT = "upgrade-kept"
STAGING = ".hub-upgrade"

COMPANY = (
    *("contributions/", "docs/topics/", "docs/paths/", "docs/guidelines.md", "docs/index.md"),
    *("checks/", "docs/assets/company.css", "mkdocs.yml", "README.md", ".gitignore", ".mailmap"),
    *(".git/", ".venv/", ".cache/", "site/", f"{KEPT}/", f"{STAGING}/", INSTALLED),
)
"""What is never the product's, whatever its list says."""

_LEFTOVERS = re.compile(r"__pycache__|\.\w+_cache|.*\.py[co]|\.DS_Store|Thumbs\.db|desktop\.ini")
_VERSION = re.compile(r"[\w.+!-]{1,60}", re.ASCII)
_DEEPEST = 1000
_ABOUT = (
    "What the product installed here, with the SHA-256 of each file. scripts/hub upgrade tells by it "
    "which files you have changed. Keep it with the hub, and leave it as it is."
)


class ProductError(Exception):
    """A folder or file is not what it has to be. The message is for the person who runs a command."""


@dataclass(frozen=True)
class Product:
    """Names of files and of folders (these end with a slash) that are the product's, or are not."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    def covers(self, path: str) -> bool:
        """Whether the file at `path` is the product's to replace."""
        return (
            may_be_product(path)
            and any(
                path == name or (name[-1] == "/" and path.startswith(name)) for name in self.ours
            )
            and not _is_in(path, self.theirs)
        )


@dataclass(frozen=True)
class Installed:
    """What a hub's own note says that the product put there; `files` are digests by path."""

    version: str
    files: Mapping[str, str]


def read_product(root: Path) -> Product | None:
    """The list of what is the product's, as the product in `root` gives it. Raises ProductError."""
    try:
        data = tomllib.loads(read_plain(root / LIST, MOST_TEXT).decode("utf-8"))
        ours, theirs = (tuple(map(str, data[key])) for key in ("product", "company"))
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise ProductError(f"“{LIST}” cannot be read: {problem.strerror}") from None
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise ProductError(f"“{LIST}” cannot be read: {problem}") from None
    for name in (*ours, *theirs):
        bare = name.removesuffix("/")
        if not is_plain(bare) or (
            name in ours and (not may_be_product(bare) or _is_in(bare, COMPANY))
        ):
            raise ProductError(f"“{LIST}” names “{name[:80]}”, which is not the product's.")
    return Product(ours, (*theirs, *COMPANY))


def files_of(root: Path, product: Product) -> Iterator[str]:
    """Every file of the product's below `root`, sorted; what Python and desktops leave behind is not.

    Raises ProductError for a link: whoever follows one may write anywhere.
    """
    for name in sorted(product.ours):
        refuse_links(root, name.rstrip("/"))
        yield from (path for path in _walk(root, name.rstrip("/")) if product.covers(path))


def refuse_links(root: Path, path: str) -> None:
    """Raise ProductError when `path`, or a folder above it below `root`, is a link."""
    ends = [at for at, c in enumerate(f"{path}/") if c == "/"]
    for above in (path[:end] for end in ends):
        if is_link(root / above):
            raise ProductError(
                f"“{above}” is a link to another place. Put the real file or folder there first."
            )


def is_link(path: Path) -> bool:
    """Whether a path is a symbolic link, or what Windows calls a junction."""
    check = getattr(path, "is_junction", None)  # Python 3.12 and newer
    return path.is_symlink() or bool(check and check())


def digest(data: bytes) -> str:
    """The SHA-256 of a file, whatever line ends Git or an editor gave it."""
    return hashlib.sha256(same_ends(data)).hexdigest()


def same_ends(data: bytes) -> bytes:
    """A text with its line ends made `\\n`; anything else as it is."""
    return data if b"\0" in data else data.replace(b"\r\n", b"\n")


def digest_at(root: Path, path: str, most: int | None = None) -> str | None:
    """The digest of a regular file, or None where there is none.

    Raises OSError when it is unreadable, or larger than `most`.
    """
    try:
        if not stat.S_ISREG((root / path).lstat().st_mode):
            return None
        return digest(read_plain(root / path, most))
    except (FileNotFoundError, NotADirectoryError):
        return None


def version_of(root: Path) -> str:
    """The version that pyproject.toml states, or "0" where it states none."""
    version = project_of(root).get("version", "")
    return version if _VERSION.fullmatch(version) else "0"


def project_of(root: Path) -> dict[str, str]:
    """What pyproject.toml says about its project in plain texts; nothing where it cannot be read."""
    try:
        data = read_plain(root / "pyproject.toml", MOST_TEXT).decode("utf-8")
        project = tomllib.loads(data)["project"]
        return {key: value for key, value in project.items() if isinstance(value, str)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def read_installed(root: Path) -> Installed | None:
    """The note of what was installed, or None where there is none that can be used."""
    if is_link(root / INSTALLED):
        return None
    try:
        data = json.loads((root / INSTALLED).read_text("utf-8"))
        files = {str(path): str(value) for path, value in data["files"].items()}
        return Installed(str(data["version"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def installed_text(installed: Installed) -> str:
    """The note of what was installed, as it is written."""
    data = {"about": _ABOUT, "version": installed.version}
    files = dict(sorted(installed.files.items()))
    return json.dumps(data | {"files": files}, indent=1, ensure_ascii=False) + "\n"


def _is_in(path: str, names: tuple[str, ...]) -> bool:
    """Whether a path is one of `names` or lies in one: in capitals or not, some systems do not care."""
    here = f"{path.casefold()}/"
    return any(here.startswith(f"{name.removesuffix('/').casefold()}/") for name in names)


def _walk(root: Path, name: str) -> Iterator[str]:
    path = root / name
    if _LEFTOVERS.fullmatch(path.name) or not is_plain(name):
        return
    if len(name) > _DEEPEST:
        raise ProductError(f"“{name[:80]} …” lies deeper than anything of the product's.")
    if is_link(path):
        raise ProductError(f"“{name}” is a link to another place. Put the real file there first.")
    if path.is_dir():
        for entry in sorted(os.listdir(path)):  # noqa: PTH208 - the names alone are wanted
            yield from _walk(root, f"{name}/{entry}")
    elif path.is_file():
        yield name
