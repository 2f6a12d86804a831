"""Care pages repeat what is wrong in a text, and nothing of what the hub keeps back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.repository import Repository
from tests.support.site import gathered, planned, start_hub

ALIASES = ("zalias-person", "zlogin", "zformer", "Zalias Person")
OLD = ("oldsecretname", "intcanold")
FILES = {
    "contributions/people/zq.md": (
        "---\nname: Zerlina Quibble\nnames: [Zalias Person]\nlogins: [zlogin]\nformerly: [zformer]\n"
        "visibility: unnamed\n---\n"
    ),
    "docs/topics/calls.md": "---\npicks: [tips/intcanold: why, tips/nowhere: why]\n---\n# Calls\n",
    "contributions/tips/open.md": (
        "---\ntopics: [calls]\nreview_every: uncandate\n---\n# Open\n\n[d](oldsecretname.md) "
        + " ".join(f"[x](../people/{name}.md) [y]({name}.md)" for name in ("zlogin", "zformer"))
        + "\n"
    ),
    "contributions/tips/named.md": (
        "---\ntopics: [calls, zalias-person, zlogin]\nsuperseded_by: zformer\n---\n# Named\n\nWords.\n"
    ),
    "contributions/tips/oldsecretname.md": "---\naudience: internal\n---\n# Neutral\n\nWords.\n",
    "contributions/tips/intcanold.md": "---\naudience: internal\n---\n# Other\n\nWords.\n",
}


def hub(folder: Path, audience: str) -> Repository:
    settings = f"extra: {{hub: {{audience: {audience}}}}}"
    repository = start_hub(folder / "hub", FILES, settings=settings)
    repository.move("contributions/tips/oldsecretname.md", "contributions/tips/neutral.md")
    repository.move("contributions/tips/intcanold.md", "contributions/tips/other.md")
    repository.commit(message="Other names")
    return repository


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_nobody_and_nothing_is_named_by_an_older_name(audience: str, tmp_path: Path) -> None:
    care = planned(gathered(hub(tmp_path, audience).root), "topics/calls/care/").view
    said = repr(care)
    assert "open" in said.casefold()
    hidden = ALIASES if audience == "internal" else (*ALIASES, *OLD, "uncandate", "tips/nowhere")
    assert [word for word in hidden if word.casefold() in said.casefold()] == []


def test_in_a_hub_of_colleagues_what_is_harmless_is_repeated(tmp_path: Path) -> None:
    said = repr(planned(gathered(hub(tmp_path, "internal").root), "topics/calls/care/").view)
    assert "tips/nowhere" in said
    assert "uncandate" in said
    public = repr(planned(gathered(hub(tmp_path / "p", "public").root), "topics/calls/care/").view)
    assert "review_every" in public  # the key is the hub's own word
