"""Slugs: the part of an address that a name becomes."""

from __future__ import annotations

import re
import unicodedata


def slug_of(name: str) -> str:
    """The part of an address that a file name or a title becomes: small letters, digits and hyphens.

    Letters of every script stay; accents of Latin letters go. At most 100 characters and 200 bytes, since
    it names a folder.
    """
    folded = "".join(
        c
        for c in unicodedata.normalize("NFKD", name.casefold())
        if not (unicodedata.combining(c) and ord(c) < 0x0370)
    )
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", folded))
    return "-".join(words)[:100].encode()[:200].decode("utf-8", "ignore").strip("-")
