"""What no build lets out: files that leak are left out of the site, whoever builds it and however.

A file is judged by its name and by all its bytes, as `check` judges it. What passed is remembered for the
next build by its digest alone; what did not pass is looked at again each time, so that it can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from commonplace.assemble.sources import CACHE, Sources
from commonplace.checks.judge import Judge
from commonplace.checks.look_over import UNJUDGED, is_looked_at, problems_in
from commonplace.checks.names import Names
from commonplace.diagnostics import Diagnostic, Severity, diagnose
from commonplace.model.history import FileHistory
from commonplace.model.people import Profile
from commonplace.model.settings import Settings
from commonplace.readers.contributions import FOLDER
from commonplace.readers.docs import DocsFolder
from commonplace.readers.files import MAX_ASSET, MAX_TEXT, PAGE_TYPES, list_files
from commonplace.readers.raw_bytes import UnreadError, read_bytes, readings
from commonplace.readers.verdicts import digest, load_verdicts, save_verdicts
from commonplace.readers.wishes import hidden_profile

_MOST = 50  # findings of one file
_TOGETHER = 250  # texts; all of them are in memory


class Gate:
    """Judges the files of the hub in `root`, each once. An open one lets everything through.

    `left_out` are the paths of what did not pass: they may hold what leaks, and are not to be shown.
    `passing` are the digests of what the same judge has let pass a moment ago.
    """

    def __init__(
        self,
        root: Path,
        docs_dir: str,
        judge: Judge,
        *,
        is_open: bool = False,
        passing: frozenset[bytes] = frozenset(),
    ) -> None:
        self.judge = judge
        self.left_out: set[str] = set()
        self._root, self._docs_dir, self._is_open = root, docs_dir, is_open
        self._names = Names(root, judge)
        self._judged: set[str] = set()
        self._told: list[Diagnostic] = []
        remembers = judge.made_of and not is_open
        self._kept = load_verdicts(root / CACHE, judge.made_of) if remembers else frozenset()
        self._known = self._kept | passing
        self._passed: set[bytes] = set()

    def passes(self, path: str) -> bool:
        """Whether the file at a path may go out."""
        if self._is_open or not is_looked_at(path, self._docs_dir):
            return True
        if path not in self._judged:
            self._judge_files([path])
        return path not in self.left_out

    def judge_unpublished(self, path: str) -> None:
        """Judge a file of which something is told: if it leaks, nothing of it is to be quoted. Why it cannot
        be read is not told here."""
        if not self._is_open and is_looked_at(path, self._docs_dir) and path not in self._judged:
            with suppress(UnreadError):
                read_bytes(self._root, path, MAX_ASSET)
                self._judge_files([path])

    def judge_texts(self, paths: Sequence[str]) -> None:
        """Judge many texts, so many at a time: they share most of their words."""
        for at in range(0, 0 if self._is_open else len(paths), _TOGETHER):
            self._judge_files(paths[at : at + _TOGETHER])

    def may_be_named(self, path: str) -> bool:
        """Whether the names in a path may be shown, such as those that a file once had."""
        return self._is_open or not self._names.is_leaky(path)

    def prepare_names(self, paths: Iterable[str]) -> None:
        """Before many of them are asked for."""
        self._names.prepare(paths)

    def passing(self) -> frozenset[bytes]:
        """The digests of everything that passed until now."""
        return frozenset(self._passed)

    def told(self) -> tuple[Diagnostic, ...]:
        """Everything that was found until now."""
        return tuple(self._told)

    def remember(self) -> None:
        """Keep what passed in this build, and nothing else, for the next one."""
        if self.judge.made_of and not self._is_open and self._passed != self._kept:
            save_verdicts(self._root / CACHE, self.judge.made_of, self._passed)

    def in_docs(self, path: str) -> bool:
        """Whether a file of the docs folder, by its path in it, may go out."""
        return self.passes(f"{self._docs_dir}/{path}")

    def profile(self, one: Profile) -> Profile | None:
        """A profile that leaks is none, but still hides whom it asks to hide."""
        if not self.passes(one.path):
            return hidden_profile(self._root, one.path, one.handle)
        if one.picture is None or self.passes(one.picture):
            return one
        return replace(one, picture=None)

    def _judge_files(self, paths: Sequence[str]) -> None:
        self._judged.update(paths)
        new: dict[str, tuple[bytes, bytes]] = {}
        for path in paths:
            try:
                data = read_bytes(self._root, path, MAX_ASSET)
            except UnreadError as reason:
                self._leave_out(path, [diagnose("leak-unread", path, reason=reason)])
                continue
            mark = digest(path, data)
            if mark in self._known:
                self._passed.add(mark)
            else:
                new[path] = (mark, data)
        if len(new) > 1:
            # It saves time alone; whichever file makes it stumble does so again below.
            with suppress(Exception):
                self._names.prepare(new)
                texts = (readings(data, path)[:1] for path, (_, data) in new.items())
                self.judge.prepare([text for likeliest in texts for text in likeliest])
        for path, (mark, data) in new.items():
            self._look_at(data, path)
            if path not in self.left_out:
                self._passed.add(mark)

    def _look_at(self, data: bytes, path: str) -> None:
        if self._names.is_leaky(path):
            self._leave_out(path, list(self._names.problems(path)))
        try:
            found = problems_in(data, path, self.judge)
            errors = [one for one in found if one.severity is Severity.ERROR]
        except UnreadError as reason:
            errors = [diagnose("leak-unread", path, reason=reason)]
        except Exception:  # one odd file must neither pass nor keep all others from going out
            errors = [diagnose("leak-unread", path, reason=UNJUDGED)]
        if errors:
            self._leave_out(path, errors[:_MOST])

    def _leave_out(self, path: str, why: list[Diagnostic]) -> None:
        self.left_out.add(path)
        self._told += why


def texts_that_pass(root: Path, judge: Judge) -> frozenset[bytes]:
    """The digests of the texts of contributions that pass, for a gate that is still to be made. What is too
    large for a text is no text, and many at a time are in memory."""
    gate = Gate(root, Settings().docs_dir, judge)
    sizes = list_files(root, FOLDER).sizes
    texts = [path for path in sizes if path.lower().endswith(PAGE_TYPES)]
    gate.judge_texts([path for path in texts if sizes[path] <= MAX_TEXT])
    return gate.passing()


def through(gate: Gate, sources: Sources, docs: DocsFolder) -> tuple[Sources, DocsFolder]:
    """What was read, without the texts that leak. Pictures and files beside texts are asked for one by one,
    where a text leads to them: most are not published."""
    texts = (sources.documents, sources.profiles, sources.topics, sources.paths)
    gate.judge_texts([one.path for some in texts for one in some])
    passed = tuple(one for one in sources.documents if gate.passes(one.path))
    kept = replace(
        sources,
        documents=passed,
        withheld=tuple(one for one in sources.documents if not gate.passes(one.path)),
        profiles=tuple(kept for one in sources.profiles if (kept := gate.profile(one))),
        topics=tuple(one for one in sources.topics if gate.passes(one.path)),
        paths=tuple(one for one in sources.paths if gate.passes(one.path)),
        history=replace(sources.history, files=_nameable(gate, sources.history.files)),
    )
    files = frozenset(path for path in docs.files if gate.in_docs(path))
    docs = replace(
        docs,
        files=files,
        pages={path: page for path, page in docs.pages.items() if path in files},
        words={path: one for path, one in docs.words.items() if gate.passes(one.path)},
    )
    return replace(kept, diagnostics=(*kept.diagnostics, *gate.told())), docs


def _nameable(gate: Gate, files: Mapping[str, FileHistory]) -> dict[str, FileHistory]:
    """The histories of files without the names that no address may repeat."""
    found = dict(files)
    gate.prepare_names(one for past in files.values() for one in past.paths[:-1])
    for path, past in files.items():
        former = past.paths[:-1]
        kept = tuple(one for one in former if gate.may_be_named(one))
        if kept != former:
            found[path] = replace(past, paths=(*kept, past.paths[-1]), began_as=past.first_path)
    return found
