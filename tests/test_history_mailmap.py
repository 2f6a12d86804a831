"""Our mailmap against Git's own, line form by line form."""

from __future__ import annotations

import subprocess

import pytest

from commonplace.model.history import Identity
from commonplace.readers.history.mailmap import Mailmap, people_in_trailer
from tests.test_history import Repo, _no_settings, repo

__all__ = ["_no_settings", "repo"]

MAILMAP = """\
# a comment <not@example.org> <either@example.org>
Ada Lovely <ada@example.org>
<ben@example.org> <ben@old.example.org>
Cleo Example <cleo@example.org> <Cleo@OLD.example.org>
Dora Example <dora@example.org> Dee <team@example.org>
Emil Example <emil@example.org> Emil E <TEAM@example.org>
The Team <team@example.org>
  Fay  Example   <fay@example.org>   <fay@old.example.org>   # trailing
Gus <> <gus@old.example.org>
broken line without an address
Hal <hal@example.org
Ivy Example <ivy@example.org> Ivy <>
Later Ada <ada@example.org>
<only@example.org> Only Name <shared@example.org>
Jörg Beispiel <jörg@example.org> <JÖRG@old.example.org>
"""
PEOPLE = [
    "Ada <ada@example.org>",
    "Ada <ADA@EXAMPLE.ORG>",
    "Ben <ben@old.example.org>",
    "C <cleo@old.example.org>",
    "dee <team@example.org>",
    "EMIL E <team@example.org>",
    "Someone <team@example.org>",
    "Fay <fay@old.example.org>",
    "Gus G <gus@old.example.org>",
    "Hal <hal@example.org>",
    "Ivy <>",
    "Only Name <shared@example.org>",
    "Other Name <shared@example.org>",
    "J <JÖRG@old.example.org>",
    "J <jörg@old.example.org>",
    "Zed <zed@example.org>",
    "Either <either@example.org>",
]


@pytest.mark.parametrize("written", PEOPLE)
def test_we_map_as_git_does(repo: Repo, written: str) -> None:
    repo.write(".mailmap", MAILMAP)
    asked = subprocess.run(
        ["git", "check-mailmap", "--stdin"],
        cwd=repo.root,
        input=written.encode(),
        capture_output=True,
        check=True,
    ).stdout.decode()
    name, _, email = written.rstrip(">").rpartition(" <")
    found = Mailmap(MAILMAP).resolve(Identity(name, email))
    assert f"{found.name} <{found.email}>" == asked.strip()


def test_a_mailmap_that_is_a_link_is_not_followed(repo: Repo) -> None:
    repo.write("elsewhere", "Mallory <ada@example.org>\n")
    (repo.root / ".mailmap").symlink_to("elsewhere")
    repo.write("a.md")
    repo.commit()
    assert repo.file("a.md").created.author.name == "Ada Example"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (" Ben Example <ben@example.org>", [Identity("Ben Example", "ben@example.org")]),
        ("<ben@example.org>", [Identity("", "ben@example.org")]),
        ("Ben <ben@example.org> (sales)", [Identity("Ben", "ben@example.org")]),
        (
            "A <a@example.org>, B <b@example.org>",
            [Identity("A", "a@example.org"), Identity("B", "b@example.org")],
        ),
        ("nobody", []),
        ("Ben <ben>", []),
        ("Ben <>", []),
        ("ben@example.org", []),
        ("", []),
    ],
)
def test_people_in_a_trailer(value: str, found: list[Identity]) -> None:
    assert people_in_trailer(value) == found


def test_a_trailer_of_any_length_is_read_in_one_go() -> None:
    long = "a" * 300_000
    assert people_in_trailer(long) == []
    assert people_in_trailer(f"{long}<{long}@") == []
    assert people_in_trailer("<" + "x@" * 100_000) == []
    assert people_in_trailer(f"{'<' * 100_000}b@example.org>") == [Identity("", "b@example.org")]


def test_of_many_or_long_trailers_the_first_count(repo: Repo) -> None:
    people = [f"Person {n} <p{n}@example.org>" for n in range(300)]
    lines = [
        f"Co-authored-by: {'a' * 80_000}",
        *(f"Co-authored-by: {person}" for person in people[:100]),
        *(f"CO-AUTHORED-BY: {person}" for person in people[100:200]),
        f"Reviewed-by: {', '.join(people)}",
    ]
    repo.write("a.md")
    repo.git("add", "-A")
    message = repo.root / ".git/message"
    message.write_text("work\n\n" + "\n".join(lines) + "\n")
    repo.git("commit", "-q", "-F", str(message))
    change = repo.file("a.md").created
    assert [person.name for person in change.coauthors] == [f"Person {n}" for n in range(49)]
    assert 20 < len(change.reviewers) <= 50
    assert len(repo.read().identities) < 110
