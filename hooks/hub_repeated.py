"""Parts of pages that repeat are filled once for each folder of the site, and not once a page.

The header, the menu and what is linked in the head differ between two pages of a folder only if they lead
to one of them, or name it. Whatever else they should come to depend on is noticed: the first two pages of
a folder fill such a part for themselves, and only where both come out the same do others take it over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment

if TYPE_CHECKING:
    from jinja2.runtime import Context
    from mkdocs.structure.nav import Navigation

_PARTIALS = (
    *("partials/header.html", "partials/nav.html", "partials/footer.html"),
    "partials/hub/looks.html",
)
# Those of Material's page that ask for nothing of the templates above it: a block is looked up by what it is.
_BLOCKS = ("styles", "scripts", "libs", "fonts", "config")
_LINK = re.compile(r"""(?:href|src|data-ask|data-share)=["']?([^"'\s>]*)""")

Fill = Callable[["Context"], Iterator[str]]


@dataclass(frozen=True)
class _Filled:
    """A part as one page has it, and the addresses that it leads to with all the folders they lie in."""

    page: str
    text: str
    leads_to: frozenset[str]


def remember_repeated(env: Environment, nav: Navigation) -> None:
    """Change the templates that are kept in `env`, for the build that goes on."""
    named = frozenset(page.url for page in nav.pages)
    for name in _PARTIALS:
        template = env.get_template(name)
        template.root_render_func = _remembering(template.root_render_func, named)
    blocks = env.get_template("base.html").blocks
    for name in blocks.keys() & set(_BLOCKS):
        blocks[name] = _remembering(blocks[name], named)


def _remembering(fill: Fill, named: frozenset[str]) -> Fill:
    first: dict[str, _Filled] = {}
    sure: dict[str, bool] = {}

    def remembered(context: Context) -> Iterator[str]:
        page = context.resolve("page")
        url = page.url if page else ""
        folder = url.rstrip("/").rpartition("/")[0]
        known = first.get(folder)
        if not url or url in named or (known is not None and url in known.leads_to):
            yield from fill(context)
        elif known is not None and sure.get(folder):
            yield known.text
        else:
            text = "".join(fill(context))
            if known is None:
                first[folder] = _Filled(url, text, _leads_to(text, url))
            elif url != known.page:
                sure.setdefault(folder, text == known.text)
            yield text

    return remembered


def _leads_to(text: str, url: str) -> frozenset[str]:
    found = {urlsplit(urljoin(f"/{url}", link)).path.lstrip("/") for link in _LINK.findall(text)}
    return frozenset(
        link[: at + 1] for link in found for at, letter in enumerate(link) if letter == "/"
    )
