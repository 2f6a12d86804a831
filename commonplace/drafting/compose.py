"""The file of a draft: its text and its place. `docs/assets/draft.js` does the same in a browser."""

from __future__ import annotations

import re
from collections.abc import Collection

from commonplace.drafting.draft import Draft
from commonplace.markup.characters import clean_text
from commonplace.model.slug import slug_of
from commonplace.readers.slugs import RESERVED
from commonplace.writers.frontmatter import write_front_matter, written_text

_LONGEST_NAME = 60
_LONGEST_TITLE = 200
_LONGEST_SUMMARY = 400
# What a title is not meant to be marked up with: it is text, not Markdown.
_MARKUP = re.compile(r"[\\`*_~^{}\[\]<>]|==|\+\+")


def compose(draft: Draft) -> str:
    """The text of the file: the block at the top, then the body as it was written, cleaned.

    Reading it gives title, summary and names back as they were given, on one line and cut to what the
    readers take.
    """
    block = write_front_matter(
        {
            "title": _text(draft.title, _LONGEST_TITLE),
            "summary": _text(draft.summary, _LONGEST_SUMMARY),
            "topics": draft.topics,
            "authors": draft.authors,
            "told_by": draft.told_by,
            "id": draft.id,
        }
    )
    body = clean_text(draft.body)[0].strip("\n")
    return f"{block}\n{body.rstrip()}\n" if body.strip() else block


def slug_for(draft: Draft, taken: Collection[str] = ()) -> str:
    """The last part of its address: made of the title, another than the `taken` ones of its kind.

    A title without a letter or digit, such as emoji alone, gives the kind and the id.
    """
    slug = slug_of(written_text(draft.title))
    if len(slug) > _LONGEST_NAME:
        slug = slug[:_LONGEST_NAME].rpartition("-")[0] or slug[:_LONGEST_NAME]
    if not slug or slug in RESERVED:
        slug = f"{draft.kind.name}-{draft.id}"
    found, number = slug, 1
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def path_of(draft: Draft, slug: str, *, folder: bool = False) -> str:
    """The path of the file in the repository; `folder` where pictures lie beside it."""
    home = f"contributions/{draft.kind.folder}/{slug}"
    return f"{home}/index.md" if folder else f"{home}.md"


def _text(value: str, most: int) -> str:
    cut = written_text(value)
    while (over := len(escaped := _MARKUP.sub(r"\\\g<0>", cut)) - most) > 0:
        cut = cut[: len(cut) - (over + 1) // 2].rstrip()  # each of them may take a backslash along
    return escaped
