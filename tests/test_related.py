"""Related contributions: near by what they say, with the reason in words, and never past their time."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonplace.curation.related import related
from commonplace.curation.telling import telling_words
from commonplace.site.gather import Site
from tests.support.site import gathered, planned, start_hub

FILLER = [
    f"# Filler {n}\n\nSubject{n} matter{n} thing{n} of its own{n}, and nothing but it{n}.\n"
    for n in range(12)
]
FILES = {
    "contributions/tips/certificate.md": "# Renew the certificate\n\nThe certificate expired at midnight.\n",
    "contributions/tips/midnight.md": "# A certificate at midnight\n\nHow the certificate expired.\n",
    "contributions/tips/topic-one.md": "---\ntopics: [security]\n---\n# Alpha\n\nApples and pears.\n",
    "contributions/tips/topic-two.md": "---\ntopics: [security]\n---\n# Beta\n\nBoats and cars.\n",
    "contributions/tips/pump.md": (
        "---\ntopics: [pumps]\n---\n# The gasket of the pump\n\nThe pump leaked on the left, at the gasket.\n"
    ),
    "contributions/tips/spare.md": (
        "---\ntopics: [pumps]\n---\n# A gasket for each pump\n\nOne gasket is left in the box for a pump.\n"
    ),
    "contributions/tips/seal.md": (
        "---\ntopics: [pumps]\n---\n# Seals dry out\n\nThree were left over. A gasket does not.\n"
    ),
    "docs/topics/pumps.md": "---\ntitle: Pumps at work\n---\nText.\n",
    "contributions/tips/old.md": (
        "---\nreview_every: 1 month\n---\n# An old certificate\n\nThe certificate expired at midnight.\n"
    ),
    "contributions/tips/gone.md": (
        "---\nstatus: obsolete\n---\n# A gone certificate\n\nThe certificate expired at midnight.\n"
    ),
    "contributions/tips/draft.md": (
        "---\nstatus: draft\n---\n# A draft certificate\n\nThe certificate expired at midnight.\n"
    ),
    "docs/topics/security.md": "---\ntitle: Security and trust\n---\nText.\n",
    **{f"contributions/articles/filler-{n}.md": text for n, text in enumerate(FILLER)},
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start_hub(tmp_path_factory.mktemp("related") / "hub", FILES).root


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    return gathered(root, drafts=True)


def neighbors(site: Site, address: str) -> dict[str, str]:
    rows = planned(site, address).view["related"]
    return {entry["row"]["url"]: entry["why"] for entry in rows}


def test_shared_rare_words_are_the_reason(site: Site) -> None:
    found = neighbors(site, "tips/certificate/")
    assert "tips/midnight/" in found
    assert "certificate" in found["tips/midnight/"]
    assert len(found["tips/midnight/"].split()) > 2


def test_a_shared_topic_is_the_reason_where_words_are_not(site: Site) -> None:
    found = neighbors(site, "tips/topic-one/")
    assert list(found) == ["tips/topic-two/"]
    assert "Security and trust" in found["tips/topic-two/"]


def test_what_is_said_in_passing_is_no_reason(site: Site) -> None:
    found = neighbors(site, "tips/pump/")
    assert set(found) == {"tips/spare/", "tips/seal/"}
    assert {"gasket", "pump"} <= set(found["tips/spare/"].split())
    assert "Pumps at work" in found["tips/seal/"]


@pytest.mark.parametrize("name", ["old", "gone", "draft"])
def test_what_is_past_its_time_or_not_yet_out_is_not_offered(site: Site, name: str) -> None:
    seen = 0
    for page in site.plan.pages:
        if page.template == "contribution.html":
            assert f"tips/{name}/" not in neighbors(site, page.address)
            seen += 1
    assert seen == sum(1 for path in FILES if path.startswith("contributions"))


def test_who_reads_what_is_stale_is_offered_what_is_not(site: Site) -> None:
    assert set(neighbors(site, "tips/old/")) == {"tips/certificate/", "tips/midnight/"}


def test_nothing_is_related_to_itself_and_strangers_are_strangers(site: Site) -> None:
    assert neighbors(site, "articles/filler-3/") == {}
    assert "tips/certificate/" not in neighbors(site, "tips/certificate/")


def test_the_same_contributions_give_the_same_neighbors(site: Site, root: Path) -> None:
    assert gathered(root, drafts=True).plan.pages == site.plan.pages
    everything = list(site.hub.contributions.values())
    telling = telling_words(everything, ["the"])
    assert related(everything, telling) == related(list(everything), telling)
    plain = related(everything, telling_words(everything, []))
    assert all(len(found) <= 4 for found in plain.values())


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_hubs(count: int, site: Site) -> None:
    few = list(site.hub.contributions.values())[:count]
    assert len(related(few, telling_words(few, []))) <= count
