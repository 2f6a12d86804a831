"""Every file in the repository that GitHub reads and that is made from the hub."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commonplace.repository.forms import issue_forms
from commonplace.repository.ground import Ground
from commonplace.repository.owners import owners_file
from commonplace.repository.request import request_template

Writer = Callable[[Ground], Mapping[str, str]]

WRITERS: tuple[Writer, ...] = (owners_file, request_template, issue_forms)
"""Each gives files by their path. A new kind of file is a new function here."""

MARK = "Written by “scripts/hub repository”"
"""Stands near the top of each such file. One without it is a person's, and is left alone."""


def repository_files(ground: Ground) -> dict[str, str]:
    """All of them, by path. Where there is nothing to say, there is no file."""
    found: dict[str, str] = {}
    for writer in WRITERS:
        found |= writer(ground)
    return dict(sorted(found.items()))
