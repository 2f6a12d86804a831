"""No page grows with the hub: a hundred and twenty contributions, fifty a page, all of them in reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commonplace.pages.paging import PER_PAGE, docs_path, pages_of
from tests.support.site import BuiltSite, built, start_hub

COUNT = 120
FILES = {
    **{
        f"contributions/tips/tip-{n:03}.md": (
            f"---\ntopics: [all-of-it]\ndate: {2024 + n % 2}-01-{n % 28 + 1:02}\n---\n# Tip {n}\n\n"
            f"Text {n}.\n"
        )
        for n in range(COUNT)
    },
    "docs/topics/all-of-it.md": "---\ntitle: All of it\ncurators: [Ada Example]\n---\nWords of Ada.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(start_hub(tmp_path_factory.mktemp("paging") / "hub", FILES).root)


def in_lists(site: BuiltSite, address: str) -> list[str]:
    """The contributions listed on a page."""
    return sorted(a for a in site.pages_linked(address) if a.startswith("tips/tip-"))


def walk(site: BuiltSite, first: str, follow: Callable[[str], bool]) -> set[str]:
    """Every page within reach of `first` over links that `follow` takes."""
    seen: set[str] = set()
    left = [first]
    while left:
        address = left.pop()
        if address not in seen:
            seen.add(address)
            left.extend(filter(follow, site.pages_linked(address)))
    return seen


@pytest.mark.parametrize(
    ("first", "pages"),
    [
        ("all/", 3),
        ("tips/", 3),
        ("years/2024/", 2),
        ("topics/all-of-it/", 3),
        ("people/ada-example/", 3),
    ],
)
def test_every_contribution_is_reached_and_no_page_is_long(
    site: BuiltSite, first: str, pages: int
) -> None:
    found = walk(
        site, first, lambda address: address.startswith(f"{first}page/") or address == first
    )
    assert found == {first, *(f"{first}page/{n}/" for n in range(2, pages + 1))}
    lengths = [len(in_lists(site, address)) for address in sorted(found)]
    assert max(lengths) <= PER_PAGE
    total = COUNT // 2 if first.startswith("years/") else COUNT
    assert sum(lengths) == total
    assert len({one for address in found for one in in_lists(site, address)}) == total


def test_everything_is_in_reach_of_the_home_page(site: BuiltSite) -> None:
    found = walk(site, "", lambda address: "tip-" not in address and site.has(address))
    listed = {one for address in found for one in in_lists(site, address)}
    assert len(listed) == COUNT
    assert "years/2025/" in found


def test_only_the_first_page_says_what_it_is(site: BuiltSite) -> None:
    assert "Words of Ada" in site.words("topics/all-of-it/")
    assert "Words of Ada" not in site.words("topics/all-of-it/page/2/")
    titles = {site.html(f"all/page/{n}/").split("<title>")[1].split("</title>")[0] for n in (2, 3)}
    assert len(titles) == 2
    assert all(any(str(n) in title for n in (2, 3)) for title in titles)


def test_no_page_has_a_menu_of_contributions(site: BuiltSite) -> None:
    assert in_lists(site, "404.html".removesuffix("404.html")) == in_lists(site, "")
    assert len(in_lists(site, "")) <= 9
    assert len(in_lists(site, "topics/")) == 0


@pytest.mark.parametrize(
    ("count", "pages"), [(0, 1), (1, 1), (50, 1), (51, 2), (100, 2), (101, 3), (5000, 100)]
)
def test_slices(count: int, pages: int) -> None:
    parts = list(pages_of(range(count), "all/"))
    assert len(parts) == pages
    assert [item for part in parts for item in part.items] == list(range(count))
    assert parts[0].docs_path == "all/index.md"
    assert parts[0].pager["previous"] is None
    assert parts[-1].pager["next"] is None
    for number, part in enumerate(parts, 1):
        shown = [link["url"] for link in part.pager["pages"]]
        assert len(shown) <= 7
        assert part.pager["number"] == number
        assert pages == 1 or {parts[0].address, parts[-1].address, part.address} <= set(shown)


def test_docs_paths() -> None:
    assert docs_path("") == "index.md"
    assert docs_path("tips/x/") == "tips/x.md"
    assert docs_path("tips/", index=True) == "tips/index.md"
