"""The boxes of task lists, named for those who hear a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

_INPUT = re.compile(r"<input\b([^>]*?)(\s*/?)>")


@dataclass(frozen=True)
class BoxWords:
    """What a box says that is ticked, and one that is not."""

    done: str
    to_do: str


def box_words(words: Mapping[str, Mapping[str, str]]) -> BoxWords:
    """Out of all of the hub's words."""
    return BoxWords(words["tasks"]["done"], words["tasks"]["to_do"])


def name_boxes(html: str, words: BoxWords) -> str:
    """HTML in which every box of a task list says its state: Markdown gives it a label without words."""
    if 'type="checkbox"' not in html:
        return html

    def named(found: re.Match[str]) -> str:
        attributes = found[1]
        is_box = 'type="checkbox"' in attributes and re.search(r"\bdisabled\b", attributes)
        if not is_box or "aria-label" in attributes:
            return found[0]
        state = words.done if re.search(r"\bchecked\b", attributes) else words.to_do
        return f'<input{attributes} aria-label="{escape(state)}"{found[2]}>'

    return _INPUT.sub(named, html)
