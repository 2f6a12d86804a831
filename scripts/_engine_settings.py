"""mkdocs.yml for an engine without hooks, made from the company's own, and the Markdown that it sets up."""

from __future__ import annotations

import importlib
import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml

from commonplace.model.settings import Settings
from commonplace.pages.github import edit_base
from commonplace.site.tree import as_yaml
from scripts._bounded import MOST_TEXT, read_plain
from scripts._site import UsageError

_HEAD = """\
# Written by “scripts/hub export”, and written anew by the next one: what you change here is lost. Change the
# hub's own mkdocs.yml instead. Build this with “mkdocs build” (or another engine) in this folder, then copy
# what is in beside/ over the site.
"""
_LEFT_OUT = ("hooks", "watch", "plugins", "docs_dir", "site_dir")
# Material prints the name of the site as it is, and the hub's templates escape it: neither may need that.
_PRINTABLE = str.maketrans({"<": "‹", ">": "›", '"': "”"})
_SEARCH = ("search", "material/search")
_BUILT_IN = ("toc", "tables", "fenced_code")  # by MkDocs
_ELSEWHERE = {"material.extensions.emoji": ("zensical.extensions.emoji", "pymdownx.emoji")}


@dataclass(frozen=True)
class Markdown:
    """The extensions of Python-Markdown, and what is set for each."""

    extensions: list[str]
    configs: dict[str, Any]


class _Loader(yaml.SafeLoader):
    """Reads the maintainers' own settings, with the functions and variables that they name."""


def _function(loader: yaml.Loader, suffix: str, node: yaml.Node) -> object:
    module, _, name = suffix.rpartition(".")
    for place in (module, *_ELSEWHERE.get(module, ())):
        try:
            return getattr(importlib.import_module(place), name)
        except (ImportError, AttributeError, ValueError):
            continue
    raise UsageError(f"The settings in mkdocs.yml name “{suffix}”, which is not installed here.")


def _environment(loader: yaml.Loader, node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(node.value))
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    names = [loader.construct_object(item) for item in items]
    set_ones = (os.environ[name] for name in names[:-1] if name in os.environ)
    return next(set_ones, names[-1] if names else None)


def _unknown(loader: yaml.Loader, suffix: str, node: yaml.Node) -> object:
    return node.value if isinstance(node, yaml.ScalarNode) else None


_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", _function)
_Loader.add_multi_constructor("!", _unknown)
_Loader.add_constructor("!ENV", _environment)


def read_node(root: Path) -> yaml.MappingNode:
    """mkdocs.yml as YAML nodes, laid over what it inherits. Raises UsageError."""
    return _read(root / "mkdocs.yml", 0)


def _read(file: Path, depth: int) -> yaml.MappingNode:
    try:
        data = read_plain(Path(os.path.realpath(file)), MOST_TEXT)
        node = yaml.compose(data.decode("utf-8"), yaml.SafeLoader)
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as problem:
        raise UsageError(f"The settings in “{file.name}” cannot be used.\n{problem}") from None
    if not isinstance(node, yaml.MappingNode) or depth > 5:
        raise UsageError(f"The settings in “{file.name}” cannot be used: they are no list of keys.")
    parent = _get(node, "INHERIT")
    if not isinstance(parent, yaml.ScalarNode):
        return node
    _drop(node, "INHERIT")
    base = _read(file.parent / str(parent.value), depth + 1)
    _lay_over(base, node)
    return base


def read_markdown(node: yaml.MappingNode) -> Markdown:
    """The Markdown extensions that the settings ask for, as MkDocs understands them."""
    found = _get(node, "markdown_extensions")
    written = _constructed(found) if found is not None else []
    if isinstance(written, Mapping):
        written = [{key: value} for key, value in written.items()]
    extensions, configs = list(_BUILT_IN), {}
    for one in written if isinstance(written, list) else []:
        for name, config in (one if isinstance(one, Mapping) else {str(one): None}).items():
            if str(name) not in extensions:
                extensions.append(str(name))
            if isinstance(config, Mapping):
                configs[str(name)] = dict(config)
    return Markdown(extensions, configs)


def _constructed(node: yaml.Node) -> object:
    loader = _Loader("")
    try:
        found: object = loader.construct_document(node)
    except (yaml.YAMLError, TypeError) as problem:  # a list for a name, say
        raise UsageError(f"The settings in mkdocs.yml cannot be used.\n{problem}") from None
    return found


def custom_dir(node: yaml.MappingNode) -> str | None:
    """Where the company's templates are, as the settings say it."""
    theme = _get(node, "theme")
    found = _get(theme, "custom_dir") if isinstance(theme, yaml.MappingNode) else None
    return str(found.value) if isinstance(found, yaml.ScalarNode) and found.value else None


def engine_settings(
    node: yaml.MappingNode,
    settings: Settings,
    shared: Mapping[str, Any],
    *,
    templates: bool,
    moved: Mapping[str, str],
) -> str:
    """The text of the new mkdocs.yml, with pages where they have been `moved` to; `node` is changed on the
    way."""
    search = list(_search_of(_get(node, "plugins")))[:1]
    for key in _LEFT_OUT:
        _drop(node, key)
    theme = _get(node, "theme")
    if isinstance(theme, yaml.MappingNode):
        _drop(theme, "custom_dir")
        _set(theme, "variant", "classic")  # Zensical's name for how Material looks
        if templates:
            _set(theme, "custom_dir", "overrides")
    extra = _get(node, "extra")
    if not isinstance(extra, yaml.MappingNode):
        extra = yaml.MappingNode("tag:yaml.org,2002:map", [])
        _put(node, "extra", extra)
    _drop(extra, "hub")
    for key, value in shared.items():
        _set(extra, key, value)
    _set(node, "site_name", settings.site_name.translate(_PRINTABLE))
    if settings.site_description:
        _set(node, "site_description", escape(settings.site_description))
    for key, address in (("site_url", settings.site_url), ("repo_url", settings.repo_url)):
        if address:
            _set(node, key, address)
    if settings.repo_url:
        _set(node, "edit_uri", edit_base(settings))  # an engine would guess the branch
    _lead(_get(node, "nav"), moved)
    _set(node, "docs_dir", "docs")
    _set(node, "site_dir", "site")
    _put(node, "plugins", yaml.SequenceNode("tag:yaml.org,2002:seq", search))
    _spell_days(node)
    excluded = _get(node, "exclude_docs")
    before = f"{excluded.value}\n" if isinstance(excluded, yaml.ScalarNode) else ""
    _set(node, "exclude_docs", f"{before}!/templates/")  # old addresses may begin so
    return _HEAD + yaml.serialize(node, allow_unicode=True, width=100)


def _lead(node: yaml.Node | None, moved: Mapping[str, str]) -> None:
    """Have a nav name pages where they lie now."""
    if isinstance(node, yaml.ScalarNode):
        node.value = moved.get(posixpath.normpath(node.value), node.value)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            _lead(one, moved)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            _lead(value, moved)


def _spell_days(node: yaml.Node) -> None:
    """Make days texts, which print the same: Zensical takes none below `extra`."""
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:timestamp":
        node.tag, node.style = "tag:yaml.org,2002:str", "'"
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            _spell_days(one)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            _spell_days(value)


def _search_of(plugins: yaml.Node | None) -> Iterator[yaml.Node]:
    if isinstance(plugins, yaml.SequenceNode):
        for one in plugins.value:
            name = one.value[0][0] if isinstance(one, yaml.MappingNode) and one.value else one
            if name.value in _SEARCH:
                yield one
    elif isinstance(plugins, yaml.MappingNode):
        for pair in plugins.value:
            if pair[0].value in _SEARCH:
                yield yaml.MappingNode("tag:yaml.org,2002:map", [pair])


def _get(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in node.value if name.value == key), None)


def _drop(node: yaml.MappingNode, key: str) -> None:
    node.value = [pair for pair in node.value if pair[0].value != key]


def _put(node: yaml.MappingNode, key: str, value: yaml.Node) -> None:
    name = yaml.ScalarNode("tag:yaml.org,2002:str", key)
    places = [at for at, pair in enumerate(node.value) if pair[0].value == key]
    if places:
        node.value[places[0]] = (name, value)
    else:
        node.value.append((name, value))


def _set(node: yaml.MappingNode, key: str, value: object) -> None:
    composed = yaml.compose(as_yaml(value), yaml.SafeLoader)
    if composed is not None:
        _put(node, key, composed)


def _lay_over(base: yaml.MappingNode, change: yaml.MappingNode) -> None:
    for name, value in change.value:
        old = _get(base, name.value)
        if isinstance(old, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            _lay_over(old, value)
        else:
            _put(base, name.value, value)
