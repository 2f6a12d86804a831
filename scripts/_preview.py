"""From a hub's plan to a preview: which texts changed, rendered and with their pictures in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from commonplace.checks.judge import Judge
from commonplace.diagnostics import Severity, is_leak
from commonplace.markup.render import Renderer
from commonplace.markup.tasks import box_words
from commonplace.readers.contributions import kind_of_path
from commonplace.repository.embed import Picture, embedded
from commonplace.repository.preview import Preview, ShownText
from commonplace.site.gather import Site
from commonplace.site.plan import PlannedPage
from commonplace.site.tree import make_resolve
from commonplace.words import words
from scripts import _engine_settings
from scripts._bounded import read_plain
from scripts._check_leaks import with_leaks

MOST_TEXTS = 20
MOST_BYTES = 15_000_000
"""Of pictures, in all: what a mail or a phone still takes."""

_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}


def make_preview(root: Path, site: Site, changed: list[str], judge: Judge) -> Preview:
    """What the changed files look like. A file that leaks is not shown, and nor is a picture that does."""
    settings, plan = site.hub.settings, site.plan
    found = with_leaks(root, plan.diagnostics, changed, judge, settings.docs_dir)
    errors = [one for one in found if one.severity is Severity.ERROR]
    leaky = {one.path for one in errors if is_leak(one.code)}
    pages = {page.source: page for page in plan.pages if page.source and kind_of_path(page.source)}
    wanted = _touched(pages, changed)
    hidden = {path for path in wanted if _in_any(path, leaky)}
    shown = [pages[path] for path in wanted if path not in hidden]
    absent = {one.path for one in errors if _is_absent(one.path, pages, changed)} | {
        place for place in leaky if any(_in_any(path, {place}) for path in hidden)
    }
    maker = _Maker(root, site, leaky)
    return Preview(
        site_name=settings.site_name,
        language=settings.language,
        texts=[maker.text(page) for page in shown[:MOST_TEXTS]],
        absent=sorted(absent),
        more=max(0, len(shown) - MOST_TEXTS),
    )


def _touched(pages: Mapping[str, PlannedPage], changed: Iterable[str]) -> list[str]:
    """The texts that changed, and those in whose own folder a picture did."""
    found: dict[str, None] = {}
    for path in changed:
        index = f"{path.rpartition('/')[0]}/index.md"
        for source in (path, index):
            if source in pages:
                found[source] = None
    return list(found)


def _is_absent(path: str, pages: Mapping[str, PlannedPage], changed: Iterable[str]) -> bool:
    is_text = path.lower().endswith((".md", ".markdown")) and kind_of_path(path) is not None
    return is_text and path not in pages and path in changed


def _in_any(path: str, places: Iterable[str]) -> bool:
    """Whether a path is one of some places or lies in one: where a name leaks, its folder is told."""
    return any(path == place or path.startswith(f"{place.rstrip('/')}/") for place in places)


class _Maker:
    """Renders texts, and counts what their pictures weigh."""

    def __init__(self, root: Path, site: Site, leaky: set[str]) -> None:
        self._root, self._site, self._leaky = root, site, leaky
        self._told: Mapping[str, str] = words(site.hub.settings.language)["preview"]
        addresses = make_resolve(site.plan)
        self._pictures = {asset.docs_path: asset.source for asset in site.plan.assets}
        self._left = MOST_BYTES
        markdown = _engine_settings.read_markdown(_engine_settings.read_node(root))
        self._renderer = Renderer(
            markdown.extensions,
            markdown.configs,
            lambda start, path: f"/{addresses[path]}" if path in addresses else None,
            box_words(site.plan.words),
        )

    def text(self, page: PlannedPage) -> ShownText:
        """One text, ready to be shown."""
        row = page.view["row"]
        made = self._renderer.render(page.body, page.docs_path, trusted=False)
        return ShownText(
            title=page.title,
            kind=row["kind"]["name"],
            kind_label=row["kind"]["label"],
            standfirst=page.view["standfirst"] or "",
            names=", ".join(face["name"] for face in row["authors"]),
            minutes=row["minutes"],
            html=embedded(made.html, self._picture, self._site.hub.settings.site_url),
        )

    def _picture(self, address: str, alt: str) -> Picture | None:
        source = self._pictures.get(address)
        kind = _TYPES.get(address.rpartition(".")[2].lower())
        if source is None or kind is None or _in_any(source, self._leaky):
            return None
        try:
            data = read_plain(self._root / source)
        except OSError:
            return None
        if len(data) > self._left:
            size = f"{len(data) / 1_000_000:.1f}"
            return Picture(kind, b"", self._told["large"].format(size=size, alt=alt))
        self._left -= len(data)
        return Picture(kind, data)
