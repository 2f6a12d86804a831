"""Links work on GitHub and on the site: to texts, pictures, files, old places; a dead one is plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.site import BuiltSite, built, gathered, planned, start_hub

PICTURE = b"\x89PNG\r\n\x1a\n"
TEXT = "".join(f"Line {n} says something of its own about number {n * 7}.\n" for n in range(12))
LINKS = """---
topics: [calls]
---

# Links

[same folder](other.md), [sub folder](sub/deep.md#part-two), [other kind](../articles/art/index.md),
[its folder](../articles/art/), [topic](../../docs/topics/calls.md), [person](../people/ada.md),
[guide](../../docs/guide.md#one), [home](/), [address](/tips/other/), [all](/all/), [kind](../articles/).

![beside](pic.png) and [paper](paper.pdf) and ![in the folder](../articles/art/face.png)

[moved file](moved.md), [moved address](/tips/moved/), [readme](../../README.md#top), [archive](tool.zip),
[web](https://example.org/x), [here](#links), [own file](/assets/own.pdf).

[gone](gone.md), ![no picture](none.png),
[outside](../../../etc/passwd), [no address](/tips/none/).
"""
FILES: dict[str, str | bytes] = {
    "contributions/tips/links.md": LINKS,
    "contributions/tips/other.md": f"# Other\n\n{TEXT}",
    "contributions/tips/sub/deep.md": "# Deep\n\n[up](../other.md)\n\n## Part two\n\nx\n",
    "contributions/tips/moved.md": f"# Moved on\n\nWhere it went. {TEXT}",
    "contributions/tips/pic.png": PICTURE,
    "contributions/tips/unused.png": PICTURE,
    "contributions/tips/paper.pdf": b"%PDF-1.4",
    "contributions/tips/tool.zip": b"PK",
    "contributions/tips/draft.md": "---\nstatus: draft\n---\n# Draft\n\n![only here](draft-only.png)\n",
    "contributions/tips/draft-only.png": PICTURE,
    "contributions/articles/art/index.md": "# Art\n\n![face](face.png) [tip](../../tips/other.md)\n",
    "contributions/articles/art/face.png": PICTURE,
    "contributions/people/ada.md": (
        "---\nname: Ada Example\nemails: [ada@example.org]\n---\nI wrote [this](../tips/other.md).\n"
    ),
    "docs/topics/calls.md": (
        "---\ntitle: Calls\ncurators: [ada]\n---\nStart [here](../../contributions/tips/other.md).\n"
    ),
    "docs/guide.md": (
        "---\ntitle: Guide\n---\n\n# Guide\n\n"
        "[a tip](../contributions/tips/other.md), [her](../contributions/people/ada.md)\n"
        "[a topic](topics/calls.md), [gone](nowhere.md) and "
        "[old](../contributions/tips/moved.md).\n\n## One\n\nx\n"
    ),
    "docs/tips/other.md": "# Not this one\n\n[a tip](../../contributions/tips/links.md)\n",
    "docs/articles/art/index.md": "# Nor this\n\n[a tip](../../../contributions/tips/links.md)\n",
    "docs/assets/own.pdf": b"%PDF-1.4",
    "docs/index.md": "# Home\n\nBegin [here](../contributions/tips/other.md).\n",
    "README.md": "# Read me\n",
}


def make(folder: Path, settings: str = "") -> Path:
    hub = start_hub(folder, FILES, settings=settings)
    hub.move("contributions/tips/moved.md", "contributions/articles/moved-on.md")
    hub.commit()
    return hub.root


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(make(tmp_path_factory.mktemp("links") / "hub", "nav: null\n"), strict=True)


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    settings = "repo_url: https://git.example.org/team/hub/\nextra: {hub: {branch: trunk}}\n"
    return built(make(tmp_path_factory.mktemp("hosted") / "hub", settings), strict=True)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("same folder", "../other/"),
        ("sub folder", "../deep/#part-two"),
        ("other kind", "../../articles/art/"),
        ("its folder", "../../articles/art/"),
        ("topic", "../../topics/calls/"),
        ("person", "../../people/ada/"),
        ("guide", "../../guide/#one"),
        ("home", "../../"),
        ("address", "../other/"),
        ("all", "../../all/"),
        ("kind", "../../articles/"),
        ("paper", "../paper.pdf"),
        ("moved file", "../../articles/moved-on/"),
        ("moved address", "../../articles/moved-on/"),
        ("web", "https://example.org/x"),
        ("here", "#links"),
        ("own file", "../../assets/own.pdf"),
    ],
)
def test_a_link_leads_where_it_should(plain: BuiltSite, words: str, target: str) -> None:
    html = plain.html("tips/links/")
    assert f'href="{target}">{words}</a>' in html


@pytest.mark.parametrize("words", ["gone", "outside", "readme", "archive"])
def test_a_dead_link_is_plain_words(plain: BuiltSite, words: str) -> None:
    assert f">{words}</a>" not in plain.html("tips/links/")
    assert words in plain.words("tips/links/")


def test_pictures_are_shown_and_a_missing_one_is_its_words(plain: BuiltSite) -> None:
    html = plain.html("tips/links/")
    assert 'src="../pic.png"' in html
    assert 'src="../../articles/art/face.png"' in html
    assert "none.png" not in html
    assert "no picture" in plain.words("tips/links/")


def test_what_is_dead_is_told_where_it_stands(plain: BuiltSite) -> None:
    lines = LINKS.splitlines()
    gone = next(n for n, line in enumerate(lines, 1) if line.startswith("[gone]"))
    archive = next(n for n, line in enumerate(lines, 1) if "[archive]" in line)
    found = {
        (one.code, one.line, one.column)
        for one in gathered(plain.root).plan.diagnostics
        if one.path == "contributions/tips/links.md"
        and one.code.startswith(("link", "image", "asset"))
    }
    assert found == {
        ("link-dead", gone, lines[gone - 1].index("gone.md") + 1),
        ("image-missing", gone, lines[gone - 1].index("none.png") + 1),
        ("link-outside", gone + 1, lines[gone].index("../") + 1),
        ("link-dead", gone + 1, lines[gone].index("/tips/none") + 1),
        ("asset-unused-type", archive, lines[archive - 1].index("tool.zip") + 1),
    }


def test_a_file_that_is_there_has_no_link_where_the_hub_has_no_repository(plain: BuiltSite) -> None:
    assert "readme" in plain.words("tips/links/")
    assert ">readme</a>" not in plain.html("tips/links/")


def test_only_what_is_used_is_published(plain: BuiltSite) -> None:
    files = set(plain.files())
    assert {"tips/pic.png", "tips/paper.pdf", "articles/art/face.png"} <= files
    names = ("unused.png", "draft-only.png", "tool.zip")
    assert [name for name in files if name.endswith(names)] == []
    markdown = [name for name in files if name.endswith(".md")]
    assert markdown
    assert [
        name for name in markdown if f"{name.removesuffix('.md')}/index.html" not in files
    ] == []


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("tips/deep/", "../other/"),
        ("articles/art/", "../../tips/other/"),
        ("people/ada/", "../../tips/other/"),
        ("topics/calls/", "../../tips/other/"),
        ("guide/", "../tips/other/"),
        ("guide/", "../people/ada/"),
        ("guide/", "../topics/calls/"),
        ("guide/", "../articles/moved-on/"),
        ("", "tips/other/"),
    ],
)
def test_links_from_every_kind_of_page(plain: BuiltSite, page: str, target: str) -> None:
    text = plain.html(page)
    assert f'href="{target}"' in text[text.index("md-content") :]


def test_a_page_of_the_companys_own_has_no_dead_link_either(plain: BuiltSite) -> None:
    assert "nowhere.md" not in plain.html("guide/")
    found = [
        (one.code, one.line)
        for one in gathered(plain.root).plan.diagnostics
        if one.path == "docs/guide.md"
    ]
    assert found == [("link-dead", 8)]
    assert "<title>Guide" in plain.html("guide/")


def test_a_page_of_the_companys_own_gives_way_to_a_contribution(plain: BuiltSite) -> None:
    assert "Not this one" not in plain.words("tips/other/")
    assert "something of its own" in plain.words("tips/other/")
    assert "Nor this" not in plain.words("articles/art/")
    assert 'src="face.png"' in plain.html("articles/art/")


def test_no_page_leads_to_a_page_that_is_not_there(plain: BuiltSite) -> None:
    seen = 0
    for name in plain.files():
        if not name.endswith("index.html"):
            continue
        address = name.removesuffix("index.html")
        for target in plain.pages_linked(address):
            there = plain.has(target) or (plain.folder / target.rstrip("/")).is_file()
            assert there, f"{address} leads to {target}"
            seen += 1
    assert seen > 150


def test_files_of_the_repository_are_shown_by_their_host(hosted: BuiltSite) -> None:
    links = hosted.links("tips/links/")
    base = "https://git.example.org/team/hub"
    assert f"{base}/blob/trunk/README.md#top" in links
    assert f"{base}/blob/trunk/contributions/tips/tool.zip" in links


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("tips/deep/", "contributions/tips/sub/deep.md"),
        ("articles/moved-on/", "contributions/articles/moved-on.md"),
        ("topics/calls/", "docs/topics/calls.md"),
        ("people/ada/", "contributions/people/ada.md"),
    ],
)
def test_edit_links_name_the_file(
    hosted: BuiltSite, plain: BuiltSite, page: str, source: str
) -> None:
    assert f"https://git.example.org/team/hub/edit/trunk/{source}" in hosted.links(page)
    assert planned(gathered(hosted.root), page).source == source
    assert "/edit/" not in plain.html(page)


def test_history_links_stand_on_contributions(hosted: BuiltSite, plain: BuiltSite) -> None:
    history = "https://git.example.org/team/hub/commits/trunk/contributions/tips/other.md"
    assert history in hosted.links("tips/other/")
    assert "/commits/" not in plain.html("tips/other/")


def test_without_a_repository_no_button_needs_one(plain: BuiltSite) -> None:
    seen = 0
    for name, content in plain.files().items():
        if name.endswith(".html"):
            assert b"github.com/" not in content.replace(b"github.com/squidfunk", b"")
            assert b"/new/" not in content
            seen += 1
    assert seen > 10


def test_pages_to_write_one_name_the_folder_and_the_topic(hosted: BuiltSite) -> None:
    assert "../../share/?topic=calls" in hosted.links("topics/calls/")
    links = [link for link in hosted.links("share/") if "/new/" in link]
    assert len(links) == 4
    start = "https://git.example.org/team/hub/new/trunk/contributions/"
    assert {link.removeprefix(start).split("?")[0] for link in links} == {
        *("articles", "war-stories", "tips", "links")
    }
