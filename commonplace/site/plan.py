"""The shape of a site plan. It is the product: MkDocs, ProperDocs or a plain docs tree are its sinks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commonplace.diagnostics import Diagnostic
from commonplace.pages.views.pieces import LinkView
from commonplace.search.findable import SearchPlan

if TYPE_CHECKING:
    from commonplace.site.promises import Promises


@dataclass(frozen=True)
class PlannedPage:
    """One page.

    `docs_path` is where its Markdown would lie in a docs tree (`tips/x.md`), `address` where it is on the
    site (`tips/x/`). `title` and `description` are plain text. `body` is Markdown whose links already lead
    from `docs_path` to other docs paths. `view` is what its template shows: JSON data only, plain text to be
    escaped by the template. `source` is the file to edit, as a path in the repository.
    `trusted` pages are written by the hub or its maintainers; the HTML of all others is cleaned.
    `searchable` is false for lists, which would only repeat what the contributions say.
    """

    docs_path: str
    address: str
    template: str
    title: str
    description: str
    body: str
    view: Mapping[str, Any]
    source: str | None = None
    trusted: bool = False
    searchable: bool = True
    draft: bool = False


@dataclass(frozen=True)
class PlannedAsset:
    """A file to copy as it is: from `source` in the repository to `docs_path` on the site."""

    docs_path: str
    source: str


@dataclass(frozen=True)
class PlannedOutput:
    """A file that the hub writes itself, such as hub.json.

    `as_it_is` is Markdown to be published as Markdown: without it, a page is made of it.
    """

    docs_path: str
    text: str
    as_it_is: bool = False


@dataclass(frozen=True)
class FirstTexts:
    """What is known before the rest is planned: the texts of contributions, so that an engine can begin.

    `bodies` are those of their pages, by docs path. `files` lead from docs paths to what lies there as far as
    it is known by now, as paths in the repository. `words` are the hub's own.
    """

    bodies: Mapping[str, str]
    files: Mapping[str, str]
    words: Mapping[str, Any]


@dataclass(frozen=True)
class SitePlan:
    """Everything that goes out.

    `redirects` lead from an old address to a present one, both with a final slash; `words` are the hub's
    own words for the templates; `develop` says whether docs/develop goes out, too. `docs_files` are the
    files of the docs folder that go out besides, by their paths in it: nothing else that lies there does.
    `foot` are the links at the foot of every page. `promises` is what addresses.json says. `left_out` are
    the files that are not in it since they leak: their paths may do so, too, and are not to be shown.
    `search` is what can be searched.
    """

    pages: tuple[PlannedPage, ...]
    assets: tuple[PlannedAsset, ...]
    outputs: tuple[PlannedOutput, ...]
    redirects: Mapping[str, str]
    words: Mapping[str, Any]
    develop: bool = False
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    docs_files: frozenset[str] = frozenset()
    foot: tuple[LinkView, ...] = ()
    promises: Promises | None = None
    left_out: frozenset[str] = frozenset()
    search: SearchPlan = field(default_factory=SearchPlan)
