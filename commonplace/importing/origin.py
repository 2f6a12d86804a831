"""What a source is called, and where it can be seen on the web: never with a password, never a local path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_SCP = re.compile(r"(?:[^@/\s]+@)?(?P<host>[A-Za-z0-9.-]{2,}):(?!//)(?P<path>[^\\:]+)")
_REPOSITORY = re.compile(r"/[\w.-]+/[\w.-]+")
_SHOWN = 200


@dataclass(frozen=True)
class Origin:
    """`name` tells sources apart and is written into files. `web` is its page on GitHub, or None."""

    name: str
    web: str | None = None

    def address_of(self, path: str, *, folder: bool = False) -> str | None:
        """Where a file or folder of the source can be seen, or None."""
        if self.web is None:
            return None
        return f"{self.web}/{'tree' if folder else 'blob'}/HEAD/{quote(path)}"


def origin_of(written: str | None, fallback: str, github: str) -> Origin:
    """The origin out of the address a repository was cloned from; `fallback` where that is none.

    `github` is the address of the company's GitHub; github.com counts beside it.
    """
    address = _https(written or "")
    if address is None:
        return Origin(fallback[:_SHOWN])
    parts = urlsplit(address)
    hosts = {"github.com", urlsplit(github).netloc.lower()}
    on_github = parts.netloc.lower() in hosts and _REPOSITORY.fullmatch(parts.path)
    return Origin(address[:_SHOWN], address if on_github else None)


def _https(written: str) -> str | None:
    """An address without credentials, query and `.git`, or None for a path on some machine."""
    text = written.strip()
    if not text.isprintable() or " " in text:
        return None
    if "://" not in text:
        match = _SCP.fullmatch(text)
        if match is None:
            return None
        text = f"ssh://{match['host']}/{match['path'].lstrip('/')}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("https", "http", "ssh", "git") or not host:
        return None
    plain = parts.scheme in ("https", "http")
    netloc = f"{host}:{port}" if port and plain else host
    path = parts.path.rstrip("/").removesuffix(".git")
    return f"{parts.scheme if plain else 'https'}://{netloc}{path}"
