"""The hub that the product ships: whole and alive, on its own day and on any later one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commonplace.model.contribution import Freshness, Status
from commonplace.model.topics import Pick
from commonplace.site.gather import Request, Site, gather
from tests.support.hub import ROOT
from tests.support.shipped import needs_samples
from tests.support.site import TODAY, gathered, planned

pytestmark = needs_samples
NOW = datetime.fromisoformat(TODAY).replace(tzinfo=UTC)
LATER = NOW + timedelta(days=400)


@pytest.fixture(scope="module", params=[NOW, LATER], ids=["its day", "400 days later"])
def shipped(request: pytest.FixtureRequest) -> Site:
    """The shipped hub as it is on a day, whatever day it says it is."""
    return gathered(ROOT, as_of=request.param.date().isoformat())


def live(picks: tuple[Pick, ...], site: Site) -> list[Pick]:
    """Those that lead to a text which can be relied on."""
    texts = site.hub.contributions
    return [
        pick
        for pick in picks
        if texts[pick.contribution].status is Status.PUBLISHED
        and texts[pick.contribution].freshness is not Freshness.STALE
    ]


def test_nothing_is_wrong_with_it(shipped: Site) -> None:
    # Where only a part of the history was fetched, that is told.
    told = [one for one in shipped.plan.diagnostics if not one.code.startswith("history-")]
    assert told == []


def test_its_topics_and_paths_lead_to_texts_that_can_be_relied_on(shipped: Site) -> None:
    topics, paths = shipped.hub.topics.values(), shipped.hub.paths.values()
    assert len(topics) == 6
    assert [topic.slug for topic in topics if len(live(topic.picks, shipped)) < 2] == []
    assert len(paths) == 2
    assert [path.slug for path in paths if len(live(path.steps, shipped)) < 5] == []


def test_people_are_there_and_home_is_alive(shipped: Site) -> None:
    assert len([one for one in shipped.hub.people.values() if one.has_profile]) >= 12
    home = planned(shipped, "").view
    assert home["story"]
    assert home["story"]["freshness"]["name"] != "stale"
    assert len(home["thanks"]) == 3
    assert len(home["questions"]) == 3
    assert len(home["newest"]) == 8


def test_it_stays_on_its_own_day_so_that_it_never_looks_abandoned() -> None:
    built = [gather(Request(root=ROOT, now=now), {}) for now in (NOW, LATER)]
    assert built[0].plan == built[1].plan
    assert not [
        one for one in built[1].hub.contributions.values() if one.freshness is Freshness.STALE
    ]
