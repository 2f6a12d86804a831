"""The first look at a text overlooks nothing that a rule would find in the whole of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonplace.checks.first_look import FirstLook
from commonplace.checks.judge import Judge
from commonplace.checks.leaks import leaks_in
from commonplace.checks.plain import Plain, plain
from commonplace.checks.rules import shipped_rules
from scripts._leak_places import leaks, look_alikes

RULES = {rule.id: rule for rule in shipped_rules()}
_GROUP = r"(?:[^()\\\[\]]|\\.|\[(?:[^\]\\]|\\.)*\]|\((?:[^()\\\[\]]|\\.|\[(?:[^\]\\]|\\.)*\])*\))*"
AROUND = re.compile(rf"\(\?<?[!=]{_GROUP}\)")
"""What a pattern asks of what is before and after it: no text can be made of that."""


@pytest.mark.parametrize("name", sorted(RULES))
def test_whatever_a_pattern_finds_is_looked_at(name: str) -> None:
    rule = replace(RULES[name], check=None, harmless=())
    made = re.compile(AROUND.sub("", rule.pattern.pattern), rule.pattern.flags)
    found = 0

    @settings(
        max_examples=12,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.from_regex(made, fullmatch=True), st.sampled_from(["", "was ", "x " * 90]))
    def looks(value: str, before: str) -> None:
        nonlocal found
        near = f"{rule.near.words[0]} " if rule.near else ""
        text = f"{before}{near}{value}"
        seen = Plain(text, int)
        whole = leaks_in(seen, [(rule, ((0, len(text)),))])
        found += len(whole)
        assert leaks_in(seen, FirstLook((rule,)).look(text).tried) == whole

    looks()
    assert found >= 3


def test_all_rules_over_whole_texts_find_what_the_judge_finds() -> None:
    rules = tuple(RULES.values())
    judge = Judge(rules)
    texts = [seed.text for seed in (*leaks(23, 2), *look_alikes(23, 2))]
    texts += [f"Ask ingrid {one} nord" + "wind-pumpen.com." for one in MIXED]
    found = 0
    for text in texts:
        seen = plain(text)
        whole = leaks_in(seen, [(rule, ((0, len(seen.text)),)) for rule in rules])
        assert judge.hits(text) == whole, text
        found += len(whole)
    assert len(texts) > 100
    assert found > 60


MIXED = ("[at)", "(at]", "{at)", "(AT}", "[at]", "(\u00e4t]", "{arobase)")


def test_an_address_that_is_spelled_may_mix_its_brackets() -> None:
    judge = Judge(tuple(RULES.values()))
    texts = [f"Ask ingrid {one} nord" + "wind-pumpen.com." for one in MIXED]
    assert [len(judge.hits(text)) for text in texts] == [1] * len(texts)
    assert judge.hits("He looked at) the valve") == []
