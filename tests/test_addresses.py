"""Every address that a contribution, topic or person ever had leads on, in the built site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.site import BuiltSite, built, codes, gathered, start_hub

TEXT = "".join(f"Line {n} says something of its own about number {n * 7}.\n" for n in range(12))
FIRST = {
    "contributions/tips/a.md": f"# A chain\n\n{TEXT}",
    "contributions/tips/old.md": f"# A kind\n\nAbout kinds. {TEXT}",
    "contributions/tips/taken.md": f"# Taken over\n\nFirst life. {TEXT}",
    "contributions/articles/folder.md": f"# A folder\n\nPictures. {TEXT}",
    "contributions/links/imported.md": (
        "---\naddresses: [notes/very-old, notes/very-old/, blog/2019/it]\n---\n# Imported\n\nWhy.\n"
    ),
    "docs/topics/moved.md": "---\ntitle: Moved\n---\nMoved without a word about it in the file.\n",
    "docs/topics/first.md": f"---\ntitle: First name\n---\n{TEXT}",
    "docs/topics/merged.md": (
        "---\ntitle: Merged\nformerly: [gone-one, first]\n---\nTwo topics became one.\n"
    ),
    "docs/guide.md": "# A guide\n\nStays.\n",
    "contributions/people/mo.md": "---\nname: Mo Sample\nemails: [mo@example.org]\n"
    "formerly: [mo-before]\n---\n",
    "contributions/people/lu-old.md": "---\nname: Lu\n---\nLu renamed the file, and wrote nothing.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    hub = start_hub(tmp_path_factory.mktemp("addresses") / "hub", FIRST)
    hub.commit(
        {"contributions/tips/kim.md": "# By Kim\n\nKim's.\n"}, author="Kim Sample <kim@example.org>"
    )
    hub.commit(
        {"contributions/tips/mo.md": "# By Mo\n\nMo's.\n"}, author="Mo Sample <mo@example.org>"
    )
    for old, new in (
        ("tips/a.md", "tips/b.md"),
        ("tips/b.md", "tips/c.md"),
        ("tips/old.md", "articles/new.md"),
        ("articles/folder.md", "articles/sub/folder-two/index.md"),
        ("tips/taken.md", "tips/moved-on.md"),
    ):
        hub.move(f"contributions/{old}", f"contributions/{new}")
        hub.commit()
    hub.commit({"contributions/tips/taken.md": "# Second life\n\nSomething wholly new here.\n"})
    hub.move("docs/topics/first.md", "docs/topics/a-second.md")
    hub.move("docs/topics/moved.md", "docs/topics/there.md")
    hub.move("contributions/people/lu-old.md", "contributions/people/lu-new.md")
    hub.commit()
    hub.move("docs/guide.md", "contributions/articles/guide.md")
    hub.commit({"contributions/people/kim-s.md": "---\nname: Kim Sample\n---\n"})
    return built(hub.root, strict=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tips/a/", "tips/c/"),
        ("tips/b/", "tips/c/"),
        ("tips/old/", "articles/new/"),
        ("articles/folder/", "articles/folder-two/"),
        ("notes/very-old/", "links/imported/"),
        ("blog/2019/it/", "links/imported/"),
        ("topics/moved/", "topics/there/"),
        ("topics/first/", "topics/merged/"),  # a curator's word wins over the history
        ("topics/gone-one/", "topics/merged/"),
        ("guide/", "articles/guide/"),
        ("people/kim-sample/", "people/kim-s/"),
        ("people/mo-before/", "people/mo/"),
        ("people/mo-sample/", "people/mo/"),
        ("people/lu-old/", "people/lu-new/"),
    ],
)
def test_an_old_address_leads_on(site: BuiltSite, old: str, new: str) -> None:
    assert site.leads_to(old) == new
    assert site.has(new)
    assert site.leads_to(new) is None
    assert f'href="{"../" * old.count("/")}{new}"' in site.html(old)  # without scripts, too


def test_an_address_that_is_taken_over_stays_with_who_took_it(site: BuiltSite) -> None:
    assert site.leads_to("tips/taken/") is None
    assert "Second life" in site.words("tips/taken/")
    rows = {row["url"]: row for row in site.data()["contributions"]}
    assert rows["tips/moved-on/"]["addresses"] == []
    assert rows["tips/c/"]["addresses"] == ["tips/a/", "tips/b/"]


def test_old_addresses_are_in_no_list(site: BuiltSite) -> None:
    assert "/tips/c/" in site.found()
    for text in ((site.folder / "sitemap.xml").read_text("utf-8"), "\n".join(site.found())):
        assert "tips/a/" not in text
        assert "very-old" not in text


def test_a_present_address_is_never_led_away_from(tmp_path: Path) -> None:
    hub = start_hub(
        tmp_path / "hub",
        {
            "contributions/tips/a.md": (
                "---\naddresses: [tips/b, all, assets/x, tips, a/b/c]\n---\n# A\n\nx\n"
            ),
            "contributions/tips/b.md": "# B\n\ny\n",
            "contributions/tips/c.md": "---\naddresses: [a/b/c]\n---\n# C\n\nz\n",
        },
    )
    site = gathered(hub.root)
    assert set(site.plan.redirects) == {"a/b/c/"}
    found = codes(site, "contributions/tips/a.md")
    assert found.count("address-taken") == 1
    assert found.count("address-reserved") == 3


def test_a_swap_by_way_of_a_third_name_leads_nowhere_wrong(tmp_path: Path) -> None:
    files = {
        "contributions/tips/a.md": f"# One\n\n{TEXT}",
        "contributions/tips/b.md": "# Two\n\n" + "Nothing in common at all.\n\n" * 9,
    }
    hub = start_hub(tmp_path / "hub", files)
    for old, new in (("a", "x"), ("b", "a"), ("x", "b")):
        hub.move(f"contributions/tips/{old}.md", f"contributions/tips/{new}.md")
        hub.commit()
    site = gathered(hub.root)
    assert dict(site.plan.redirects) == {"tips/x/": "tips/b/"}
