"""Live reload: one rebuild for each change, none without one, and no fault ends the server."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.engines import need
from tests.support.repository import Repository, write_files
from tests.support.site import built, start_hub

FILES = {
    "contributions/tips/a.md": "# A tip\n\nFirst words.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "docs/topics/calls.md": "---\ntitle: Calls\ncurators: [ada]\n---\nText.\n",
}
DRAFT = {"contributions/tips/later.md": "---\nstatus: draft\n---\n# Later\n\nNot yet.\n"}
QUIET_SECONDS = 6

pty = pytest.importorskip("pty", reason="there is no such terminal on Windows")


@dataclass
class Served:
    """A hub that is being served, with everything its server says."""

    root: Path
    address: str
    process: subprocess.Popen[bytes]
    terminal: int
    said: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Keep what the server says, until it ends."""
        with contextlib.suppress(OSError):  # what a terminal says when its program has ended
            while heard := os.read(self.terminal, 4096):
                self.said.append(heard.decode("utf-8", "replace"))

    @property
    def builds(self) -> int:
        """How many builds have come to an end, besides the first one.

        MkDocs says the same line only once, so a build that takes as long as another one before it to the
        hundredth of a second is not told of; this line has the time in it.
        """
        return "".join(self.said).count("Reloading browsers")

    def page(self, where: str) -> str | None:
        """What stands at an address now; empty where nothing does, None where there is no answer."""
        try:
            with urllib.request.urlopen(self.address + where, timeout=10) as answer:  # noqa: S310
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            return "" if error.code == 404 else None
        except OSError:
            return None

    def until(self, where: str, words: str, *, gone: bool = False) -> None:
        """Wait until a page holds words (or holds them no more); a minute at the most."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            assert self.process.poll() is None, "".join(self.said)
            found = self.page(where)
            if found is not None and (words in found) is not gone:
                return
            time.sleep(0.2)
        raise AssertionError(f"{where} never changed ({words!r}):\n" + "".join(self.said)[-3000:])

    @property
    def begun(self) -> int:
        """How many builds have begun, besides the first one."""
        return "".join(self.said).count("Detected file changes")

    def wait_for(self, comes: Callable[[], bool]) -> None:
        """Wait until something comes; a minute at the most."""
        for _ in range(300):
            if comes():
                return
            time.sleep(0.2)
        raise AssertionError("it never came:\n" + "".join(self.said)[-3000:])

    def settled(self) -> int:
        """Wait, a minute at most, until no build runs and none has just ended; how many have ended."""
        before = -1
        for _ in range(40):
            if before == self.builds >= self.begun:
                return before
            before = self.builds
            time.sleep(1.5)
        raise AssertionError("it does not stop building:\n" + "".join(self.said)[-3000:])


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(how: str, port: int) -> list[str]:
    """The ways to serve: an engine's own, and ours."""
    if how in ("mkdocs", "properdocs"):
        return ["-m", how, "serve", "-f", "mkdocs.yml", "--dev-addr", f"127.0.0.1:{port}"]
    return ["scripts/serve.py", "--no-open", "--port", str(port)]


# ProperDocs' server is MkDocs' own, copied: that each change is built shows that the hub's hooks are in it.
WITHOUT_PROPERDOCS = pytest.mark.parametrize("served", ["mkdocs", "serve.py"], indirect=True)


@pytest.fixture(scope="module", params=["mkdocs", "serve.py", "properdocs"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    if request.param == "properdocs":
        need("properdocs")
    root = start_hub(tmp_path_factory.mktemp("served") / "hub", {**FILES, **DRAFT}).root
    port = free_port()
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "HUB_AS_OF"))
    }
    terminal, its_end = pty.openpty()  # a terminal is told of every build, a pipe is not
    process = subprocess.Popen(
        [sys.executable, *command(request.param, port)],
        cwd=root,
        env=environment | {"GIT_CONFIG_GLOBAL": os.devnull, "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.DEVNULL,
        stdout=its_end,
        stderr=its_end,
    )
    os.close(its_end)
    one = Served(root, f"http://127.0.0.1:{port}/", process, terminal)
    listener = threading.Thread(target=one.listen, daemon=True)
    listener.start()
    try:
        one.until("tips/a/", "First words.")
        one.settled()
        yield one
    finally:
        process.kill()
        process.wait()
        listener.join()
        os.close(terminal)


def test_one_change_is_one_rebuild_and_no_loop(served: Served) -> None:
    before = served.settled()
    write_files(served.root, {"contributions/tips/a.md": "# A tip\n\nSecond words.\n"})
    served.until("tips/a/", "Second words.")
    time.sleep(QUIET_SECONDS)
    assert served.settled() == before + 1
    assert (served.root / ".cache" / "hub").is_dir()


@WITHOUT_PROPERDOCS
def test_a_commit_made_meanwhile_rebuilds_nothing_by_itself(served: Served) -> None:
    served.settled()
    before = served.begun
    write_files(served.root, {".cache/hub/history.json": "{}", "README.md": "# Read me\n"})
    Repository(served.root).commit(message="Meanwhile")
    time.sleep(2)
    assert served.begun == before


def test_whatever_changes_is_picked_up(served: Served) -> None:
    root = served.root
    write_files(root, {"contributions/tips/new.md": "# A new one\n\nFresh.\n"})
    served.until("tips/new/", "Fresh.")
    served.until("tips/", "A new one")
    write_files(root, {"contributions/tips/new.md": None})
    served.until("tips/", "A new one", gone=True)
    write_files(
        root, {"contributions/people/ada.md": FILES["contributions/people/ada.md"] + "Hello.\n"}
    )
    served.until("people/ada/", "Hello.")
    write_files(root, {"docs/topics/calls.md": FILES["docs/topics/calls.md"] + "Ring ring.\n"})
    served.until("topics/calls/", "Ring ring.")
    footer = root / "docs" / "overrides" / "partials" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + "<p>Another foot</p>\n", "utf-8")
    served.until("tips/a/", "Another foot")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    write_files(
        root, {"mkdocs.yml": settings.replace("site_name: Commonplace", "site_name: Renamed")}
    )
    served.until("tips/a/", "Renamed")


@WITHOUT_PROPERDOCS
def test_drafts_show_here_and_nowhere_else(served: Served) -> None:
    assert "Not yet." in (served.page("tips/later/") or "")
    assert "Later" in (served.page("tips/") or "")
    site = built(served.root)
    assert not site.has("tips/later/")


@WITHOUT_PROPERDOCS
@pytest.mark.parametrize(
    "broken",
    [
        "---\ntitle: [\n---\nHalf.\n",
        "# A tip\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n",
        b"# A tip \xff\xfe\n",
    ],
)
def test_a_broken_text_ends_nothing_and_the_next_good_one_heals_it(
    served: Served, broken: str | bytes
) -> None:
    before = served.settled()
    write_files(served.root, {"contributions/tips/a.md": broken})
    served.wait_for(lambda: served.builds > before)
    write_files(served.root, {"contributions/tips/a.md": "# A tip\n\nHealed now.\n"})
    served.until("tips/a/", "Healed now.")
    assert "Traceback" not in "".join(served.said)
    write_files(served.root, {"contributions/tips/a.md": "# A tip\n\nBefore the next.\n"})
    served.until("tips/a/", "Before the next.")


@WITHOUT_PROPERDOCS
def test_a_leak_takes_the_text_off_and_whatever_mends_it_brings_it_back(served: Served) -> None:
    mail = "amira.benali@halden-" + "klinik.de"
    path = "contributions/tips/leaky.md"
    write_files(served.root, {path: "# Leaky\n\nWords of it.\n"})
    served.until("tips/leaky/", "Words of it.")
    for leak, mended in (
        ({path: f"# Leaky\n\nAsk {mail}.\n"}, {path: "# Leaky\n\nWords of it.\n"}),
        ({path: f"# Leaky\n\nWords of it. {mail}\n"}, {"checks/allowed.txt": f"{mail}\n"}),
    ):
        before = served.settled()
        for changed, gone in ((leak, True), (mended, False)):
            for name, text in changed.items():  # at once: half a file would be a build of its own
                write_files(served.root, {"half.txt": text})
                (served.root / "half.txt").replace(served.root / name)
            served.until("tips/leaky/", "Words of it.", gone=gone)
            assert served.page("tips/a/"), "the others stay"
        assert served.settled() == before + 2, "".join(served.said)
    assert "leak-email" in "".join(served.said)
    assert mail not in "".join(served.said)
    write_files(served.root, {path: None, "checks/allowed.txt": ""})
    served.until("tips/leaky/", "Words of it.", gone=True)


@WITHOUT_PROPERDOCS
def test_broken_settings_end_nothing(served: Served) -> None:
    settings = (served.root / "mkdocs.yml").read_text("utf-8")
    served.settled()
    before = served.begun
    write_files(served.root, {"mkdocs.yml": "site_name: [\n"})
    served.wait_for(lambda: served.begun > before)
    time.sleep(1)
    write_files(
        served.root, {"mkdocs.yml": settings, "contributions/tips/a.md": "# A\n\nGood again.\n"}
    )
    served.until("tips/a/", "Good again.")
