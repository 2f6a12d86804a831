"""The block at the top of a file: found, parsed, and taken off the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.readers import yaml_nodes as nodes

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"\s*(#.*\n\s*)*[\"']?[\w-]+[\"']?\s*:(\s|$)")
_MAX_BLOCK = 40_000


@dataclass(frozen=True)
class TopBlock:
    """What stands at the top (None if nothing) and the text below it, whose first line is `body_line`."""

    mapping: nodes.Mapping | None
    body: str
    body_line: int


def split_front_matter(text: str, path: str) -> tuple[TopBlock, list[Diagnostic]]:
    """Take the block at the top off a text. A text that merely opens with a ruled line has none."""
    opening = _OPEN.match(text)
    if opening is None:
        return TopBlock(None, text, 1), []
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        if _KEY.match(text, opening.end()):
            return TopBlock(None, "", 1), [diagnose("frontmatter-unclosed", path)]
        return TopBlock(None, text, 1), []
    block = text[opening.end() : closing.start()]
    body_start = min(closing.end() + 1, len(text))
    body_line = text.count("\n", 0, body_start) + 1
    rest = TopBlock(None, text[body_start:], body_line)
    if len(block) > _MAX_BLOCK:
        return rest, [diagnose("yaml-too-deep", path, 2)]
    root, problems = nodes.parse_yaml(nodes.YamlText(block, path, first_line=2))
    if root is None:
        return rest, problems
    if not isinstance(root, nodes.Mapping):
        if block.startswith("\n"):  # a ruled line, some text, and another ruled line
            return TopBlock(None, text, 1), []
        return rest, [diagnose("frontmatter-not-keys", path, 2)]
    return TopBlock(root, rest.body, body_line), problems
