"""The command itself: what it says, how it ends, and that it outlives kills, second runs and full disks."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from commonplace.readers.snapshot import SNAPSHOT, read_snapshot
from scripts._github.journal import PATH as JOURNAL
from scripts._github.transport import Bounds
from scripts.sync import _of_the_disk
from tests.support.github import TOKEN, Fault, GitHub, What, World, serve_github
from tests.support.hub import make_hub, run_command
from tests.support.repository import write_files
from tests.support.syncing import pulls_of, talk_of

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")
PEM = Path(__file__).parent / "support" / "github" / "untrusted.pem"
_SECONDS = 60
SETTINGS = "repo_url: {repo}\nextra: {{hub: {{github: {{web: '{web}', api: '{api}'}}}}}}\n"


@dataclass
class Company:
    """A hub on disk, and the GitHub that it belongs to."""

    github: GitHub
    root: Path

    def sync(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command as a person does; nothing it says or leaves holds the token or a traceback."""
        given = {"HUB_GITHUB_TOKEN": TOKEN, "GH_TOKEN": "", "COLUMNS": "200"} | environment
        done = run_command(self.root, "sync", *arguments, **given)
        assert "Traceback" not in done.stdout + done.stderr
        assert TOKEN not in done.stdout + done.stderr
        for path in (self.root / ".cache").rglob("*"):
            assert not path.is_file() or TOKEN.encode() not in path.read_bytes()
        return done

    def start(self) -> subprocess.Popen[str]:
        """Start the command and do not wait."""
        return subprocess.Popen(
            [sys.executable, str(self.root / "scripts" / "sync.py")],
            env=os.environ | {"HUB_GITHUB_TOKEN": TOKEN, "PYTHONUTF8": "1"},
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for(self, requests: int) -> None:
        """Wait until so many requests have come."""
        until = time.monotonic() + _SECONDS
        while len(self.github.log) < requests:
            assert time.monotonic() < until, "the command asks nothing"
            time.sleep(0.02)

    def assert_whole(self) -> None:
        found, problems = read_snapshot(self.root)
        assert found is not None, problems
        hub = self.github.world.repositories["acme/hub"]
        assert found.discussions == talk_of(hub)
        assert found.pulls == pulls_of(hub)
        assert len(found.discussions) == 6
        assert not (self.root / JOURNAL).exists()


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    world = World()
    with serve_github(world) as github:
        world.web = github.api
        hub = world.repository()
        for number in range(6):
            thread = world.discuss(hub.categories[number % 2], f"Title {number}")
            world.comment(world.comment(thread), "A reply.")
        world.review(world.merge(hub))
        world.wait(3600)
        settings = SETTINGS.format(repo=f"{world.web}/acme/hub", web=world.web, api=github.api)
        yield Company(github, make_hub(tmp_path / "hub", {}, settings=settings, git=False))


def change_settings(company: Company, before: str, after: str) -> None:
    path = company.root / "mkdocs.yml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_it_says_what_came(company: Company) -> None:
    done = company.sync()
    assert done.returncode == 0
    assert done.stdout == "6 discussions, 6 new, 0 changed, 0 gone; 1 pull request.\n"
    assert done.stderr.splitlines() == [
        *("Reading discussions: 1 of 6", "Reading discussions: 2 of 6"),
        *("Reading discussions: 3 of 6", "Reading discussions: 5 of 6"),
        *("Reading discussions: 6 of 6", "Reading pull requests: 1 of 1"),
    ]
    company.assert_whole()
    again = company.sync()
    assert again.stdout == "6 discussions, 0 new, 0 changed, 0 gone; 1 pull request.\n"
    assert again.stderr == ""
    full = company.sync("--full")
    assert full.stdout == again.stdout
    assert company.github.operations.count("Discussions") == 2


def test_other_names_of_the_token_serve_too(company: Company) -> None:
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        done = company.sync(**{"HUB_GITHUB_TOKEN": "", name: TOKEN})
        assert done.returncode == 0, done.stderr


def test_tokens_that_do_not_do(company: Company) -> None:
    world = company.github.world
    world.allow("without-discussions-token", discussions=False)
    world.allow("without-private-token", private=False)
    world.allow("without-sso-token", sso=True)
    cases = {
        "": (2, "none is set. Set HUB_GITHUB_TOKEN"),
        "two words": (2, "HUB_GITHUB_TOKEN holds cannot be a token"),
        "ghp_mistyped-or-old": (2, "does not accept the token"),
        "without-discussions-token": (2, "“Discussions: read” and “Pull requests: read”"),
        "without-sso-token": (2, "choose “Configure SSO”"),
        "without-private-token": (1, "does not show it to this token"),
    }
    for token, (code, words) in cases.items():
        done = company.sync(HUB_GITHUB_TOKEN=token)
        assert (done.returncode, words in done.stderr) == (code, True), done.stderr
        assert not token or token not in done.stderr
        assert done.stdout == ""


def test_settings_that_lead_nowhere(company: Company) -> None:
    web = company.github.world.web
    company.github.world.repositories["acme/hub"].has_discussions_enabled = False
    done = company.sync()
    assert (done.returncode, "switch Discussions on" in done.stderr) == (1, True)
    cases = [
        (f"{web}/acme/hub", f"{web}/acme/none", 1, "GitHub has no repository “acme/none”"),
        (f"{web}/acme/none", "https://git.example.org/a/b", 1, "is no repository on http://127"),
        ("repo_url: https://git.example.org/a/b", "", 1, "names no repository"),
    ]
    for before, after, code, words in cases:
        change_settings(company, before, after)
        done = company.sync()
        assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    (company.root / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    done = company.sync()
    assert done.returncode == 1
    assert "mkdocs.yml:" in done.stderr


def test_categories_that_are_not_there(company: Company) -> None:
    settings = (company.root / "mkdocs.yml").read_text("utf-8")
    assert "hub:\n" in settings
    for names, code in (("{comments: Nowhere}", 0), ("{comments: Nowhere, questions: Gone}", 1)):
        text = settings.replace("  hub:\n", f"  hub:\n    discussions: {names}\n", 1)
        (company.root / "mkdocs.yml").write_text(text, "utf-8")
        done = company.sync()
        assert done.returncode == code
        assert "has no category “Nowhere”" in done.stderr
        assert "it has “Comments”, “Q&A”, “General”" in done.stderr


def test_no_way_to_the_server(company: Company) -> None:
    api = company.github.api
    with socket.create_server(("127.0.0.1", 0)) as held:
        closed = held.getsockname()[1]
    cases: list[tuple[str, dict[str, str], str]] = [
        (f"http://127.0.0.1:{closed}", {}, "Check the network"),
        (api.replace("http://", "https://"), {}, "No secure connection to 127.0.0.1"),
        ("http://git.example.org/api/v3", {}, "is not asked without https"),
        (
            "https://git.example.org/api/v3",
            {
                **dict.fromkeys(("HTTPS_PROXY", "https_proxy"), f"http://127.0.0.1:{closed}"),
                **dict.fromkeys(("NO_PROXY", "no_proxy"), ""),
                "REQUESTS_CA_BUNDLE": str(PEM),
            },
            "The proxy did not let us through to git.example.org",
        ),
        (
            "https://git.example.org/api/v2",
            {"REQUESTS_CA_BUNDLE": str(company.root / "none.pem")},
            "The file with certificates cannot be read",
        ),
        (f"{api}/wrong", {}, "There is no API of GitHub's"),
    ]
    before = f"api: '{api}'"
    for address, environment, words in cases:
        change_settings(company, before, f"api: '{address}'")
        before = f"api: '{address}'"
        done = company.sync(**environment)
        assert (done.returncode, words in done.stderr) == (2, True), (address, done.stderr)
    assert not (company.root / SNAPSHOT).exists()


def test_a_certificate_that_is_not_trusted(company: Company) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            connection, _ = server.accept()
            with connection, pytest.raises(OSError):
                context.wrap_socket(connection, server_side=True).recv(1)

        thread = threading.Thread(target=greet, daemon=True)
        thread.start()
        port = server.getsockname()[1]
        change_settings(company, f"api: '{company.github.api}'", f"api: https://127.0.0.1:{port}")
        done = company.sync()
        thread.join(_SECONDS)
    assert done.returncode == 2
    assert "The certificate of 127.0.0.1 is not trusted here" in done.stderr
    assert "REQUESTS_CA_BUNDLE" in done.stderr


def test_the_limit_ends_it_politely(company: Company) -> None:
    company.github.fail(Fault(What.LIMIT, 3000), at=4)
    done = company.sync("--wait", "2")
    assert done.returncode == 1
    assert "What was read is kept" in done.stderr
    assert "“--wait 51” waits for it" in done.stderr
    done = company.sync()
    assert done.returncode == 0
    company.assert_whole()
    for wrong in ("-1", "soon", "inf", "nan"):
        assert company.sync("--wait", wrong).returncode == 2


def test_a_broken_snapshot_is_fetched_anew(company: Company) -> None:
    for broken in ("{", '{"schema": 99}', ""):
        write_files(company.root, {SNAPSHOT: broken})
        done = company.sync()
        assert done.returncode == 0
        assert "cannot be read, so everything is fetched anew" in done.stderr
        assert "6 new" in done.stdout
        company.assert_whole()


def test_folders_that_cannot_be_written(company: Company, tmp_path: Path) -> None:
    (company.root / ".cache").write_text("a file")
    done = company.sync()
    assert done.returncode == 2
    assert "Check that the folder “.cache” is yours to write" in done.stderr
    (company.root / ".cache").unlink()
    (tmp_path / "elsewhere").mkdir()
    try:
        (company.root / ".cache").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    except OSError:
        return  # Windows lets not everyone make symbolic links
    done = company.sync()
    assert done.returncode == 2
    assert "is a link to another place" in done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


@posix
def test_a_disk_that_takes_no_more(company: Company) -> None:
    assert company.sync().returncode == 0
    before = (company.root / SNAPSHOT).read_bytes()
    company.github.world.wait(3600)
    for thread in company.github.world.repositories["acme/hub"].talk:
        company.github.world.comment(thread)
    program = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500)); "
        f"sys.argv = ['sync']; runpy.run_path({str(company.root / 'scripts' / 'sync.py')!r}, "
        "run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"HUB_GITHUB_TOKEN": TOKEN, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )
    assert done.returncode == 2
    assert "run the command again" in done.stderr
    assert "Traceback" not in done.stderr
    assert (company.root / SNAPSHOT).read_bytes() == before
    assert company.sync().returncode == 0
    company.assert_whole()


def test_words_for_a_full_disk() -> None:
    import errno

    full = OSError(errno.ENOSPC, "No space left on device", "x")
    assert "The disk is full. Make some room" in _of_the_disk(full)
    assert "“x” cannot be read or written (Permission denied)" in _of_the_disk(
        OSError(errno.EACCES, "Permission denied", "x")
    )
    assert Bounds().most > 10_000_000


@posix
@pytest.mark.parametrize(("kill", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_killed_in_the_middle_it_goes_on(company: Company, kill: int, code: int) -> None:
    company.github.fail(Fault(What.SLOW, 30), at=6)
    running = company.start()
    company.wait_for(6)
    running.send_signal(kill)
    said = "".join(running.communicate(timeout=_SECONDS))
    assert running.returncode == code
    assert "Traceback" not in said
    assert ("What was read is kept" in said) is (kill == signal.SIGINT)
    company.github.released.set()
    asked = len(company.github.log)
    done = company.sync()
    assert done.returncode == 0
    company.assert_whole()
    if kill == signal.SIGKILL:
        assert "Going on where the last one stopped" in done.stderr
        assert "Discussions" not in company.github.operations[asked:]


def test_one_at_a_time(company: Company) -> None:
    company.github.fail(Fault(What.SLOW, 30), at=3)
    first = company.start()
    company.wait_for(3)
    second = company.start()
    assert second.stderr is not None
    assert "Another sync is under way" in second.stderr.readline()
    company.github.released.set()
    for running in (first, second):
        told = running.communicate(timeout=_SECONDS)
        assert running.returncode == 0, told
    company.assert_whole()


@posix
def test_a_terminal_sees_one_line_that_renews_itself(company: Company) -> None:
    import pty

    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, str(company.root / "scripts" / "sync.py")],
        env=os.environ | {"HUB_GITHUB_TOKEN": TOKEN, "COLUMNS": "60", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    told, _ = running.communicate(timeout=_SECONDS)
    said = os.read(ours, 100_000).decode("utf-8")
    os.close(ours)
    assert told.decode("utf-8").startswith("6 discussions, 6 new")
    assert "\r\x1b[KReading discussions: 6 of 6" in said
    assert said.endswith("\r\x1b[K")
    assert "\n" not in said


def test_where_comments_are_off_only_reviews_come(company: Company) -> None:
    change_settings(company, "  hub:\n", "  hub:\n    comments: off\n")
    done = company.sync()
    assert done.stdout == "0 discussions, 0 new, 0 changed, 0 gone; 1 pull request.\n"
    assert "List" not in company.github.operations


def test_an_enterprise_server_is_asked_at_its_own_address(company: Company) -> None:
    change_settings(company, f"api: '{company.github.api}'", f"api: {company.github.api}/api/v3")
    assert company.sync().returncode == 0
    assert {one.path for one in company.github.log} == {"/api/graphql"}
    company.assert_whole()
