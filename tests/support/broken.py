"""Contributions that are broken in their form: what `check` says of each is reviewed text.

`python -m tests.support.broken` writes tests/vectors/form-messages.txt anew, after a change of a message, a
rule or this list. Read what changed in it, as a writer would who has never heard of this hub.
"""

from __future__ import annotations

import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from commonplace.diagnostics.formats import as_text, suggestion_block
from scripts._check_run import Checked, run_check
from tests.support.hub import ROOT
from tests.support.repository import write_files

GOLDEN = ROOT / "tests" / "vectors" / "form-messages.txt"
_SHOWN = 14
SPELLINGS = """# How this house writes
Github -> GitHub
collegue -> colleague
collegue's -> colleague's
could of -> could have
definately -> definitely
recieve -> receive
seperate -> separate
teh -> the
"""

STORY = """# The night the pump stopped

I closed the wrong valve, and the ward was without water for an hour. I learned to say the number twice.

## What happened

It was dark, and I was alone with two valves that look alike.

## What we tried

I opened the valve again, and it did not help.

## What it cost

Four hours, and the trust of the ward.

## What we would do again

I would say the number twice, and wait for an answer.
"""
LONG = " ".join(f"On day {n} we looked at the valve and wrote down what we saw." for n in range(60))
HEAVY = (
    "Notwithstanding the considerable organizational difficulties that characterized the preliminary "
    "investigation of the aforementioned irregularities in the institutional documentation, the "
    "responsible administrative representatives were nevertheless unanimously of the opinion that an "
    "immediate reconsideration of the underlying operational procedures was in the interest of all. "
)


@dataclass(frozen=True)
class Broken:
    """A contribution at `path` and what else lies in its hub; `text` alone is looked at."""

    name: str
    path: str
    text: str | bytes
    others: Mapping[str, str | bytes]


def png(width: int, height: int, rest: int = 0) -> bytes:
    """The beginning of a picture, and so many bytes more."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk
    return start + struct.pack(">I", zlib.crc32(chunk)) + b"\0" * rest


def _tip(name: str, body: str, **others: str | bytes) -> Broken:
    beside = {
        f"contributions/tips/{other.replace('__', '.')}": data for other, data in others.items()
    }
    return Broken(name, f"contributions/tips/{name}.md", f"# Say it twice\n\n{body}\n", beside)


def _whole(name: str, text: str | bytes, others: Mapping[str, str | bytes] | None = None) -> Broken:
    return Broken(name, f"contributions/tips/{name}.md", text, others or {})


def _story(name: str, text: str) -> Broken:
    return Broken(name, f"contributions/war-stories/{name}.md", text, {})


def _block(name: str, lines: str) -> Broken:
    return _whole(name, f"---\n{lines}\n---\n\n# Say it twice\n\nOne asks, one repeats.\n")


_HINT = "<!-- What helped, and what did not. -->"
_VALVES = (
    "Before you close a valve in the cellar, read the number on it aloud and let your colleague read it "
    "aloud as well. If the two of you do not say the same number, stop, and fetch the plan from the wall."
)

CASES: tuple[Broken, ...] = (
    _tip("too-long", LONG),
    Broken(
        "article-too-long",
        "contributions/articles/article-too-long.md",
        f"# A\n\n{LONG} {LONG}\n",
        {},
    ),
    _story("sections-missing", STORY.partition("## What it cost")[0]),
    _story("section-empty", STORY.replace("Four hours, and the trust of the ward.\n", "")),
    _story(
        "section-with-hint-alone",
        STORY.replace("I opened the valve again, and it did not help.", _HINT),
    ),
    _story("hint-left", STORY.replace("I opened", f"{_HINT}\n\nI opened")),
    _story("hint-left-in-a-line", STORY.replace("I opened", f"{_HINT} I opened")),
    _tip("heading-jump", "Listen.\n\n### Why\n\nIt works.\n\n### How\n\n#### By night\n\nLouder."),
    _tip(
        "heading-jump-below",
        "## Why\n\nIt works.\n\n#### By night\n\nLouder.\n\n### By day\n\nAs well.",
    ),
    _tip("second-title", "Listen.\n\n# Why\n\nIt works.\n\n## By night\n\nLouder."),
    _tip("second-title-underlined", "Listen.\n\nWhy\n===\n\nIt works."),
    _whole("title-too-late", "Listen first.\n\n# Say it twice\n\nIt works.\n"),
    _tip("picture-without-words", "![](valve.png)", valve__png=png(800, 600)),
    _tip("picture-in-html-without-words", '<img src="valve.png">', valve__png=png(800, 600)),
    _tip("picture-named-by-its-file", "![IMG_2034.JPG](valve.png)", valve__png=png(800, 600)),
    _tip("picture-called-picture", "![Screenshot](valve.png)", valve__png=png(800, 600)),
    _tip("picture-heavy", "![A valve](valve.png)", valve__png=png(1600, 1200, 2_400_000)),
    _tip("picture-wide", "![A valve](valve.png)", valve__png=png(6000, 4000)),
    _tip("picture-of-a-kind-nobody-shows", "![A valve](valve.tiff)", valve__tiff=b"II*\0"),
    _tip("picture-missing", "![A valve](pump.png)"),
    _tip("picture-with-other-capitals", "![A valve](valve.png)", Valve__png=png(800, 600)),
    _tip("link-here", "The plan hangs [here](https://www.nasa.gov/plan)."),
    _tip(
        "link-click-here", "[Click here](other.md) for more.", other__md="# Another tip\n\nWait.\n"
    ),
    _tip("link-by-label", "See [this link][plan].\n\n[plan]: https://www.nasa.gov/plan"),
    _tip(
        "link-is-an-address",
        "[https://www.nasa.gov/plans/of/the/cellar/valves](https://www.nasa.gov/plans)",
    ),
    _tip("address-without-beginning", "See [the plan](www.nasa.gov/plan)."),
    _tip("link-dead", "See [the other tip](gone.md)."),
    _tip(
        "link-with-other-capitals",
        "See [the plan](plan.pdf).",
        Plan__pdf=b"%PDF-1.4\n",
    ),
    _tip("anchor-dead", "See [below](#by-nihgt).\n\n## By night\n\nLouder."),
    _tip("anchor-as-on-github", "See [below](#day--night).\n\n## Day & night\n\nLouder."),
    _tip(
        "anchor-in-another-text",
        "See [the other](other.md#by-day).",
        other__md="# Another tip\n\n## By night\n\nWait.\n",
    ),
    _tip("table-run-on", "The valves:\n| number | for |\n|---|---|\n| 7 | the ward |"),
    _tip("spelling", "We recieve the plan, and a seperate lamp. Definately."),
    _tip("spelling-of-names", "It is on Github, as everything else, and could of been found."),
    _whole(
        "spelling-in-the-title", "---\ntitle: How we recieve the plan\n---\n\nIt comes by mail.\n"
    ),
    Broken("hard-to-read", "contributions/articles/hard-to-read.md", f"# A\n\n{HEAVY * 8}\n", {}),
    _tip("twin", _VALVES, other__md=f"# Read the number\n\n{_VALVES} Then close it.\n"),
    _tip(
        "same-title",
        _VALVES,
        other__md="# Say it twice\n\nYour colleague has to say the number as well before the valve in the "
        "cellar is closed. Is it not the same? Then the two of you stop and read the plan on the wall.\n",
    ),
    _block("topic-nearly-right", "topics: [handover, on-call]"),
    _block("topic-in-a-list", "topics:\n  - on-calls\n  - handovers"),
    _block("topic-nobody-knows", "topics: [gardening]"),
    _block("key-nearly-right", "titel: Say it twice\nsumary: One asks, one repeats."),
    _block("second-colon", "summary: The rule: say it twice"),
    _block("tab", "verified:\n\ton: 2026-09-01"),
    _tip("hidden-signs", "Say it\u200b twice\u202e, and wait\u0007."),
    _tip(
        "several-at-once",
        "Listen:\n- recieve [here](www.nasa.gov/plan)\n- see https://www.nasa.gov/a",
    ),
    Broken(
        "list-of-spellings-broken",
        "checks/spelling.txt",
        "recieve receive\nteh -> the\nthe -> teh\n",
        {},
    ),
)


def around(case: Broken) -> dict[str, str | bytes]:
    """Every file of a hub with one broken contribution in it."""
    ground: dict[str, str | bytes] = {
        "mkdocs.yml": "site_name: Made for a test\n",
        "checks/must-not-discuss.txt": "",
        "checks/allowed.txt": "",
        "checks/spelling.txt": SPELLINGS,
        "docs/topics/on-call.md": "---\ntitle: On call\ncurators: [ada]\n---\n",
        "docs/topics/handovers.md": "---\ntitle: Handovers\ncurators: [ada]\n---\n",
        "contributions/people/ada.md": "---\nname: Ada Example\n---\n",
    }
    return {**ground, case.path: case.text, **case.others}


def checked(root: Path, case: Broken) -> Checked:
    """What a check of such a hub says, of the broken contribution alone, or of a name in its folder."""
    write_files(root, around(case))
    found = run_check(root)
    told = [one for one in found.told if one.path in (case.path, case.path.rpartition("/")[0])]
    return Checked(told, found.offers, found.texts, found.looked_at)


def messages() -> str:
    """The whole golden file."""
    return "\n".join(line for case in CASES for line in shown_case(case))


def shown_case(case: Broken, hidden: str = "") -> Iterator[str]:
    """A text and what is said of it, a line at a time; the value `hidden` is not shown in the text."""
    with tempfile.TemporaryDirectory() as folder:
        found = checked(Path(folder), case)
    text = case.text if isinstance(case.text, str) else case.text.decode("utf-8", "replace")
    yield f"==== {case.name}"
    yield ""
    text = text.replace(hidden, "█████") if hidden else text
    lines = [line if line.isprintable() else ascii(line)[1:-1] for line in text.split("\n")]
    yield from (f"    | {line[:110]}".rstrip() for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield "    | …"
    yield ""
    for one in found.told:
        yield as_text([one], found.offers).rstrip("\n")
        for suggestion in found.offers[one].lines if one in found.offers else ():
            span = f"{suggestion.start_line}-{suggestion.end_line}"
            yield f"    lines {span}:"
            yield from (
                f"    {line[:110]}".rstrip() for line in suggestion_block(suggestion).split("\n")
            )
    yield ""


if __name__ == "__main__":
    GOLDEN.write_text(messages(), "utf-8", newline="\n")
    sys.stdout.write(f"{len(CASES)} contributions in {GOLDEN.relative_to(ROOT)}\n")
