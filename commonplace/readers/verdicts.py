"""Which files were looked through for leaks before, so that the next build need not do it again.

Safe to delete, and never trusted: whoever could bring such a file along with a text would have the text
published. So it counts only where it was written here: it is sealed with a key that lies beside it, and with
the moment at which this machine made the key, which nothing that is copied, checked out or unpacked keeps.
It holds digests of files without a leak, and nothing else.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from commonplace.readers.raw_bytes import NO_FOLLOW, UnreadError, read_bytes

FILE_NAME = "leaks.bin"
KEY_NAME = "leaks.key"
_DIGEST = hashlib.sha256
_SIZE = 32
_MOST = 20_000_000


def digest(path: str, data: bytes) -> bytes:
    """What stands for a file: its name and all its bytes."""
    return _DIGEST(path.encode("utf-8", "surrogateescape") + b"\0" + data).digest()


def load_verdicts(folder: Path, judged_by: bytes) -> frozenset[bytes]:
    """The digests that an earlier build on this machine left in `folder`, judged by the same; else none."""
    try:
        key = _key(folder)
        data = read_bytes(folder, FILE_NAME, _MOST)
    except (UnreadError, OSError):
        return frozenset()
    seal, body = data[:_SIZE], data[_SIZE:]
    if len(body) % _SIZE or not hmac.compare_digest(seal, _seal(key, judged_by, body)):
        return frozenset()
    return frozenset(body[at : at + _SIZE] for at in range(0, len(body), _SIZE))


def save_verdicts(folder: Path, judged_by: bytes, digests: Iterable[bytes]) -> None:
    """Write the digests in one step, under a new key; a disk that refuses costs the next build time alone."""
    if any(place.is_symlink() for place in (folder.parent, folder)):
        return  # who knows where it leads
    body = b"".join(sorted(digests))
    if len(body) + _SIZE > _MOST:
        return
    temporary: str | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / KEY_NAME).unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW
        handle = os.open(folder / KEY_NAME, flags, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(_SIZE))
        seal = _seal(_key(folder), judged_by, body)
        with tempfile.NamedTemporaryFile(
            "wb", dir=folder, prefix=FILE_NAME, suffix=".part", delete=False
        ) as part:
            temporary = part.name
            part.write(seal + body)
        os.replace(temporary, folder / FILE_NAME)  # noqa: PTH105
    except (OSError, UnreadError):
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _key(folder: Path) -> bytes:
    """The key with what makes it this machine's. Raises OSError and UnreadError."""
    data = read_bytes(folder, KEY_NAME, _SIZE)
    facts = os.lstat(folder / KEY_NAME)
    return data + b"\0%d\0%d" % (facts.st_ino, facts.st_ctime_ns)


def _seal(key: bytes, judged_by: bytes, body: bytes) -> bytes:
    return hmac.digest(key, judged_by + body, "sha256")
