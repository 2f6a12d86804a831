"""The sitemap: every page that is to be found, and nothing that changes from day to day."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from tests.support.hub import make_hub
from tests.support.site import built

SITE = "https://hub.example.org/"


def test_it_lists_pages_and_no_care_page(tmp_path: Path) -> None:
    files = {
        "contributions/tips/a.md": "---\ntopics: [calls]\n---\n# A\n\nWords.\n",
        "docs/topics/calls.md": "# Calls\n",
    }
    site = built(make_hub(tmp_path / "hub", files, settings=f"site_url: {SITE}"))
    root = ET.parse(site.folder / "sitemap.xml").getroot()  # noqa: S314 - our own
    listed = {
        element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    }
    assert {f"{SITE}{page}" for page in ("", "tips/a/", "topics/calls/", "people/")} <= listed
    assert site.has("topics/calls/care/")
    assert not [address for address in listed if address and address.endswith("/care/")]
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"urlset", "url", "loc"}


def test_a_page_with_a_feed_asks_for_no_other_sitemap(tmp_path: Path) -> None:
    text = {"contributions/tips/a.md": "# A\n\nWords.\n"}
    site = built(make_hub(tmp_path / "hub", text, settings=f"site_url: {SITE}"))
    assert 'rel="alternate feed"' in site.html("")
    assert '<link rel="alternate"' not in site.html("")
