"""Ways past the checks for leaks that somebody tried: none of them is open."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from commonplace.checks.judge import Judge
from commonplace.checks.lists import read_words
from commonplace.checks.look_over import look_over, text_problems
from commonplace.checks.looks import LOOKS
from commonplace.checks.plain import plain
from commonplace.checks.rules import shipped_rules
from commonplace.checks.withhold import withhold
from commonplace.diagnostics import diagnose
from commonplace.markup.characters import clean_text
from commonplace.site.gate import Gate
from tests.support.leaks import in_node
from tests.support.repository import write_files

MAIL = "amira.benali@halden-" + "klinik.de"
KEY = "AK" + "IA" + "2345ABCDEFGHQRST"
PHONE = "171 392" + "8476"
JUDGE = Judge(shipped_rules())
TIPS = "contributions/tips"


def test_two_numbers_that_run_into_each_other_are_no_place() -> None:
    assert JUDGE.hits("We moved to version 1.22621.2715 then.") == []
    assert [hit.code for hit in JUDGE.hits("48.13715-11.57612")] == ["leak-place"]
    assert not LOOKS["place"]("1.22621.2715")
    assert not LOOKS["place"]("")


def test_a_check_that_fails_leaves_out_one_file_and_stops_nothing(tmp_path: Path) -> None:
    broken = tuple(
        replace(rule, group=9) if rule.id == "email" else rule for rule in shipped_rules()
    )
    judge = Judge(broken)
    files = {
        f"{TIPS}/odd.md": f"Ask {MAIL}.\n",
        f"{TIPS}/leaky.md": f"{KEY}\n",
        f"{TIPS}/fine.md": "x\n",
        f"{TIPS}/{MAIL}.md": "x\n",
    }
    write_files(tmp_path, files)
    found = look_over(tmp_path, files, judge).diagnostics
    assert [one.code for one in found] == ["leak-unread", "leak-key", "leak-in-name"]
    assert MAIL not in "".join(one.message + one.hint for one in found)
    gate = Gate(tmp_path, "docs", judge)
    gate.judge_texts(list(files))
    assert gate.left_out == set(files) - {f"{TIPS}/fine.md"}
    assert sorted(one.code for one in gate.told()) == ["leak-in-name", "leak-key", "leak-unread"]
    assert not gate.may_be_named(f"{TIPS}/{MAIL}.md")
    shown = withhold([diagnose("yaml-too-deep", f"{TIPS}/{MAIL}.md")], judge, frozenset())
    assert [one.path for one in shown] == [TIPS]


def dropped() -> list[str]:
    """Every sign that the hub takes out of a text before it shows it."""
    signs = map(chr, range(sys.maxunicode + 1))
    return [sign for sign in signs if clean_text(f"a{sign}b")[0] == "ab"]


def test_what_the_hub_takes_out_hides_nothing_from_the_checks() -> None:
    signs = dropped()
    assert len(signs) > 250
    assert {"\x01", "\ufff9", "\u180e", "\u202e", "\u2066", "\u206f", "\U000e0041"} <= set(signs)
    assert [sign for sign in signs if plain(f"a{sign}b").text != "ab"] == []
    assert all(plain(f"a{sign}b").back(1) == 2 for sign in signs)


DISGUISES = (
    *("\x01", "\x02", "\ufff9", "\u180e", "\u202a", "\u2069", "\u206a", "\U000e0000", "\U000e007f"),
    *(
        "\u034f",
        "\ufe0f",
        "\x7f",
        "&shy;",
        "&zwj;",
        "&zwnj;",
        "&ZeroWidthSpace;",
        "&#8203;",
        "&#xE0041;",
    ),
    *("&#x00000200b;", "&NoBreak;", "&#0000000000173;", "&#1;"),
)


def test_a_leak_in_pieces_is_found_at_its_place_here_and_in_a_browser() -> None:
    texts = [f"id {KEY[:2]}{one}{KEY[2:]}, {MAIL[:9]}{one}{MAIL[9:]}." for one in DISGUISES]
    at = ("&#64;", "&#x00000040;", "&#00000000064;", "&commat;", "\uff20")
    texts += [f"id {KEY}, {MAIL.replace('@', one)}." for one in at]
    texts += [f"id {KEY}, {MAIL.replace('-', one)}." for one in ("&ndash;", "&minus;", "&#150;")]
    here = [[(one.code, one.start, one.end) for one in JUDGE.hits(text)] for text in texts]
    for text, found in zip(texts, here, strict=True):
        comma = text.index(",")
        expected = [("leak-key", 3, comma), ("leak-email", comma + 2, len(text) - 1)]
        assert found == expected, ascii(text)
    blanks = ("&ensp;", "&emsp;", "&thinsp;", "&Tab;", "&NewLine;", "&#9;", "\u2028")
    numbers = [f"Handy {PHONE.replace(' ', one)}." for one in blanks]
    assert all(len(JUDGE.hits(number)) == 1 for number in numbers)
    told = in_node([*texts, *numbers], [])["found"]
    assert [[(code, a, b) for code, _, a, b in one] for one in told[: len(texts)]] == here
    assert told[len(texts) :] == [
        [[one.code, one.kind, one.start, one.end] for one in JUDGE.hits(text)] for text in numbers
    ]


def test_letters_by_their_names_are_letters() -> None:
    assert (
        plain("Marmor&auml;de &Eacute;cole &qacute;").text == "Marmor\u00e4de \u00c9cole &qacute;"
    )


SPOKEN = Judge(shipped_rules(), words=read_words("Projekt Marmor\u00e4de\nOperation Quiet Water\n"))


def test_no_byte_switches_a_text_off(tmp_path: Path) -> None:
    words = "It was Projekt Marmor\u00e4de"
    texts = {
        "nul": f"a\0 {KEY}\n".encode(),
        "nul inside": f"{KEY[:5]}\0{KEY[5:]}".encode(),
        "wide": f"{words} and so on".encode("utf-16-le"),
        "wide, the other way": f"{words} and so on".encode("utf-16-be"),
        "wide by its mark alone": b"\xff\xfe" + KEY.encode(),
        "one wrong byte": words.encode() + b" \xff",
        "narrow": words.encode("latin-1"),
        "narrow with a nul": b"\0" + words.encode("latin-1"),
    }
    kinds = ("md", "html", "csv", "txt", "vtt", "svg", "json")
    files = {
        f"{TIPS}/{kind}-{number}.{kind}": data
        for kind in kinds
        for number, data in enumerate(texts.values())
    }
    write_files(tmp_path, files)
    told = look_over(tmp_path, files, SPOKEN)
    assert len(files) > 50
    assert told.leaky == set(files)
    assert len([one for one in told.diagnostics if one.code.startswith("leak-")]) == len(files)
    film = {f"{TIPS}/a.mp4": b"\0\0\0 ftypisom" + KEY.encode()}
    write_files(tmp_path, film)
    assert look_over(tmp_path, film, SPOKEN).diagnostics == []


def codes(text: str, path: str) -> list[tuple[str, int]]:
    return [(one.code, one.line) for one in text_problems(text, path, SPOKEN)]


def test_a_profile_s_own_addresses_are_those_that_a_reader_of_its_block_sees() -> None:
    profile = "contributions/people/a.md"
    for own in (f"emails: {MAIL}", f"emails: ['{MAIL}', \"b{MAIL}\"]", f"emails:\n- {MAIL}"):
        assert codes(f"---\nname: A\n{own}\n---\n", profile) == [], own
    hidden = {
        "in a quoted text": f'---\nname: A\nbio: "one\nemails: {MAIL}\n"\n---\n',
        "in a block of text": f"---\nname: A\nbio: |\n  one\n  emails: {MAIL}\n---\n",
        "below": f"---\nname: A\nteam:\n  emails: {MAIL}\n---\n",
        "in a note": f"---\nname: A\nemails: [] # {MAIL}\n---\n",
        "with words": f"---\nname: A\nemails: Ask {MAIL}\n---\n",
        "broken": f"---\nname: [\nemails: {MAIL}\n---\n",
    }
    for name, text in hidden.items():
        assert [code for code, _ in codes(text, profile)] == ["leak-email"], name


def test_what_yaml_makes_of_a_spelling_is_looked_at() -> None:
    name, host = MAIL.split("@")
    spelled = {
        f'title: "Write to {name}\\x40{host} today"': [("leak-email", 2)],
        f'title: "Write to {name}\\u0040{host} today"': [("leak-email", 2)],
        f'title: "Write to {name}\\U00000040{host} today"': [("leak-email", 2)],
        f'a: 1\ntitle: "Write to {name}\\\n   @{host}"': [("leak-email", 3)],
        'title: "Operation Quiet\\x20Water"': [("leak-must-not-discuss", 2)],
        f'title: "Ask {MAIL} \\x41"': [("leak-email", 2)],
        f'title: "{MAIL}", b: "\\x41{MAIL}"': [("leak-email", 2)] * 2,
        'title: "A \\x41 \\u00e4 \\n \\q"': [],
    }
    for path in (f"{TIPS}/a.md", "docs/topics/a.md", "docs/own.md"):
        for top, expected in spelled.items():
            assert codes(f"---\n{top}\n---\n# A\n", path) == expected, (path, top)
    assert codes(f'{{"a": "{name}\\u0040{host}"}}', f"{TIPS}/a.json") == [("leak-email", 1)]
    assert codes(f'# A\n\n`"{name}\\u0040{host}"`\n', f"{TIPS}/a.md") == []


WRITTEN = (
    *(
        "Projekt *Marmor\u00e4de*",
        "**Projekt** Marmor\u00e4de",
        "Projekt ~~Marmor\u00e4de~~",
        "`Projekt` Marmorade",
    ),
    *("> Operation Quiet\n> Water", "> > Operation\n> > Quiet Water", "Operation Quiet<br>Water"),
    *("Operation Quiet<br />Water", "Operation <b>Quiet</b> Water", "Operation Quiet&nbsp;Water"),
    *(
        "[Projekt](https://example.org) Marmor\u00e4de",
        "Projekt [Marmor\u00e4de](a.md)",
        "[Projekt][1] Marmorade",
    ),
    *(
        "Projekt Marm\u034for\u00e4de",
        "Projekt Mar&shy;mor&auml;de",
        "Operation\u2028Quiet Water",
        "_Projekt_ Marmorade",
    ),
    *(
        "[Operation](a.md 'b')\n*Quiet* **Water**",
        "- Operation\n  Quiet\n  Water",
        "operation_quiet-water",
    ),
)


def test_words_of_the_list_are_found_as_people_write_them() -> None:
    missed = [
        text
        for text in WRITTEN
        if [hit.code for hit in SPOKEN.hits(text)] != ["leak-must-not-discuss"]
    ]
    assert missed == []
    apart = (
        "Projekt. Marmorade",
        "Projekt, Marmorade",
        "Operation (Quiet) Water",
        "Operation Quiet x Water",
    )
    assert [text for text in apart if SPOKEN.hits(text)] == []


def test_much_between_two_words_is_read_to_its_end() -> None:
    parts = (
        "> ",
        "](",
        "[",
        "<b>",
        "](a)",
        "<b ",
        "*",
        "][",
        "]",
        "projekt ",
        "projekt](",
        "projekt<b>",
        "operation<b ",
    )
    for part in parts:
        assert SPOKEN.hits("projekt" + part * (300_000 // len(part)) + "marmor") == []


def test_a_browser_finds_two_thousand_in_one_text_as_python_does() -> None:
    text = f"a@b.corp {MAIL} " * 1_000
    told = in_node([text], [])["found"][0]
    assert len(told) == 2_000
    assert told == [[one.code, one.kind, one.start, one.end] for one in JUDGE.hits(text)]
