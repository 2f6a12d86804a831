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
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.repository import write_files
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
        """How many builds have come to an end."""
        return "".join(self.said).count("Documentation built in")

    def page(self, where: str) -> str:
        """What stands at an address now; empty where nothing does."""
        try:
            with urllib.request.urlopen(self.address + where, timeout=10) as answer:  # noqa: S310
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            return "" if error.code == 404 else str(error)
        except OSError:
            return ""

    def until(self, where: str, words: str, *, gone: bool = False) -> None:
        """Wait until a page holds words (or holds them no more); a minute at the most."""
        for _ in range(300):
            assert self.process.poll() is None, "".join(self.said)
            if (words in self.page(where)) is not gone:
                return
            time.sleep(0.2)
        raise AssertionError(f"{where} never changed ({words!r}):\n" + "".join(self.said)[-3000:])

    def settled(self) -> int:
        """Wait until no build has ended for a moment; how many have ended."""
        before = -1
        while before != self.builds:
            before = self.builds
            time.sleep(1.5)
        return before


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(how: str, port: int) -> list[str]:
    """The two ways to serve."""
    if how == "mkdocs":
        return ["-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    return ["scripts/serve.py", "--no-open", "--port", str(port)]


@pytest.fixture(scope="module", params=["mkdocs", "serve.py"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
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
    assert served.builds == before + 1
    assert (served.root / ".cache" / "hub").is_dir()


def test_a_commit_made_meanwhile_rebuilds_nothing_by_itself(served: Served) -> None:
    before = served.settled()
    write_files(served.root, {".cache/hub/history.json": "{}", "README.md": "# Read me\n"})
    time.sleep(2)
    assert served.builds == before


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


def test_drafts_show_here_and_nowhere_else(served: Served) -> None:
    assert "Not yet." in served.page("tips/later/")
    assert "Later" in served.page("tips/")
    site = built(served.root)
    assert not site.has("tips/later/")


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
    for _ in range(300):
        if served.builds > before:
            break
        time.sleep(0.2)
    write_files(served.root, {"contributions/tips/a.md": "# A tip\n\nHealed now.\n"})
    served.until("tips/a/", "Healed now.")
    assert "Traceback" not in "".join(served.said)
    write_files(served.root, {"contributions/tips/a.md": "# A tip\n\nBefore the next.\n"})
    served.until("tips/a/", "Before the next.")


def test_broken_settings_end_nothing(served: Served) -> None:
    settings = (served.root / "mkdocs.yml").read_text("utf-8")
    write_files(served.root, {"mkdocs.yml": "site_name: [\n"})
    time.sleep(2)
    write_files(
        served.root, {"mkdocs.yml": settings, "contributions/tips/a.md": "# A\n\nGood again.\n"}
    )
    served.until("tips/a/", "Good again.")
