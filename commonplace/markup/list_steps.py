"""What is done to a text's lists and code on their way through Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from commonplace.markup.amount import plain_large_fences
from commonplace.markup.list_reader import BREAK
from commonplace.markup.lists import arranged

_BREAK = "hub-break"
# What stands for a fence that was read: superfences stashes its HTML.
_STASHED = re.compile(r"((?:> ?)*)\x02wzxhzdk:\d+\x03[ \t]*")


class Lists(Preprocessor):
    """Arranges the lists of the text at hand, if that is `wanted`: colleagues write them for GitHub.

    Only then it is sure which code is a fence, and too long to be colored.
    """

    wanted = False

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        md.preprocessors.register(self, "hub-lists", 28)  # white space has 30, fences 25
        md.preprocessors.register(_Fences(self), "hub-fences", 24)
        md.parser.blockprocessors.register(_Break(md.parser), _BREAK, 95)  # lists have 90 and less
        md.treeprocessors.register(_NoBreaks(md), _BREAK, 200)

    def run(self, lines: list[str]) -> list[str]:
        """The lines as Python-Markdown wants them."""
        text = "\n".join(lines)
        return plain_large_fences(arranged(text) if self.wanted else text).split("\n")


class _Fences(Preprocessor):
    """Parts fences from the words right above and below them, which are paragraphs (CommonMark 4.5)."""

    def __init__(self, lists: Lists) -> None:
        super().__init__(lists.md)
        self._lists = lists

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with an empty one at each such place, in a quote as one of the quote."""
        has_fences = self._lists.wanted and self.md.htmlStash.html_counter
        return list(self._parted(lines)) if has_fences else lines

    def _parted(self, lines: list[str]) -> Iterator[str]:
        for line, below in pairwise([*lines, ""]):
            yield line
            fence = _STASHED.fullmatch(line) or _STASHED.fullmatch(below)
            if fence and line.strip(" >") and below.strip(" >"):
                yield fence[1].rstrip()


class _Break(BlockProcessor):
    """Puts an element between two lists, so that they do not become one."""

    def test(self, parent: Element, block: str) -> bool:
        return block.rstrip() == BREAK

    def run(self, parent: Element, blocks: list[str]) -> None:
        blocks.pop(0)
        SubElement(parent, _BREAK)


class _NoBreaks(Treeprocessor):
    """Takes those elements out."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in parent.findall(_BREAK):
                parent.remove(child)
