"""Contributions that are kept back, or a part of them: what `check` says of each is reviewed text.

`python -m tests.support.blocked` writes tests/vectors/blocked-messages.txt anew, after a change of a message,
a rule or this list. Read what changed in it, as a writer would who has just been told that something must not
be read by others. Values are made up and put together here; none of them stands in the file that is written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from random import Random

from scripts._leak_seeds import LEAKS
from tests.support.broken import Broken, shown_case
from tests.support.hub import ROOT

GOLDEN = ROOT / "tests" / "vectors" / "blocked-messages.txt"
UNSAFE = {
    "script": "<script>alert(1)</script>",
    "event-handler": 'Press <b onclick="alert(1)">here</b>.',
    "event-handler-of-a-picture": '<img src="valve.png" alt="A valve" onerror="alert(1)">',
    "attributes-with-a-handler": "Press this.{ onclick=alert(1) }",
    "javascript-link": "See [the plan](javascript:alert(1)).",
    "javascript-in-disguise": "See [the plan](java&#115;cript:alert(1)).",
    "data-link": "See [the plan](data:text/html;base64,PHA+).",
    "vbscript-by-a-label": "See [the plan][p].\n\n[p]: vbscript:x",
    "frame": '<iframe src="https://www.nasa.gov/plan"></iframe>',
    "object": '<object data="plan.pdf"></object>',
    "style-block": "<style>p { display: none }</style>",
    "form": '<form action="https://www.nasa.gov/"><input name="a"></form>',
    "drawing-in-the-text": '<svg onload="alert(1)"></svg>',
    "beyond-the-list": "<marquee>Say it twice.</marquee>",
    "picture-as-data": "![A valve](data:image/png;base64,iVBORw0KGgo=)",
    "too-deep": f"{'> ' * 400}Say it twice.",
    "repeated-too-often": f"[p]: https://www.nasa.gov/{'p' * 30_000}\n\n{'[a][p] ' * 3_000}",
    "turned-around": "Say it \u202etwice.",
    "unseen": "Say\u200b it twice.",
}


def _leaks() -> Iterator[tuple[Broken, str]]:
    """One of each kind that the measurement makes, and one in the name of a file; each with its value."""
    words = {"checks/must-not-discuss.txt": "Projekt Marmoräde\nSable Harbor\nVandermolen\n"}
    for number, (kind, made) in enumerate(LEAKS.items()):
        value = made.make(Random(number))  # noqa: S311 - the same leaks every time
        name = "leak-" + kind.lower().replace(",", "").replace(" ", "-")
        text = f"# Say it twice\n\n{made.around[0].format(value)}\n"
        yield Broken(name, f"contributions/tips/{name}.md", text, words), value
    mail = LEAKS["e-mail"].make(Random(1))  # noqa: S311
    path = f"contributions/tips/ask {mail}.md"
    yield Broken("leak-in-the-name", path, "# Say it twice\n\nOne asks.\n", {}), mail


def cases() -> Iterator[tuple[Broken, str]]:
    """Each contribution with the value in it that must not be repeated; empty where there is none."""
    for name, text in UNSAFE.items():
        whole = f"# Say it twice\n\n{text}\n"
        yield Broken(name, f"contributions/tips/{name}.md", whole, {}), ""
    yield from _leaks()


def messages() -> str:
    """The whole golden file."""
    return "\n".join(line for case, hidden in cases() for line in shown_case(case, hidden))


if __name__ == "__main__":
    GOLDEN.write_text(messages(), "utf-8", newline="\n")
    sys.stdout.write(f"{len(list(cases()))} contributions in {GOLDEN.relative_to(ROOT)}\n")
