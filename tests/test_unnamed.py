"""Names that are not to stand in a text: the form on GitHub and the page to write on look alike."""

from __future__ import annotations

import json

from commonplace.repository.unnamed import stands_in
from tests.support.hub import ROOT
from tests.support.node import ask_node

VECTORS = json.loads((ROOT / "tests" / "vectors" / "unnamed.json").read_text("utf-8"))


def test_a_name_is_found_as_people_write_it() -> None:
    found = [[name, text, stands_in(name, text)] for name, text, _ in VECTORS]
    assert found == VECTORS
    assert {is_there for *_, is_there in VECTORS} == {True, False}


def test_browsers_find_the_same_names() -> None:
    seen = ask_node("unnamed_in_node.mjs", [one[:2] for one in VECTORS], seconds=60)
    assert [[*one[:2], answer] for one, answer in zip(VECTORS, seen, strict=True)] == VECTORS
