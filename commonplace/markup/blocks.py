"""What is done to the blocks of a text, beside its links: ids that can stay, and which way it is read."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from commonplace.markup.direction import first_direction
from commonplace.markup.sanitize import is_id


class Ids(Treeprocessor):
    """Drops written ids that the cleaning would drop, so that headings get one and contents lead there."""

    def run(self, root: Element) -> None:
        """Look at every element."""
        for element in root.iter():
            written = element.get("id")
            if written is not None and not is_id(written):
                del element.attrib["id"]


class Direction(Treeprocessor):
    """Gives each block of a text that has words from right to left its own direction.

    The outermost alone: a list or table goes as its first word goes, with everything in it. `wanted` is
    for the text at hand; the others are left as they are. Left to the browser (`dir="auto"`), blocks would
    turn around while a page comes in.
    """

    wanted = False

    def run(self, root: Element) -> None:
        """Look at the outermost blocks."""
        for block in root if self.wanted else ():
            # HTML that is put in later takes the place of a whole paragraph, if that has no attribute.
            if not HTML_PLACEHOLDER_RE.fullmatch((block.text or "").strip()):
                block.set("dir", block.get("dir", first_direction("".join(block.itertext()))))
