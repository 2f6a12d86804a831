"""Texts whose characters, depth or marks would mislead, exhaust or reach beyond the page."""

from __future__ import annotations

from tests.bad_input.row import SECRET, Bad, Found, advice, block, error, tip

_MUCH = error("markup-too-much")
_OUT: dict[str, tuple[str, ...]] = {"absent": (SECRET, "root:x:0")}


def _body(name: str, text: str, *found: Found, **options: object) -> Bad:
    return tip(name, f"# The tip {name}\n\n{text}\n", *found, **options)


def _deep(name: str, text: str) -> Bad:
    return _body(name, text, error("markup-too-deep"), published=False)


ROWS = (
    _deep("quotes-3000", f"{'> ' * 3000}end"),
    _deep("quotes-3000-tight", f"{'>' * 3000}end"),
    _deep("lists-300", "\n".join(f"{'    ' * level}- x" for level in range(300))),
    _deep("brackets-3000", f"{'[' * 3000}x{']' * 3000}"),
    _deep("tags-3000", f"{'<div>' * 3000}x{'</div>' * 3000}"),
    _body("same-link", f"[a]: /{'x' * 99_999}\n\n{'[a] ' * 45_000}", _MUCH, published=False),
    _body("stars-9000", f"{'*' * 9000}x"),
    _body("backticks-9000", f"{'`' * 9000}x"),
    _body("one-long-line", "x" * 200_000),
    _body("ten-thousand-lines", "\n".join("- x" for _ in range(10_000))),
    _body("control", "bell \x07 and null \x00", advice("text-control-character", 3)),
    _body("escape-codes", "\x1b[2J\x1b]0;title\x07", advice("text-control-character", 3)),
    _body("invisible", "in\u200bvisible", error("text-invisible-character", 3)),
    _body("tag-characters", "ab\U000e0041\U000e0042", error("text-invisible-character", 3)),
    _body("bidi", "see \u202egpj.exe", error("text-bidi-control", 3), absent=("\u202e",)),
    _body("bidi-isolate", "see \u2066x\u2069", error("text-bidi-control", 3), absent=("\u2066",)),
    _body("bidi-entity", "see &#x202e;gpj.exe", absent=("\u202e",)),
    tip("bidi-title", "# Read \u202eme\n\nWords.\n", error("text-bidi-control", 1)),
    tip("bidi-title-entity", "# Read &#x202e;me\n\nWords.\n", absent=("\u202e",)),
    block("bidi-in-block", "title: Read \u202eme", error("text-bidi-control", 2)),
    block("control-in-block", "title: A \x00 tip", advice("text-control-character", 2)),
    block("invisible-in-key", "ti\u200btle: A tip", error("text-invisible-character", 2)),
    _body("zalgo", "a" + "\u0301" * 2000),
    _body("line-separators", "one\u2028two\u2029three", advice("text-control-character", 3)),
    _body("include", '--8<-- "../secret.txt"', advice("markup-include", 3), **_OUT),
    _body("include-passwd", '--8<-- "/etc/passwd"', advice("markup-include", 3), **_OUT),
    _body("include-block", "--8<--\n../secret.txt\n--8<--", advice("markup-include"), **_OUT),
    _body(
        "include-indented", '- x\n\n    --8<-- "../secret.txt"', advice("markup-include"), **_OUT
    ),
    _body("include-quoted", '> --8<-- "../secret.txt"', advice("markup-include"), **_OUT),
    _body("include-longer", '-----8<----- "../secret.txt"', advice("markup-include"), **_OUT),
    _body("include-in-code", '```\n--8<-- "../secret.txt"\n```', **_OUT),
    _body("include-address", '--8<-- "https://evil.example/x"', advice("markup-include"), **_OUT),
    _body(
        "template",
        "{{ config.extra }} {% include 'x' %} {{ 'eval' ~ 'uated' }}",
        absent=("evaluated",),
    ),
    _body("colored", '<p style="color: red">x</p>', advice("markup-style", 3)),
    _body("unclosed-fence", "```python\nnever closed"),
    _body("unclosed-comment", "<!-- never closed"),
    _body("unclosed-tag", "<div never closed"),
    _body("footnote-round", "x[^1]\n\n[^1]: y[^2]\n[^2]: z[^1]"),
    _body("reference-round", "[a]\n\n[a]: [b]\n[b]: [a]", advice("link-dead")),
    _body("table-odd", "| a | b |\n|---|\n| c | d | e |"),
    _body("abbreviation-empty", "*[]: nothing\n\n*[ ]: nothing"),
    _body("attributes-broken", "words { #id .class onclick= }\n\n# x { : }"),
    _body("emoji-unknown", ":no-such-emoji: :smile:"),
    _body("tabs-empty", '=== ""\n\n    x\n\n!!! ""\n    y'),
)
