"""No bytes at all make a reader raise, and what it says is always fit to be printed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from commonplace.diagnostics import Diagnostic, Severity
from commonplace.model.kinds import TIP
from commonplace.readers.contributions import read_document
from commonplace.readers.people import read_people
from commonplace.readers.settings import read_settings
from commonplace.readers.topics import read_topics
from tests.support.repository import write_files

PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "...\n",
            "title: ",
            "topics: [",
            "]\n",
            "verified: {",
            "}",
            "on: ",
            "date: ",
            "&a ",
            "*a ",
        ),
        *(
            "!!x ",
            "\t",
            "\n",
            "# ",
            "> ",
            "- ",
            "`",
            "```\n",
            "<script>",
            "</",
            "<!--",
            "[x](",
            "![",
            "]: ",
        ),
        *(
            "--8<-- ",
            "\u202e",
            "\x00",
            "\ufeff",
            "\u2028",
            "|",
            ">-\n",
            "? ",
            ": ",
            "'",
            '"',
            "{{",
            "%}",
            "\\",
        ),
        *(
            "id: ",
            "status: ",
            "addresses: ",
            "picks:\n  - ",
            "sections: ",
            "emails: ",
            "../",
            "=\n",
            "&#x202e;",
        ),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map(
    lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
)
ANY = st.one_of(st.binary(max_size=300), TEXTS, TEXTS.map(lambda text: b"---\n" + text))


def _is_told_well(problems: Iterable[Diagnostic]) -> None:
    for one in problems:
        assert one.message.isprintable()
        assert one.line >= 1
        assert one.column >= 1
        assert one.severity in Severity


@settings(max_examples=300)
@given(ANY)
def test_no_bytes_make_a_reader_raise(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = (
            "contributions/tips/a.md",
            "contributions/people/a.md",
            "docs/topics/a.md",
            "mkdocs.yml",
        )
        write_files(root, dict.fromkeys(paths, data))
        document, problems = read_document(root, "contributions/tips/a.md", TIP)
        _is_told_well(problems)
        assert document is not None or any(one.severity is Severity.ERROR for one in problems)
        if document is not None:
            shown = document.title + document.summary
            assert "\u202e" not in shown
            assert "\x00" not in shown + document.body
        _is_told_well(read_people(root)[1])
        _is_told_well(read_topics(root, "docs")[1])
        _is_told_well(read_settings(root, {})[1])
