"""Old addresses lead on: for every contribution, topic, path and person that ever moved."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from html import escape

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.hub import Hub
from commonplace.model.people import Person
from commonplace.pages.thread_page import further_comments
from commonplace.readers.slugs import LONGEST_FOLDER

_RESERVED = (
    *("assets/", "search/", ".", "cname/"),
    # Addresses that the hub keeps for pages of its own, there or to come.
    *("leaderboard/", "whats-new/", "reading-list/", "questions/", "ask/", "share/"),
    *("feeds/", "years/", "all/"),
)
_NOT_FOR_TEXTS = ("people/", "topics/", "paths/")
_WRITTEN = ("404.html", "sitemap.xml", "sitemap.xml.gz")  # by MkDocs itself


def plan_redirects(
    hub: Hub, people: Iterable[Person], taken: Collection[str], files: Collection[str]
) -> dict[str, str]:
    """Old address to present one, both relative to the site's root with a final slash.

    An address in use stays what it is: pages of the plan (`taken`) and `files` (of the plan and of the
    docs folder, by their docs paths) come first, and no redirect needs a folder where a file is. Where an
    address leads on, the pages below it on which comments go on do so, too.
    """
    found = _moved(hub, {person.id for person in people})
    in_docs = {f"{posixpath.splitext(file)[0].removesuffix('/index')}/" for file in files}
    pages = {address.casefold() for address in (*taken, *in_docs)}
    written = {file.casefold() for file in (*files, *_WRITTEN)}
    written.update(f"{address}index.html" for address in pages)
    redirects: dict[str, str] = {}
    moved = [*sorted(found.items())]
    below = _below(hub)
    for old, new in moved:
        name = old.casefold()
        folders = {name[:end] for end, c in enumerate(name) if c == "/"}
        if any(len(part.encode()) > LONGEST_FOLDER for part in old.split("/")):
            continue
        if name in pages or name.startswith(_RESERVED) or folders & written:
            continue
        if "." in name and name.count("/") == 1:  # such as robots.txt: a file that others ask for
            continue
        redirects[old] = new
        written.add(f"{name}index.html")
        moved.extend((f"{old}{rest}", f"{new}{rest}") for rest in below.get(new, ()))
    return redirects


def _moved(hub: Hub, shown: Collection[str]) -> dict[str, str]:
    """From every former address to where it leads; `shown` are the ids of people with a page."""
    found: dict[str, str] = {}
    for one in hub.contributions.values():
        former = (old for old in one.former_addresses if not old.startswith(_NOT_FOR_TEXTS))
        found.update(dict.fromkeys(former, one.address))
    for gone in hub.withdrawn:
        for old in gone.former_addresses:
            if not old.startswith(_NOT_FOR_TEXTS):
                found.setdefault(old, gone.address)
    for topic in hub.topics.values():
        found.update(dict.fromkeys(topic.former_addresses, topic.address))
    for path in hub.paths.values():
        found.update(dict.fromkeys(path.former_addresses, path.address))
    for old, ident in hub.former_people.items():
        if ident in shown:
            found[f"people/{old}/"] = f"people/{ident}/"
    return found


def _below(hub: Hub) -> dict[str, list[str]]:
    """Where comments go on below each contribution that moved: "comments/2/" and so on, by its address."""
    found: dict[str, list[str]] = {}
    for ident in hub.threads:
        one = hub.contributions[ident]
        if one.former_addresses:
            pages = further_comments(one, hub)
            found[one.address] = [page.removeprefix(one.address) for page in pages]
    return found


def unused_addresses(hub: Hub, redirects: Collection[str]) -> list[Diagnostic]:
    """Former addresses that someone wrote and that lead nowhere, as something else stands there."""
    problems = []
    for one in hub.contributions.values():
        front = one.document.front
        place = front.place("addresses")
        for written in front.addresses:
            address = f"{written}/"
            if address in one.former_addresses and address not in redirects:
                problems.append(
                    diagnose(
                        "address-reserved", one.source, place.line, place.column, address=written
                    )
                )
    return problems


def redirect_html(old: str, new: str, site_url: str | None) -> str:
    """A page at `old` that leads to `new`, the part after the # kept where scripts run."""
    up = "../" * old.strip("/").count("/") + "../"
    target = escape(up + new, quote=True)
    canonical = escape(f"{site_url.rstrip('/')}/{new}" if site_url else up + new, quote=True)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f'<title>Moved</title>\n<link rel="canonical" href="{canonical}">\n'
        '<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        "<script>location.replace("
        "document.querySelector('meta[http-equiv]').content.slice(7)+location.hash)</script>\n"
        "</head>\n<body><main><h1>This page has moved</h1>\n"
        f'<p><a href="{target}">Go on</a></p></main></body>\n</html>\n'
    )
