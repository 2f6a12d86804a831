"""Atom (RFC 4287)."""

from __future__ import annotations

import re
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from commonplace.feeds.entries import Entry, Feed

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Feed) -> str:
    """The feed as an XML document."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    own = f"{feed.address}.xml"
    _text(root, "id", own)
    _text(root, "title", feed.title)
    if feed.description:
        _text(root, "subtitle", feed.description)
    _text(root, "updated", moment(feed.updated))
    _link(root, "self", own, "application/atom+xml")
    _link(root, "alternate", feed.page_url, "text/html")
    # An entry that names nobody needs an author here.
    _text(SubElement(root, "author"), "name", feed.site)
    for entry in feed.entries:
        _entry(root, entry)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def moment(day: date) -> str:
    """The first moment of a day, as both formats write it."""
    return f"{day.isoformat()}T00:00:00Z"


def _entry(root: Element, entry: Entry) -> None:
    element = SubElement(root, "entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "published", moment(entry.published))
    _text(element, "updated", moment(entry.updated))
    _link(element, "alternate", entry.url, "text/html")
    for author in entry.authors:
        person = SubElement(element, "author")
        _text(person, "name", author.name)
        if author.url:
            _text(person, "uri", author.url)
    for category in entry.categories:
        SubElement(element, "category", term=_clean(category))
    if entry.summary:
        _text(element, "summary", entry.summary)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _link(parent: Element, relation: str, address: str, media_type: str) -> None:
    SubElement(parent, "link", rel=relation, href=_clean(address), type=media_type)


def _clean(text: str) -> str:
    """XML has no way to write some characters."""
    return _NOT_XML.sub("", text)
