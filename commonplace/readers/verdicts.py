"""Which files were looked through for leaks before, so that the next build need not do it again.

Safe to delete, and never trusted unless it was written here (`sealed.py`): whoever could bring such a file
along with a text would have the text published. It holds digests of files without a leak, and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from commonplace.readers.sealed import SEAL, Sealed

FILE_NAME = "leaks.bin"
KEY_NAME = "leaks.key"
_DIGEST = hashlib.sha256
_SIZE = 32
_FILE = Sealed(FILE_NAME, KEY_NAME, 20_000_000 + SEAL)


def digest(path: str, data: bytes) -> bytes:
    """What stands for a file: its name and all its bytes."""
    return _DIGEST(path.encode("utf-8", "surrogateescape") + b"\0" + data).digest()


def load_verdicts(folder: Path, judged_by: bytes) -> frozenset[bytes]:
    """The digests that an earlier build on this machine left in `folder`, judged by the same; else none."""
    body = _FILE.load(folder, judged_by)
    if body is None or len(body) % _SIZE:
        return frozenset()
    return frozenset(body[at : at + _SIZE] for at in range(0, len(body), _SIZE))


def save_verdicts(folder: Path, judged_by: bytes, digests: Iterable[bytes]) -> None:
    """Write the digests in one step, under a new key; a disk that refuses costs the next build time alone."""
    _FILE.save(folder, judged_by, b"".join(sorted(digests)))
