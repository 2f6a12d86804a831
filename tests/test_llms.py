"""llms.txt, and every contribution as Markdown beside its page: links that lead somewhere, and no secrets."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from commonplace.markup.comments import without_comments
from tests.support.site import BuiltSite, built, gathered, start_hub

ROOT = "https://hub.example.org/sub/"
SETTINGS = (
    f"site_name: The [hub]\nsite_description: What we know.\nsite_url: {ROOT}\n"
    "extra: {hub: {audience: public}}\n"
)
BODY = """\
See [a tip](../tips/plain.md), [an old one](../tips/old.md#part), [the topic](../../docs/topics/night.md),
[Ada](../people/ada.md), [home](../../docs/index.md), [rules](../../docs/rules.md), ![a picture](dot.png),
[elsewhere](https://example.org/a.md), [inside](../tips/in.md) and [her](../people/zq-secret.md).

<!-- canarycomment: ask Bo first -->
`<!-- shown -->`
"""
FILES: dict[str, str | bytes] = {
    "docs/index.md": "# Home\n",
    "docs/rules.md": "# Rules\n\nBe kind.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/people/zq-secret.md": "---\nname: Zerlina Quibble\nvisibility: unnamed\n---\n",
    "docs/topics/night.md": "---\ntitle: Nights\n---\n",
    "contributions/tips/plain.md": "# A *plain* tip\n\nOne sentence.\n- one\n  - two\n",
    "contributions/tips/old.md": "---\nstatus: obsolete\n---\n# Canaryold\n\nGone.\n",
    "contributions/tips/draft.md": "---\nstatus: draft\n---\n# Canarydraft\n\nText.\n",
    "contributions/tips/in.md": "---\naudience: internal\n---\n# Canaryinternal\n\nText.\n",
    "contributions/articles/dot.png": b"\x89PNG\r\n\x1a\n" + b"dot",
    "contributions/articles/leads.md": (
        "---\ntopics: [night]\nauthors: [ada, zq-secret]\ndate: 2024-01-02\nsummary: 'It: leads [on].'\n"
        f"owner: canaryowner\n---\n# Leads\n\n{BODY}"
    ),
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("llms") / "hub"
    return built(start_hub(folder, FILES, settings=SETTINGS).root)


def text_of(hub: BuiltSite, name: str) -> str:
    return (hub.folder / name).read_text("utf-8")


def markdown_files(hub: BuiltSite) -> list[str]:
    return sorted(name for name in hub.files() if name.endswith(".md"))


def test_what_is_published_and_holds_is_there_as_markdown(hub: BuiltSite) -> None:
    assert markdown_files(hub) == ["articles/leads.md", "tips/plain.md"]
    assert hub.has("articles/leads/")
    assert hub.has("tips/old/")
    assert not [name for name in hub.files() if name.endswith(".md.txt")]


def test_the_overview_has_the_form_of_llmstxt_org(hub: BuiltSite) -> None:
    lines = text_of(hub, "llms.txt").splitlines()
    assert lines[0] == r"# The \[hub\]"
    assert lines[2] == "> What we know."
    assert [line for line in lines if line.startswith("## ")] == ["## Nights", "## Everything else"]
    items = [line for line in lines if line.startswith("- ")]
    assert items == [
        (
            rf"- [Leads]({ROOT}articles/leads.md): It: leads \[on\]. "
            "(Article, by Ada Example, A colleague, updated 2024-01-02, Needs a look)"
        ),
        (
            f"- [A plain tip]({ROOT}tips/plain.md): One sentence. "
            "(Tip, by Ada Example, updated 2026-01-05, Up to date)"
        ),
    ]
    form = re.compile(r"# .+\n\n> .+\n(\n## .+\n\n(- \[.+\]\([^ ]+\): .+\n)+)*")
    assert form.fullmatch(text_of(hub, "llms.txt"))


def test_every_link_of_the_overview_leads_to_a_file(hub: BuiltSite) -> None:
    links = re.findall(r"\]\((\S+?)\): ", text_of(hub, "llms.txt"))
    assert len(links) == 2
    for link in links:
        assert (hub.folder / unquote(link.removeprefix(ROOT))).is_file()


def test_the_block_at_the_top_is_of_the_model(hub: BuiltSite) -> None:
    text = text_of(hub, "articles/leads.md")
    top = yaml.safe_load(text.split("---\n")[1])
    assert {key: str(value) for key, value in top.items()} == {
        "title": "Leads",
        "summary": "It: leads [on].",
        "topics": "['Nights']",
        "authors": "['Ada Example', 'A colleague']",
        "kind": "article",
        "created": "2024-01-02",
        "updated": "2024-01-02",
        "freshness": "stale",
        "freshness_note": "Nobody has looked at this since 2 January 2024. Check before you rely on it.",
        "url": f"{ROOT}articles/leads/",
    }
    assert "\n# Leads\n\nSee [a tip]" in text


def test_links_lead_from_the_file_to_what_is_there(hub: BuiltSite) -> None:
    text = text_of(hub, "articles/leads.md").split("---\n", 2)[2]
    links = dict(re.findall(r"\[([^\]]+)\]\(([^)]+)\)", text))
    assert links == {
        "a tip": "../tips/plain.md",
        "an old one": "../tips/old/#part",
        "the topic": "../topics/night/",
        "Ada": "../people/ada/",
        "home": "../",
        "rules": "../rules/",
        "a picture": "dot.png",
        "elsewhere": "https://example.org/a.md",
    }
    for link in links.values():
        if "://" not in link:
            path = posixpath.normpath(posixpath.join("articles", link.split("#")[0]))
            found = hub.folder / path
            assert found.is_file() or (found / "index.html").is_file(), link


def test_lists_stay_as_they_are_written_and_nest_on_the_page(hub: BuiltSite) -> None:
    assert "One sentence.\n- one\n  - two\n" in text_of(hub, "tips/plain.md")
    assert re.search(r"<li>one<ul>\s*<li>two</li>", hub.html("tips/plain/"))


def test_what_must_not_go_out_does_not(hub: BuiltSite) -> None:
    looked_at = [*markdown_files(hub), "llms.txt"]
    assert len(looked_at) == 3
    for name in looked_at:
        found = re.findall(r"canary\w+|zerlina|quibble|zq-secret|\S+@\S+", text_of(hub, name), re.I)
        assert found == [], name
    assert "`<!-- shown -->`" in text_of(hub, "articles/leads.md")


def test_pages_are_as_they_were(hub: BuiltSite) -> None:
    assert "../../tips/plain/" in hub.links("articles/leads/")
    assert "A plain tip" in hub.words("tips/plain/")
    assert [place for place in hub.found() if "llms" in place or ".md" in place] == []
    assert "plain.md" not in (hub.folder / "sitemap.xml").read_text("utf-8")


def test_a_hub_without_an_address_gives_relative_ones(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", {"contributions/tips/a.md": "# A\n\nText.\n"})
    outputs = {one.docs_path: one.text for one in gathered(hub.root).plan.outputs}
    assert "- [A](tips/a.md): Text. (Tip, " in outputs["llms.txt"]
    assert 'url: "tips/a/"' in outputs["tips/a.md"]
    again = {one.docs_path: one.text for one in gathered(hub.root).plan.outputs}
    assert again == outputs


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a <!-- b --> c", "a  c"),
        ("a `x` <!-- b\nc --> d", "a `x`  d"),
        ("```\n<!-- code -->\n```\n<!-- gone -->\n", "```\n<!-- code -->\n```\n\n"),
        ("<!-- `a -->b<!-- ` -->", "b"),
        ("<!-- open", "<!-- open"),
        ("no comment", "no comment"),
    ],
)
def test_comments_are_taken_out(text: str, left: str) -> None:
    assert without_comments(text) == left
