"""Files in the cache that only this machine can have written.

Whoever could bring such a file along with a text would have the build believe it. So it counts only where it
was written here: it is sealed with a key that lies beside it, and with the moment at which this machine made
the key, which nothing that is copied, checked out or unpacked keeps. Safe to delete.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from commonplace.readers.raw_bytes import NO_FOLLOW, UnreadError, read_bytes

SEAL = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Sealed:
    """A kind of such a file: its name, that of its key, and how many bytes it has at most."""

    name: str
    key_name: str
    most: int

    def load(self, folder: Path, made_of: bytes) -> bytes | None:
        """What an earlier build on this machine left in `folder`, `made_of` the same; else None."""
        try:
            key = self._key(folder)
            data = read_bytes(folder, self.name, self.most)
        except (UnreadError, OSError):
            return None
        seal, body = data[:SEAL], data[SEAL:]
        return body if hmac.compare_digest(seal, _seal(key, made_of, body)) else None

    def save(self, folder: Path, made_of: bytes, body: bytes) -> None:
        """Write it in one step, under a new key; a disk that refuses costs the next build time alone."""
        if any(place.is_symlink() for place in (folder.parent, folder)):
            return  # who knows where it leads
        if len(body) + SEAL > self.most:
            return
        temporary: str | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / self.key_name).unlink(missing_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW
            handle = os.open(folder / self.key_name, flags, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(os.urandom(SEAL))
            seal = _seal(self._key(folder), made_of, body)
            with tempfile.NamedTemporaryFile(
                "wb", dir=folder, prefix=self.name, suffix=".part", delete=False
            ) as part:
                temporary = part.name
                part.write(seal)
                part.write(body)
            os.replace(temporary, folder / self.name)  # noqa: PTH105
        except (OSError, UnreadError):
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)

    def _key(self, folder: Path) -> bytes:
        """The key with what makes it this machine's. Raises OSError and UnreadError."""
        data = read_bytes(folder, self.key_name, SEAL)
        facts = os.lstat(folder / self.key_name)
        return data + b"\0%d\0%d" % (facts.st_ino, facts.st_ctime_ns)


def _seal(key: bytes, made_of: bytes, body: bytes) -> bytes:
    return hmac.digest(key, made_of + body, "sha256")
