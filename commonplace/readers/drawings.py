"""Drawings as SVG: opened by themselves they are pages, so those that could run or load are refused."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.readers.files import read_text

_MAX = 2_000_000
_UNSAFE = re.compile(
    r"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet"
    r"|<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|embed|object|handler|set|animate)\b"
    r"|[\s\"'/](?:on\w+|formaction)\s*="
    r"|(?:java|vb)script\s*:|@import|url\s*\(\s*[\"']?(?!#)"
    r"|(?:href|src)\s*=\s*[\"']?\s*(?!#|data:image/(?:png|jpeg|gif|webp);|[\"'])",
    re.IGNORECASE,
)
_DOCTYPE = re.compile(r"<!DOCTYPE svg PUBLIC \"[^\"<>]*\"\s*\"[^\"<>]*\"\s*>")


def drawing_problem(root: Path, path: str) -> Diagnostic | None:
    """Why the file at `path` is not published, if it is an SVG that is more than a drawing."""
    if not path.lower().endswith(".svg"):
        return None
    text = read_text(root, path, _MAX)
    if isinstance(text, Diagnostic):
        return text
    text = _DOCTYPE.sub("", text)
    # An entity may spell any of the refused words, and none is needed for lines and letters.
    if _UNSAFE.search(text) or re.search(r"&#", text):
        return diagnose("asset-unsafe", path, name=posixpath.basename(path))
    return None
