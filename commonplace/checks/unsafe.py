"""What is unsafe in a text and readers do not say: HTML beyond the list, and pictures written as data."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.line_starts import line_starts
from commonplace.markup.linkscan import TAG
from commonplace.markup.mask import mask_code
from commonplace.markup.safety import UNSAFE_TAGS
from commonplace.markup.sanitize import ALLOWED_TAGS

# Every name of an element that browsers know and the list has not; anything else is somebody's <placeholder>.
_ELEMENTS = (
    "area body button canvas data datalist dialog dir fieldset font frame frameset head html "
    "keygen legend main map marquee menu meter nav noembed noframes noscript optgroup option "
    "output param picture plaintext progress search select slot template textarea title track "
    "math mtext image basefont bgsound blink command isindex listing multicol nextid nobr spacer "
    "xmp header footer aside article address big defs use text tspan line polygon polyline "
    "ellipse symbol filter mask pattern marker"
)
BEYOND_LIST = frozenset(_ELEMENTS.split()) - ALLOWED_TAGS - UNSAFE_TAGS
# Other addresses of data are removed, and markup/safety.py says so.
_DATA = re.compile(r"[(<\"'= ]data:image/(?:png|gif|jpe?g|webp)[;,]", re.IGNORECASE)
MOST = 20


def find_unsafe(text: str, path: str) -> Iterator[Diagnostic]:
    """At most twenty findings, each with its place."""
    if "<" not in text and "data:" not in text.lower():
        return
    masked = mask_code(text)
    lines = line_starts(text)
    for at, code, what in islice(_found(masked), MOST):
        line = bisect_right(lines, at)
        yield diagnose(code, path, line, at - lines[line - 1] + 1, **what)


def _found(masked: str) -> Iterator[tuple[int, str, dict[str, str]]]:
    for tag in TAG.finditer(masked):
        name = tag["name"].lower()
        if name in BEYOND_LIST:
            yield tag.start(), "markup-beyond-list", {"what": f"<{name}>"}
    for found in _DATA.finditer(masked):
        yield found.start() + 1, "markup-data-address", {}
