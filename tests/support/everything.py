"""A hub that has everything on it that a reader can meet, an empty one, and every kind of page of both."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from commonplace.model.discussions import Actor, ActorKind, Comment, Snapshot
from commonplace.site.plan import PlannedPage
from tests.support.browser import serve_directory
from tests.support.hub import ROOT
from tests.support.repository import Repository, write_files
from tests.support.site import TODAY, BuiltSite, built, gathered, start_hub
from tests.support.talk import BO, asked, put, said, snapshot, thread

if TYPE_CHECKING:
    from playwright.sync_api import Page

HEBREW = "מסירת משמרת בשש שורות"
ARABIC = "يبدأ التسليم بالسؤال، لا بالجواب"
SETTINGS = """
repo_url: https://github.com/example/hub
site_url: https://hub.example.org/hub/
nav:
  - Home: index.md
  - Topics: topics/index.md
  - Paths: paths/index.md
  - War stories: war-stories/index.md
  - Everything: all/index.md
  - People: people/index.md
  - Leaderboard: leaderboard/index.md
  - What is new: whats-new/index.md
  - More: [{Guidelines: guidelines.md}, {Reference: reference.md}]
theme: {features: [content.code.copy, content.code.annotate, toc.follow]}
extra: {hub: {departments: {Nursing: 12, Platform: 9, Quality: 6}, contact: hub@example.org}}
"""
EMPTY = "site_url: https://hub.example.org/empty/\n"

BUSY = f"""---
id: busy-one-1
topics: [calls]
summary: Everything that a text can hold.
authors: [ada, bo]
owner: bo
verified: {{on: 2026-10-01, by: bo, note: all of it}}
---

# A busy article

Words with **weight**, *stress*, `code`, `#!python range(3)`, ==a mark==, ^^an insertion^^, ~~a deletion~~,
H~2~O, x^2^, ++ctrl+c++, HTML, a [link](../tips/short.md), [another](https://elsewhere.example/a), a note[^1].

*[HTML]: the language of pages

![A wide picture](wide.png) ![A remote picture](https://elsewhere.example/one.png)

:rocket: :smile:

```python title="code.py" linenums="1" hl_lines="2"
def handover(shift: str) -> None:
    print("A very long line of code that goes on and on", shift, "and on and on and on and on")
    return None
```

``` yaml
theme:
  features: [content.code.annotate] # (1)
```

1.  A note on the code, with a [link](../tips/short.md).

```mermaid
graph TD; A --> B
```

| {" | ".join(f"A long heading {n}" for n in range(12))} |
|{"---|" * 12}
| {" | ".join(f"cell {n}" for n in range(12))} |

| What | How many |
|------|---------:|
| beds | 12       |

Averyveryverylongwordwithoutanyspaces{"x" * 150}

> Somebody said this.
{
    "".join(
        f'''
!!! {kind} "A box: {kind}"
    With words, and a [link](../tips/short.md).
'''
        for kind in (
            "note",
            "abstract",
            "info",
            "tip",
            "success",
            "question",
            "warning",
            "failure",
            "danger",
            "bug",
            "example",
            "quote",
        )
    )
}
!!! warning
    It has the title of its kind.

??? note "A folded box"
    What was folded.

???+ tip "An open box"
    What was open.

=== "One tab"
    First.

=== "Another"
    Second.

=== "A third"
    Third, with a task:

    - [ ] within a tab

- [ ] a task
- [x] done, with a [link](../tips/short.md)
    - [ ] a task **below** it

1. one
2. two

A word
:   What it means.

<video controls><source src="https://elsewhere.example/film.mp4"></video>
<details><summary>Folded by hand</summary>What was in it.</details>

## Part one

Text.

### Part one and a half

#### Deeper

##### Deeper still

###### As deep as it gets

## Part two

Text.

## Part three with `code` and a [link](../tips/short.md)

Last words.

[^1]: A footnote.
"""
RTL = f"""---
topics: [calls]
summary: {ARABIC}
authors: [noa]
---
# {HEBREW}

מי שיוצא אומר שש שורות. `code` ועוד [קישור](short.md).

- ראשון
- שני

> {ARABIC}

| מה | כמה |
|----|-----|
| מיטות | 12 |

!!! note "{HEBREW}"
    מילים.

- [ ] משימה

## חלק ראשון

English words stand in a paragraph of their own.

## חלק שני

סוף.

## {ARABIC}

نهاية.
"""


RICH = (
    '<p dir="auto">Words with <strong>weight</strong>, <a href="https://elsewhere.example/a">a link</a>, '
    f"<code>code</code> and a long one: {'x' * 150}</p><blockquote><p>Said.</p></blockquote>"
    '<ul><li>one</li><li><input type="checkbox" checked> two</li></ul><pre><code>code = 1\n</code></pre>'
    f"<table><thead><tr>{'<th>A long heading</th>' * 9}</tr></thead><tbody><tr>{'<td>cell</td>' * 9}"
    f"</tr></tbody></table><details><summary>More</summary><p>Folded.</p></details><p>{ARABIC}</p>"
)


def talk() -> Snapshot:
    """What readers said: every kind of comment, a thread of more than one page, and questions."""
    one_of_each: tuple[Comment, ...] = (
        said(1, html=RICH, reactions={"HEART": 2, "EYES": 1}, upvotes=3, edited="2026-11-03"),
        said(2, HEBREW, BO, replies=(said(3, "A reply."), said(4, "By nobody.", None))),
        said(5, "Away with it.", minimized="spam"),
        said(6, deleted=True, author=None, replies=(said(7, "What was that?"),)),
        said(8, "By a program.", Actor("helper", ActorKind.BOT)),
        said(9, "A long one. " * 900),
        said(10, "This.", is_answer=True),
        *(said(n, f"Comment {n}") for n in range(100, 220)),
    )
    return snapshot(
        thread("busy-one-1", *one_of_each, reactions={"THUMBS_UP": 4}),
        asked(2, "Who rings last?", topic="calls", day="2026-01-01"),
        asked(3, "Why here?", about="busy-one-1"),
        asked(4, "Who rang?", said(30, "Nobody did.", is_answer=True), answered="2026-11-02"),
        taken="2026-11-02",
    )


def _text(title: str, block: str = "", words: str = "Words.") -> str:
    return f"---\n{block}---\n# {title}\n\n{words}\n"


def _person(name: str, block: str = "") -> str:
    handle = name.split()[0].lower()
    known = f"emails: [{handle}@example.org]\nlogins: [{handle}-login]\n"
    return f"---\nname: {name}\n{known}{block}---\nHello from {name}.\n"


_CREW = ("ada", "bo", "cy", "di", "ed", "noa")
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def everything() -> dict[str, str | bytes]:
    """The files of the hub that has everything."""
    files: dict[str, str | bytes] = {
        "contributions/articles/busy.md": BUSY,
        "contributions/articles/wide.png": PICTURE,
        "contributions/articles/aged.md": _text("Aged", "date: 2023-01-01\ntopics: [calls]\n"),
        "contributions/articles/due.md": _text("Due soon", "date: 2025-11-30\ntopics: [calls]\n"),
        "contributions/war-stories/night.md": _text(
            "The night of the xylophone",
            "topics: [calls]\ntold_by: Bo Sample\nauthors: [ada]\nsummary: It rang, and nobody came.\n",
            "It rang.\n\n## What happened\n\nA xylophone.",
        ),
        "contributions/tips/short.md": _text(
            "A short tip", "topics: [calls]\n", "Do less. [More](../articles/busy.md)."
        ),
        "contributions/tips/rtl.md": RTL,
        "contributions/links/paper.md": _text(
            "A paper", "", "[It](https://example.org/paper) is worth it."
        ),
        "contributions/tips/old.md": _text(
            "Old", "superseded_by: tips/short\naddresses: [notes/old]\n", "Gone by."
        ),
        "contributions/tips/taken-back.md": "---\nstatus: withdrawn\n---\n",
        "contributions/people/ada.md": _person(
            "Ada Example",
            "team: Platform\nlocation: Harbor Street\nask_me_about: [calls, nights]\n"
            "expertise: [calls, torque]\nmentoring: yes\n",
        ),
        "contributions/people/ada.png": PICTURE,
        "contributions/people/bo.md": _person("Bo Sample", "team: Nursing\n"),
        "contributions/people/noa.md": f"---\nname: נועה דוגמה\nteam: Quality\n---\n{HEBREW}\n",
        "docs/topics/calls.md": (
            "---\ntitle: First calls\nsummary: What to say first.\ncurators: [ada]\npicks:\n"
            "  - tips/short: First of all.\n  - tips/gone: No more.\nsections:\n  - title: Nights\n"
            "    text: For when it is dark.\n    picks:\n      - war-stories/night: Because it rang.\n"
            "questions:\n  - {ask: Who rings first?, by: ada, since: 2026-03-01}\n---\nWords of Ada.\n"
        ),
        "docs/topics/bare.md": "---\ntitle: Nothing yet\n---\n",
        "docs/paths/first.md": (
            "---\ntitle: First weeks\nsummary: Where to begin.\nfor: everyone who is new\ncurators: [ada]\n"
            "steps:\n  - tips/short: To begin with.\n  - articles/busy: All of it.\n"
            "  - tips/rtl: From right to left.\n---\nWelcome.\n"
        ),
        "docs/paths/none.md": "---\ntitle: A path without steps\n---\n",
        "docs/guidelines.md": (
            "# Guidelines\n\nBe brief. [A tip](../contributions/tips/short.md).\n\n## Why\n\nTime.\n\n"
            "## How\n\n- [ ] read it\n\n## When\n\nNow.\n"
        ),
        "docs/reference.md": (ROOT / "docs" / "reference.md").read_text("utf-8"),
    }
    for name in ("Cy Third", "Di Fourth", "Ed Fifth"):
        files[f"contributions/people/{name.split()[0].lower()}.md"] = _person(
            name, "team: Nursing\n"
        )
    day = date.fromisoformat(TODAY)
    for number in range(55):
        who = ", ".join(sorted({"ada", _CREW[number % len(_CREW)]}))
        when = day - timedelta(days=number * 6)
        block = f"date: {when}\nauthors: [{who}]\ntopics: [{'calls' if number % 2 else 'nights'}]\n"
        files[f"contributions/tips/more-{number:02}.md"] = _text(
            f"Tip number {number}", block, f"Words {number} about handing over."
        )
    return files


def _with_a_history(folder: Path) -> Repository:
    hub = start_hub(folder, everything(), settings=SETTINGS)
    better = {
        "contributions/tips/short.md": _text("A short tip", "topics: [calls]\n", "Do even less.")
    }
    hub.commit(
        better,
        author="Bo Sample <bo@example.org>",
        date="2026-11-18",
        message="Say it in fewer words",
        trailers=["Reviewed-by: Cy Third <cy@example.org>"],
    )
    return hub


@dataclass(frozen=True)
class Everything:
    """The two hubs on one host: where they are served, and one address for every kind of page.

    `kinds` leads from a kind to an address below `served`; `templates` are those that made them; `each` are
    fewer kinds, one of each template and what stands out. `full` and `empty` are the built sites.
    """

    served: str
    kinds: dict[str, str]
    templates: frozenset[str]
    each: tuple[str, ...]
    full: BuiltSite
    empty: BuiltSite

    def at(self, kind: str) -> str:
        """The whole address of a kind of page."""
        return self.served + self.kinds[kind]


@contextmanager
def served_everything(folder: Path) -> Iterator[Everything]:
    """Build both hubs and serve them, each below its own path."""
    hub = _with_a_history(folder / "full")
    put(hub.root, talk())
    full = built(hub.root)
    empty = built(start_hub(folder / "nothing", {}, settings=EMPTY).root)
    host = folder / "host"
    shutil.copytree(full.folder, host / "hub")
    shutil.copytree(empty.folder, host / "empty")
    shutil.copy(full.folder / "404.html", host)
    kinds: dict[str, str] = {}
    first = {"404.html": "missing"}  # the first kind that each template makes
    for site, path, called in ((full, "hub", ""), (empty, "empty", "empty ")):
        pages = gathered(site.root).plan.pages
        chosen = choose(pages)
        kinds.update({f"{called}{where or 'home'}": f"{path}/{where}" for where in chosen})
        made_by = {page.address: page.template for page in pages}
        for where in chosen:
            first.setdefault(made_by[where], f"{called}{where or 'home'}")
    own = {
        "text with everything": "hub/articles/busy/",
        "text from right to left": "hub/tips/rtl/",
        "person from right to left": "hub/people/noa/",
        "own page": "hub/guidelines/",
        "long own page": "hub/reference/",
        "missing": "hub/no/such/page/",
        "moved": "hub/notes/old/still.html",
    }
    moved = host / "hub" / "notes" / "old" / "index.html"
    write_files(moved.parent, {"still.html": _held_still(moved.read_text("utf-8"))})
    with serve_directory(host, lasting=True) as address:
        kinds.update(own)
        each = (*first.values(), *own, "empty home", "empty leaderboard/")
        yield Everything(address, kinds, frozenset(first), tuple(dict.fromkeys(each)), full, empty)


def _held_still(html: str) -> str:
    """A page that leads on, kept from doing so, as a reader sees it whose browser asks first."""
    head, _, rest = html.partition('<meta http-equiv="refresh"')
    return head + rest.partition("</script>\n")[2]


def choose(pages: Sequence[PlannedPage]) -> list[str]:
    """The addresses of a few pages that show everything: each part of each template, there and not there."""
    shows = {page.address: _shows(page) for page in pages}
    left = set().union(*shows.values())
    found = []
    while left:
        address = max(shows, key=lambda one: (len(shows[one] & left), -len(one)))
        left -= shows.pop(address)
        found.append(address)
    return found


def _shows(page: PlannedPage) -> set[str]:
    name = page.template
    parts: Iterable[str] = (f"{key} {bool(value)}" for key, value in page.view.items())
    row = page.view.get("row")
    kind = ""
    if isinstance(row, dict):
        kind = f"{row['kind']['name']} {(row['freshness'] or {}).get('name')}"
    number = page.view.get("pager", {}).get("number", 1) > 1
    return {
        f"{name} {part}" for part in (*parts, f"text {bool(page.body)}", kind, f"goes on {number}")
    }


def settle(page: Page, address: str) -> None:
    """Open a page and wait until its scripts have done what they do at the start."""
    page.goto(address, wait_until="load")
    page.wait_for_function("document.readyState === 'complete'")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))")
