"""A hub gathered in this process, or built as a person builds it, and what tests ask of the result."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from commonplace.model.contribution import Contribution
from commonplace.site.gather import Request, Site, gather
from commonplace.site.plan import PlannedPage
from tests.support.hub import hide_product, make_hub, run_command
from tests.support.repository import FIRST_DAY, Repository

TODAY = "2026-11-21"
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


def start_hub(
    folder: Path, files: Mapping[str, str | bytes] | None = None, *, settings: str = ""
) -> Repository:
    """A hub at `folder` with `files` in one first commit, as a repository that takes more commits."""
    root = make_hub(folder, files or {}, settings=settings, git=False)
    repository = Repository.create(root)
    hide_product(root)
    repository.commit(message="Start the hub", date=FIRST_DAY)
    repository.day = FIRST_DAY + timedelta(days=1)
    return repository


def gathered(root: Path, *, drafts: bool = False, survey: bool = False, as_of: str = TODAY) -> Site:
    """The hub and the plan of the project at `root` on the day `as_of`."""
    now = datetime.combine(date.fromisoformat(TODAY), datetime.min.time(), UTC)
    return gather(Request(root=root, now=now, drafts=drafts, survey=survey), {"HUB_AS_OF": as_of})


def contribution(site: Site, address: str) -> Contribution:
    """The contribution at an address such as "tips/a/"."""
    return next(one for one in site.hub.contributions.values() if one.address == address)


def planned(site: Site, address: str) -> PlannedPage:
    """The planned page at an address."""
    return next(page for page in site.plan.pages if page.address == address)


def codes(site: Site, path: str | None = None) -> list[str]:
    """The codes of all diagnostics, or of those about one file."""
    return [one.code for one in site.plan.diagnostics if path in (None, one.path)]


@dataclass(frozen=True)
class BuiltSite:
    """A hub's folder, its built site, and what the build said."""

    root: Path
    folder: Path
    said: str

    def has(self, address: str) -> bool:
        """Whether a page, real or leading on, stands at an address such as "tips/a/"."""
        return (self.folder / address / "index.html").is_file()

    def html(self, address: str) -> str:
        """The HTML of the page at an address."""
        return (self.folder / address / "index.html").read_text("utf-8")

    def words(self, address: str) -> str:
        """The words of a page, without its tags, spaces made single."""
        return " ".join(unescape(_TAGS.sub(" ", self.html(address))).split())

    def links(self, address: str) -> list[str]:
        """Every href of a page, as written."""
        return [unescape(found) for found in re.findall(r'href="([^"]*)"', self.html(address))]

    def pages_linked(self, address: str) -> set[str]:
        """The addresses within the site that a page links to, each with a final slash."""
        found = set()
        for link in self.links(address):
            path = link.split("#")[0].split("?")[0]
            if "://" in link or not path or path.endswith((".css", ".js", ".png", ".ico")):
                continue
            joined = posixpath.normpath(posixpath.join("/", address, path)).strip("/")
            found.add(f"{joined}/" if joined else "")
        return found

    def leads_to(self, address: str) -> str | None:
        """Where a former address leads: an address within the site; None for a page of its own."""
        found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', self.html(address))
        if found is None:
            return None
        return posixpath.normpath(posixpath.join("/", address, unescape(found[1]))).strip("/") + "/"

    def found(self) -> dict[str, str]:
        """What the search can find: the addresses of all records, with what the index holds of each."""
        texts = {}
        for path in sorted((self.folder / "pagefind" / "fragment").glob("*")):
            text = gzip.decompress(path.read_bytes()).decode().removeprefix("pagefind_dcd")
            texts[str(json.loads(text)["url"])] = text
        assert texts, "no index was made"
        return texts

    def data(self) -> Any:
        """What hub.json says."""
        return json.loads((self.folder / "hub.json").read_text("utf-8"))

    def files(self) -> dict[str, bytes]:
        """Every file of the site, by its path."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


def built(root: Path, *, strict: bool = False, **environment: str) -> BuiltSite:
    """Build the hub at `root` with its own command, and make sure that it went well."""
    done = run_command(root, "build", *(["--strict"] if strict else []), **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return BuiltSite(root, root / "site", done.stdout + done.stderr)
