"""Who is who: merging identities, giving out ids, and never showing an address."""

from __future__ import annotations

import pytest

from commonplace.assemble.people import PeopleIndex, assemble_people
from commonplace.model.history import History, HistoryState, Identity
from commonplace.model.people import Profile, Visibility


def git(*people: str) -> History:
    """A history of these `Name <address>` in the order of their first commits."""
    rows = [p.rstrip(">").rpartition("<") for p in people]
    return History(HistoryState.FULL, identities=tuple(Identity(n.strip(), e) for n, _, e in rows))


def profile(handle: str, name: str, **fields: object) -> Profile:
    return Profile(handle, f"contributions/people/{handle}.md", name, **fields)  # type: ignore[arg-type]


def assemble(*people: str, profiles: tuple[Profile, ...] = (), **fields: object) -> PeopleIndex:
    return assemble_people(profiles, git(*people), survey=True, **fields)  # type: ignore[arg-type]


def reasons(index: PeopleIndex) -> set[tuple[str, bool]]:
    return {(m.reason, m.sure) for m in index.merges}


def test_everyone_in_git_becomes_a_person_sorted_by_name() -> None:
    index = assemble("Zoë Example <z@example.org>", "Øyvind <o@example.org>", "ada <a@example.org>")
    assert list(index.people) == ["ada", "oyvind", "zoe-example"]
    assert index.people["zoe-example"].name == "Zoë Example"
    assert not index.people["ada"].has_profile
    assert index.by_identity[Identity("ada", "a@example.org")] == "ada"


@pytest.mark.parametrize(
    ("people", "reason", "sure"),
    [
        (("Sam <sam@example.org>", "Sam Roe <SAM@example.org>"), "the same e-mail address", True),
        (
            ("S <123+sam@users.noreply.github.com>", "Roe <123+sroe@users.noreply.github.com>"),
            "the same GitHub account",
            True,
        ),
        (
            ("S <123+sam@users.noreply.github.com>", "Roe <Sam@users.noreply.github.com>"),
            "the same GitHub account",
            True,
        ),
        (
            ("S <sam@users.noreply.git.example.org>", "R <9+sam@users.noreply.git.example.org>"),
            "the same GitHub account",
            True,
        ),
        (("Sam Roe <a@example.org>", "sam  roe <b@example.org>"), "the same full name", False),
        (
            ("samroe <a@example.org>", "S <1+SamRoe@users.noreply.github.com>"),
            "the name is the login of the GitHub account",
            False,
        ),
    ],
)
def test_two_identities_of_one_person(people: tuple[str, ...], reason: str, sure: bool) -> None:
    index = assemble(*people)
    assert len(index.people) == 1
    assert reasons(index) == {(reason, sure)}


def test_an_address_under_two_unlike_names_is_an_unsure_hint() -> None:
    index = assemble("Ann Lee <desk@example.org>", "Bob Ray <desk@example.org>")
    assert reasons(index) == {("the same e-mail address", False)}


@pytest.mark.parametrize(
    "people",
    [
        ("Sam <a@example.org>", "Sam <b@example.org>"),
        ("A <noreply@example.org>", "B <noreply@example.org>"),
        ("A <>", "B <>"),
        ("A <1+sam@users.noreply.github.com>", "B <2+sam@users.noreply.github.com>"),
        ("A <sam@users.noreply.github.com>", "B <sam@users.noreply.git.example.org>"),
        ("a@example.org b@x.org <c@example.org>", "a@example.org b@x.org <d@example.org>"),
    ],
)
def test_two_people_stay_two(people: tuple[str, ...]) -> None:
    assert len(assemble(*people).people) == 2


def test_a_profile_gathers_addresses_logins_and_names() -> None:
    sam = profile(
        "sam", "Sam Roe", emails=("old@example.org",), logins=("@SRoe",), names=("samuel",)
    )
    index = assemble(
        "x <OLD@example.org>",
        "y <5+sroe@users.noreply.github.com>",
        "Samuel <s@example.org>",
        "z <5+renamed@users.noreply.github.com>",
        profiles=(sam,),
    )
    assert list(index.people) == ["sam"]
    assert set(index.by_identity.values()) == {"sam"}
    assert reasons(index) == {("their profile lists it", True), ("the same GitHub account", True)}


def test_a_profile_is_found_by_its_full_name_and_by_a_login_like_its_handle() -> None:
    index = assemble(
        "Sam Roe <a@example.org>",
        "Somebody <7+sam@users.noreply.github.com>",
        profiles=(profile("sam", "Sam Roe"),),
    )
    assert list(index.people) == ["sam"]
    assert all(not m.sure for m in index.merges)
    assert len(index.merges) == 2


def test_two_profiles_are_never_one_person() -> None:
    index = assemble(
        "Sam Roe <a@example.org>",
        "Sam Roe <b@example.org>",
        "Sam Roe <c@example.org>",
        "Sam Roe <d@example.org>",
        profiles=(
            profile("sam-a", "Sam Roe", emails=("a@example.org",)),
            profile("sam-b", "Sam Roe", emails=("b@example.org",)),
        ),
    )
    assert set(index.people) == {"sam-a", "sam-b", "sam-roe"}
    assert index.by_identity[Identity("Sam Roe", "c@example.org")] == "sam-roe"
    assert index.by_identity[Identity("Sam Roe", "d@example.org")] == "sam-roe"
    assert len(index.near_misses) == 3


def test_a_chain_of_hints_does_not_join_two_profiles() -> None:
    index = assemble(
        "A <1+ann@users.noreply.github.com>",
        "B <1+ben@users.noreply.github.com>",
        profiles=(profile("a", "Ann", logins=("ann",)), profile("b", "Ben", logins=("ben",))),
    )
    assert sorted(index.by_identity.values()) == ["a", "b"]


def test_ids_count_up_by_first_commit_and_handles_come_first() -> None:
    index = assemble(
        "Sam <a@example.org>",
        "Sam <b@example.org>",
        "Index <i@example.org>",
        profiles=(profile("sam", "Samira Example"),),
    )
    assert index.by_identity[Identity("Sam", "a@example.org")] == "sam-2"
    assert index.by_identity[Identity("Sam", "b@example.org")] == "sam-3"
    assert "index-2" in index.people


def test_an_old_id_leads_to_the_new_handle() -> None:
    index = assemble(
        "Sam Roe <a@example.org>",
        "Roe <b@example.org>",
        profiles=(profile("sroe", "Sam Roe", emails=("a@example.org",), formerly=("samr",)),),
    )
    assert dict(index.former) == {"samr": "sroe", "sam-roe": "sroe"}
    assert index.people["sroe"].former_ids == ("sam-roe", "samr")
    assert [index.resolve(r) for r in ("samr", "sam-roe", "roe")] == ["sroe", "sroe", "roe"]


@pytest.mark.parametrize("visibility", [Visibility.UNNAMED, Visibility.NO_DIRECTORY])
def test_someone_without_a_page_has_no_old_addresses(visibility: Visibility) -> None:
    sam = profile(
        "p7", "Sam Roe", emails=("a@example.org",), formerly=("old",), visibility=visibility
    )
    index = assemble("Sam Roe <a@example.org>", profiles=(sam,))
    assert dict(index.former) == {}
    assert index.resolve("old") == "p7"


@pytest.mark.parametrize(
    "written",
    [
        "sroe",
        "SROE",
        "@sroe-gh",
        "sroe-gh",
        "Sam Roe",
        "sam  roe",
        "Sám Roe",
        "Sammy",
        "a@example.org",
        "A@Example.org",
        "Whoever <a@example.org>",
        "Sam Roe <unknown@example.org>",
        "12+sroe-gh@users.noreply.github.com",
    ],
)
def test_what_people_write_is_understood(written: str) -> None:
    sam = profile("sroe", "Sam Roe", emails=("a@example.org",), names=("Sammy",))
    index = assemble(
        "Sam Roe <12+sroe-gh@users.noreply.github.com>", profiles=(sam,), mentions=[written]
    )
    assert index.resolve(written) == "sroe"
    assert list(index.people) == ["sroe"]


def test_nobody_is_nobody() -> None:
    index = assemble("Sam Roe <a@example.org>")
    assert [index.resolve(r) for r in ("", " ", "@", "<>", "Else", "\udcff", "—")] == [None] * 7


def test_mentions_of_the_unknown_become_people() -> None:
    mentions = ["Nadia Example", "nadia example", "@newlogin", "b@example.org", "", "renovate[bot]"]
    index = assemble(mentions=[*mentions, "the-bot"], bots=["The-Bot"])
    assert set(index.people) == {"nadia-example", "newlogin", "contributor-1"}
    assert index.resolve("b@example.org") == "contributor-1"
    assert index.people["contributor-1"].name == "Contributor 1"
