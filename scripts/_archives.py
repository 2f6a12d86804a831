"""Archives unpacked with care: only plain files, only below the folder, only so much."""

from __future__ import annotations

import gzip
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from scripts._bounded import MOST_BYTES, MOST_FILES, MOST_IN_ONE, Limited, TooMuchError
from scripts._names import is_plain
from scripts._product import ProductError

ENDINGS = (".zip", ".tar.gz", ".tgz", ".tar")

_BLOCK = 1 << 20
_LONGEST_NAME = 1000
_LIST_OF_FILES = 4 << 20  # what a .zip with the most files has at its end
_BROKEN = (
    *(zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError),
    *(ValueError, NotImplementedError, OverflowError),
    RuntimeError,  # a password
)


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack into an empty folder and return where the product lies. Raises ProductError and OSError."""
    room = Room(archive.name, folder)
    try:
        if archive.stat().st_size > MOST_BYTES:
            raise TooMuchError
        with archive.open("rb") as file:
            if archive.name.lower().endswith(".zip"):
                _unpack_zip(file, room)
            else:
                _unpack_tar(file, room)
    except TooMuchError:
        raise room.too_much() from None
    except _BROKEN as bad:
        raise ProductError(f"“{archive.name}” cannot be unpacked: {bad}") from None
    inside = list(folder.iterdir())  # archives of a repository hold one folder
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _unpack_zip(file: IO[bytes], room: Room) -> None:
    limited = Limited(file, _LIST_OF_FILES, only_ahead=False)
    with zipfile.ZipFile(limited) as opened:
        for one in opened.infolist():
            kind = stat.S_IFMT(one.external_attr >> 16)
            room.count()
            if one.is_dir():
                room.path(one.orig_filename.rstrip("/"))
            elif one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ValueError("it is packed in an unusual way")
            elif kind in (0, stat.S_IFREG):
                path = room.path(one.orig_filename)
                with opened.open(one) as packed:
                    room.fill(path, packed)
            else:
                room.refuse(one.filename)


def _unpack_tar(file: IO[bytes], room: Room) -> None:
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    plain = gzip.GzipFile(fileobj=file) if packed else file
    limited = Limited(plain, _BLOCK, only_ahead=True)  # type: ignore[arg-type]
    with tarfile.TarFile(fileobj=limited) as opened:
        for one in opened:
            room.count()
            if one.isdir():
                if one.name not in (".", "./"):
                    room.path(one.name.removeprefix("./"))
            elif one.isreg() and not one.issparse():
                path = room.path(one.name.removeprefix("./"))
                content = opened.extractfile(one)
                if content is not None:
                    room.fill(path, content)
            else:
                room.refuse(one.name)


class Room:
    """A folder that somebody else's files may fill, and what is left of its room."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self._folder = folder
        self._files = MOST_FILES
        self._bytes = MOST_BYTES

    def count(self) -> None:
        """Take note of one more file or folder. Raises ProductError."""
        self._files -= 1
        if self._files < 0:
            raise self.too_much()

    def path(self, name: str) -> Path:
        """Where the file of that name goes. Raises ProductError."""
        if not is_plain(name) or not name.isprintable() or len(name) > _LONGEST_NAME:
            self.refuse(name)
        return self._folder / name

    def fill(self, path: Path, file: IO[bytes]) -> None:
        """Write a file. Raises ProductError and OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        left = MOST_IN_ONE
        with path.open("xb") as target:  # nothing twice
            for block in _blocks(file):
                self._bytes -= len(block)
                left -= len(block)
                if self._bytes < 0 or left < 0:
                    raise self.too_much()
                target.write(block)

    def too_much(self) -> ProductError:
        """What to raise for more than there is room for."""
        return ProductError(f"“{self._name}” holds far more than a product. Is it one?")

    def refuse(self, name: str) -> None:
        """Raise ProductError for a file that no product has."""
        shown = name.encode("unicode_escape").decode("ascii")[:200]
        raise ProductError(
            f"“{self._name}” holds “{shown}”, which a product has not: a link, or a path that leads "
            "elsewhere. Nothing of it is used. Get it again from where it is published."
        )


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block
