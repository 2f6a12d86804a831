"""The table of bad input, as data: what people can write, and what the hub says to it."""

from __future__ import annotations

from tests.bad_input import (
    blocks,
    fields,
    files,
    hostile,
    links,
    names,
    paths,
    people,
    relations,
    settings,
    talk,
    texts,
    topics,
)
from tests.bad_input.row import Bad

ROWS: tuple[Bad, ...] = (
    *blocks.ROWS,
    *fields.ROWS,
    *relations.ROWS,
    *files.ROWS,
    *links.ROWS,
    *names.ROWS,
    *texts.ROWS,
    *hostile.ROWS,
    *paths.ROWS,
    *people.ROWS,
    *topics.ROWS,
    *settings.ROWS,
    *talk.ROWS,
)
