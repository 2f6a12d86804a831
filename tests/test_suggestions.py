"""“Did you mean”: the nearest name, each word once, and an end to them."""

from __future__ import annotations

from pathlib import Path

from commonplace.readers import suggestions
from commonplace.readers.suggestions import Suggestions, nearest
from tests.support.site import gathered, start_hub


def test_the_most_similar_is_named_whatever_the_order() -> None:
    names = ["deployments", "deployment", "handovers", "d" * 200, ""]
    for choices in (names, names[::-1]):
        assert Suggestions(choices).sentence("Deploymint") == " Did you mean “deployment”?"
        assert nearest("Deploymint", choices) == " Did you mean “deployment”?"
    assert Suggestions(names).sentence("zzz") == ""
    assert Suggestions([]).sentence("") == ""


def test_a_word_that_was_asked_for_is_known_and_new_ones_come_to_an_end() -> None:
    known = Suggestions(["deployments"], most=2)
    assert known.sentence("deploymints")
    assert known.sentence("deploymants")
    assert known.sentence("deploymunts") == ""
    assert known.sentence("DEPLOYMINTS") == " Did you mean “deployments”?"


def test_a_large_set_is_searched_a_few_times_only() -> None:
    known = Suggestions(f"name-{n}" for n in range(suggestions._MOST_COMPARED // 3))
    answers = [bool(known.sentence(f"name-{n}x")) for n in range(5)]
    assert answers == [True, True, True, False, False]


def test_a_build_suggests_for_the_first_unknown_words_alone(tmp_path: Path) -> None:
    notes = {
        f"contributions/tips/t{n}.md": "---\ntopics: ["
        + ", ".join(f"deploymint{n}x{m}" for m in range(30))
        + "]\n---\n# A tip\n\nText.\n"
        for n in range(10)
    }
    hub = start_hub(tmp_path / "hub", notes | {"docs/topics/deployment.md": "# Deployment\n\nx\n"})
    found = [d for d in gathered(hub.root).plan.diagnostics if d.code == "topic-unknown"]
    assert len(found) == 300
    assert sum("Did you mean “deployment”?" in d.message + d.hint for d in found) == 200
