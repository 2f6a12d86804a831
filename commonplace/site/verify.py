"""Whether a built site keeps what the plan promises, and what an older one promised.

Any engine may have built it: only files are looked at, and of a page no more than its title.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from commonplace.readers.contributions import FOLDER
from commonplace.search.manifest import MANIFEST as SEARCH
from commonplace.search.manifest import needed
from commonplace.site.built_files import is_regular, open_regular
from commonplace.site.promises import MANIFEST, Promises, read_manifest
from commonplace.workers import Beside

_HEAD = 8_192  # bytes in which every engine has written the title
# Whatever stands in a page, it is gone through once: no pattern looks past the next tag.
_TITLE = (re.compile(r"<title[^<>]*>", re.IGNORECASE), re.compile("</title>", re.IGNORECASE))
_HEADING = (re.compile(r"<h1\b[^<>]*>", re.IGNORECASE), re.compile("</h1>", re.IGNORECASE))
_TAGS = re.compile(r"<[^<>]*>")
_META = re.compile(r"<meta\b([^<>]*)>", re.IGNORECASE)
_REFRESH = re.compile(r"http-equiv=[\"']?refresh\b", re.IGNORECASE)
_URL = re.compile(r"url\s*=\s*([^\"'<>]+)", re.IGNORECASE)
_HTML = (b"<!doctype", b"<html")
_NOWHERE = "https://site.invalid/"
_DATA = (
    "hub.json",
    "hub.schema.json",
    "people/index.json",
    "whats-new.json",
    "addresses.schema.json",
)


@dataclass(frozen=True, order=True)
class Fault:
    """One promise that a site does not keep. `kind` groups faults that are mended in the same way."""

    kind: str
    address: str
    detail: str = ""


def faults(site: Path, promised: Promises) -> list[Fault]:
    """Everything that is promised and not there, or is there and something else."""
    files = [path for path in promised.files if path != MANIFEST]
    of_files = Beside(lambda: [fault for path in files for fault in _file(site, path)])
    found = [fault for one in promised.pages for fault in _page(site, one.address, one.title)]
    targets = {one.address for one in promised.pages}
    for old, new in promised.redirects.items():
        found.extend(_redirect(site, promised.site_url, old, new))
        if new not in targets:
            found.append(Fault("astray", old, f"“{new}” is no page"))
    told = list(_told(site, promised))
    return [*found, *of_files.result(), *_search(site), *told]


def has_no_text(found: Collection[Fault], promised: Promises) -> bool:
    """Whether there are texts of colleagues, and not one of them is in the site."""
    texts = {one.address for one in promised.pages if (one.source or "").startswith(f"{FOLDER}/")}
    missing = {one.address for one in found if one.kind in ("absent", "empty", "other")}
    return bool(texts) and texts <= missing


def _page(site: Path, address: str, title: str | None) -> Iterator[Fault]:
    try:
        with open_regular(site / address / "index.html") as file:
            head = file.read(_HEAD)
            if not head.strip():
                yield Fault("empty", address)
            elif title is not None and not _has_title(head, title):
                whole = head + file.read()
                if not _has_title(whole, title, _TITLE, _HEADING):
                    yield Fault("other", address, title)
    except OSError:
        yield Fault("absent", address)


def _has_title(html: bytes, title: str, *places: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    text = html.decode("utf-8", "replace")
    # Engines print what a page of a maintainer says as it is, so that its tags are tags.
    wanted = {" ".join(title.split()), _words(title)}
    shown = [_words(one) for place in places or (_TITLE,) for one in _between(text, *place)]
    return any(words in one for words in wanted for one in shown)


def _between(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> Iterator[str]:
    at = 0
    while (start := opening.search(text, at)) and (end := closing.search(text, start.end())):
        yield text[start.end() : end.start()]
        at = end.end()


def _words(html: str) -> str:
    return " ".join(unescape(_TAGS.sub("", html)).split())


def _redirect(site: Path, site_url: str | None, old: str, new: str) -> Iterator[Fault]:
    try:
        with open_regular(site / old / "index.html") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        yield Fault("absent", old)
        return
    written = next((one[1] for one in _META.finditer(head) if _REFRESH.search(one[1])), "")
    found = _URL.search(written)
    if found is None:
        yield Fault("astray", old, "it leads nowhere")
        return
    root = f"{site_url.rstrip('/')}/" if site_url else _NOWHERE
    try:
        target = urljoin(root + old, unescape(found[1]).strip())
        leads_to = unquote(urlsplit(target.removeprefix(root)).path)
    except ValueError:  # what no browser takes for an address
        yield Fault("astray", old, f"it leads to “{found[1].strip()}”")
        return
    if not target.startswith(root):
        yield Fault("astray", old, f"it leads to “{target}”")
    elif leads_to.removesuffix("index.html") != new:
        yield Fault("astray", old, f"it leads to “{leads_to}” and not to “{new}”")


def _file(site: Path, path: str) -> Iterator[Fault]:
    """Files that the hub writes have to be whole; of all others it is enough that they are there."""
    place = site / path
    if not is_regular(place):
        yield Fault("absent", path)
        return
    is_data = path.startswith(("feeds/", "reading-list/", "ask/", "search/")) or path in _DATA
    is_xml = path.endswith(".xml") and (is_data or path == "sitemap.xml")
    if not is_xml and not path.endswith((".json", ".md", ".html", ".txt")):
        return
    try:
        with open_regular(place) as file:
            if is_xml:
                ET.parse(file)  # noqa: S314 - the hub's own, and Python's parser is bounded
            elif path.endswith(".json"):
                if is_data:
                    json.loads(file.read())
            elif not (start := file.read(20)):
                yield Fault("empty", path)
            elif path.endswith(".md") and start.lstrip().lower().startswith(_HTML):
                yield Fault("other", path, "Markdown")
    except (ET.ParseError, ValueError, LookupError, RecursionError) as problem:
        yield Fault("broken", path, str(problem))
    except OSError as problem:
        yield Fault("broken", path, problem.strerror or str(problem))


def _search(site: Path) -> Iterator[Fault]:
    """What the search says that it needs; a hub without one says so, and is whole."""
    try:
        with open_regular(site / SEARCH) as file:
            files = needed(file.read())
    except (OSError, ValueError):
        return  # it is told as one of the promised files
    for path in files:
        if not is_regular(site / path):
            yield Fault("absent", path)


def _told(site: Path, promised: Promises) -> Iterator[Fault]:
    """What is wrong with the list that the site itself has."""
    try:
        told = read_manifest(site / MANIFEST)
    except OSError:
        yield Fault("absent", MANIFEST)
        return
    except ValueError as problem:
        yield Fault("broken", MANIFEST, str(problem))
        return
    if told == promised:
        return
    here, there = set(promised.data_rows()), set(told.data_rows())
    differing = sorted({address for address, _ in here ^ there})
    yield Fault("untold", MANIFEST, ", ".join(f"“{one or '/'}”" for one in differing[:5]))


@dataclass(frozen=True)
class Lost:
    """What an older site promised and this one has not: `links` that people may have kept, and `others`,
    which come and go with what is in them."""

    links: tuple[str, ...]
    others: tuple[str, ...]


def lost(
    before: Promises, now: Promises, let_go: Collection[str] = (), left_out: Collection[str] = ()
) -> Lost:
    """Compare two promises; addresses in `let_go`, and pages of files in `left_out`, are meant to be gone."""
    there = {*(one.address for one in now.pages), *now.redirects, *now.files}
    withheld = {one.address for one in before.pages if one.source in left_out}
    withheld.update([old for old, new in before.redirects.items() if new in withheld])
    gone = {address.strip("/") for address in (*let_go, *withheld)}
    kept = (*(one.address for one in before.pages if one.source), *before.redirects)
    others = (*(one.address for one in before.pages if not one.source), *before.files)

    def missing(addresses: tuple[str, ...]) -> tuple[str, ...]:
        found = {one for one in addresses if one not in there and one.strip("/") not in gone}
        return tuple(sorted(found))

    return Lost(missing(kept), missing(others))
