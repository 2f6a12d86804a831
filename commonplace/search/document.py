"""What is searched of a page, as HTML for Pagefind: a title, what weighs more, the text with its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from commonplace.search.findable import Findable

INDEX_LANGUAGE = "unknown"
"""What Pagefind takes the hub's language for: one without endings that it would cut off. Words are kept as
they are written, so that a rare one is not taken for another; the page looks for other forms by itself."""

TITLE_WEIGHT = 7.0
SUMMARY_WEIGHT = 5.0
_WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0002fa1f"
_NEIGHBORS = re.compile(f"(?<=[{_WIDE}])(?=[{_WIDE}])")
_WIDE_SIGN = re.compile(f"[{_WIDE}]")
_FIELD = re.compile(r"""data-pagefind-meta=["']([^"'\[:]+)""")
_TAG = re.compile(r"""(<(?:[^<>"']++|"[^"]*+"|'[^']*+')*>)""")

NOT_SEARCHED = (".headerlink", ".footnote-backref", ".linenos", ".linenodiv")
"""What stands in a text and is no part of it, as selectors."""


@dataclass(frozen=True)
class Document:
    """What Pagefind is given for one record."""

    url: str
    html: str

    @property
    def record(self) -> dict[str, str]:
        """As Pagefind asks for it."""
        return {"url": self.url, "file_contents": self.html}

    @property
    def words(self) -> str:
        """All that is searched of it, without its tags."""
        return unescape(_TAG.sub(" ", self.html))


def document(one: Findable, text: str, title: str, language: str) -> Document:
    """A record with the HTML of its page, or its own text; `title` is the engine's where it has none."""
    heading = one.title or title
    inner = text if one.docs_path else escape(one.text)
    body = "".join(
        (
            *_facts(one, heading),
            _weighed("h1", spaced(escape(heading)), TITLE_WEIGHT * one.weight)
            if heading and "<h1" not in inner
            else "",
            *(
                _weighed("p", spaced(escape(words)), SUMMARY_WEIGHT * one.weight)
                for words in (one.summary, *one.besides)
                if words
            ),
            _weighed("div", spaced(inner), one.weight),
        )
    )
    page = f'<html lang="{escape(language)}"><body data-pagefind-body>{body}</body></html>'
    return Document(one.url, _whole(page))


def fields_alone(url: str, fields: Iterable[str]) -> Document:
    """A record with a word in every field that a result may show: Pagefind knows a field by its words."""
    facts = (f'<i data-pagefind-meta="{escape(name)}[data-v]" data-v="x"></i>' for name in fields)
    return Document(url, f"<html><body data-pagefind-body>{''.join(facts)}<p>x</p></body></html>")


def fields_of(documents: Iterable[Document]) -> list[str]:
    """The names of all fields that a result may show of any of them, in the order of the alphabet. Pagefind
    itself makes one of a picture."""
    names = {name for one in documents for name in _FIELD.findall(one.html)}
    pictured = any("<img" in one.html for one in documents)
    return sorted({*names, "image", "image_alt"} if pictured else names)


def spaced(html: str) -> str:
    """HTML with a blank between signs of which each is a word: no build of Pagefind but one of ten times
    the size knows where words end in Chinese, Japanese or Korean."""
    if not _WIDE_SIGN.search(html):
        return html
    parts = _TAG.split(html)  # what stands within a tag, such as the id of a heading, stays
    parts[::2] = (_NEIGHBORS.sub(" ", part) for part in parts[::2])
    return "".join(parts)


def _whole(text: str) -> str:
    """A text without halves of characters, which no program but Python takes."""
    return text.encode("utf-8", "replace").decode()


def _facts(one: Findable, title: str) -> Iterator[str]:
    """What narrows a search down and what a result shows, as attributes, which hold any sign."""
    for name, values in one.filters.items():
        for value in values:
            yield f'<i data-pagefind-filter="{name}[data-v]" data-v="{escape(value)}"></i>'
    for name, value in {"title": title, **one.meta}.items():
        yield f'<i data-pagefind-meta="{name}[data-v]" data-v="{escape(value)}"></i>'


def _weighed(tag: str, html: str, weight: float) -> str:
    return f'<{tag} data-pagefind-weight="{weight:g}">{html}</{tag}>'
