"""What can be set up wrongly: each fault alone is found, by its own code, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from commonplace.diagnostics import catalog
from commonplace.discussions.check import Facts, findings, without_repository
from commonplace.discussions.keep import Creation, Renewal, ThreadPlan
from commonplace.model.discussions import Category, Discussion
from commonplace.model.settings import (
    Audience,
    CommentsIn,
    Discussions,
    Giscus,
    GitHub,
    Settings,
)

WHEN = datetime(2026, 11, 1, tzinfo=UTC)
COMMENTS = Category("DIC_1", "Comments", "comments")
QUESTIONS = Category("DIC_2", "Q&A", "q-a", answerable=True)
SETTINGS = Settings(
    repo_url="https://github.com/o/r",
    site_url="https://hub.example.org/",
    comments=CommentsIn.BOTH,
    giscus=Giscus("R_1", "DIC_1"),
)
FACTS = Facts(
    private=False,
    archived=False,
    discussions_on=True,
    repo_id="R_1",
    categories=(COMMENTS, QUESTIONS),
    permission="MAINTAIN",
    scopes=frozenset({"public_repo"}),
    giscus_answer="installed",
    site_answer="hub",
    snapshot_days=0,
)
CALM = ThreadPlan(0, (), (), {}, (), ())
THREAD = Discussion("D", 7, "https://github.com/o/r/discussions/7", "T", "DIC_1", None, WHEN, WHEN)
SERVER = "https://git.example.org"

FACTS_AT_FAULT = {
    "giscus-discussions-off": replace(FACTS, discussions_on=False, categories=()),
    "giscus-archived": replace(FACTS, archived=True),
    "giscus-token-reads-only": replace(FACTS, permission="READ"),
    "giscus-account-writes-only": replace(FACTS, permission="WRITE"),
    "giscus-no-snapshot": replace(FACTS, snapshot_days=None),
    "giscus-old-snapshot": replace(FACTS, snapshot_days=8),
    "giscus-category-missing": replace(FACTS, categories=(QUESTIONS,)),
    "giscus-category-answers": replace(
        FACTS, categories=(replace(COMMENTS, answerable=True), QUESTIONS)
    ),
    "giscus-category-open": replace(FACTS, opened_by_others=12),
    "giscus-questions-missing": replace(FACTS, categories=(COMMENTS,)),
    "giscus-questions-unanswerable": replace(
        FACTS, categories=(COMMENTS, replace(QUESTIONS, answerable=False))
    ),
    "giscus-repo-id": replace(FACTS, repo_id="R_2"),
    "giscus-category-id": replace(FACTS, categories=(replace(COMMENTS, id="DIC_9"), QUESTIONS)),
    "giscus-private": replace(FACTS, private=True, scopes=frozenset({"repo"})),
    "giscus-app-missing": replace(FACTS, giscus_answer="missing"),
    "giscus-unreachable": replace(FACTS, giscus_answer="unreachable"),
    "giscus-origins": replace(FACTS, giscus_origins=("https://other.example.org",)),
    "giscus-other-site": replace(FACTS, site_answer="other"),
    "giscus-site-unreachable": replace(FACTS, site_answer="unreachable"),
}
SETTINGS_AT_FAULT = {
    "giscus-ids-missing": replace(SETTINGS, giscus=Giscus()),
    "giscus-managed-users": replace(SETTINGS, github=GitHub(managed_users=True)),
    "giscus-enterprise-server": replace(
        SETTINGS, github=GitHub(SERVER, f"{SERVER}/api/v3"), repo_url=f"{SERVER}/o/r"
    ),
    "giscus-no-site": replace(SETTINGS, site_url=None),
    "giscus-local-site": replace(SETTINGS, site_url="http://localhost:8000/"),
}
THREADS_AT_FAULT = {
    "giscus-thread-twice": replace(CALM, doubled={"one": (THREAD,)}),
    "giscus-thread-orphan": replace(CALM, orphans=(THREAD,)),
    "giscus-thread-unmarked": replace(CALM, unmarked=(THREAD,)),
    "giscus-threads-to-make": replace(CALM, create=(Creation("one", "one.md", "One", ""),)),
    "giscus-threads-to-renew": replace(CALM, renew=(Renewal(THREAD, "one", "One", ""),)),
}
ELSEWHERE = {
    "giscus-no-repository",
    "giscus-other-host",
    "giscus-public-hub",
    "giscus-category-twice",
}


def test_all_is_well() -> None:
    assert findings(SETTINGS, FACTS, CALM) == ()
    assert without_repository(SETTINGS) is None


def test_every_code_has_a_case() -> None:
    cases = {*FACTS_AT_FAULT, *SETTINGS_AT_FAULT, *THREADS_AT_FAULT, *ELSEWHERE}
    of_settings = {"settings-giscus-id"}
    assert cases == {code for code in catalog() if code.startswith("giscus-")} - of_settings
    assert len(cases) > 24


@pytest.mark.parametrize("code", FACTS_AT_FAULT)
def test_a_fault_on_github(code: str) -> None:
    assert [one.code for one in findings(SETTINGS, FACTS_AT_FAULT[code], CALM)] == [code]


@pytest.mark.parametrize("code", SETTINGS_AT_FAULT)
def test_a_fault_of_the_settings(code: str) -> None:
    assert [one.code for one in findings(SETTINGS_AT_FAULT[code], FACTS, CALM)] == [code]


@pytest.mark.parametrize("code", THREADS_AT_FAULT)
def test_a_fault_of_the_discussions(code: str) -> None:
    assert [one.code for one in findings(SETTINGS, FACTS, THREADS_AT_FAULT[code])] == [code]


def test_the_rest() -> None:
    nowhere = without_repository(replace(SETTINGS, repo_url=None))
    other = without_repository(replace(SETTINGS, repo_url="https://gitlab.example.org/o/r"))
    assert nowhere is not None
    assert other is not None
    assert (nowhere.code, other.code) == ("giscus-no-repository", "giscus-other-host")
    closed = replace(SETTINGS, audience=Audience.PUBLIC, comments=CommentsIn.PAGE)
    private = replace(FACTS, private=True, scopes=frozenset({"repo"}))
    assert [one.code for one in findings(closed, private, CALM)] == ["giscus-public-hub"]
    same = replace(SETTINGS, discussions=Discussions("comments", "Comments"))
    found = [one.code for one in findings(same, FACTS, CALM)]
    assert found == ["giscus-questions-unanswerable", "giscus-category-twice"]


@pytest.mark.parametrize(
    ("private", "scopes", "permission", "told"),
    [
        (True, {"repo"}, "MAINTAIN", False),
        (True, {"public_repo"}, "MAINTAIN", True),
        (False, {"public_repo"}, "ADMIN", False),
        (False, {"gist"}, "ADMIN", True),
        (False, None, "TRIAGE", True),
        (False, None, None, False),
    ],
)
def test_what_a_token_may_do(
    private: bool, scopes: set[str] | None, permission: str, told: bool
) -> None:
    facts = replace(
        FACTS,
        private=private,
        permission=permission,
        scopes=None if scopes is None else frozenset(scopes),
    )
    page = replace(SETTINGS, comments=CommentsIn.PAGE)
    assert [one.code for one in findings(page, facts, CALM)] == ["giscus-token-reads-only"] * told


def test_comments_in_the_page_need_nothing_of_giscus() -> None:
    page = replace(SETTINGS, comments=CommentsIn.PAGE, giscus=Giscus())
    facts = replace(FACTS, private=True, scopes=None, giscus_answer=None)
    assert findings(page, facts, None) == ()
