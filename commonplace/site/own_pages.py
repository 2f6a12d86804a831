"""Pages of the company's own: they stay MkDocs' pages, and their links lead where those of others do."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from commonplace.readers.docs import OwnPage
from commonplace.site.links import Landscape, MappedText, Text, map_links
from commonplace.site.plan import PlannedOutput


def own_pages(
    pages: Mapping[str, OwnPage], land: Landscape, kept: Collection[str]
) -> tuple[list[PlannedOutput], list[MappedText]]:
    """Those pages whose text needs another link than the one written, and what all of them lead to.

    Only those in `kept` count: the others give way to pages of the hub.
    """
    outputs, texts = [], []
    for docs_path, page in sorted(pages.items()):
        if docs_path not in kept:
            continue
        mapped = map_links(Text(page.body, page.path, page.body_line, docs_path), land)
        texts.append(mapped)
        if mapped.body != page.body:
            outputs.append(PlannedOutput(docs_path, page.top + mapped.body))
    return outputs, texts
