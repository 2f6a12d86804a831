"""Everything that was read, before it is joined."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from commonplace.diagnostics import Diagnostic
from commonplace.model.contribution import Document
from commonplace.model.discussions import Snapshot
from commonplace.model.history import History
from commonplace.model.paths import PathSource
from commonplace.model.people import Profile
from commonplace.model.settings import CommentsIn, Settings
from commonplace.model.topics import TopicSource
from commonplace.readers.contributions import read_contributions
from commonplace.readers.curated_folders import CURATED
from commonplace.readers.history import read_history
from commonplace.readers.paths import read_paths
from commonplace.readers.people import read_people
from commonplace.readers.settings import read_settings
from commonplace.readers.snapshot import read_snapshot
from commonplace.readers.topics import read_topics
from commonplace.workers import Beside, may_fork

CACHE = ".cache/hub"


@dataclass(frozen=True)
class Sources:
    """The records of all readers. `assets` are the sizes in bytes of the other files in contributions/.

    `snapshot` is what readers said on GitHub, as far as it was fetched and is wanted. `withheld` are texts
    that are left out since they leak: nothing of them is shown, and they are not gone either.
    """

    settings: Settings
    documents: tuple[Document, ...]
    assets: Mapping[str, int]
    profiles: tuple[Profile, ...]
    topics: tuple[TopicSource, ...]
    paths: tuple[PathSource, ...]
    history: History
    diagnostics: tuple[Diagnostic, ...]
    snapshot: Snapshot | None = None
    withheld: tuple[Document, ...] = ()


def read_sources(root: Path, environ: Mapping[str, str] = os.environ) -> Sources:
    """Read the project in `root`; only the cache below `.cache/hub` is written."""
    settings, settings_problems = read_settings(root, environ)
    told = ("contributions/", *(f"{settings.docs_dir}/{folder.name}/" for folder in CURATED))

    def history_of_texts() -> tuple[History, list[Diagnostic]]:
        return read_history(
            root,
            ignore=settings.history_ignore,
            cache_dir=root / CACHE,
            wanted=lambda path: path.startswith(told),
        )

    with ThreadPoolExecutor(1) as pool:  # files are read while Git makes up its mind
        awaited = Beside(history_of_texts) if may_fork() else pool.submit(history_of_texts)
        contributions = read_contributions(root)
        profiles, people_problems = read_people(root)
        topics, topic_problems = read_topics(root, settings.docs_dir)
        paths, path_problems = read_paths(root, settings.docs_dir)
        wanted = settings.comments is not CommentsIn.OFF
        snapshot, snapshot_problems = (
            read_snapshot(root, settings.snapshot) if wanted else (None, ())
        )
        history, history_problems = awaited.result()
    return Sources(
        settings=settings,
        documents=contributions.documents,
        assets=contributions.assets,
        profiles=profiles,
        topics=topics,
        paths=paths,
        history=history,
        diagnostics=(
            *settings_problems,
            *contributions.diagnostics,
            *people_problems,
            *topic_problems,
            *path_problems,
            *history_problems,
            *snapshot_problems,
        ),
        snapshot=snapshot,
    )
