"""Old addresses lead on: for every contribution, topic and person that ever moved."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from html import escape

from commonplace.model.hub import Hub
from commonplace.model.people import Person

_RESERVED = ("assets/", "search/", "hub.json/", "hub.schema.json/", "404.html/", "sitemap.xml/")


def plan_redirects(
    hub: Hub, people: Iterable[Person], taken: Collection[str], docs_files: Collection[str]
) -> dict[str, str]:
    """Old address to present one, both relative to the site's root with a final slash.

    An address in use stays what it is: pages of the plan (`taken`) and of the docs folder come first.
    """
    shown = {person.id for person in people}
    found: dict[str, str] = {}
    for one in hub.contributions.values():
        found.update(dict.fromkeys(one.former_addresses, one.address))
    for topic in hub.topics.values():
        found.update(dict.fromkeys(topic.former_addresses, topic.address))
    for old, ident in hub.former_people.items():
        if ident in shown:
            found[f"people/{old}/"] = f"people/{ident}/"
    in_docs = {f"{posixpath.splitext(file)[0].removesuffix('/index')}/" for file in docs_files}
    folded = {address.casefold() for address in (*taken, *in_docs)}
    return {
        old: new
        for old, new in sorted(found.items())
        if old.casefold() not in folded and not old.startswith(_RESERVED)
    }


def redirect_html(old: str, new: str, site_url: str | None) -> str:
    """A page at `old` that leads to `new`, the part after the # kept where scripts run."""
    up = "../" * old.strip("/").count("/") + "../"
    target = escape(up + new, quote=True)
    canonical = escape(f"{site_url.rstrip('/')}/{new}" if site_url else up + new, quote=True)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<title>Moved</title>\n<link rel="canonical" href="{canonical}">\n'
        '<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        "<script>location.replace("
        "document.querySelector('meta[http-equiv]').content.slice(7)+location.hash)</script>\n"
        f'</head>\n<body><p>This page has moved: <a href="{target}">go on</a>.</p></body>\n</html>\n'
    )
