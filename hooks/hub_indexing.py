"""Makes the files of the search beside the rest of a build, or takes those of the last one."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pagefind_program import LONGEST, SearchError, program, version_of, why
from pagefind_service import Service

from commonplace.search.document import INDEX_LANGUAGE, NOT_SEARCHED, Document
from commonplace.search.findable import SearchPlan
from commonplace.search.kept import Kept, load_kept, place, save_kept
from commonplace.search.manifest import MANIFEST, manifest
from commonplace.search.renew import renewed


class Indexing:
    """One run. It begins at once, and puts its files into `site` when they are there; `finish` waits."""

    def __init__(
        self, plan: SearchPlan, documents: Sequence[Document], cache: Path, site: Path | None = None
    ) -> None:
        self.problem = ""
        self._plan, self._documents, self._cache = plan, documents, cache
        self._files: Kept | None = None
        self._before: Kept | None = None
        self._service: Service | None = None
        self._site, self._placed, self._stopped = site, False, False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="hub-search", daemon=True)
        self._thread.start()

    def finish(self, site: Path, wait: float | None = None) -> None:
        """Put the files into the site: those of this run, or after `wait` seconds the last ones."""
        self._join(wait)
        with self._lock:
            if (found := self._files or self._before) and not self._placed:
                place(found, site, MANIFEST)
            if not self._files:
                self._site = site

    def files(self) -> Mapping[str, bytes]:
        """Wait, and take the files of this run by their paths."""
        self._join(None)
        return self._files.files if self._files else {}

    def _join(self, wait: float | None) -> None:
        self._thread.join(LONGEST if wait is None else wait)
        if wait is None and self._thread.is_alive():  # it neither works nor ends
            self.stop()
            self._thread.join()

    def stop(self) -> None:
        """Give up: something newer is on its way."""
        with self._lock:
            self._site, self._stopped = None, True
            if self._service:
                self._service.close()

    def _run(self) -> None:
        try:
            self._before = load_kept(self._cache)
            made = self._make()
        except Exception as problem:  # whatever it is, the hub is built without a search
            self.problem = why(problem)
            made = Kept("", {MANIFEST: manifest(self._plan, {}, has_bundle=False).encode()})
        with self._lock:
            self._files, self._documents = made, ()
            with suppress(OSError):  # `finish` tries again, and says so
                if self._site:
                    place(made, self._site, MANIFEST)
                    self._placed = True

    def _make(self) -> Kept:
        maker = version_of(program())
        made = renewed(self._plan, self._documents, maker, self._before, self._index)
        if made is not self._before:
            save_kept(self._cache, made)
        return made

    def _index(self, documents: Iterable[Document]) -> dict[str, bytes]:
        if self._stopped:  # between two parts of a large hub
            raise SearchError("it was given up")
        with Service(program()) as self._service:
            given = INDEX_LANGUAGE, NOT_SEARCHED, (one.record for one in documents)
            return dict(self._service.index(*given))
