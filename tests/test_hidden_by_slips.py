"""Whoever asked in any way not to be named is not, whatever is wrong with the file in which they asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.site import built, codes, gathered, start_hub
from tests.test_visibility import where

NAME = "Quillon Zarathe"
ADDRESS = "quillz88@mail.example.org"
PEOPLE = "contributions/people"
KEYS = f"name: {NAME}\nemails: [{ADDRESS}]\nlogins: [quillogin]\n"

FILES: dict[str, tuple[str, str | bytes]] = {
    "colon": ("q.md", f"---\n{KEYS}visibility: unnamed\nteam: Sales: North\n---\n"),
    "unclosed": ("q.md", f"---\n{KEYS}visibility: unnamed\n"),
    "latin": ("q.md", f"---\n{KEYS}visibility: unnamed\nlocation: Köln\n---\n".encode("latin-1")),
    "utf-16": ("q.md", f"---\n{KEYS}visibility: no-directory\n---\n".encode("utf-16")),
    "twice": ("q.md", f"---\n{KEYS}visibility: unnamed\nvisibility: unnamed\n---\n"),
    "conflict": (
        "q.md",
        f"<<<<<<< ours\n---\n{KEYS}visibility: unnamed\n=======\n>>>>>>> theirs\n",
    ),
    "listed": (
        "q.md",
        f'---\nname: "{NAME}\nemails:\n  - {ADDRESS}\nvisibility: unnamed\n---\n',
    ),
    "index": ("index.md", f"---\n{KEYS}visibility: unnamed\n---\n"),
    "no letters": ("🙂.md", f"---\n{KEYS}visibility: unnamed\n---\n"),
    "readme": ("README.md", f"---\n{KEYS}visibility: unnamed\n---\n"),
    "folder": ("q/index.md", f"---\n{KEYS}visibility: unnamed\n---\n"),
    "markdown": ("q.markdown", f"---\n{KEYS}visibility: unnamed\n---\n"),
    "text": ("q.txt", f"{KEYS}visibility: unnamed\n"),
    "second file": ("z/ada.md", f"---\n{KEYS}visibility: unnamed\n---\n"),
    "slip": ("q.md", f"---\n{KEYS}visiblity: unnamed\n---\n"),
    "capital": ("q.md", f"---\n{KEYS}Visibility: unnamed\n---\n"),
    "empty": ("q.md", f"---\n{KEYS}visibility:\n---\n"),
    "nothing": ("q.md", f"---\n{KEYS}visibility: ~\n---\n"),
    "wrong": ("q.md", f"---\n{KEYS}visibility: none of it\n---\n"),
}


@pytest.mark.parametrize("name", FILES)
def test_nobody_is_named_by_a_slip(name: str, tmp_path: Path) -> None:
    place, text = FILES[name]
    hub = start_hub(
        tmp_path / "hub",
        {
            f"{PEOPLE}/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
            f"{PEOPLE}/{place}": text,
        },
    )
    by = f"{NAME} <{ADDRESS}>"
    hub.commit({"contributions/tips/mine.md": "# Mine\n\nWords.\n"}, author=by)
    hub.commit({"contributions/tips/other.md": f"---\nauthors: [{NAME}]\n---\n# Other\n\nWords.\n"})
    site = gathered(hub.root)
    assert [person.name for person in site.hub.people.values() if person.named] == ["Ada Example"]
    views = repr([page.view for page in site.plan.pages]) + repr(site.plan.outputs)
    assert not [word for word in ("Quillon", "Zarathe", "quill") if word in views]
    assert "A colleague" in views
    asked = {"field-choice", "person-visibility"}
    assert asked & set(codes(site, f"{PEOPLE}/{place}"))


def test_not_in_one_byte_of_the_site(tmp_path: Path) -> None:
    files = {f"{PEOPLE}/{FILES['colon'][0]}": FILES["colon"][1]}
    hub = start_hub(tmp_path / "hub", files)
    by = f"{NAME} <{ADDRESS}>"
    hub.commit({"contributions/tips/mine.md": "# Mine\n\nWords.\n"}, author=by)
    site = built(hub.root)
    assert where(site, ("Quillon", "Zarathe", "quill")) == []


def test_somebody_of_one_word_who_wants_no_name_has_none(tmp_path: Path) -> None:
    text = "---\nname: Quillon\nvisibility: unnamed\n---\n"
    hub = start_hub(tmp_path / "hub", {f"{PEOPLE}/q.md": text})
    hub.commit(
        {"contributions/tips/mine.md": "# Mine\n\nWords.\n"}, author="Quillon <q@example.org>"
    )
    site = gathered(hub.root)
    assert "Quillon" not in {one.name for one in site.hub.people.values() if one.named}
    assert "Quillon" not in repr([page.view for page in site.plan.pages])
    assert "Quillon" not in repr(site.plan.outputs)


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{KEYS}team: Sales: North\n---\n",
        f"---\n{KEYS}visibility: all\nteam: Sales: North\n---\n",
    ],
)
def test_who_asked_for_nothing_is_named(text: str, tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", {f"{PEOPLE}/q.md": text})
    by = f"{NAME} <{ADDRESS}>"
    hub.commit({"contributions/tips/mine.md": "# Mine\n\nWords.\n"}, author=by)
    assert NAME in {
        person.name for person in gathered(hub.root).hub.people.values() if person.named
    }
