"""Code is hidden from scanners, live markup never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonplace.markup.mask import mask_code, mask_code_blocks

MARKUP = st.text(alphabet='`~ \n\t>-<!/div#ab\\{}.:1[]^="', max_size=300) | st.text(max_size=100)

CODE = [
    "`X`",
    "``a ` X``",
    "`` X `",
    "`X\nX`",
    "```\nX\n```",
    "~~~\nX\n~~~",
    "``` py\nX\n\nX\n```",
    '``` py title="t" hl_lines="1 2-3"\nX\n```',
    "``` { .py }\nX\n```",
    "````\n```\nX\n```\n````",
    "> ```\n> X\n> ```",
    "- a\n\n    ```\n    X\n    ```",
    "!!! note\n    ```\n    X\n    ```",
    "    X",
    "a\n\n\tX\n\n    X",
    "- a\n\n        X",
    "<!-- X -->",
    "a <!-- X --> b",
    "<!-- X\n\nX -->",
    "\\\\`X`",
    "- `X`",
    "| a |\n|---|\n| `X` |",
    "1. a `\n2. `X`",
    "7. a `\n8. `X`",
    "1. a `\n    - `X`",
    "> 1. a `\n> 2. `X`",
    "# h `\n\n2. `X`",
    "Use `a` then\n2. `X`",
]
LIVE = [
    "X",
    "\\`X`",
    "`a\n\nX`",
    "```\nX",
    "``` what is this\nX",
    "- a\n    X",
    "- a\n\n    X",
    "1. a\n\n    X",
    "!!! note\n\n    X",
    '=== "t"\n\n    X',
    "[^1]: a\n\n    X",
    "a\n:   b\n\n    X",
    "a\n    X",
    "<!-- X",
    "<!--> X -->",
    "<!--- a --!> X -->",
    "<div>\n`X`\n</div>",
    "<div>\n\n    X\n\n</div>",
    "a `\n# b\nX`",
    "``X` ```",
    "a <!-- b\nX -->",
    "- a `\n- X `",
    "``` { .py onclick=X }\na\n```",
    "> ```\n> a\nX\n\n```",
    "Use ` then\n2. `X`",
    "Use ` then\n| `X`",
    "Use ` then\n!!!`X`",
    "Use ` then\n      - `X`",
    "> Use ` then\n`X`",
    "> Use ` then\n> 2. `X`",
    "> q\n\n# a `\nX `",
    '> q\n\n!!! note "a `"\n    X `',
    "# h `\nb ` \n|`X`",
    "1. a `\n2. X ` b",
    "!!! note\n    ` b X\n`",
]


@pytest.mark.parametrize("text", CODE)
def test_code_is_hidden(text: str) -> None:
    assert "X" not in mask_code(text)


@pytest.mark.parametrize("text", LIVE)
def test_live_text_is_seen(text: str) -> None:
    assert "X" in mask_code(text)


def test_prose_around_code_is_seen() -> None:
    assert mask_code("a `b` c\n\n```\nd\n```\n\ne") == "a     c\n\n   \n \n   \n\ne"


def test_code_spans_can_stay() -> None:
    assert mask_code_blocks("a `b`\n\n```\nc\n```") == "a `b`\n\n   \n \n   "


HOSTILE = {
    "ticks": "`" * 100_000,
    "tick pairs": "` " * 50_000,
    "lengths": "".join("`" * n + " " for n in range(450)),
    "fences": "```\n" * 30_000,
    "open fences": "``` x\n" * 20_000,
    "comments": "<!--" * 30_000,
    "options": "``` " + 'a="' * 30_000,
    "quotes": "> " * 50_000,
    "tags": "<div>\n" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read(name: str) -> None:
    assert len(mask_code(HOSTILE[name])) == len(HOSTILE[name])


@given(MARKUP)
def test_length_and_lines_stay(text: str) -> None:
    masked = mask_code(text)
    assert len(masked) == len(text)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]
    assert all(new in (old, " ") for new, old in zip(masked, text, strict=True))
