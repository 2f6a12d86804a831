"""addresses.json: every address that the site promises, so that a missing one is found before a reader is.

It is worked out from the plan and not from what an engine wrote: `scripts/hub verify` holds one to the other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from commonplace.model.hub import Hub
from commonplace.pages.github import edit_url
from commonplace.readers.docs import DocsFolder
from commonplace.readers.files import PAGE_TYPES
from commonplace.search.manifest import MANIFEST as SEARCH
from commonplace.site.built_files import open_regular, stays_inside
from commonplace.site.docs_files import place_on_site
from commonplace.site.plan import PlannedOutput, SitePlan

SCHEMA_VERSION = 1
MANIFEST = "addresses.json"
FILES = (MANIFEST, "addresses.schema.json")
_INDEX = "index.html"
_ENCODER = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True)
class Promised:
    """A page. `title` is None where only the engine knows it; `source` is what was written by somebody."""

    address: str
    title: str | None
    source: str | None
    edit: str | None


@dataclass(frozen=True)
class Promises:
    """What a site promises. `redirects` lead from an old address to a present one."""

    as_of: str
    site_url: str | None
    pages: tuple[Promised, ...]
    redirects: dict[str, str]
    files: tuple[str, ...]

    def data(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {
            "schema": SCHEMA_VERSION,
            "as_of": self.as_of,
            "site_url": self.site_url,
            "pages": [
                {"address": one.address, "title": one.title, "source": one.source, "edit": one.edit}
                for one in self.pages
            ],
            "redirects": [{"address": old, "to": new} for old, new in self.redirects.items()],
            "files": list(self.files),
        }

    def data_rows(self) -> list[tuple[str, str]]:
        """Every address with everything that is said of it, to tell two promises apart."""
        pages = [(one.address, repr(one)) for one in self.pages]
        return [*pages, *self.redirects.items(), *((path, "") for path in self.files)]

    def text(self) -> str:
        """The same as addresses.json holds it: a row to a line, so that two are easy to compare."""
        rows = (f"{_ENCODER.encode(key)}: {_table(value)}" for key, value in self.data().items())
        return "{\n" + ",\n".join(rows) + "\n}\n"


def _table(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _ENCODER.encode(value)
    return "[\n" + ",\n".join(map(_ENCODER.encode, value)) + "\n]"


def promises(plan: SitePlan, hub: Hub, docs: DocsFolder) -> Promises:
    """What a site made from `plan` promises. Drafts are in no site but that of `serve`."""
    settings = hub.settings
    pages = [
        Promised(page.address, page.title, page.source, edit_url(settings, page.source))
        for page in plan.pages
        if not page.draft
    ]
    files = {"404.html", SEARCH, *FILES, *(asset.docs_path for asset in plan.assets)}
    if settings.site_url:
        files.add("sitemap.xml")
    files.update(
        output.docs_path
        for output in plan.outputs
        if output.as_it_is or not output.docs_path.endswith(PAGE_TYPES)
    )
    for path in () if settings.excludes else sorted(plan.docs_files):
        if path.startswith("templates/"):  # MkDocs leaves that folder out
            continue
        place = place_on_site(path)
        if not path.endswith(PAGE_TYPES):
            files.add(place)
            continue
        own = docs.pages.get(path)
        source = f"{settings.docs_dir}/{path}"
        title = own.title if own else None
        edit = edit_url(settings, source)
        pages.append(Promised(place.removesuffix(_INDEX), title, source, edit))
    return Promises(
        as_of=hub.as_of.isoformat(),
        site_url=settings.site_url,
        pages=tuple(sorted(pages, key=lambda one: one.address)),
        redirects=dict(sorted(plan.redirects.items())),
        files=tuple(sorted(files)),
    )


def with_promises(plan: SitePlan, hub: Hub, docs: DocsFolder) -> SitePlan:
    """The plan with its promises, and the two files that tell them."""
    made = promises(plan, hub, docs)
    schema = resources.files(__package__).joinpath("addresses.schema.json").read_text("utf-8")
    told = (PlannedOutput(FILES[0], made.text()), PlannedOutput(FILES[1], schema))
    return replace(plan, outputs=(*plan.outputs, *told), promises=made)


def read_manifest(place: Path) -> Promises:
    """What the addresses.json at `place` says. Raises OSError, or ValueError as `read_promises` does."""
    with open_regular(place) as file:
        data = file.read()
    try:
        return read_promises(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("it is no text") from None


def read_promises(text: str) -> Promises:
    """What an addresses.json says. Raises ValueError, in words, for anything else."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise ValueError(f"it is no JSON ({problem})") from None
    form = data.get("schema") if isinstance(data, dict) else None
    if form != SCHEMA_VERSION:
        shown = form if isinstance(form, int | str) else None
        raise ValueError(f"it has the form {shown!r:.40}, and this hub reads form {SCHEMA_VERSION}")
    try:
        return Promises(
            _text(data["as_of"]),
            _text_or_none(data["site_url"]),
            tuple(map(_promised, data["pages"])),
            {_address(row["address"]): _address(row["to"]) for row in data["redirects"]},
            tuple(map(_address, data["files"])),
        )
    except (KeyError, TypeError, ValueError, RecursionError) as problem:
        raise ValueError(f"something is missing in it or wrong ({problem})") from None


def _promised(row: Mapping[str, object]) -> Promised:
    title, source, edit = (_text_or_none(row[key]) for key in ("title", "source", "edit"))
    return Promised(_address(row["address"]), title, source, edit)


def _address(value: object) -> str:
    address = _text(value)
    if not stays_inside(address):
        raise ValueError(f"“{address:.80}” leads out of the site")
    return address


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"“{value!r:.40}” is no text")
    value.encode("utf-8")  # half a character is none
    return value
