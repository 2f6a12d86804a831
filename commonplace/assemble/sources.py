"""Everything that was read, before it is joined."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commonplace.diagnostics import Diagnostic
from commonplace.model.contribution import Document
from commonplace.model.history import History
from commonplace.model.people import Profile
from commonplace.model.settings import Settings
from commonplace.model.topics import TopicSource
from commonplace.readers.contributions import read_contributions
from commonplace.readers.history import read_history
from commonplace.readers.people import read_people
from commonplace.readers.settings import read_settings
from commonplace.readers.topics import read_topics

CACHE = ".cache/hub"


@dataclass(frozen=True)
class Sources:
    """The records of all readers. `assets` are the sizes in bytes of the other files in contributions/."""

    settings: Settings
    documents: tuple[Document, ...]
    assets: Mapping[str, int]
    profiles: tuple[Profile, ...]
    topics: tuple[TopicSource, ...]
    history: History
    diagnostics: tuple[Diagnostic, ...]


def read_sources(root: Path, environ: Mapping[str, str] = os.environ) -> Sources:
    """Read the project in `root`; only the cache below `.cache/hub` is written."""
    settings, settings_problems = read_settings(root, environ)
    contributions = read_contributions(root)
    profiles, people_problems = read_people(root)
    topics, topic_problems = read_topics(root, settings.docs_dir)
    topics_folder = f"{settings.docs_dir}/topics/"
    history, history_problems = read_history(
        root,
        ignore=settings.history_ignore,
        cache_dir=root / CACHE,
        wanted=lambda path: path.startswith(("contributions/", topics_folder)),
    )
    return Sources(
        settings=settings,
        documents=contributions.documents,
        assets=contributions.assets,
        profiles=profiles,
        topics=topics,
        history=history,
        diagnostics=(
            *settings_problems,
            *contributions.diagnostics,
            *people_problems,
            *topic_problems,
            *history_problems,
        ),
    )
