"""From the hub to the site plan: every page, file and redirect, worked out before anything is written."""

from __future__ import annotations

from commonplace.model.hub import Hub
from commonplace.pages.presenter import picture_path
from commonplace.site.desk import Desk
from commonplace.site.hub_json import hub_outputs
from commonplace.site.landscape import Surroundings
from commonplace.site.own_pages import own_pages
from commonplace.site.parts.contributions import contribution_pages
from commonplace.site.parts.lists import home_page, list_pages
from commonplace.site.parts.people import people_pages
from commonplace.site.parts.topics import topic_pages
from commonplace.site.plan import PlannedAsset, SitePlan
from commonplace.site.redirects import plan_redirects, unused_addresses


def plan_site(hub: Hub, around: Surroundings) -> SitePlan:
    """Plan the whole site. The same hub and surroundings give the same plan."""
    desk = Desk(hub, around)
    pages = (
        home_page(desk),
        *contribution_pages(desk),
        *topic_pages(desk),
        *people_pages(desk),
        *list_pages(desk),
    )
    taken = {page.address for page in pages}
    own, mapped = own_pages(around.docs.pages, desk.land, taken)
    for text in mapped:
        desk.take_in(text)
    pictures = ((person.picture, picture_path(person)) for person in desk.people)
    desk.assets.update({source: place for source, place in pictures if source and place})
    outputs = (*hub_outputs(hub, desk.people), *own)
    files = {*desk.assets.values(), *(one.docs_path for one in outputs), *around.docs.files}
    redirects = plan_redirects(hub, desk.people, taken, files)
    problems = {*hub.diagnostics, *desk.problems, *unused_addresses(hub, redirects)}
    return SitePlan(
        pages=pages,
        assets=tuple(PlannedAsset(place, source) for source, place in sorted(desk.assets.items())),
        outputs=outputs,
        redirects=redirects,
        words=desk.words,
        develop=hub.settings.develop,
        diagnostics=tuple(sorted(problems)),
    )
