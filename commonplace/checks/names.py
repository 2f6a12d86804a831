"""Leaks in the names of files and folders, told without the name."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from commonplace.checks.judge import Judge
from commonplace.checks.leaks import Hit
from commonplace.diagnostics import Diagnostic, diagnose

_STUMBLED = "something that a check of the hub stumbles over"
_BLANKS = str.maketrans("-_", "  ")
# What a name's ending says of its file, and no more. Whatever else stands behind a dot is part of the name:
# `.pl`, `.ai`, `.ps` and `.me` are countries that people have their mail in.
_ENDING = re.compile(
    r"\.(?:md|markdown|txt|text|rst|adoc|html|htm|xhtml|css|scss|js|mjs|ts|tsx|jsx|json|jsonl"
    r"|yml|yaml|toml|ini|cfg|conf|xml|xsd|csv|tsv|sql|log|diff|patch|tex|bib|py|ipynb|r"
    r"|rb|go|rs|java|kt|c|h|cpp|cs|php|sh|bash|ps1|bat|lua|swift|graphql|j2|vtt|srt"
    r"|ics|eml|msg|png|jpg|jpeg|jpe|gif|svg|webp|avif|heic|heif|tif|tiff|bmp|ico|eps|psd"
    r"|xcf|sketch|fig|drawio|excalidraw|puml|mmd|dot|mp3|m4a|wav|ogg|oga|opus|flac|mp4|m4v"
    r"|mov|webm|mkv|avi|pdf|doc|docx|docm|dotx|odt|ott|rtf|pages|xls|xlsx|xlsm|ods"
    r"|numbers|ppt|pptx|pptm|odp|key|epub|vsd|vsdx|dxf|dwg|step|stp|stl|zip|gz|tgz|tar"
    r"|bz2|xz|7z|rar|woff|woff2|ttf|otf|wasm|map|bak|old|orig|tmp|part|lock|example"
    r"|sample|template|dist)",
    re.IGNORECASE,
)


class Names:
    """Looks at each name of a file or folder once, and says which it is without repeating it."""

    def __init__(self, root: Path, judge: Judge) -> None:
        self._root = root
        self._judge = judge
        self._folders: set[str] = {""}
        self._leaky: dict[str, bool] = {"": False}
        self._harmless: set[str] = set()

    def prepare(self, paths: Iterable[str]) -> None:
        """For whoever is about to ask for many names: where none of them leaks, one look will do for all.

        What a rule finds stands in one line, so no name hides in another one (but for a private key's lines).
        """
        names = set(map(posixpath.basename, paths))
        together = "\n\n".join({form for name in names for form in _forms(name, is_file=True)})
        # It saves time alone; whichever name makes it stumble does so again by itself.
        with suppress(Exception):
            if "-----" not in together and not self._judge.hits(together):
                self._harmless.update(names)

    def problems(self, path: str) -> Iterator[Diagnostic]:
        """What is wrong with the name of a file, and of the folders above it that were not seen yet."""
        at = 0
        while (at := path.find("/", at)) >= 0:
            folder = path[:at]
            at += 1
            if folder not in self._folders:
                found = self._problem(folder, is_file=False)
                self._folders.add(folder)
                if found:
                    yield found
        found = self._problem(path, is_file=True)
        if found:
            yield found

    def is_leaky(self, path: str) -> bool:
        """Whether the name of a file leaks, or that of a folder that it lies in."""
        above, name = posixpath.split(path)
        if self._is_leaky_folder(above):
            return True
        if name in self._harmless:
            return False
        return bool(name_hits(name, self._judge, is_file=True))

    def _is_leaky_folder(self, folder: str) -> bool:
        if folder not in self._leaky:
            above, name = posixpath.split(folder)
            hits = name_hits(name, self._judge, is_file=False)
            self._leaky[folder] = bool(hits) or self._is_leaky_folder(above)
        return self._leaky[folder]

    def _problem(self, path: str, *, is_file: bool) -> Diagnostic | None:
        above, name = posixpath.split(path)
        hits = name_hits(name, self._judge, is_file=is_file)
        if not hits:
            return None
        try:
            beside = sorted(os.listdir(self._root / above))  # noqa: PTH208 - the names alone are wanted
        except OSError:
            beside = []
        number = beside.index(name) + 1 if name in beside else 1
        count = max(1, len(beside))
        return diagnose("leak-in-name", above or ".", kind=hits[0].kind, number=number, count=count)


def name_hits(name: str, judge: Judge, *, is_file: bool) -> list[Hit]:
    """The leaks in a name, also as it reads with blanks for dashes."""
    try:
        forms = _forms(name, is_file=is_file)
        if not judge.hits("\n\n".join(forms)):
            return []  # all at once, since nearly all names are harmless
        return next((hits for form in forms if (hits := judge.hits(form))), [])
    except Exception:  # one odd name must neither be shown nor keep all others from being looked at
        return [Hit(0, len(name), "leak-in-name", _STUMBLED, "")]


def _forms(name: str, *, is_file: bool) -> list[str]:
    """A name as it is and as it reads, each once. Of a file without what stands behind its last dot, and with
    that where it is no usual ending."""
    bare = [posixpath.splitext(name)[0], _without_endings(name)] if is_file else [name]
    return list(dict.fromkeys([*bare, *(one.translate(_BLANKS) for one in bare)]))


def _without_endings(name: str) -> str:
    while True:
        stem, ending = posixpath.splitext(name)
        if not _ENDING.fullmatch(ending):
            return name
        name = stem
