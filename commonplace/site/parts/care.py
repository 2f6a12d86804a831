"""The care pages of topics. They come last: texts tell what is wrong with them while they are mapped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from commonplace.curation.belongs import belongs
from commonplace.diagnostics import Diagnostic
from commonplace.model.hub import Hub
from commonplace.pages.care_page import Findings, care_view
from commonplace.pages.discretion import Discretion
from commonplace.pages.paging import docs_path
from commonplace.site.desk import Desk
from commonplace.site.plan import PlannedPage


def care_addresses(hub: Hub) -> set[str]:
    """Where the care pages will be, for whoever has to know before they are made."""
    return {topic.care_address for topic in hub.topics.values()}


def care_pages(desk: Desk, problems: Iterable[Diagnostic]) -> Iterator[PlannedPage]:
    """One for each topic. `problems` are those of the whole hub, each once."""
    hub = desk.hub
    if not hub.topics:
        return
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in problems:
        by_path[one.path].append(one)
    strays = belongs(hub.contributions, hub.topics.values(), desk.telling)
    findings, discreet = Findings(by_path, strays), Discretion(hub)
    described = str(desk.words["care"]["description"])
    for topic in hub.topics.values():
        view = care_view(topic, desk.show, findings, discreet)
        yield PlannedPage(
            docs_path=docs_path(topic.care_address),
            address=topic.care_address,
            template="care.html",
            title=view["title"],
            description=described.format(title=topic.title),
            body="",
            view=view,
            searchable=False,
        )
