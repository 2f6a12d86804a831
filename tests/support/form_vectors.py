"""What is said of the form of texts, as one list of vectors that Python and browsers are held to.

`python -m tests.support.form_vectors` writes tests/vectors/form.json anew, after a change of a rule, a
message or this list. A row has the kind, the text in parts that are repeated, how many words it has, and what
is found: code, line, column, severity, message, hint.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from commonplace.checks.form.house_words import read_house_words
from commonplace.model.kinds import BY_FOLDER, KINDS
from tests.support.advice import Answer, in_python
from tests.support.broken import CASES, HEAVY, SPELLINGS, STORY
from tests.support.hub import ROOT

VECTORS = ROOT / "tests" / "vectors" / "form.json"
Parts = list[tuple[str, int]]
WORDS, _ = read_house_words(
    SPELLINGS + "C++98 -> C++11\nstand-by duty -> on-call duty\nÄpfel -> Apfel\n"
)

_TOP = "---\ntitle: The night\ntopics: [calls]\nid: 0123456789\n---\n\n"
_STARTS = (
    '```\n# no heading\nrecieve\n```\n\n~~~ py\n[here](x)\n~~~\n\n    recieve\n\n`recieve` ``a ` [x](y)``\n',
    "```` {.py #own}\n```\n````\n\n[x](#own) [y](#other)\n\n```py title=\"a\"\nrecieve\n```\n",
    "<!-- recieve -->\n\n<!-- a\n[here](x)\n-->\n\nword <!-- recieve --> word\n\n<!-- no end\n\nrecieve\n",
    "> recieve\n> ```\n> [here](x)\n> ```\n\n- a\n\n      recieve\n\n- b\n\n        recieve\n",
    '<div>\nrecieve [here](x) `a\n</div>\n\n`b`\n\n<img src="a.png">\n<img alt=Screenshot src=b.png>\n',
    '![](a.png) ![ ](b.png){ alt="" } ![image](c.png) ![IMG_2034](d.jpg) ![A valve](e.png "t")\n',
    "[here][a] [this link][] [a] ![here][a]\n\n[a]: https://www.nasa.gov/a 'T'\n[this link]: b.md\n",
    "[`here`](x) [**here**](x) [ Here! ](<a b>) [here](a(b)c) [read more](x \"y\")\n",
    "[https://www.nasa.gov/plans/of/the/cellar/valves](https://www.nasa.gov/plans)\n",
    ("[x](#c-d) [y](#C_D) [z](#c-d_1) [ü](#uber) [w](#gr%C3%B6%C3%9Fe) [v](#fn:1) [u](#nowhere)\n\n"
    "## C & d\n\nx\n\n## C d\n\nx\n\n## Über\n\nx\n\n## Größe {#own}\n\nx\n"),
    "# Second\n\nx\n\n#### Deep `code` &amp; *co* &copy &#x1F691; &#128;\n\nUnder\n=====\n\nLow\n---\n\nx\n",
    "Of these:\n- a\n- b\n\nIn order:\n1. a\n2. b\n\na | b\n--|--\n1 | 2\n\nWe waited\n- it never came.\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nx\n| a |\n|---|\n",
    "Teh, TEH, “teh” and *teh*; could\nof; collegue's; a/teh; C++98, Äpfel, ÄPFEL, stand-by  duty.\n",
    "[recieve](https://www.nasa.gov) [recieve](b.md) <code>recieve</code> recieve[^1]\n\n[^1]: recieve\n",
    '<script>x</script> <b onclick="x">y</b> <p style="color: red">z</p> <p style="position: fixed">z</p>\n',
    "[a](javascript:x) [b]( <data:text/html,x>) ![c](data:image/png;base64,x) [d](ma&shy;ilto:x)\n",
    "{ onclick=x } <button>x</button> <svg:animate> <x-y> <BR> --8<-- \"a\"\n\n--8<-- \"a\"\n",
    "Words\n- a\n\n      recieve\n\n  recieve\n  - b\n\n    ```\n    recieve\n    ```\n- ```\n  x\n  ```\n",
    "1) a\n\n    recieve\n* b\n  - c\n    - d\n      - e\n\n        recieve\n",
    "> 1. x\n>    ~~~\n>    recieve\n>    ~~~~\n>\n>        recieve\n",
    "<!-- What to do, when, and why it works. -->\n\nx\n",
    ("Use ` then\n2. `[here](x)`\n\nUse ` then\n| `recieve`\n\nUse ` then\n!!!`recieve`\n"
    "\n# h `\nb ` \n|`recieve`\n"),
    ("1. a `\n2. `recieve`\n\n# A\n\n7. a `\n    - `recieve`\n\nx `a`\n2. `recieve`\n"
    "\n1. a `\n2. recieve ` b\n"),
    ("> Use ` then\n`recieve`\n\n> 1. a `\n> 2. `recieve`\n\n> # a `\n> recieve `\n"
    "\nx `\n        - `recieve`\n"),
)  # fmt: skip


def _texts() -> Iterator[tuple[str, Parts]]:
    for case in CASES:
        folder = case.path.split("/")[1]
        if isinstance(case.text, str) and folder in BY_FOLDER:
            yield BY_FOLDER[folder].name, [(case.text, 1)]
    for number, start in enumerate(_STARTS):
        kind = KINDS[number % len(KINDS)].name
        yield kind, [(f"{_TOP}{start}", 1)]
        yield kind, [((_TOP + start).replace("\n", "\r\n"), 1)]
        yield kind, [("# T\n\n", 1), (start + "\n", 9)]
    for text in (
        "",
        "\n",
        " ",
        "#",
        "# ",
        "---",
        "---\n---\n",
        "---\ntitle: Teh\n---\n",
        "\ufeff# A\n",
    ):
        yield "tip", [(text, 1)]
    yield from _long()
    story = STORY.partition("## What it cost")[0]
    for one, other in (
        ("What we tried", "What we Tried!"),
        ("What we tried", "Tried"),
        ("We", "\u200bWe\u202e"),
    ):
        yield "war-story", [(story.replace(one, other), 1)]


def _long() -> Iterator[tuple[str, Parts]]:
    """Thirty thousand letters, in several writings."""
    yield (
        "article",
        [("# A\n\n", 1), ("We looked for the key in every drawer, and nobody knew. ", 540)],
    )
    yield "article", [("# A\n\n", 1), (HEAVY, 80)]
    yield (
        "war-story",
        [("# A\n\n", 1), ("## What happened\n\nWe looked [here](x) for it.\n\n", 700)],
    )
    yield "tip", [("# 🚑\n\n", 1), ("🚑 👩\u200d⚕️ recieve ![](a.png) [🚑 here](#🚑)\n\n", 650)]
    yield (
        "tip",
        [("# כיצד איבדנו\n\n", 1), ("מי שיוצא אומר שש שורות. [כאן](#איבדנו) recieve\n\n", 600)],
    )
    yield (
        "link",
        [("# 引き継ぎ\n\n", 1), ("こんにちは。これは recieve です。\n\n### 深い\n\n", 800)],
    )
    yield "tip", [("# A\n\n", 1), ("```\n[here](x)\n```\n\n<!-- x -->\n\n    recieve\n\n", 600)]


def rows() -> list[dict[str, object]]:
    """The whole list, as Python finds it."""
    return [
        {"kind": kind, "parts": [list(part) for part in parts], "words": words, "found": found}
        for kind, parts in _texts()
        for words, found in [_answer(kind, joined(parts))]
    ]


def _answer(kind: str, text: str) -> Answer:
    return in_python(kind, text, WORDS)


def joined(parts: list[tuple[str, int]]) -> str:
    """The text of a row."""
    return "".join(text * count for text, count in parts)


def written() -> str:
    """The file, a row to a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows())
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    VECTORS.write_text(written(), "utf-8", newline="\n")
    sys.stdout.write(f"{len(rows())} texts in {VECTORS.relative_to(ROOT)}\n")
