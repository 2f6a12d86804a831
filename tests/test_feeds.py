"""Feeds: valid by readers that are not ours, the same entries after a rename, and no secrets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest

from commonplace.feeds.atom import atom
from commonplace.feeds.entries import MOST_ENTRIES, Author, Entry, Feed
from commonplace.feeds.json_feed import json_feed
from commonplace.site.gather import Site
from tests.support.repository import FIRST_DAY
from tests.support.site import BuiltSite, built, contribution, gathered, planned, start_hub

ROOT = "https://hub.example.org/sub/"
SETTINGS = f"site_name: The hub\nsite_url: {ROOT}\nextra: {{hub: {{audience: public}}}}\n"
HOSTILE = '<script>alert(1)</script> & "]]> \x00\x07\x1b\ufffe\ud800 ©'
FILES: dict[str, str | bytes] = {
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/people/zq-secret.md": "---\nname: Zerlina Quibble\nvisibility: unnamed\n---\n",
    "contributions/people/waldo-h.md": "---\nname: Waldo H\nvisibility: no-directory\n---\n",
    "docs/topics/night.md": "---\ntitle: Nights & days < weeks\nsummary: When others sleep.\n---\n",
    "docs/topics/bare.md": "---\ntitle: Nothing yet\n---\n",
    "contributions/tips/first.md": "---\ntopics: [night]\n---\n# First < second & more\n\nA sentence.\n",
    "contributions/tips/secret.md": "---\nauthors: [zq-secret, waldo-h]\n---\n# By two\n\nText.\n",
    "contributions/tips/old.md": "---\nstatus: obsolete\n---\n# Canaryold\n\nText.\n",
    "contributions/tips/draft.md": "---\nstatus: draft\n---\n# Canarydraft\n\nText.\n",
    "contributions/tips/in.md": "---\naudience: internal\n---\n# Canaryinternal\n\nText.\n",
    "contributions/articles/aged.md": (
        "---\ndate: 2020-02-03\ntold_by: [ada]\nauthors: [ada]\n---\n# Aged\n\nOnce true.\n"
    ),
}
TEXT = {"type": "string", "minLength": 1}
WHOLE = {"type": "string", "pattern": "^https?://[!-~]+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
AUTHORS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "minProperties": 1,
        "properties": {"name": TEXT, "url": WHOLE, "avatar": WHOLE},
        "additionalProperties": False,
    },
}
# The rules of https://www.jsonfeed.org/version/1.1/, names that begin with _ being extensions.
RULES: dict[str, Any] = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": WHOLE,
        "feed_url": WHOLE,
        "description": TEXT,
        "language": {"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
                "patternProperties": {"^_": {"type": "object"}},
                "additionalProperties": False,
                "properties": {
                    "id": TEXT,
                    "url": WHOLE,
                    "title": TEXT,
                    "content_text": TEXT,
                    "content_html": TEXT,
                    "summary": TEXT,
                    "date_published": MOMENT,
                    "date_modified": MOMENT,
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": TEXT},
                },
            },
        },
    },
}


def outputs(site: Site, folder: str = "feeds/") -> dict[str, str]:
    """Every planned feed, by its place."""
    return {
        one.docs_path: one.text for one in site.plan.outputs if one.docs_path.startswith(folder)
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start_hub(tmp_path_factory.mktemp("feeds") / "hub", FILES, settings=SETTINGS).root


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return gathered(folder)


@pytest.fixture(scope="module")
def hub(folder: Path) -> BuiltSite:
    return built(folder)


def parsed(text: str) -> Any:
    found = feedparser.parse(text.encode("utf-8"))
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def entry_of(text: str, title: str) -> Any:
    return next(one for one in parsed(text).entries if one.title_detail.value == title)


def test_there_is_a_feed_for_everything_each_kind_topic_and_person(site: Site) -> None:
    places = {place.rsplit(".", 1)[0] for place in outputs(site)}
    kinds = {f"feeds/kinds/{kind}" for kind in ("articles", "tips", "links", "war-stories")}
    topics = {"feeds/topics/night", "feeds/topics/bare"}
    assert places == {"feeds/all", "feeds/people/ada"} | kinds | topics
    assert len(outputs(site)) == 2 * len(places)


def test_every_atom_feed_is_valid_for_another_reader(site: Site) -> None:
    feeds = {place: text for place, text in outputs(site).items() if place.endswith(".xml")}
    assert len(feeds) > 6
    for place, text in feeds.items():
        found = parsed(text)
        assert found.feed.id == ROOT + place
        assert found.feed.title
        assert found.feed.author == "The hub"
        assert found.feed.updated_parsed
        links = {link.rel: link.href for link in found.feed.links}
        assert links["self"] == ROOT + place
        assert links["alternate"].startswith(ROOT)
        ids = [one.id for one in found.entries]
        assert len(ids) == len(set(ids))
        for one in found.entries:
            assert one.updated_parsed[3:6] == (0, 0, 0)
            assert one.link.startswith(ROOT)


def test_every_json_feed_keeps_the_published_rules(site: Site) -> None:
    feeds = {place: text for place, text in outputs(site).items() if place.endswith(".json")}
    assert len(feeds) > 6
    for place, text in feeds.items():
        data = json.loads(text)
        jsonschema.validate(data, RULES)
        assert data["feed_url"] == ROOT + place
        atom_ids = [one.id for one in parsed(outputs(site)[place[:-5] + ".xml"]).entries]
        assert [item["id"] for item in data["items"]] == atom_ids
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "1"}, RULES)


def test_an_entry_says_what_the_page_says(site: Site) -> None:
    one = entry_of(outputs(site)["feeds/topics/night.xml"], "First < second & more")
    known = contribution(site, "tips/first/")
    assert one.id == f"urn:commonplace:{known.id}"
    assert one.link == f"{ROOT}tips/first/"
    assert one.summary == "A sentence."
    assert [tag.term for tag in one.tags] == ["Nights & days < weeks"]
    assert one.author == "Ada Example"
    assert one.published == f"{FIRST_DAY.date().isoformat()}T00:00:00Z"


def test_an_entry_that_is_not_fresh_says_so(site: Site) -> None:
    text = outputs(site)["feeds/kinds/articles.xml"]
    summary = entry_of(text, "Aged").summary
    assert summary.startswith("Once true. (Needs a look) Nobody has looked at this since")
    item = json.loads(outputs(site)["feeds/kinds/articles.json"])["items"][0]
    assert item["_commonplace"] == {"freshness": "stale"}


def test_who_is_unnamed_is_a_colleague_and_who_has_no_page_has_no_feed(site: Site) -> None:
    one = entry_of(outputs(site)["feeds/all.xml"], "By two")
    assert [person.name for person in one.authors] == ["A colleague", "Waldo H"]
    assert not [person.href for person in one.authors if person.get("href")]
    assert not [place for place in outputs(site) if "waldo" in place or "zq" in place]


def test_what_must_not_go_out_does_not(hub: BuiltSite) -> None:
    files = {name: content for name, content in hub.files().items() if name.startswith("feeds/")}
    assert len(files) > 12
    canaries = (b"canary", b"zerlina", b"quibble", b"zq-secret", b"@example.org", b"mailto")
    for name, content in files.items():
        assert not [word for word in canaries if word in content.lower()], name


def test_pages_lead_to_their_feeds(hub: BuiltSite) -> None:
    pages = {
        "": "feeds/all.xml",
        "all/": "../feeds/all.xml",
        "tips/": "../feeds/kinds/tips.xml",
        "topics/night/": "../../feeds/topics/night.xml",
        "people/ada/": "../../feeds/people/ada.xml",
    }
    for address, feed in pages.items():
        head, _, body = hub.html(address).partition("</head>")
        assert f'type="application/atom+xml" title="Feed" href="{feed}"' in head, address
        assert f'href="{feed}">Feed</a>' in body, address
        assert (hub.folder / address / feed).is_file()
    assert "atom+xml" not in hub.html("tips/first/")


def test_ids_outlast_a_rename(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", FILES, settings=SETTINGS)
    before = entry_of(outputs(gathered(hub.root))["feeds/all.xml"], "First < second & more")
    hub.move("contributions/tips/first.md", "contributions/articles/moved.md")
    hub.commit()
    after = entry_of(outputs(gathered(hub.root))["feeds/all.xml"], "First < second & more")
    assert after.id == before.id
    assert (before.link, after.link) == (f"{ROOT}tips/first/", f"{ROOT}articles/moved/")


def test_without_a_full_history_only_written_ids_are_in_feeds(tmp_path: Path) -> None:
    hub = start_hub(
        tmp_path / "hub",
        {
            "contributions/tips/one.md": "# One\n\nText.\n",
            "contributions/tips/two.md": "---\nid: two-2\ndate: 2026-02-02\n---\n# Two\n\nText.\n",
        },
        settings=SETTINGS,
    )
    hub.commit()
    shallow = hub.clone(tmp_path / "shallow", depth=1)
    entries = parsed(outputs(gathered(shallow.root))["feeds/all.xml"]).entries
    assert [one.id for one in entries] == ["urn:commonplace:two-2"]


def test_a_feed_has_the_newest_and_no_more(tmp_path: Path) -> None:
    files = {
        f"contributions/tips/t{n:02}.md": (
            f"---\ndate: 2026-0{1 + n // 28}-{1 + n % 28:02}\n---\n# T{n:02}\n\nText.\n"
        )
        for n in range(MOST_ENTRIES + 5)
    }
    site = gathered(start_hub(tmp_path / "hub", files, settings=SETTINGS).root)
    titles = [one.title for one in parsed(outputs(site)["feeds/all.xml"]).entries]
    assert titles == [f"T{n:02}" for n in range(MOST_ENTRIES + 4, 4, -1)]


def test_without_an_address_of_its_own_a_hub_makes_no_feeds(tmp_path: Path) -> None:
    files = {"contributions/tips/one.md": "# One\n\nText.\n"}
    site = gathered(start_hub(tmp_path / "hub", files).root)
    assert outputs(site) == {}
    for address in ("", "all/", "tips/"):
        assert planned(site, address).view["feed_url"] is None


def test_the_same_bytes_twice(site: Site, folder: Path) -> None:
    assert outputs(gathered(folder)) == outputs(site)
    assert len(outputs(site)) > 12


def test_hostile_words_stay_words() -> None:
    day = FIRST_DAY.date()
    author = Author(HOSTILE, "https://hub.example.org/p/?a=1&b=%22")
    entry = Entry(
        "urn:x:1", HOSTILE, author.url or "", HOSTILE, (author,), (HOSTILE,), day, day, "due"
    )
    feed = Feed(HOSTILE, HOSTILE, HOSTILE, "en", f"{ROOT}feeds/all", ROOT, day, (entry,))
    text = atom(feed)
    ElementTree.fromstring(text.encode("utf-8"))  # noqa: S314 - our own bytes
    kept = '<script>alert(1)</script> & "]]>  ©'
    assert "<script>" not in text
    found = parsed(text).entries[0]
    assert found.tags[0].term == kept
    assert found.title_detail.type == "text/plain"
    data = json_feed(feed.__class__(**{**feed.__dict__, "title": "Title"}))
    assert json.loads(data)["items"][0]["title"] == HOSTILE
