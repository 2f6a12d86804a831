"""What a text makes the renderer repeat is limited, and no honest long text meets the limits."""

from __future__ import annotations

import pytest

from commonplace.markup.amount import COLORED_FENCE, COLORED_LINE, COLORED_PAGE, plain_large_fences
from commonplace.markup.depth import too_deep
from commonplace.markup.safety import scan

PATH = "contributions/tips/a.md"
LOG = "2026-11-21 10:00:00 | ERROR | -- | [id=17]: <div> __x__ **y** `z` \\n [^1] [TOC]\n"

REPEATED = {
    "reference": "[a]: https://x/" + "x" * 100_000 + "\n\n" + "[a] " * 45_000,
    "title": '[a]: /x "' + "t" * 100_000 + '"\n\n' + "[a] " * 45_000,
    "title on its own line": '[a]:\n  /x\n "' + "t" * 100_000 + '"\n\n' + "[a] " * 45_000,
    "picture": "[a]: https://x/" + "x" * 100_000 + "\n\n" + "![a] " * 35_000,
    "label": "- [A  b]: https://x/" + "x" * 100_000 + "\n\n" + "[x][a b] " * 20_000,
    "short": "[a]: https://x/" + "x" * 10_000 + "\n\n" + "[a] " * 2_500,
    "abbreviation": "*[a]: " + "x" * 14_000 + "\n\n" + "a " * 500,
}
MUCH = {
    "abbreviated words": "*[a]: " + "x" * 140_000 + "\n\n" + "a " * 50_000,
    "abbreviations": "".join(f"- *[a{n}]: x\n" for n in range(5_000)),
    "“[TOC]” marks": "# a\n" * 1_000 + "\n[TOC]\n\n" * 1_500,
    "cells in tables": "|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n" + "|a|\n" * 60_000,
    "headings": "a\n=\n" * 72_500,
    "HTML tags open inside each other": "<div>\n" * 19_000,
    "marks of the same footnote": "x[^a]" * 2_900 + "\n\n[^a]: y",
    "single “~” and “^” in one paragraph": "~a b\n- | " * 2_000,
    "notes and tabs": "!!! a\n" * 40_000,
    "emphasis marks": "~~: " * 50_000,
    "backticks": "b `> " * 50_000,
    "backslashes": "x" + "\\" * 290_000,
    "characters after the name of a language in a line of code": "`#!java " + "a " * 9_000 + "`",
}
OPEN = {
    "inline": "a " + "<b>" * 19_900,
    "closed in the wrong order": "<span><div></span></div>\n" * 9_000,
    "behind a table": "<div><table></div></table>\n" * 5_000,
    "drawing": "<svg>" + "<td>" * 19_000,
    "in a list": "- <details>\n" * 5_000,
}
TABLES = {
    "quoted": "> |" + "a|" * 9_000 + "\n> |" + "-|" * 9_000 + "\n" + "> |a|\n" * 40_000,
    "in a list": "- |" + "a|" * 9_000 + "\n  |" + "-|" * 9_000 + "\n" + "  |a|\n" * 40_000,
    "many": ("|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "|a|\n" * 1_000 + "\n") * 60,
}
HONEST = {
    "log": f"```\n{LOG * 3_000}```\n",
    "log with a language": f"```text\n{LOG * 3_000}```\n",
    "five thousand lines of log": "```\n"
    + "10:00 ERROR [id=17]: went wrong <a@b>\n" * 5_000
    + "```",
    "configuration": "```\n" + "# a comment\n======\n" * 5_000 + "```\n",
    "prose": ("Honest words, **bold**, a [link](https://example.org/a) and [one].\n" * 6 + "\n")
    * 600
    + '[one]: https://example.org/long/address "Title"\n',
    "table": "| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n" + "| 1 | 2 | 3 |\n" * 5_000,
    "HTML": "<div><span>a</span><p>b<br>c\n<a name='x'/></div>\n\n" * 3_000,
    "names in angle brackets": "<mara> hello <tobi>\n" * 9_000,
    "drawings": "<svg><g><path d='M0 0'/><circle r='1'/></g></svg>\n\n" * 2_000,
    "headings": ("## A part\n\n" + "words and words " * 10 + "\n\n") * 1_400,
    "references": "".join(f"[r{n}]: https://example.org/{n}/{'x' * 60}\n" for n in range(1_500))
    + "\n"
    + " ".join(f"[r{n}]" for n in range(1_500)) * 8,
    "picture within": "![][image1]\n\n[image1]: <data:image/png;base64," + "A" * 250_000 + ">\n",
    "abbreviation": "*[API]: Application Interface\n\n" + "An API is an API. " * 4_000,
    "footnotes": "".join(f"A claim.[^{n}]\n\n[^{n}]: See {n}\n\n" for n in range(1_400)),
    "escaped": "a\\_b 1\\. \\- x words of a text\n" * 8_000,
    "rules": "words\n\n---\n\n" * 2_500,
    "about": "- ~5 minutes in ~/work, 2^8\n" * 3_000
    + "\n| ~5 | ~6 |\n|--|--|\n"
    + "| ~1 | x |\n" * 900,
    "dump": "```sql\n" + "INSERT INTO `a` (`b`, `c`) VALUES (1 ^ 2, ~3);\n" * 5_000 + "```\n",
    "contents": "[TOC]\n\n# a\n\nWrite `[TOC]` for it.\n",
}


@pytest.mark.parametrize("name", REPEATED)
def test_what_repeats_a_long_definition_is_refused(name: str) -> None:
    found = too_deep(REPEATED[name], PATH, 5)
    assert found is not None
    assert found.code == "markup-too-much"
    assert found.line == 5


@pytest.mark.parametrize("name", MUCH)
def test_what_is_too_much_is_named(name: str) -> None:
    found = too_deep(MUCH[name], PATH, 1)
    assert found is not None
    assert found.code == "markup-too-deep"
    assert f" {name}, " in found.message


@pytest.mark.parametrize("name", OPEN)
def test_open_elements_are_counted_as_a_browser_does(name: str) -> None:
    found = too_deep(OPEN[name], PATH, 1)
    assert found is not None
    assert "HTML tags open inside each other" in found.message


@pytest.mark.parametrize("name", TABLES)
def test_cells_are_counted_wherever_a_table_stands(name: str) -> None:
    found = too_deep(TABLES[name], PATH, 1)
    assert found is not None
    assert "cells in tables" in found.message


@pytest.mark.parametrize("name", HONEST)
def test_honest_long_texts_pass(name: str) -> None:
    assert too_deep(HONEST[name], PATH, 1) is None


def test_the_second_table_of_contents_is_named() -> None:
    found = too_deep("[TOC]\n\n# a\n\n[TOC]\n", PATH, 3)
    assert found is not None
    assert (found.line, found.column) == (7, 1)


def test_many_angle_brackets_are_scanned() -> None:
    assert scan("~~~ html\n" + "<" * 200_000 + "\n~~~\n", PATH, 1) == []


def test_code_of_usual_length_keeps_its_language() -> None:
    text = "```python\n" + "print('a')\n" * 500 + "```\n"
    assert plain_large_fences(text) == text


@pytest.mark.parametrize("mark", ["```", "~~~~"])
@pytest.mark.parametrize("language", ["java", " java", " { .java .numbers }", ' py title="a"'])
def test_long_code_loses_its_language_only(mark: str, language: str) -> None:
    code = "a a a a\n" * (COLORED_FENCE // 8 + 1)
    text = f"words\n\n{mark}{language}\n{code}{mark}\n\nwords"
    assert plain_large_fences(text) == f"words\n\n{mark}\n{code}{mark}\n\nwords"


def test_code_with_a_long_line_loses_its_language() -> None:
    code = "x" * (COLORED_LINE + 1)
    assert plain_large_fences(f"> ```js\n> {code}\n> ```\n") == f"> ```\n> {code}\n> ```\n"


def test_code_is_colored_until_the_page_has_enough() -> None:
    block = "```java\n" + "a a a a\n" * (COLORED_FENCE // 8 - 1) + "```\n\n"
    assert plain_large_fences(block * 20).count("```java") == COLORED_PAGE // COLORED_FENCE
