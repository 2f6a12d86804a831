"""What a search can find in a built site, read out of its files, and Pagefind with somebody who listens."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.hub import ROOT

if str(ROOT / "hooks") not in sys.path:
    sys.path.append(str(ROOT / "hooks"))

from pagefind_program import program

from commonplace.search.bundle import read_meta, unpack, unpack_lists

PREFIX = "pagefind/"


def bundle(site: Path) -> dict[str, bytes]:
    """The files of Pagefind in a site."""
    folder = site / PREFIX
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def records(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """What a result shows of each record, by its address."""
    found = {}
    for name, data in files.items():
        if name.startswith("fragment/"):
            record = json.loads(unpack(data))
            assert record["url"] not in found
            found[record["url"]] = record
    return found


def everything(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The whole index by words and addresses, so that two can be compared however they were made."""
    meta = read_meta(files)
    urls = [
        json.loads(unpack(files[f"fragment/{one}.pf_fragment"]))["url"] for one, _ in meta.pages
    ]
    words: dict[str, Any] = {}
    for first, last, digest in meta.chunks:
        for word, pages, variants in unpack_lists(files[f"index/{digest}.pf_index"])[0]:
            assert first <= word <= last, "a browser would not look for it here"
            assert word not in words
            words[word] = {"": _by_url(pages, urls)} | {f: _by_url(p, urls) for f, p in variants}
    filters = {}
    for name, digest in meta.filters:
        lists = unpack_lists(files[f"filter/{digest}.pf_filter"])
        filters[name] = {value: {urls[number] for number in pages} for value, pages in lists[1]}
    counts = {url: count for url, (_, count) in zip(urls, meta.pages, strict=True)}
    return {"words": words, "filters": filters, "counts": counts, "records": records(files)}


def _by_url(pages: list[Any], urls: list[str]) -> dict[str, Any]:
    found, number = {}, 0
    for step, *places in pages:
        number += step
        found[urls[number]] = places
    return found


def said_in(site: Path) -> str:
    """Everything in the files of the search, unpacked."""
    parts = []
    for folder in ("pagefind", "search"):
        for path in sorted((site / folder).rglob("*")):
            if path.is_file() and path.suffix not in (".js", ".pagefind"):
                data = path.read_bytes()
                data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
                parts.append(f"{path.name}\n{data.decode('utf-8', 'replace')}")
    assert len(parts) > 3
    return "\n".join(parts).casefold()


def listening(folder: Path, before: str = "") -> tuple[Path, Path]:
    """A program that notes each index that it is asked for and is Pagefind otherwise; and its notes.

    `before` is what it does first, in the words of a shell.
    """
    folder.mkdir(parents=True, exist_ok=True)
    notes, place = folder / "notes", folder / "listening"
    place.write_text(
        f'#!/bin/sh\n{before}\n[ "$1" = --service ] && echo index >> "{notes}"\nexec "{program()}" "$@"\n',
        "utf-8",
    )
    os.chmod(place, 0o755)  # noqa: PTH101, S103
    return place, notes


def asked(notes: Path) -> int:
    """How many indexes were made."""
    return len(notes.read_text("utf-8").splitlines()) if notes.exists() else 0
