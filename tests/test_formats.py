"""Diagnostics as text, annotations, JSON and a comment: the same findings, whatever their words hold."""

from __future__ import annotations

import json
import re
import tomllib
from string import Formatter

import pytest

from commonplace.diagnostics import Diagnostic, HubError, Severity, catalog, diagnose, visible
from commonplace.diagnostics.formats import FORMATS, as_github, as_json, as_markdown, as_text
from commonplace.diagnostics.quiet import quiet_words
from tests.support.hub import ROOT

# What these files say is not about a text in which a leak may stand, or holds nothing of one.
ELSEWHERE = ("add", "discussions", "doctor", "giscus", "history", "import", "leaks", "settings")
CATALOG = ROOT / "commonplace" / "diagnostics" / "catalog"
HOSTILE = [
    "a\n::error file=x::made up",
    "a\r\n::set-output name=x::y",
    "%0A::error::made up",
    "file=x,line=1::y",
    "`code` **bold** <script>alert(1)</script> [x](javascript:alert(1))",
    "![x](https://evil.example/x.png) https://evil.example @everyone #12 a_b_c",
    "\x1b[31mred\x1b[0m \u202eturned \u2028 separated",
    "{braces} {0} %s {{twice}}",
    "\ud800 alone",
    "x" * 5000,
]


def _hostile(words: str) -> Diagnostic:
    return diagnose("field-unknown", f"contributions/tips/{words}.md", 3, 5, key=words, nearest="")


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_file_stay_on_their_line(words: str) -> None:
    one = _hostile(words)
    assert one.message.isprintable()
    assert one.path.isprintable()
    assert len(one.message) < 600
    assert len(as_text([one]).splitlines()) == 2
    assert as_text([one]).startswith(f"{one.path}:3:5: field-unknown advice ")
    assert len(as_github([one]).splitlines()) == 1
    assert len([line for line in as_markdown([one]).splitlines() if line.startswith("- ")]) == 1
    for show in FORMATS.values():
        show([one]).encode("utf-8")


@pytest.mark.parametrize("words", HOSTILE)
def test_annotations_cannot_be_forged(words: str) -> None:
    line = as_github([_hostile(words)])
    assert line.startswith("::notice file=")
    properties = line.removeprefix("::notice ").split("::")[0]
    assert [pair.split("=")[0] for pair in properties.split(",")] == [
        "file",
        "line",
        "col",
        "title",
    ]


def test_annotations_escape_what_github_would_read() -> None:
    one = Diagnostic("a,b:c%.md", 1, 2, "x", Severity.ERROR, "one\ntwo\r%", "hint")
    assert as_github([one]) == (
        "::error file=a%2Cb%3Ac%25.md,line=1,col=2,title=x::one%0Atwo%0D%25 hint\n"
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_a_comment_holds_no_markup_and_calls_nobody(words: str) -> None:
    comment = as_markdown([_hostile(words)])
    item = next(line for line in comment.splitlines() if line.startswith("- "))
    told = re.sub(r"\\.", "", item.split(": ", 1)[1])  # what is escaped is shown, not done
    for mark in ("<script", "![", "](", "**b"):
        assert mark not in told
    assert "@everyone" not in told
    assert item.split(", line")[0].count("`") == 2


def test_json_has_the_published_names() -> None:
    found = [_hostile(words) for words in HOSTILE]
    rows = json.loads(as_json(found))
    assert len(rows) == len(HOSTILE)
    for row, one in zip(rows, found, strict=True):
        assert list(row) == ["path", "line", "column", "code", "severity", "message", "hint"]
        assert row["severity"] in ("error", "advice")
        assert (row["path"], row["line"], row["column"]) == (one.path, 3, 5)


def test_nothing_to_say() -> None:
    assert as_text([]) == ""
    assert as_github([]) == ""
    assert json.loads(as_json([])) == []
    assert as_markdown([]).startswith("Thank you.")


def test_a_comment_tells_errors_before_advice() -> None:
    bad, odd = diagnose("file-empty", "a.md"), diagnose("text-missing", "b.md")
    comment = as_markdown([odd, bad])
    assert comment.index("`a.md`") < comment.index("`b.md`")
    assert "mend this first" in comment
    assert "mend this first" not in as_markdown([odd])


def test_every_entry_of_the_catalog_is_for_people() -> None:
    assert len(catalog()) > 60
    for code, entry in catalog().items():
        told = re.sub(r"(\s?\{\w+\})+$", "", entry.message)  # a placeholder may be a sentence
        assert told.endswith((".", ":")), code
        assert entry.hint.strip(), code
        assert "!" not in entry.message.replace("!ENV", ""), code
        for word in ("front matter", "YAML", "pipeline", "commit message"):
            if not code.startswith(("history-", "settings-", "doctor-", "import-")):
                assert word not in entry.message + entry.hint, code


def test_an_error_carries_everything_in_order() -> None:
    error = HubError([diagnose("file-empty", "b.md"), diagnose("file-empty", "a.md")])
    assert [one.path for one in error.diagnostics] == ["a.md", "b.md"]
    assert str(error).splitlines()[0].startswith("a.md:1:")


def test_a_value_is_cut_and_printable() -> None:
    assert visible("a\tb") == "a\\u0009b"
    assert len(visible("x" * 1000)) == 120
    assert visible(7) == "7"


def test_what_may_quote_nothing_is_a_sentence_all_the_same() -> None:
    """Of a text with a leak nothing is repeated; whoever wrote it still learns what to do."""
    asked = 0
    elsewhere = {
        code
        for name in ELSEWHERE
        for code in tomllib.loads((CATALOG / f"{name}.toml").read_text("utf-8"))
    }
    for code, entry in catalog().items():
        for template, quiet in ((entry.message, entry.quiet), (entry.hint, entry.quiet_hint)):
            places = [name for _, name, _, _ in Formatter().parse(template) if name]
            if not places:
                assert not quiet, f"{code}: nothing is filled in"
            elif code not in elsewhere:
                assert quiet.endswith("."), f"{code} says it with gaps only"
                assert "{" not in quiet.replace("{{", ""), code
                asked += 1
        if entry.quiet:
            assert "“…”" not in " ".join(quiet_words(entry)), code
    assert asked > 80
