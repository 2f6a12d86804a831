"""The rules of leaks: Python and browsers read them alike, they are quick, broken ones stop all."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from re import _parser

import pytest

from commonplace.checks.check_digits import CHECKS
from commonplace.checks.first_look import FirstLook
from commonplace.checks.judge import Judge
from commonplace.checks.leaks import find_leaks, leaks_in
from commonplace.checks.lists import read_words
from commonplace.checks.looks import LOOKS
from commonplace.checks.plain import plain
from commonplace.checks.rules import Rule, RulesError, read_rules, shipped_rules
from commonplace.diagnostics import catalog
from scripts._leak_places import leaks, look_alikes
from tests.support.hub import ROOT, run_python
from tests.support.leaks import RULES, in_node, vectors

VECTORS = vectors()
DATA = json.loads(RULES.read_text("utf-8"))
UNLIKE = re.compile(r"(?<!\\)(?:\\\\)*\\[bBwWsSAZzpPkG]|\(\?P|\(\?[a-zA-Z]|\+\+|\*\+|\}\+|\(\?>")
"""What Python and browsers read in different ways, or only one of them reads at all."""


def spans(text: str, rules: tuple[Rule, ...]) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in find_leaks(text, rules)]


@pytest.mark.parametrize("vector", [one for one in VECTORS if one.start is not None])
def test_a_leak_is_found_at_its_place(vector) -> None:
    assert spans(vector.text, shipped_rules()) == [(vector.start, vector.end)]
    if vector.rule:
        alone = tuple(rule for rule in shipped_rules() if rule.id == vector.rule)
        assert spans(vector.text, alone) == [(vector.start, vector.end)]


def test_every_rule_has_a_vector() -> None:
    assert len(shipped_rules()) > 80
    assert {one.rule for one in VECTORS} >= {rule.id for rule in shipped_rules()}


def test_what_is_harmless_is_not_found() -> None:
    harmless = [one for one in VECTORS if one.start is None]
    assert len(harmless) > 40
    assert [one.text for one in harmless if find_leaks(one.text, shipped_rules())] == []


def test_a_browser_finds_the_same() -> None:
    texts = [one.text for one in VECTORS]
    texts += [seed.text for seed in (*leaks(5, 3), *look_alikes(5, 4))]
    texts += [f"{text}\n\U0001f4de {text}" for text in texts[:40]]
    random = Random(11)  # noqa: S311
    numbers = [(name, number) for name in CHECKS for number in _numbers(name, random)]
    numbers += [(name, value) for name in ("random", "key", "not-placeholder") for value in VALUES]
    told = in_node(texts, numbers)
    here = [
        [[hit.code, hit.kind, hit.start, hit.end] for hit in find_leaks(text, shipped_rules())]
        for text in texts
    ]
    assert sum(map(len, here)) > 200
    assert told["found"] == here
    proven = [{**CHECKS, **LOOKS}[name](number) for name, number in numbers]
    assert len(set(proven)) == 2
    assert told["proven"] == proven


VALUES = [
    "Gletscher7.x2",
    "password1",
    "hunter2",
    "aaaaaaaa1",
    "a1b2c3d4e5f6g7h8",
    "MyCompanyToken2Value9",
]
SHAPES = {
    "card": "5105############", "iban": "DE####################",
    "iban-first": "DE######################", "ssn": "#########", "nhs": "##########",
    "nino": "CE######B", "steuer-id": "###########", "kvnr": "K#########", "nir": "18407##########",
    "dni": "########A", "codice-fiscale": "BNLMRA84C44F2##X", "bsn": "#########", "pesel": "840704#####",
    "personnummer": "840704####", "hetu": "040784-3##A", "belgian": "840704#####", "cpf": "###########",
    "ahv": "756##########", "fodselsnummer": "040784#####", "luhn": "########", "verhoeff": "############",
}  # fmt: skip


def _numbers(name: str, random: Random) -> list[str]:
    return [re.sub("#", lambda _: random.choice("0123456789"), SHAPES[name]) for _ in range(60)]


@pytest.mark.parametrize("name", sorted(set(SHAPES) - {"ssn", "nino"}))
def test_one_wrong_digit_is_noticed(name: str) -> None:
    """Every digit but one in the last place makes a proven number an unproven one."""
    check = CHECKS[name]
    random = Random(3)  # noqa: S311
    good = next(n for n in iter(lambda: _numbers(name, random)[0], "") if check(n))
    place = max(at for at, sign in enumerate(good) if sign.isdigit())
    place = 21 if name == "iban-first" else place  # behind it stands what does not count
    others = [
        good[:place] + sign + good[place + 1 :] for sign in "0123456789" if sign != good[place]
    ]
    wrong = [other for other in others if check(other)]
    assert len(wrong) <= 1, (good, wrong)


@pytest.mark.parametrize("row", DATA["rules"], ids=lambda row: row["id"])
def test_a_pattern_means_the_same_in_both(row) -> None:
    patterns = [row["pattern"], *row.get("not", [])]
    for pattern in patterns:
        assert UNLIKE.search(pattern) is None, pattern
    assert not re.search(r"(?<!\\)[.^$]", re.sub(r"\[[^\]]*\]", "", row["pattern"])), row["pattern"]
    assert row["code"] in catalog()
    assert row["kind"][:2] in ("a ", "an", "th")


def test_the_first_look_misses_nothing() -> None:
    """A rule whose cue is missing is not tried: so its pattern must find nothing there."""
    texts = [one.text for one in VECTORS] + [seed.text for seed in leaks(9, 4)]
    tried = 0
    for rule in shipped_rules():
        for text in texts:
            low = text.lower()
            cued = (
                any(cue in low for cue in rule.cue)
                if isinstance(rule.cue, tuple)
                else re.search(rule.cue, text, re.ASCII)
            )
            if not cued or (rule.quick is not None and not rule.quick.search(low)):
                tried += 1
                assert rule.pattern.search(text) is None, (rule.id, text)
    assert tried > 5000


def test_what_was_looked_at_before_changes_nothing() -> None:
    """One first look for all texts, in several orders, finds what every rule finds in the whole of each."""
    rules = shipped_rules()
    whole = [(rule, ((0, 1_000_000),)) for rule in rules]
    texts = [one.text for one in VECTORS] + [seed.text for seed in leaks(11, 3)]
    texts += ["\n".join(texts[at : at + 9]) for at in range(0, len(texts), 9)]
    texts += ["x" * 200 + one.text + " x" * 200 for one in VECTORS]
    for order in (1, 2):
        Random(order).shuffle(texts)  # noqa: S311
        first = FirstLook(rules, ("heron",))
        for text in texts:
            seen = plain(text)
            looked = first.look(seen.text)
            assert leaks_in(seen, looked.tried) == leaks_in(seen, whole), text
            assert looked.has_part is ("heron" in seen.text.lower())
    assert len(texts) > 400


def test_no_number_is_longer_than_the_zone_around_its_cue() -> None:
    short = [rule for rule in shipped_rules() if rule.short or isinstance(rule.cue, str)]
    for rule in short:
        assert _parser.parse(rule.pattern.pattern, rule.pattern.flags).getwidth()[1] < 70, rule.id
    assert len(short) > 25


@pytest.mark.parametrize(
    "code", ["\u0130", "\u03a3", "\ufb01", "\u1e9e", "\u00a8", "\u0345", "\u2003"]
)
def test_odd_letters_beside_a_word_of_the_list_hide_nothing(code: str) -> None:
    judge = Judge(shipped_rules(), words=read_words("Marmor\u00e4de\n"))
    for text in (
        f"{code}\nMarmora\u0308de {code}",
        f"MARMOR\u00c4DE,{code}",
        f"a {code} marmorade",
    ):
        assert judge.words.find(plain(text).text), text
        assert [hit.code for hit in judge.hits(text)] == ["leak-must-not-discuss"], text


HOSTILE = {
    "letters": "a", "digits": "4", "digits and blanks": "4 ", "dots": ".", "dashes": "-", "at signs": "a@",
    "at": "@", "names": "a.", "domains": "a@a.", "slashes": "/", "scheme": "a://a:", "words": "password ",
    "assignments": "token=", "quotes": "\"'", "pairs": "01 ", "hex": "0f:",
    "header": "-----BEGIN ", "eyj": "eyJa.",
    "plus": "+1 ", "parentheses": "+(1", "backslashes": "\\\\a", "percent": "%2",
    "entities": "&#6", "newlines": "1\n",
    "capitals": "AB12 ", "hosts": "a-b.local", "blanks": " ", "semicolons": "uid=a;",
    "aws": "aws_secret_", "bytes": "10.10.",
    "is": "password is ", "numbers": "patient number: ", "points": "1.2345, ", "at in brackets": "a (at) ",
}  # fmt: skip


def test_much_of_anything_is_read_to_its_end() -> None:
    """What backtracks badly would need hours for one of these; a command that waits is stopped, and fails."""
    parts = json.dumps(sorted(HOSTILE.values()))
    done = run_python(
        ROOT, "-c", f"{READ}\nfor part in {parts}: read(part * (300_000 // len(part)))"
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["read"] * len(HOSTILE)


READ = """
from commonplace.checks.leaks import find_leaks
from commonplace.checks.rules import shipped_rules
def read(text):
    find_leaks(text, shipped_rules())
    print("read")
"""


BROKEN = {
    "nothing": "",
    "no JSON": "{",
    "a list": "[]",
    "no rules": '{"named": {}, "rules": []}',
    "not cut short": RULES.read_text("utf-8")[:5000],
    "pattern": json.dumps({"named": {}, "rules": [{**DATA["rules"][1], "pattern": "("}]}),
    "finds everything": json.dumps({"named": {}, "rules": [{**DATA["rules"][1], "pattern": "a*"}]}),
    "check": json.dumps({"named": {}, "rules": [{**DATA["rules"][1], "check": "none"}]}),
    "code": json.dumps({"named": {}, "rules": [{**DATA["rules"][1], "code": "leak-none"}]}),
    "part": json.dumps({"named": {}, "rules": [{**DATA["rules"][1], "chek": "luhn"}]}),
    "group": json.dumps({"named": {}, "rules": [{**DATA["rules"][1], "group": 7}]}),
    "cue": json.dumps({"named": {}, "rules": [{**DATA["rules"][1], "cue": []}]}),
    "named": json.dumps({"named": {}, "rules": [{**DATA["rules"][1], "not": ["use:none"]}]}),
    "twice": json.dumps({"named": {}, "rules": [DATA["rules"][1]] * 2}),
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_broken_rules_are_refused_whole(name: str) -> None:
    with pytest.raises(RulesError) as told:
        read_rules(BROKEN[name])
    assert "Nothing was checked" in str(told.value)


def test_the_rules_of_the_product_are_there() -> None:
    assert Path(RULES).stat().st_size < 80_000
    assert len({rule.kind for rule in shipped_rules()}) >= 60
