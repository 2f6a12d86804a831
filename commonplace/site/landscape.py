"""What links in texts can lead to: pages and their addresses, files beside texts, files on GitHub."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from commonplace.model.hub import Hub
from commonplace.model.kinds import KINDS
from commonplace.model.people import Person
from commonplace.pages.github import file_url
from commonplace.pages.paging import docs_path
from commonplace.readers.docs import DocsFolder
from commonplace.site.kept_back import is_contributed_text, kept_back
from commonplace.site.links import Landscape

GENERATED_INDEXES = (
    "index.md",
    "topics/index.md",
    "people/index.md",
    "all/index.md",
    *(f"{kind.folder}/index.md" for kind in KINDS),
)
"""Pages that the hub makes and above which a file in the docs folder may say a few words."""


@dataclass(frozen=True)
class Surroundings:
    """What the plan needs besides the hub: the sizes of the files beside texts, the docs folder, and
    whether a path of the repository is a file."""

    assets: Mapping[str, int]
    docs: DocsFolder
    is_file: Callable[[str], bool]


def landscape(hub: Hub, people: Iterable[Person], around: Surroundings) -> Landscape:
    """Every place that a link can lead to; `people` are those who have a page."""
    settings = hub.settings
    addresses = {
        name: docs_path(hub.contributions[ident].address)
        for name, ident in hub.references.items()
        if name.endswith("/")
    }
    pages = {one.source: docs_path(one.address) for one in hub.contributions.values()}
    for topic in hub.topics.values():
        pages[topic.source] = addresses[topic.address] = docs_path(topic.address)
    for old, slug in hub.former_topics.items():
        addresses[f"topics/{old}/"] = docs_path(f"topics/{slug}/")
    for person in people:
        target = docs_path(f"people/{person.id}/")
        addresses[f"people/{person.id}/"] = target
        if person.source:
            pages[person.source] = target
    for index in GENERATED_INDEXES:
        addresses[index.removesuffix("index.md") or "/"] = index
        pages[f"{settings.docs_dir}/{index}"] = index
        # On GitHub a link to a folder lists its files: here it leads to the list of its pages.
        pages[f"contributions/{index.removesuffix('index.md').strip('/')}"] = index
    for file in around.docs.files:
        if file.endswith(".md"):
            stem = file.removesuffix(".md")
            addresses.setdefault(f"{stem.removesuffix('index').strip('/')}/", file)

    kept = kept_back(hub.people.values())

    def web(path: str) -> str | None:
        if kept(path) or is_contributed_text(path) or not around.is_file(path):
            return None
        return file_url(settings, path)

    return Landscape(
        docs_dir=settings.docs_dir,
        pages=pages,
        addresses=addresses,
        assets={
            **{path: size for path, size in around.assets.items() if not kept(path)},
            **around.docs.topic_assets,
        },
        docs_files=around.docs.files,
        web=web,
    )
