"""Polls: which one stands with a text, and which by themselves."""

from __future__ import annotations

from collections.abc import Mapping

from commonplace.model.hub import Hub
from commonplace.model.threads import Ballot


def ballots_of_texts(hub: Hub) -> Mapping[str, Ballot]:
    """The poll that stands with each contribution: that of its own discussion, else the newest one."""
    found: dict[str, Ballot] = {}
    for one in hub.ballots:
        if one.about is not None:
            thread = hub.threads.get(one.about)
            if one.about not in found or (thread and thread.number == one.number):
                found[one.about] = one
    return found
