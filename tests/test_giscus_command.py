"""`scripts/hub giscus` against a GitHub on this machine: what it makes, renames, finds and writes."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from commonplace.model.settings import Giscus, Settings
from commonplace.readers.settings import read_settings
from scripts._giscus_probe import site_answer
from tests.support.github import TOKEN, Fault, GitHub, What, World, serve_github
from tests.support.github.records import Repository as OnGitHub
from tests.support.hub import run_command
from tests.support.repository import Repository
from tests.support.site import start_hub
from tests.support.terminal import CTRL_C, CTRL_D, on_terminal

FILES: dict[str, str | bytes] = {
    "contributions/tips/one.md": "---\nid: text-one\n---\n# One\n\nWords.\n",
    "contributions/tips/two.md": "---\nid: text-two\n---\n# Two\n\nWords.\n",
    "contributions/tips/three.md": "---\nid: text-three\n---\n# Three\n\nWords.\n",
}


@pytest.fixture
def github() -> Iterator[GitHub]:
    world = World()
    world.repository("acme/hub", visibility="PUBLIC")
    with serve_github(world) as served:
        yield served


def on_github(github: GitHub) -> OnGitHub:
    return github.world.repositories["acme/hub"]


def make(folder: Path, github: GitHub, more: str = "") -> Repository:
    settings = (
        "repo_url: https://github.com/acme/hub\nextra:\n  hub:\n    as_of: 2026-11-21\n"
        f"    github: {{web: 'https://github.com', api: '{github.api}'}}\n{more}"
    )
    return start_hub(folder / "hub", FILES, settings=settings)


def run(hub: Repository, *words: str, token: str = TOKEN) -> subprocess.CompletedProcess[str]:
    done = run_command(hub.root, "giscus", *words, HUB_GITHUB_TOKEN=token)
    assert "Traceback" not in done.stderr
    assert TOKEN not in done.stdout + done.stderr
    return done


def marks(github: GitHub) -> list[str]:
    found = [one.body.split("commonplace:id=")[1].split(" ")[0] for one in on_github(github).talk]
    return sorted(found)


def test_every_text_gets_one_and_a_second_run_makes_none(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    done = run(hub, "create", "--dry-run")
    assert (done.returncode, on_github(github).talk) == (0, [])
    done = run(hub, "create", "--most", "2")
    assert done.returncode == 0, done.stderr
    assert "1 are left" in done.stderr
    assert run(hub, "create").returncode == 0
    assert marks(github) == ["text-one", "text-three", "text-two"]
    assert {one.category.name for one in on_github(github).talk} == {"Comments"}
    before = github.operations.count("Create")
    assert run(hub, "create").returncode == 0
    assert github.operations.count("Create") == before == 3


@pytest.mark.parametrize("fault", [Fault(What.CUT_AFTER), Fault(What.LATE, seconds=2)])
def test_an_answer_that_gets_lost_makes_no_second_one(
    fault: Fault, tmp_path: Path, github: GitHub
) -> None:
    hub = make(tmp_path, github)
    github.fail(fault, at=4)
    done = run(hub, "create")
    assert done.returncode == 0, done.stderr
    assert github.log[3].operation == "Create"
    assert marks(github) == ["text-one", "text-three", "text-two"]


def test_what_may_still_be_made_is_not_made_again_at_once(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    github.fail(What.BAD_GATEWAY, at=4)
    done = run(hub, "create")
    assert (done.returncode, marks(github)) == (2, [])
    assert "It may have been made or not. Run the command again in a few minutes" in done.stderr
    assert run(hub, "create").returncode == 0
    assert marks(github) == ["text-one", "text-three", "text-two"]


def test_a_renamed_text_keeps_its_discussion(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github, "    # nothing else\n")
    settings = hub.root / "mkdocs.yml"
    settings.write_text(
        f"site_url: https://hub.example.org/\n{settings.read_text('utf-8')}", "utf-8"
    )
    hub.commit({}, message="A place")
    assert run(hub, "create").returncode == 0
    thread = next(one for one in on_github(github).talk if one.title == "Two")
    thread.body += "\n\nWhat a person added."
    for name in ("second", "zweitens"):
        was = "two" if name == "second" else "second"
        hub.move(f"contributions/tips/{was}.md", f"contributions/tips/{name}.md")
        hub.commit({}, message="Rename")
    text = "---\nid: text-two\n---\n# The second\n\nQuite other words now.\n"
    hub.commit({"contributions/tips/zweitens.md": text}, message="Rewrite")
    done = run(hub, "rename")
    assert done.returncode == 0, done.stderr
    assert thread.title == "The second"
    assert "https://hub.example.org/tips/zweitens/" in thread.body
    assert "tips/two" not in thread.body
    assert thread.body.endswith("What a person added.")
    assert (github.operations.count("Create"), github.operations.count("Update")) == (3, 1)
    assert "Two → The second" in done.stdout


def test_two_texts_that_swap_names_swap_nothing_else(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    assert run(hub, "create").returncode == 0
    before = {one.title: one.id for one in on_github(github).talk}
    hub.swap("contributions/tips/one.md", "contributions/tips/two.md")
    hub.commit({}, message="Swap")
    assert run(hub, "rename").returncode == 0
    assert {one.title: one.id for one in on_github(github).talk} == before
    assert github.operations.count("Create") == 3


def test_what_is_not_merged_gets_no_discussion(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    on_github(github).git = tmp_path / "there.git"
    hub.git("clone", "--bare", "--quiet", str(hub.root), str(tmp_path / "there.git"))
    hub.commit({"contributions/tips/four.md": "---\nid: text-four\n---\n# Four\n\nWords.\n"})
    for words in (("create", "--dry-run"), ("create",)):
        done = run(hub, *words)
        assert done.returncode == 0, done.stderr
        assert "Not on “main” on GitHub yet, so without a discussion: “Four”." in done.stderr
    assert marks(github) == ["text-one", "text-three", "text-two"]
    hub.git("push", "--quiet", str(tmp_path / "there.git"), "main")
    assert run(hub, "create").returncode == 0
    assert "text-four" in marks(github)


def test_a_workflow_keeps_what_a_person_has_begun(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    done = run(hub, "keep")
    assert (done.returncode, on_github(github).talk) == (0, [])
    assert "run once by hand, begins with it" in done.stderr
    assert run(hub, "create", "--most", "2").returncode == 0
    hub.commit({"contributions/tips/two.md": "---\nid: text-two\n---\n# The second\n\nWords.\n"})
    done = run(hub, "keep")
    assert done.returncode == 0, done.stderr
    assert marks(github) == ["text-one", "text-three", "text-two"]
    assert {one.title for one in on_github(github).talk} == {"One", "The second", "Three"}
    asked = len(github.log)
    settings = hub.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "    comments: 'off'\n", "utf-8")
    done = run(hub, "keep", token="")
    assert (done.returncode, len(github.log)) == (0, asked), done.stderr
    assert "There is nothing to keep" in done.stderr


def test_two_runs_at_once_make_no_doubles(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(lambda _: run(hub, "create"), range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert marks(github) == ["text-one", "text-three", "text-two"]
    assert "Another set-up" not in first.stderr + second.stderr


class _Beside(BaseHTTPRequestHandler):
    """giscus and the site, as far as they are asked."""

    answers: dict[str, tuple[int, object]]

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        assert "authorization" not in {name.lower() for name in self.headers}
        status, data = self.answers.get(self.path.split("?")[0], (404, {}))
        body = json.dumps(data).encode()
        self.send_response(status)
        if status == 302:  # to another host, where people sign in
            self.send_header("Location", f"http://localhost:{self.server.server_port}{data}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def beside(giscus: tuple[int, object], site: tuple[int, object]) -> Iterator[str]:
    answers = {"/api/discussions/categories": giscus, "/addresses.json": site}
    handler = type("Handler", (_Beside,), {"answers": answers})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal on Windows")
INSTALLED = (200, {"repositoryId": "R", "categories": []})
MISSING = (403, {"error": "giscus is not installed on this repository"})
A_HUB = (200, {"schema": 1, "pages": ["", "tips/one/", "tips/two/", "tips/three/"]})


def ids(github: GitHub) -> str:
    repository = on_github(github)
    return f"repo_id: {repository.id}, category_id: {repository.categories[0].id}"


def found(done: subprocess.CompletedProcess[str]) -> list[str]:
    return sorted(one["code"] for one in json.loads(done.stdout))


def test_what_is_well_and_what_is_not(tmp_path: Path, github: GitHub) -> None:
    with beside(INSTALLED, A_HUB) as place:
        more = f"    comments: both\n    giscus: {{{ids(github)}, origin: '{place}'}}\n"
        hub = make(tmp_path, github, more)
        settings = hub.root / "mkdocs.yml"
        text = settings.read_text("utf-8")
        settings.write_text(f"site_url: {place}/\n{text}", "utf-8")
        assert run(hub, "create").returncode == 0
        done = run(hub, "check", "--format", "json")
        assert found(done) == ["giscus-local-site", "giscus-no-snapshot"]
        assert done.returncode == 1
        (hub.root / "giscus.json").write_text('{"origins": ["https://other.example.org"]}', "utf-8")
        world, repository = github.world, on_github(github)
        comments, questions, _ = repository.categories
        world.discuss(comments, "A stranger's", author=world.account("stranger"))
        world.discuss(comments, "Twice", body="<!-- commonplace:id=text-one -->")
        world.discuss(comments, "Gone", body="<!-- commonplace:id=text-nine -->")
        questions.is_answerable = False
        done = run(hub, "check", "--format", "json")
        assert {
            *("giscus-thread-unmarked", "giscus-thread-twice", "giscus-thread-orphan"),
            *("giscus-origins", "giscus-questions-unanswerable"),
        } <= set(found(done))
    done = run(hub, "check", "--format", "json")
    assert {"giscus-unreachable"} <= set(found(done))
    with beside(MISSING, (200, [])) as place:
        settings.write_text(
            f"site_url: {place}/\n{text.replace('comments: both', 'comments: giscus')}".replace(
                text.split("origin: ")[1].split("}")[0].strip(), f"'{place}'"
            ),
            "utf-8",
        )
        repository.visibility, repository.is_private = "PRIVATE", True
        assert {"giscus-app-missing", "giscus-private"} <= set(
            found(run(hub, "check", "--format", "json"))
        )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (A_HUB, "hub"),
        ((200, {"schema": 1, "pages": ["", "tips/other/", "tips/one/"]}), "other"),
        ((404, {}), "other"),
        ((403, {}), "unreachable"),
        ((302, "/sign-in"), "unreachable"),
    ],
)
def test_what_stands_where_the_hub_should(answer: tuple[int, object], said: str) -> None:
    with beside(INSTALLED, answer) as place:
        assert site_answer(f"{place}/", ["tips/one/", "tips/two/", "tips/three/"]) == said


def test_a_list_that_is_too_much_at_once_is_read_in_parts(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    assert run(hub, "create").returncode == 0
    github.fail_always(Fault(What.TOO_WIDE, above=50))
    done = run(hub, "create")
    assert done.returncode == 0, done.stderr
    assert "0 discussions made" in done.stderr


def test_other_line_ends_are_no_other_words(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    assert run(hub, "create").returncode == 0
    for one in on_github(github).talk:
        one.body = one.body.replace("\n", "\r\n")
    done = run(hub, "rename")
    assert "0 discussions renewed" in done.stderr


def test_marks_are_listed_for_who_joins_by_hand(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    done = run(hub, "check", "--marks")
    assert done.stdout.count("<!-- commonplace:id=text-") == 3


def settings_of(hub: Repository) -> Settings:
    settings, problems = read_settings(hub.root, {})
    assert problems == ()
    return settings


@pytest.mark.parametrize("style", ["in braces", "line by line", "switched off"])
def test_setup_finds_the_ids_and_writes_them(style: str, tmp_path: Path, github: GitHub) -> None:
    with beside(INSTALLED, A_HUB) as place:
        hub = make(tmp_path, github)
        path = hub.root / "mkdocs.yml"
        written = {
            "in braces": f"    giscus: {{origin: '{place}'}}  \n    comments: off\n",
            "line by line": f"    giscus:\n      # ours\n      origin: {place}\n",
            "switched off": "    # comments: page\n    # giscus: {repo_id: R_0123, category_id: DIC_0123}\n",
        }[style]
        before = path.read_text("utf-8").replace("  hub:\n", f"  hub:\n{written}", 1)
        path.write_text(before, "utf-8")
        choice = "page" if style == "switched off" else "both"
        on_github(github).is_private = style == "switched off"  # then giscus itself is not asked
        done = run(hub, "setup", "--comments", choice)
        assert done.returncode == 0, done.stderr
        once = path.read_text("utf-8").splitlines()
        again = run(hub, "setup", "--comments", choice)
        assert "as it should be" in again.stdout
    assert "set this yourself" not in done.stdout
    repository, settings = on_github(github), settings_of(hub)
    assert settings.comments == choice
    assert (settings.giscus.repo_id, settings.giscus.category_id) == (
        repository.id,
        repository.categories[0].id,
    )
    assert settings.giscus.origin == (Giscus.origin if style == "switched off" else place)
    after = path.read_text("utf-8").splitlines()
    gone = [line for line in before.splitlines() if line not in after]
    assert len(gone) <= 2
    assert after == once


@pytest.mark.parametrize("reason", ["private", "missing", "managed"])
def test_setup_offers_nothing_that_cannot_work(reason: str, tmp_path: Path, github: GitHub) -> None:
    with beside(MISSING if reason == "missing" else INSTALLED, A_HUB) as place:
        hub = make(tmp_path, github, f"    giscus: {{origin: '{place}'}}\n")
        path = hub.root / "mkdocs.yml"
        if reason == "managed":
            text = path.read_text("utf-8")
            managed = text.replace("github: {", "github: {managed_users: true, ")
            assert managed != text
            path.write_text(managed, "utf-8")
        if reason == "private":
            on_github(github).is_private, on_github(github).visibility = True, "PRIVATE"
        before = path.read_bytes()
        refused = run(hub, "setup", "--comments", "giscus")
        assert refused.returncode == 2
        assert "cannot work here" in refused.stderr
        assert path.read_bytes() == before
        assert run(hub, "setup", "--yes").returncode == 0
    assert settings_of(hub).comments == "page"


def test_setup_without_anybody_to_ask_and_without_a_category(
    tmp_path: Path, github: GitHub
) -> None:
    on_github(github).is_private = True  # then giscus itself is not asked
    hub = make(tmp_path, github)
    before = (hub.root / "mkdocs.yml").read_bytes()
    assert run(hub, "setup").returncode == 2
    on_github(github).categories[0].name = on_github(github).categories[0].slug = "other"
    done = run(hub, "setup", "--yes")
    assert done.returncode == 1
    assert "giscus-category-missing" in done.stdout
    assert run(hub, "create").returncode == 2
    assert (hub.root / "mkdocs.yml").read_bytes() == before


def asked(hub: Repository, typed: str) -> tuple[int, str]:
    """Setup on a terminal, with somebody who types."""
    code, shown = on_terminal(hub.root, "giscus", "setup", typed=typed, HUB_GITHUB_TOKEN=TOKEN)
    assert "Where are comments read and written?" in shown
    assert "Traceback" not in shown
    assert TOKEN not in shown
    return code, shown


@posix
@pytest.mark.parametrize("choice", ["page", "both", "giscus", "off"])
def test_who_is_asked_chooses_by_a_word(choice: str, tmp_path: Path, github: GitHub) -> None:
    with beside(INSTALLED, A_HUB) as place:
        hub = make(tmp_path, github, f"    giscus: {{origin: '{place}'}}\n")
        code, shown = asked(hub, f" {choice.title()} ")
    assert code == 0, shown
    assert "  [page] " in shown, "what is proposed"
    assert all(f"\n  {one:7}" in shown for one in ("page", "both", "giscus", "off"))
    assert "not offered" not in shown
    repository, settings = on_github(github), settings_of(hub)
    assert settings.comments == choice
    assert settings.giscus.repo_id == repository.id
    assert settings.giscus.category_id == repository.categories[0].id


@posix
@pytest.mark.parametrize(("present", "works"), [("both", True), ("giscus", False), ("off", False)])
def test_no_answer_takes_what_is_proposed(
    present: str, works: bool, tmp_path: Path, github: GitHub
) -> None:
    with beside(INSTALLED if works else MISSING, A_HUB) as place:
        more = f"    giscus: {{origin: '{place}'}}\n    comments: {present}\n"
        hub = make(tmp_path, github, more)
        code, shown = asked(hub, "")
    assert code == 0, shown
    proposed = "page" if present == "giscus" else present
    assert f"  [{proposed}] " in shown
    assert settings_of(hub).comments == proposed
    assert settings_of(hub).giscus.repo_id == on_github(github).id


@posix
def test_a_wrong_answer_is_asked_again(tmp_path: Path, github: GitHub) -> None:
    with beside(MISSING, A_HUB) as place:
        hub = make(tmp_path, github, f"    giscus: {{origin: '{place}'}}\n")
        code, shown = asked(hub, "giscus\nyes\noff")
    assert code == 0, shown
    assert "its app is not installed" in shown
    assert shown.count("One of these, please: page, off.") == 2
    assert shown.count("  [page] ") == 3
    assert shown.count("Where are comments read and written?") == 1
    assert settings_of(hub).comments == "off"


@posix
@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        (CTRL_D, 2, "Nothing is chosen, and nothing is changed."),
        (f"nonsense\n{CTRL_D}", 2, "Nothing is chosen, and nothing is changed."),
        (CTRL_C, 130, "Stopped."),
        (f"nonsense\n{CTRL_C}", 130, "Stopped."),
    ],
)
def test_who_answers_nothing_changes_nothing(
    typed: str, code: int, says: str, tmp_path: Path, github: GitHub
) -> None:
    with beside(INSTALLED, A_HUB) as place:
        hub = make(tmp_path, github, f"    giscus: {{origin: '{place}'}}\n")
        before = (hub.root / "mkdocs.yml").read_bytes()
        ended, shown = asked(hub, typed)
    assert ended == code, shown
    assert shown.rstrip().endswith(says)
    assert (hub.root / "mkdocs.yml").read_bytes() == before
    assert hub.git("status", "--porcelain") == ""


WRONG = {
    (): "required: WHAT",
    ("mend",): "invalid choice",
    ("create", "--most", "0"): "at least 1",
    ("create", "--most", "many"): "invalid int",
}


def test_wrong_calls(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    for words, says in WRONG.items():
        done = run(hub, *words)
        assert done.returncode == 2
        assert says in done.stderr


def test_no_repository_no_token_wrong_token(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    none = run_command(
        hub.root, "giscus", "check", HUB_GITHUB_TOKEN="", GITHUB_TOKEN="", GH_TOKEN=""
    )
    wrong = run(hub, "check", token="ghp_wrong")
    assert (none.returncode, wrong.returncode) == (2, 2)
    assert "HUB_GITHUB_TOKEN" in none.stderr
    assert "ghp_wrong" not in wrong.stderr
    path = hub.root / "mkdocs.yml"
    path.write_text(
        path.read_text("utf-8").replace("https://github.com/acme/hub", "https://x.example/a")
    )
    done = run(hub, "check")
    assert done.returncode == 2
    assert "no repository on" in done.stderr


def test_no_title_steers_a_terminal(tmp_path: Path, github: GitHub) -> None:
    odd = "Odd \x1b[31m\x9b2J\r\n::error::no"
    hub = make(tmp_path, github)
    assert run(hub, "create").returncode == 0
    for one in on_github(github).talk:
        one.title = f"{odd} {one.title}"
    hub.commit({"contributions/tips/four.md": "---\nid: text-four\n---\n# Four\n\nWords.\n"})
    for words in (
        ("check",),
        ("check", "--marks"),
        ("rename", "--dry-run"),
        ("rename",),
        ("create",),
    ):
        done = run(hub, *words)
        said = done.stdout + done.stderr
        assert said
        assert not [sign for sign in said if not sign.isprintable() and sign != "\n"], words
        assert not any(line.startswith("::") for line in said.splitlines()), words
    assert all(one.title in ("One", "Two", "Three", "Four") for one in on_github(github).talk)


def _linked(path: Path) -> None:
    path.rename(path.with_name("real.yml"))
    path.symlink_to("real.yml")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: path.write_bytes(path.read_bytes() + b"# caf\xe9\n"), "UTF-8"),
        (
            lambda path: path.write_bytes(path.read_bytes().replace(b"  hub:", b"\thub:")),
            "mkdocs.yml",
        ),
        (_linked, "link"),
        (lambda path: path.chmod(0o444), "cannot be written"),
    ],
    ids=["encoding", "tabs", "link", "write-protected"],
)
def test_settings_that_cannot_be_used_are_told_and_stay(
    spoil: Callable[[Path], object], told: str, tmp_path: Path, github: GitHub
) -> None:
    on_github(github).is_private = True  # then giscus itself is not asked
    hub = make(tmp_path, github)
    path = hub.root / "mkdocs.yml"
    spoil(path)
    before = path.read_bytes()
    done = run(hub, "setup", "--yes")
    assert done.returncode == 2
    assert told in done.stderr
    assert "your-company/your-hub" not in done.stderr
    assert path.read_bytes() == before


def test_no_category_steers_a_terminal(tmp_path: Path, github: GitHub) -> None:
    hub = make(tmp_path, github)
    for one in on_github(github).categories:
        one.name = one.slug = f"Odd \x1b[31m\r\n::error::no {one.name}"
    for words in (
        ("giscus", "check"),
        ("giscus", "create"),
        ("giscus", "setup", "--yes"),
        ("sync",),
    ):
        done = run_command(hub.root, *words, HUB_GITHUB_TOKEN=TOKEN)
        said = done.stdout + done.stderr
        assert done.returncode in (1, 2)
        assert "Odd" in said
        assert not [sign for sign in said if not sign.isprintable() and sign != "\n"], words
        assert not any(line.startswith("::") for line in said.splitlines()), words
