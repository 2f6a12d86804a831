"""The search of an export: the same files as in the hub's own site, since no engine makes them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "hooks"))

from hub_indexing import Indexing  # noqa: E402 - the line above lets it be found

from commonplace.model.settings import Settings  # noqa: E402
from commonplace.readers.files import read_text  # noqa: E402
from commonplace.readers.frontmatter import split_front_matter  # noqa: E402
from commonplace.search.document import Document, document  # noqa: E402
from commonplace.site.plan import PlannedPage, SitePlan  # noqa: E402
from commonplace.site.tree import BESIDE, PageWriter  # noqa: E402

_CACHE = Path(".cache") / "hub"


def search_files(
    root: Path, plan: SitePlan, settings: Settings, pages: PageWriter, say: Callable[[str], None]
) -> Mapping[str, bytes]:
    """Every file of the search by its path in the export; `say` tells why there is no index."""
    indexing = Indexing(plan.search, list(documents(root, plan, settings, pages)), root / _CACHE)
    files = {f"{BESIDE}/{path}": data for path, data in indexing.files().items()}
    if indexing.problem:
        say(f"The export has no search: {indexing.problem}.")
    return files


def documents(
    root: Path, plan: SitePlan, settings: Settings, pages: PageWriter
) -> Iterator[Document]:
    """Every record with what its page says, without an engine.

    Where settings leave pages out, only an engine knows which: none of the company's own is searched then.
    """
    planned = {page.docs_path: page for page in plan.pages}
    mapped = {output.docs_path: output.text for output in plan.outputs}
    for one in plan.search.findable:
        html = ""
        if one.docs_path:
            if one.docs_path not in planned and settings.excludes:
                continue
            page = planned.get(one.docs_path) or _own(
                root, settings.docs_dir, one.docs_path, mapped
            )
            html = pages.rendered(page).html if page.body.strip() else ""
        yield document(one, html, one.title, plan.search.language)


def _own(root: Path, docs_dir: str, place: str, mapped: Mapping[str, str]) -> PlannedPage:
    """A page of the company's own, as the engine will render it."""
    path = f"{docs_dir}/{place}"
    text = mapped.get(place) or read_text(root, path)
    body = split_front_matter(text, path)[0].body if isinstance(text, str) else ""
    return PlannedPage(place, "", "", "", "", body, {}, trusted=True)
