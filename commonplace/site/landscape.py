"""What links in texts can lead to: pages and their addresses, files beside texts, files on GitHub."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from commonplace.checks.withhold import withhold
from commonplace.diagnostics import Diagnostic, visible
from commonplace.model.hub import Hub
from commonplace.model.kinds import KINDS
from commonplace.model.people import Person
from commonplace.pages.github import file_url
from commonplace.pages.paging import docs_path
from commonplace.readers.docs import DocsFolder
from commonplace.site.gate import Gate
from commonplace.site.kept_back import is_contributed_text, kept_back
from commonplace.site.links import Landscape

GENERATED_INDEXES = (
    "index.md",
    "topics/index.md",
    "paths/index.md",
    "people/index.md",
    "all/index.md",
    "whats-new/index.md",
    "reading-list/index.md",
    "leaderboard/index.md",
    "questions/index.md",
    "ask/index.md",
    "share/index.md",
    *(f"{kind.folder}/index.md" for kind in KINDS),
)
"""Pages that the hub makes and above which a file in the docs folder may say a few words."""


def index_places(docs_dir: str) -> dict[str, str]:
    """The pages that the hub makes, by the places in the repository at which a link means them.

    On GitHub a link to a folder lists its files: here it leads to the list of its pages.
    """
    files = {f"{docs_dir}/{index}": index for index in GENERATED_INDEXES}
    return files | {
        f"contributions/{index.removesuffix('index.md').strip('/')}": index
        for index in GENERATED_INDEXES
    }


@dataclass(frozen=True)
class Surroundings:
    """What the plan needs besides the hub: the sizes of the files beside texts, the docs folder, whether
    a path of the repository is a file, which of them may go out, and the spellings for browsers."""

    assets: Mapping[str, int]
    docs: DocsFolder
    is_file: Callable[[str], bool]
    gate: Gate
    spellings: Callable[[], tuple[tuple[str, str], ...]]


def landscape(hub: Hub, people: Iterable[Person], around: Surroundings) -> Landscape:
    """Every place that a link can lead to; `people` are those who have a page."""
    settings = hub.settings
    addresses = {
        name: docs_path(hub.contributions[ident].address)
        for name, ident in hub.references.items()
        if name.endswith("/")
    }
    pages = {one.source: docs_path(one.address) for one in hub.contributions.values()}
    _add_others(hub, pages, addresses)
    for person in people:
        target = docs_path(f"people/{person.id}/")
        addresses[f"people/{person.id}/"] = target
        if person.source:
            pages[person.source] = target
    for index in GENERATED_INDEXES:
        addresses[index.removesuffix("index.md") or "/"] = index
    pages |= index_places(settings.docs_dir)
    for file in around.docs.files:
        if file.endswith(".md"):
            stem = file.removesuffix(".md")
            addresses.setdefault(f"{stem.removesuffix('index').strip('/')}/", file)

    kept = kept_back(hub.people.values())

    def web(path: str) -> str | None:
        if kept(path) or is_contributed_text(path) or not around.is_file(path):
            return None
        if path in around.gate.left_out or not around.gate.may_be_named(path):
            return None
        return file_url(settings, path) or ""

    return Landscape(
        docs_dir=settings.docs_dir,
        pages=pages,
        addresses=addresses,
        assets={
            **{path: size for path, size in around.assets.items() if not kept(path)},
            **around.docs.curated_assets,
        },
        docs_files=around.docs.files,
        web=web,
        passes=around.gate.passes,
    )


def _add_others(hub: Hub, pages: dict[str, str], addresses: dict[str, str]) -> None:
    """Topics, paths and what was withdrawn, by file and by every address they had."""
    for gone in hub.withdrawn:
        pages[gone.source] = addresses[gone.address] = docs_path(gone.address)
        addresses.update(dict.fromkeys(gone.former_addresses, docs_path(gone.address)))
    for topic in hub.topics.values():
        pages[topic.source] = addresses[topic.address] = docs_path(topic.address)
        addresses[topic.care_address] = docs_path(topic.care_address)
    for old, slug in hub.former_topics.items():
        addresses[f"topics/{old}/"] = docs_path(f"topics/{slug}/")
    for path in hub.paths.values():
        pages[path.source] = addresses[path.address] = docs_path(path.address)
    for old, slug in hub.former_paths.items():
        addresses[f"paths/{old}/"] = docs_path(f"paths/{slug}/")


def tell(
    problems: Iterable[Diagnostic], around: Surroundings, off: Collection[str]
) -> list[Diagnostic]:
    """What a build says is wrong, without repeating a leak; what leaks is told whatever is switched `off`."""
    gate = around.gate
    found = {one for one in problems if one.code not in off}
    for path in {one.path for one in found}:
        gate.judge_unpublished(
            path
        )  # one that nobody could parse may leak, and its errors quote it
    leaky = frozenset(visible(path, 400) for path in gate.left_out)
    return withhold([*found, *gate.told()], gate.judge, leaky)
