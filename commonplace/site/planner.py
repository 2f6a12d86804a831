"""From the hub to the site plan: every page, file and redirect, worked out before anything is written."""

from __future__ import annotations

from commonplace.diagnostics import diagnose
from commonplace.feeds.plan import feed_files
from commonplace.model.hub import Hub
from commonplace.pages.presenter import picture_path
from commonplace.site.desk import Desk
from commonplace.site.docs_files import choose_docs_files
from commonplace.site.hub_json import FILES, hub_outputs
from commonplace.site.landscape import Surroundings
from commonplace.site.llms import llms_outputs
from commonplace.site.own_pages import own_pages
from commonplace.site.parts.contributions import contribution_pages
from commonplace.site.parts.lists import home_page, list_pages
from commonplace.site.parts.people import people_pages
from commonplace.site.parts.topics import topic_pages
from commonplace.site.plan import PlannedAsset, PlannedOutput, SitePlan
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
    pictures = ((person.picture, picture_path(person)) for person in desk.people)
    desk.assets.update({source: place for source, place in pictures if source and place})
    docs_dir = hub.settings.docs_dir
    feeds = (PlannedOutput(*file) for file in feed_files(desk.show, desk.people, desk.works))
    made = (*feeds, *llms_outputs(desk))
    made_files = [output.docs_path for output in made]
    written = (*FILES, *made_files, *desk.assets.values())
    docs_files, given_way = choose_docs_files(around.docs, docs_dir, taken, written)
    own, mapped = own_pages(around.docs.pages, desk.land, docs_files)
    for text in mapped:
        desk.take_in(text)
    docs_files -= set(desk.assets.values())
    unused = sorted(set(around.docs.topic_assets) - set(desk.assets))
    files = {
        *desk.assets.values(),
        *FILES,
        *made_files,
        *(one.docs_path for one in own),
        *around.docs.files,
    }
    redirects = plan_redirects(hub, desk.people, taken, files)
    outputs = (*hub_outputs(hub, desk.people, redirects), *made, *own)
    problems = {*hub.diagnostics, *desk.problems, *unused_addresses(hub, redirects), *given_way}
    problems.update(diagnose("topic-unused", path) for path in unused)
    return SitePlan(
        pages=pages,
        assets=tuple(PlannedAsset(place, source) for source, place in sorted(desk.assets.items())),
        outputs=outputs,
        redirects=redirects,
        words=desk.words,
        develop=hub.settings.develop,
        diagnostics=tuple(sorted(problems)),
        docs_files=docs_files,
    )
