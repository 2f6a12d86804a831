"""One hub built twice, and a host that shows one build after the other at the same address."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.browser import serve_directory
from tests.support.site import built, start_hub

_SINCE = '{% include "partials/hub/since.html" %}'
_NEWEST = "{{ row.rows(view.newest, true, 3) }}"
STORAGE_REFUSED = """for (const name of ["getItem", "setItem"]) {
  const real = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...rest) {
    if (key.includes("hub:")) throw new DOMException("refused", "QuotaExceededError");
    return real.call(this, key, ...rest);
  };
}"""
"""A script for pages: the browser keeps nothing for the hub. (Material's own scripts need what they keep.)"""


@dataclass(frozen=True)
class Host:
    """`hub` and `other` are the addresses of two hubs that share a host; both begin with the first build."""

    hub: str
    other: str
    folder: Path
    builds: tuple[Path, Path]

    def show(self, number: int) -> None:
        """From now on, `hub` is the first build (0) or the second (1)."""
        place, coming, gone = (self.folder / name for name in ("hub", "coming", "gone"))
        _put(self.builds[number], coming)
        place.rename(gone)  # at once, as hosts do: a page may still be asking for something
        coming.rename(place)
        shutil.rmtree(gone)


def _put(build: Path, place: Path) -> None:
    # With new dates: a browser takes files as they were for a while if they have not changed for long.
    shutil.copytree(build, place, copy_function=shutil.copy)


def _tip(title: str, day: str, extra: str = "") -> str:
    return f"---\ndate: {day}\n{extra}---\n# {title}\n\n{f'{title} in words. ' * 150}\n"


def build_twice(folder: Path) -> tuple[Path, Path]:
    """Between the builds one text is renamed, two are new (one of a day that had one), one is out of date,
    and one is gone. The home page has the line that says what is new."""
    hub = start_hub(
        folder / "source",
        {
            "contributions/tips/before.md": _tip("Before", "2026-11-10"),
            "contributions/tips/same-day.md": _tip("Of the same day", "2026-11-12"),
            "contributions/tips/aged.md": _tip("Aged", "2026-11-01"),
            "contributions/tips/leaves.md": _tip("It leaves", "2026-11-02"),
            "contributions/war-stories/stays.md": _tip("It stays", "2026-11-03"),
        },
        settings="extra: {hub: {as_of: 2026-11-21}}\n",
    )
    home = hub.root / "docs/overrides/home.html"
    text = home.read_text("utf-8")
    if _SINCE not in text:
        assert _NEWEST in text
        home.write_text(text.replace(_NEWEST, f"{_SINCE}{_NEWEST}"), "utf-8")
    first = Path(shutil.copytree(built(hub.root).folder, folder / "first"))
    hub.move("contributions/tips/before.md", "contributions/tips/after.md")
    hub.commit()
    hub.commit(
        {
            "contributions/tips/after.md": _tip("After", "2026-11-10"),
            "contributions/tips/second.md": _tip("Second of the day", "2026-11-12"),
            "contributions/tips/newest.md": _tip("The newest & best", "2026-11-13"),
            "contributions/tips/aged.md": _tip(
                "Aged", "2026-11-01", "superseded_by: tips/newest\n"
            ),
            "contributions/tips/leaves.md": None,
        }
    )
    second = Path(shutil.copytree(built(hub.root).folder, folder / "second"))
    return first, second


@contextmanager
def shared_host(builds: tuple[Path, Path], folder: Path) -> Iterator[Host]:
    """Serve the first build as two hubs of one host."""
    for name in ("hub", "other"):
        _put(builds[0], folder / name)
    with serve_directory(folder) as address:
        yield Host(f"{address}hub/", f"{address}other/", folder, builds)
