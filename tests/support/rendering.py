"""Markdown rendered and cleaned as the shipped hub does it, without a build."""

from __future__ import annotations

from functools import cache
from typing import Any

from mkdocs.utils.yaml import yaml_load

from commonplace.markup.render import Renderer
from commonplace.markup.rewrite import rewrite_links
from commonplace.markup.tasks import BoxWords
from tests.support.shipped import shipped_settings


@cache
def renderer() -> Renderer:
    """The hub's renderer, with the extensions of the settings as shipped."""
    names: list[str] = []
    configs: dict[str, Any] = {}
    for one in yaml_load(shipped_settings())["markdown_extensions"]:
        if isinstance(one, dict):
            configs |= one
        names.extend(one if isinstance(one, dict) else [one])
    return Renderer(names, configs, lambda page, path: path, BoxWords("done", "to do"))


def rendered(text: str) -> str:
    """The HTML of a text."""
    linked = rewrite_links(text, lambda link: None, link_addresses=True)
    return renderer().render(linked, "tips/x.md", trusted=False).html
