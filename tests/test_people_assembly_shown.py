"""What is shown of people: no address, no machine; near misses and disputes for those who look after it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from commonplace.assemble.people import assemble_people
from commonplace.assemble.people_names import presentable, slug_of_name
from commonplace.model.contribution import Place
from commonplace.model.people import NearMiss
from tests.test_people_assembly import assemble, git, profile


def test_machines_are_out_and_doubtful_ones_are_listed() -> None:
    index = assemble(
        "dependabot[bot] <49+dependabot[bot]@users.noreply.github.com>",
        "CI <ci[bot]@example.org>",
        "Build Server <build@example.org>",
        "Someone <3+deploy-user@users.noreply.github.com>",
        "release-bot <r@example.org>",
        "Helper <noreply@example.org>",
        "Abbot <abbot@example.org>",
        bots=["BUILD server", "@deploy-user"],
    )
    assert set(index.people) == {"release-bot", "helper", "abbot"}
    assert index.possible_bots == ("helper", "release-bot")
    assert len(index.by_identity) == 3


def test_no_address_is_shown_anywhere() -> None:
    index = assemble(
        "ada@example.org <ada@example.org>",
        " <ben@example.org>",
        "Cleo Example cleo@example.org <cleo@example.org>",
        "<d@example.org> <d@example.org>",
        "\u202eolleh\x1b[31m <e@example.org>",
        profiles=(profile("f", "f@example.org", emails=("f@example.org",)),),
        mentions=["g@example.org", "Gus <g2@example.org>", "h @example.org"],
    )
    shown = repr(index.people) + repr(index.former) + repr(index.merges) + repr(index.near_misses)
    shown += repr(index.diagnostics) + repr(index.possible_bots)
    assert "@" not in shown
    assert index.people["cleo-example"].name == "Cleo Example"
    assert index.people["f"].name == "f"
    neutral = [p.name for p in index.people.values() if p.id.startswith("contributor-")]
    assert neutral == [f"Contributor {n}" for n in range(1, 6)]
    assert index.people["olleh-31m"].name == "olleh[31m"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Tomasz Kłak", "tomasz-klak"),
        ("Philip O'Toole", "philip-otoole"),
        ("Jörg Weiß", "jorg-weiss"),
        ("İpek Işık", "ipek-isik"),
        ("王小明", "王小明"),
        ("Анна Петрова", "анна-петрова"),
        ("हिन्दी नाम", "हिन्दी-नाम"),
        ("김철수", "김철수"),
        ("a/../b\\c", "a-b-c"),
        ("...", ""),
        ("x" * 200, "x" * 60),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slug_of_name(name) == slug


def test_names_are_cut_and_cleaned() -> None:
    assert presentable("  Ada\t\u2066Example\u2069\n\x00 ") == "Ada Example"
    assert len(presentable("Ada " * 100)) <= 80
    assert presentable("\udcff\u200b😀") == ""


def test_disputes_are_told_and_the_first_wins() -> None:
    shared = {"emails": ("t@example.org",), "logins": ("team",), "names": ("The Team",)}
    index = assemble(
        "x <t@example.org>",
        profiles=(
            profile("ada", "Ada", **shared, formerly=("zed", "both")),
            profile("zed", "Zed", **shared, places={"emails": Place(4, 2)}),
            profile("mia", "Mia", formerly=("both",)),
        ),
    )
    assert list(index.by_identity.values()) == ["ada"]
    assert [(d.path[21:24], d.line, d.code) for d in index.diagnostics] == [
        ("ada", 1, "people-formerly-taken"),
        ("mia", 1, "people-formerly-taken"),
        ("zed", 1, "people-logins-claimed"),
        ("zed", 1, "people-names-claimed"),
        ("zed", 4, "people-emails-claimed"),
    ]
    assert not any("t@example.org" in d.message + d.hint for d in index.diagnostics)
    assert dict(index.former)["both"] == "ada"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Jane Doe", "J Doe", True),
        ("Jane Doe", "Jane Dow", True),
        ("Jane Doe", "janedoe", True),
        ("Samuel Roe", "Sam Roe", True),
        ("Jane Doe", "John Doe", False),
        ("Ann", "Anna", False),
        ("Ann Lee", "Bob Ray", False),
    ],
)
def test_near_misses(one: str, other: str, near: bool) -> None:
    found = assemble(f"{one} <a@example.org>", f"{other} <b@example.org>").near_misses
    assert (len(found) == 1) is near


def test_thousands_of_people_are_capped() -> None:
    dice = random.Random(3)  # noqa: S311
    people = [f"{dice.choice('abc')}{n} Smith <p{n}@example.org>" for n in range(3000)]
    index = assemble(*people)
    assert len(index.people) == 3000
    assert len(index.near_misses) <= 200
    assert all(isinstance(n, NearMiss) for n in index.near_misses)


def test_the_order_of_undisputed_profiles_and_of_mentions_does_not_matter() -> None:
    profiles = [profile(h, f"Sam {h}roe", emails=(f"{h}@example.org",)) for h in ("a", "b", "c")]
    mentions = ["Zed Example", "zed example", "Ben", "@ben", "x@example.org"]
    history = git("Sam Roe <a@example.org>", "Ben <b@example.org>")
    expected = assemble_people(profiles, history, mentions, [])
    again = assemble_people(profiles[::-1], history, mentions[::-1], [])
    assert replace(again, merges=expected.merges) == expected
    assert sorted(again.merges, key=lambda one: one.person) == sorted(
        expected.merges, key=lambda one: one.person
    )
    assert list(again.people) == list(expected.people)
