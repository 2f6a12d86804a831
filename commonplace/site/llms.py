"""The hub for language models: llms.txt (https://llmstxt.org), and every contribution as Markdown.

Written from the model and never copied from a file, so that it says nothing that no page says.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from commonplace.markup.comments import without_comments
from commonplace.markup.linkscan import Link
from commonplace.markup.rewrite import rewrite_links
from commonplace.model.contribution import Contribution, Freshness, Status
from commonplace.model.paths import LearningPath
from commonplace.pages.paging import docs_path
from commonplace.pages.presenter import Presenter
from commonplace.readers.files import PAGE_TYPES
from commonplace.site.desk import Desk
from commonplace.site.docs_files import place_on_site
from commonplace.site.plan import PlannedOutput
from commonplace.writers.frontmatter import Value, write_front_matter

LLMS = "llms.txt"
_PATH = re.compile("[?#]")
_MARKS = re.compile(r"([\\`*_\[\]<>])")


def llms_outputs(desk: Desk) -> Iterator[PlannedOutput]:
    """llms.txt, and the Markdown of all that is published and still holds, beside its pages."""
    shown = [one for one in desk.hub.contributions.values() if one.status is Status.PUBLISHED]
    beside = frozenset(docs_path(one.address) for one in shown)
    yield PlannedOutput(LLMS, _overview(desk, shown))
    for one in shown:
        text = _markdown(one, desk, beside)
        yield PlannedOutput(docs_path(one.address), text, as_it_is=True)


def _overview(desk: Desk, shown: list[Contribution]) -> str:
    show, settings = desk.show, desk.hub.settings
    line = settings.site_description or str(desk.words["home"]["description"])
    by_topic: dict[str, list[Contribution]] = {}
    for one in shown:
        by_topic.setdefault(one.topics[0] if one.topics else "", []).append(one)
    parts = [f"# {_plain(settings.site_name)}\n\n> {_plain(line)}\n"]
    paths = "".join(_path_item(path, show) for path in desk.hub.paths.values() if path.steps)
    if paths:
        parts.append(f"\n## {_plain(str(desk.words['paths']['title']))}\n\n{paths}")
    for slug in (*desk.hub.topics, ""):
        if slug in by_topic:
            title = desk.hub.topics[slug].title if slug else str(desk.words["llms"]["no_topic"])
            items = "".join(_item(one, show) for one in by_topic[slug])
            parts.append(f"\n## {_plain(title)}\n\n{items}")
    return "".join(parts)


def _path_item(path: LearningPath, show: Presenter) -> str:
    """One line: what the path is for, and its steps in order."""
    titles = [show.link(step.contribution)["title"] for step in path.steps]
    steps = str(show.words["llms"]["steps"]).format(titles=" → ".join(titles))
    about = " ".join(filter(None, (path.summary, steps)))
    return f"- [{_plain(path.title)}]({_address(path.address, show)}): {_plain(about)}\n"


def _item(one: Contribution, show: Presenter) -> str:
    """One line: what it is called, where it is, and what a reader should know before following."""
    words = show.words["llms"]
    facts = [show.kind(one.kind)["label"]]
    names = [face["name"] for face in show.faces(one.authors or one.told_by)]
    if names:
        facts.append(str(words["by"]).format(names=", ".join(names)))
    verified = one.document.front.verified
    if verified:
        facts.append(str(words["verified"]).format(date=verified.on.isoformat()))
    elif one.updated:
        facts.append(str(words["updated"]).format(date=one.updated.isoformat()))
    facts.append(show.freshness(one)["label"])
    place = _address(docs_path(one.address), show)
    about = " ".join(filter(None, (one.summary, f"({', '.join(facts)})")))
    return f"- [{_plain(one.title)}]({place}): {_plain(about)}\n"


def _markdown(one: Contribution, desk: Desk, beside: frozenset[str]) -> str:
    show = desk.show
    freshness = show.freshness(one)
    verified = one.document.front.verified
    values: dict[str, Value | None] = {
        "title": one.title,
        "summary": one.summary,
        "kind": one.kind.name,
        "authors": [face["name"] for face in show.faces(one.authors)],
        "told_by": [face["name"] for face in show.faces(one.told_by)],
        "created": one.created,
        "updated": one.updated,
        "verified": verified.on if verified else None,
        "freshness": freshness["name"],
        "freshness_note": freshness["note"] if one.freshness is not Freshness.FRESH else "",
        "topics": [desk.hub.topics[slug].title for slug in one.topics],
        "url": _address(one.address, show),
    }
    top = write_front_matter({key: value for key, value in values.items() if value is not None})
    text = desk.texts[one.id]
    body = without_comments(text.body)
    if not text.pages <= beside:
        body = _to_pages(body, docs_path(one.address), beside)
    return f"{top}\n# {_plain(one.title)}\n\n{body.strip()}\n"


def _to_pages(body: str, start: str, beside: frozenset[str]) -> str:
    """Links to pages that have no Markdown beside them lead to the pages themselves."""
    folder = posixpath.dirname(start)

    def replace(link: Link) -> str | None:
        path = _PATH.split(link.destination, maxsplit=1)[0]
        target = posixpath.normpath(posixpath.join(folder, unquote(path)))
        if "://" in path or not path.endswith(PAGE_TYPES) or target in beside:
            return None
        page = place_on_site(target).removesuffix("index.html")
        return posixpath.relpath(page or ".", folder or ".") + "/" + link.destination[len(path) :]

    return rewrite_links(body, replace)


def _address(place: str, show: Presenter) -> str:
    root = show.hub.settings.site_url
    return f"{root.rstrip('/')}/{quote(place)}" if root else quote(place)


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
