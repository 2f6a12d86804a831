"""The links of a Markdown text: find them, see where they lead, change them."""

from __future__ import annotations

from commonplace.markup.linkscan import Link, LinkKind, find_links
from commonplace.markup.rewrite import DROP, Drop, rewrite_links
from commonplace.markup.targets import Target, TargetKind, resolve

__all__ = [
    "DROP",
    "Drop",
    "Link",
    "LinkKind",
    "Target",
    "TargetKind",
    "find_links",
    "resolve",
    "rewrite_links",
]
