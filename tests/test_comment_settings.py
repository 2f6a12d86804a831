"""The settings of comments: each wrong one is told, and the default holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonplace.model.settings import CommentsIn, Discussions, Giscus, Settings
from commonplace.readers.settings import read_settings
from tests.support.repository import write_files


def read(
    folder: Path, below_hub: str, repo: str = "https://github.com/o/r"
) -> tuple[Settings, list[str]]:
    text = f"site_name: X\nrepo_url: {repo}\nextra:\n  hub:\n    {below_hub}\n"
    write_files(folder, {"mkdocs.yml": text})
    settings, problems = read_settings(folder, {})
    return settings, [one.code for one in problems]


def test_all_of_them(tmp_path: Path) -> None:
    settings, problems = read(
        tmp_path,
        "{comments: both, contact: hub@example.org, discussions: {comments: Talk, questions: Ask}, "
        "giscus: {repo_id: R_abc=, category_id: DIC_abc, origin: 'https://talk.example.org/'}, "
        "snapshot: a/b.json}",
    )
    assert problems == []
    assert settings.comments is CommentsIn.BOTH
    assert settings.discussions == Discussions("Talk", "Ask")
    assert settings.giscus == Giscus("R_abc=", "DIC_abc", "https://talk.example.org")
    assert (settings.contact, settings.snapshot) == ("hub@example.org", "a/b.json")
    assert settings.repository == "o/r"
    assert settings.shows_giscus


WRONG = {
    "comments: below": "field-choice",
    "contact: 'Ana <a@example.org>'": "settings-contact",
    "contact: a b": "settings-contact",
    "giscus: {repo_id: 'R a'}": "settings-giscus-id",
    "giscus: {origin: 'https://example.org/path'}": "settings-address",
    "giscus: {origin: 'javascript:alert(1)'}": "settings-address",
    "giscus: {orign: x}": "field-unknown",
    "discussions: Comments": "field-group",
    "snapshot: ../secret.json": "file-outside",
    "snapshot: 'C:/secret.json'": "file-outside",
}


@pytest.mark.parametrize("written", WRONG)
def test_a_wrong_one_is_told(written: str, tmp_path: Path) -> None:
    settings, problems = read(tmp_path, written)
    assert problems == [WRONG[written]]
    fresh, _ = read(tmp_path, "{}")
    assert settings == fresh


def test_off_needs_no_quotes(tmp_path: Path) -> None:
    settings, problems = read(tmp_path, "comments: off")
    assert (settings.comments, problems) == (CommentsIn.OFF, [])


GISCUS = "comments: giscus, giscus: {repo_id: R_abc, category_id: DIC_abc}"


@pytest.mark.parametrize(
    ("below", "repo", "shown"),
    [
        (f"{{{GISCUS}}}", "https://github.com/o/r", True),
        (f"{{{GISCUS}}}", "https://github.com/o/r.git", True),
        (f"{{{GISCUS}}}", "https://git.example.org/o/r", False),
        (
            f"{{{GISCUS}, github: {{web: 'https://git.example.org'}}}}",
            "https://git.example.org/o/r",
            False,
        ),
        (f"{{{GISCUS}, github: {{managed_users: true}}}}", "https://github.com/o/r", False),
        ("{comments: giscus}", "https://github.com/o/r", False),
        (f"{{{GISCUS.replace('giscus,', 'page,')}}}", "https://github.com/o/r", False),
    ],
)
def test_giscus_is_shown_where_it_can_work(
    below: str, repo: str, shown: bool, tmp_path: Path
) -> None:
    settings, problems = read(tmp_path, below, repo)
    assert problems == []
    assert settings.shows_giscus is shown
