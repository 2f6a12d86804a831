"""The site plan as a plain docs tree: files that an engine without hooks builds the same site from.

What templates need stands in the block at the top of each page, where every engine gives it to them.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote, unquote

from commonplace.markup.linkscan import Link
from commonplace.markup.passing import flat_headings, pass_through
from commonplace.markup.render import Rendered, Renderer
from commonplace.markup.rewrite import rewrite_links
from commonplace.model.settings import Settings
from commonplace.readers.files import PAGE_TYPES
from commonplace.site.docs_files import place_on_site
from commonplace.site.plan import PlannedPage, SitePlan
from commonplace.site.promises import Promises
from commonplace.site.redirects import redirect_html

DOCS = "docs"
BESIDE = "beside"
"""What no engine takes from a docs folder, such as Markdown that is to stay Markdown: it is copied over the
site after the build."""

# What JSON may hold as it is, and YAML may not.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True)
class Made:
    """A file whose text is made from the plan: `path` is in the tree."""

    path: str
    page: PlannedPage | None = None
    text: str = ""


@dataclass(frozen=True)
class Copied:
    """A file that is copied from `source` in the repository."""

    path: str
    source: str


def moved_pages(plan: SitePlan) -> dict[str, str]:
    """Where pages lie whose texts go out as HTML, by their docs paths: at `tips/a/index.md`, not `tips/a.md`.

    Zensical takes a relative link in HTML for one from file to file, and changes it by what is between the
    file and its page. There, nothing is.
    """
    return {
        page.docs_path: f"{page.address}index.md"
        for page in plan.pages
        if not page.trusted and page.docs_path != f"{page.address}index.md"
    }


def lead_anew(text: str, docs_path: str, moved: Mapping[str, str]) -> str:
    """Markdown of a page that stays where it is, with links to pages that do not."""

    def replace(link: Link) -> str | None:
        path, *rest = re.split(r"(?=[?#])", link.destination, maxsplit=1)
        if not path or path.startswith("/") or ":" in path:
            return None
        folder = posixpath.dirname(docs_path)
        target = moved.get(posixpath.normpath(posixpath.join(folder, unquote(path))))
        return None if target is None else posixpath.relpath(target, folder or ".") + "".join(rest)

    return rewrite_links(text, replace) if moved else text


def tree_files(plan: SitePlan, settings: Settings) -> dict[str, Made | Copied]:
    """Every file of the tree but its settings and templates, by its path. Nothing is rendered yet.

    What comes later takes the place of what came before, as in a build with hooks.
    """
    moved = moved_pages(plan)
    found: dict[str, Made | Copied] = {}

    def put(file: Made | Copied) -> None:
        if _stays_inside(file.path):
            found[file.path] = file

    for path in sorted(plan.docs_files):
        if not path.startswith("templates/"):  # MkDocs leaves that folder out
            put(Copied(f"{DOCS}/{path}", f"{settings.docs_dir}/{path}"))
    for page in plan.pages:
        put(Made(f"{DOCS}/{moved.get(page.docs_path, page.docs_path)}", page=page))
    for asset in plan.assets:
        put(Copied(f"{DOCS}/{asset.docs_path}", asset.source))
    for output in plan.outputs:
        folder = BESIDE if output.as_it_is else DOCS
        is_text = is_page(output.docs_path) and not output.as_it_is
        text = lead_anew(output.text, output.docs_path, moved) if is_text else output.text
        put(Made(f"{folder}/{output.docs_path}", text=text))
    for old, new in plan.redirects.items():
        html = redirect_html(old, new, settings.site_url)
        put(Made(f"{DOCS}/{old}index.html", text=html))
    if settings.site_url and plan.promises and not settings.excludes:
        text = _sitemap(plan, plan.promises, settings.site_url)
        put(Made(f"{BESIDE}/sitemap.xml", text=text))
    return found


def _sitemap(plan: SitePlan, promised: Promises, site_url: str) -> str:
    """Every page that search engines may list; not every engine can tell all of them."""
    unlisted = {
        page.address for page in plan.pages if page.view.get("page") in ("care", "comments")
    }
    lines = "".join(
        f"\n  <url><loc>{escape(site_url.rstrip('/'))}/{quote(one.address)}</loc></url>"
        for one in promised.pages
        if one.address not in unlisted
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}\n</urlset>\n'
    )


def _stays_inside(path: str) -> bool:
    return not any(
        part in ("", ".", "..") or "\\" in part or ":" in part for part in path.split("/")
    )


def make_resolve(plan: SitePlan) -> dict[str, str]:
    """From docs paths to addresses, for every file that a link in a text can lead to."""
    addresses = {page.docs_path: page.address for page in plan.pages}
    addresses.update((asset.docs_path, asset.docs_path) for asset in plan.assets)
    addresses.update(
        (output.docs_path, output.docs_path) for output in plan.outputs if not output.as_it_is
    )
    for path in plan.docs_files:
        addresses[path] = place_on_site(path).removesuffix("index.html") if is_page(path) else path
    return addresses


def address_between(start: str, target: str) -> str:
    """The address that leads from one page of the site to another page or file."""
    relative = posixpath.relpath(quote(target) or ".", quote(start) or ".")
    return f"{relative}/" if not target or target.endswith("/") else relative


def is_page(path: str) -> bool:
    """Whether an engine makes a page of the file."""
    return path.endswith(PAGE_TYPES)


@dataclass(frozen=True)
class PageWriter:
    """Writes planned pages as files. `native_headings` says whether headings can be given their ids, `moved`
    is what `moved_pages` tells; `problems` grows with every text that could not be rendered."""

    renderer: Renderer
    native_headings: bool
    moved: Mapping[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    _made: dict[str, Rendered] = field(default_factory=dict)

    def text(self, page: PlannedPage) -> str:
        """A page as a file. Texts of colleagues go out as cleaned HTML: no engine would clean them."""
        return f"{self._top(page)}{self._body(page)}"

    def _top(self, page: PlannedPage) -> str:
        meta: dict[str, Any] = {
            "title": escape(page.title),
            "description": escape(page.description),
            "template": page.template,
            "hub": page.view,
        }
        if not page.searchable:
            meta["search"] = {"exclude": True}
        lines = (f"{key}: {as_yaml(value)}\n" for key, value in meta.items())
        return f"---\n{''.join(lines)}---\n"

    def _body(self, page: PlannedPage) -> str:
        if not page.body.strip():
            return page.body
        if page.trusted:
            return lead_anew(page.body, page.docs_path, self.moved)
        made = self.rendered(page)
        known = set(flat_headings(made.headings)) if self.native_headings else set()
        return pass_through(made.html, known)

    def rendered(self, page: PlannedPage) -> Rendered:
        """The text of a page as HTML, made once."""
        if page.docs_path not in self._made:
            made = self.renderer.render(page.body, page.docs_path, trusted=page.trusted)
            if made.problem:
                self.problems.append(f"{page.source} cannot be rendered ({made.problem}).")
            self._made[page.docs_path] = made
        return self._made[page.docs_path]


def as_yaml(value: object) -> str:
    """JSON on one line that every YAML reader takes for the same."""
    text = _ENCODER.encode(value)
    return _NOT_IN_YAML.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\u{0xFFFD if 0xD800 <= number < 0xE000 else number:04x}"  # half a character is none


def shared_data(plan: SitePlan) -> Mapping[str, Any]:
    """What all templates need besides: it stands below `extra` in the settings."""
    return {"hub_words": plan.words, "hub_foot": list(plan.foot)}
