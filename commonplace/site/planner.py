"""From the hub to the site plan: every page, file and redirect, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Callable

from commonplace.feeds.plan import feed_files
from commonplace.model.hub import Hub
from commonplace.pages.presenter import picture_path
from commonplace.readers.curated_folders import unused_file
from commonplace.site.desk import Desk
from commonplace.site.docs_files import choose_docs_files
from commonplace.site.hub_json import FILES, hub_outputs
from commonplace.site.landscape import Surroundings, tell
from commonplace.site.llms import llms_outputs
from commonplace.site.own_pages import own_pages
from commonplace.site.parts.ask import ask_outputs, ask_pages
from commonplace.site.parts.care import care_addresses, care_pages
from commonplace.site.parts.contributions import contribution_pages
from commonplace.site.parts.leaderboard import leaderboard_pages
from commonplace.site.parts.lists import foot_links, home_page, list_pages
from commonplace.site.parts.news import news_outputs, news_pages
from commonplace.site.parts.paths import path_pages
from commonplace.site.parts.people import people_outputs, people_pages
from commonplace.site.parts.questions import question_pages
from commonplace.site.parts.search import search_plan
from commonplace.site.parts.share import share_outputs, share_pages
from commonplace.site.parts.topics import topic_pages
from commonplace.site.parts.withdrawn import withdrawn_pages
from commonplace.site.plan import FirstTexts, PlannedAsset, PlannedOutput, SitePlan
from commonplace.site.promises import FILES as PROMISES
from commonplace.site.promises import with_promises
from commonplace.site.redirects import plan_redirects, unused_addresses

Begin = Callable[[FirstTexts], None]


def plan_site(hub: Hub, around: Surroundings, begin: Begin | None = None) -> SitePlan:
    """Plan the whole site. The same hub and surroundings give the same plan.

    `begin` is told the texts as soon as their links lead where they are to lead.
    """
    desk = Desk(hub, around)
    if begin is not None:
        begin(desk.first_texts())
    pages = (
        home_page(desk),
        *contribution_pages(desk),
        *topic_pages(desk),
        *path_pages(desk),
        *people_pages(desk),
        *leaderboard_pages(desk),
        *list_pages(desk),
        *news_pages(desk),
        *question_pages(desk),
        *withdrawn_pages(desk),
        *ask_pages(desk),
        *share_pages(desk),
    )
    taken = {page.address for page in pages} | care_addresses(hub)
    pictures = ((person.picture, picture_path(person)) for person in desk.people)
    desk.assets.update({source: place for source, place in pictures if source and place})
    docs_dir = hub.settings.docs_dir
    feeds = (PlannedOutput(*file) for file in feed_files(desk.show, desk.people, desk.works))
    made = (*feeds, *llms_outputs(desk), *people_outputs(desk), *news_outputs(desk))
    made = (*made, *ask_outputs(desk), *share_outputs(desk))
    made_files = [output.docs_path for output in made]
    data_files = (*FILES, *PROMISES)
    written = (*data_files, *made_files, *desk.assets.values())
    docs_files, given_way = choose_docs_files(around.docs, docs_dir, taken, written)
    own, mapped = own_pages(around.docs.pages, desk.land, docs_files)
    for text in mapped:
        desk.take_in(text)
    docs_files -= set(desk.assets.values())
    unused = sorted(set(around.docs.curated_assets) - set(desk.assets) - around.gate.left_out)
    files = {
        *desk.assets.values(),
        *data_files,
        *made_files,
        *(one.docs_path for one in own),
        *around.docs.files,
    }
    redirects = plan_redirects(hub, desk.people, taken, files)
    data = hub_outputs(hub, desk.people, redirects, desk.ledger, desk.boards)
    outputs = (*data, *made, *own)
    problems = {*hub.diagnostics, *desk.problems, *unused_addresses(hub, redirects), *given_way}
    problems.update(unused_file(path, docs_dir) for path in unused)
    diagnostics = tell(problems, around, hub.settings.checks_off)
    plan = SitePlan(
        pages=(*pages, *care_pages(desk, diagnostics)),
        assets=tuple(PlannedAsset(place, source) for source, place in sorted(desk.assets.items())),
        outputs=outputs,
        redirects=redirects,
        words=desk.words,
        develop=hub.settings.develop,
        diagnostics=tuple(diagnostics),
        left_out=frozenset(around.gate.left_out),
        docs_files=docs_files,
        foot=foot_links(desk),
        search=search_plan(desk, docs_files),
    )
    return with_promises(plan, hub, around.docs)
