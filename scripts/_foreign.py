"""Somebody else's Git repository, read without its settings, so that nothing they name is started.

Git runs in an empty repository of ours that borrows the other's objects. The other's config, hooks,
attributes and index are never looked at; the few files that say where its history ends are read here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from scripts._archives import Room
from scripts._bounded import MOST_BYTES, MOST_FILES, MOST_IN_ONE, MOST_TEXT, read_plain
from scripts._git_alone import MOST_SAID, git_says
from scripts._product import ProductError, is_link

_MOST_HANDED = 32_000_000
_MOST_LISTED = 400 * MOST_FILES  # bytes: the name of a content, a size and a path, each some dozens
_AT_ONCE = 500
_LONGEST_PATH = 1000
_MOST_FOLDERS = 200_000
_MOST_CONTENTS = 1_000_000
_NAME = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_FILES = (b"100644", b"100755", b"100664")
_SETTINGS = ("-c", "core.commitGraph=false", "-c", "core.multiPackIndex=false")


@dataclass(frozen=True)
class Entry:
    """A file of a commit: Git's name of its content, and how long that is; -1 for what is no file."""

    blob: str
    size: int


@dataclass(frozen=True)
class Foreign:
    """A repository of somebody else's: `place` is ours that borrows, `head` the last commit."""

    given: Path
    place: Path
    bare: bool
    head: str
    tips: tuple[str, ...]

    def files(self) -> Mapping[str, Entry]:
        """Everything in the last commit. Raises ProductError."""
        rows = ("ls-tree", "-r", "-z", "-l", "--full-tree", self.head)
        listed = self._ask(rows, most=_MOST_LISTED)
        if listed is None:
            raise ProductError(
                f"The last commit of “{self.given}” is not all there. Get the whole of it again."
            )
        found: dict[str, Entry] = {}
        room = Room(self.given.name, self.place)
        for row in listed.split(b"\0")[:-1]:
            about, _, name = row.partition(b"\t")
            mode, _, blob, size = about.split()
            path = os.fsdecode(name)
            room.count()
            plain = mode in _FILES and size.isdigit()
            found[path] = Entry(blob.decode("ascii"), int(size) if plain else -1)
        return found

    def export(self, folder: Path) -> None:
        """Write the files of the last commit into an empty folder, as Git keeps them.

        Raises ProductError, for links and other repositories too, and OSError.
        """
        room = Room(self.given.name, folder)
        files = self.files()
        for path, one in files.items():
            if one.size < 0:
                room.refuse(path)
        sizes = [one.size for one in files.values()]
        if sum(sizes) > MOST_BYTES or max(sizes, default=0) > MOST_IN_ONE:
            raise room.too_much()
        for group in _groups(files):
            asked = "".join(f"{files[path].blob}\n" for path in group)
            answer = self._ask(("cat-file", "--batch"), asked.encode("ascii"))
            at = 0
            for path in group:
                header = f"{files[path].blob} blob {files[path].size}\n".encode("ascii")
                if answer is None or not answer.startswith(header, at):
                    raise ProductError(
                        f"“{path}” is missing in “{self.given}”. Get the whole of it again."
                    )
                start = at + len(header)
                at = start + files[path].size + 1
                room.fill(room.path(path), BytesIO(answer[start : at - 1]))

    def history(self) -> frozenset[tuple[str, str]]:
        """Each path with Git's name of each content that it ever had; none where not all is there."""
        asked = "".join(f"{tip}\n" for tip in self.tips).encode("ascii")
        answer = self._ask(("log", "--ignore-missing", "--format=%T", "--stdin"), asked) or b""
        found: set[tuple[str, str]] = set()
        seen = {("", root) for root in answer.decode("ascii", "replace").split()}
        ahead = list(seen)
        while ahead:
            group, ahead = ahead[:_AT_ONCE], ahead[_AT_ONCE:]
            asked = "".join(f"{tree}\n" for _, tree in group).encode("ascii")
            answer = self._ask(("cat-file", "--batch"), asked) or b""
            at = 0
            for folder, tree in group:
                end = answer.find(b"\n", at)
                header = answer[at:end].split()
                if header[:2] != [tree.encode("ascii"), b"tree"]:
                    return frozenset()
                at = end + 1 + int(header[2]) + 1
                for mode, name, its in entries(answer[end + 1 : at - 1], len(tree) // 2):
                    here = (f"{folder}{name}", its)
                    if len(here[0]) > _LONGEST_PATH:
                        continue
                    if mode in _FILES:
                        found.add(here)
                    elif mode == b"40000" and (below := (f"{here[0]}/", its)) not in seen:
                        seen.add(below)
                        ahead.append(below)
            if len(seen) > _MOST_FOLDERS or len(found) > _MOST_CONTENTS:
                raise Room(self.given.name, self.place).too_much()
        return frozenset(found)

    def _ask(
        self, arguments: tuple[str, ...], stdin: bytes = b"", *, most: int = MOST_SAID
    ) -> bytes | None:
        whole = ("--git-dir=.", *_SETTINGS, *arguments)
        answer = git_says(self.place, whole, stdin, most=most)
        if answer is not None and len(answer) > most:
            raise Room(self.given.name, self.place).too_much()
        return answer


def entries(tree: bytes, length: int) -> Iterator[tuple[bytes, str, str]]:
    """Mode, name and Git's name of what a folder holds, as Git keeps it; its names have that length."""
    at = 0
    while (end := tree.find(b"\0", at)) > 0:
        mode, _, name = tree[at:end].partition(b" ")
        at = end + 1 + length
        yield mode, os.fsdecode(name), tree[end + 1 : at].hex()


def open_foreign(given: Path, place: Path) -> Foreign | None:
    """The repository whose top is `given`; None for a folder that is none, and without Git or commits.

    `place` does not exist yet, and becomes the one that borrows. Raises ProductError and OSError.
    """
    found = _folders(given)
    if found is None:
        return None
    own, common = found
    bare = own == given
    refs = _refs(common)
    said = _line(own / "HEAD")
    head = refs.get(said.removeprefix("ref:").strip()) if said.startswith("ref:") else said
    if not head and not bare:
        return None  # nothing is committed yet: a folder like any other
    if not head or not _NAME.fullmatch(head):
        raise ProductError(f"“{given}” is a Git repository without anything in it.")
    kind = "sha1" if len(head) == 40 else "sha256"
    started = git_says(
        place.parent,
        ("init", "--quiet", "--bare", "--template=", f"--object-format={kind}", place.name),
    )
    if started is None:
        if bare:
            raise ProductError(
                f"“{given}” is a Git repository, and there is no Git here to read it."
            )
        return None
    borrowed = str((common / "objects").resolve())
    if not borrowed.isprintable():
        raise _not_understood(given)
    (place / "objects" / "info").mkdir(exist_ok=True)
    (place / "objects" / "info" / "alternates").write_bytes(os.fsencode(f"{borrowed}\n"))
    if (common / "shallow").is_file():
        cut = read_plain(common / "shallow", 10 * MOST_TEXT).decode("ascii", "replace").split()
        text = "".join(f"{name}\n" for name in cut if _NAME.fullmatch(name))
        (place / "shallow").write_text(text, "ascii")
    tips = {name for name in (head, *refs.values()) if len(name) == len(head)}
    return Foreign(given, place, bare, head, tuple(sorted(tips)))


def _folders(given: Path) -> tuple[Path, Path] | None:
    """Where a repository keeps what is its own, and what its work trees share."""
    dot = given / ".git"
    if is_link(dot):
        raise _not_understood(given)
    if dot.is_dir():
        own = dot
    elif dot.exists():
        said = _line(dot)
        if not said.startswith("gitdir: ") or not said.isprintable():
            raise _not_understood(given)
        own = given / said.removeprefix("gitdir: ")
    elif (given / "HEAD").is_file() and all((given / n).is_dir() for n in ("objects", "refs")):
        own = given
    else:
        return None
    shared = _line(own / "commondir") if (own / "commondir").is_file() else "."
    if not shared.isprintable():
        raise _not_understood(given)
    common = own / shared
    known = (own / "HEAD").is_file() and all((common / n).is_dir() for n in ("objects", "refs"))
    lent = common / "objects" / "info" / "alternates"
    if not known or (common / "reftable").exists() or (lent.exists() and not lent.is_file()):
        raise _not_understood(given)
    return own, common


def _refs(common: Path) -> dict[str, str]:
    """What each branch and tag stands for."""
    found: dict[str, str] = {}
    if (common / "packed-refs").is_file():
        for line in read_plain(common / "packed-refs", 10 * MOST_TEXT).splitlines():
            value, _, name = line.decode("utf-8", "replace").partition(" ")
            if _NAME.fullmatch(value):
                found[name] = value
    for name in _loose(common, "refs", [MOST_FILES]):
        value = _line(common / name)
        if _NAME.fullmatch(value):
            found[name] = value
    return found


def _loose(common: Path, folder: str, left: list[int]) -> Iterator[str]:
    with os.scandir(common / folder) as entries:
        for entry in entries:
            left[0] -= 1
            name = f"{folder}/{entry.name}"
            if left[0] < 0 or len(name) > 1000:
                raise ProductError("That Git repository has far more branches than a product.")
            if entry.is_dir(follow_symlinks=False):
                yield from _loose(common, name, left)
            elif entry.is_file(follow_symlinks=False) and not name.endswith(".lock"):
                yield name


def _line(path: Path) -> str:
    return os.fsdecode(read_plain(path, 10_000)).rstrip("\r\n")


def _not_understood(given: Path) -> ProductError:
    return ProductError(
        f"“{given}” is a Git repository of a kind that is not understood here. Clone it to a folder "
        "(git clone), or make an archive of it there: git archive --output product.zip HEAD."
    )


def _groups(files: Mapping[str, Entry]) -> Iterator[list[str]]:
    group: list[str] = []
    size = 0
    for path, one in files.items():
        if group and size + one.size > _MOST_HANDED:
            yield group
            group, size = [], 0
        group.append(path)
        size += one.size
    if group:
        yield group
