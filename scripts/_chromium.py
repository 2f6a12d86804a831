"""Finds a browser that really starts, or installs one."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# A Chromium without the parts around a page: the same pages for a fifth less of the processor.
_SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
_NAMES = (
    *_SHELLS,
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("msedge", "microsoft-edge", "microsoft-edge-stable"),
)
_MAC = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_START_SECONDS = 60


class NoBrowserError(Exception):
    """There is no browser, and none could be installed. The message says what to do."""


@dataclass(frozen=True)
class Fault:
    """A browser that is there and does not start, and the last thing that it said."""

    path: str
    words: str


def ready() -> str:
    """The path of a Chromium, Chrome or Edge that starts; installs one when there is none.

    HUB_CHROMIUM names one and overrules everything else. Raises NoBrowserError.
    """
    if named := os.environ.get("HUB_CHROMIUM"):
        fault = try_out(named)
        if fault is None:
            return named
        raise NoBrowserError(f"HUB_CHROMIUM names a browser that does not start.\n{_told([fault])}")
    faults: list[Fault] = []
    if path := _first_that_starts(faults):
        return path
    for command in _installers():
        print(
            f"No browser for the tests yet: {' '.join(command[:4])} …", file=sys.stderr, flush=True
        )
        words = _install(command)
        if words is not None:
            faults.append(Fault(" ".join(command), words))
        elif path := _first_that_starts(faults):
            return path
    raise NoBrowserError(
        "The tests need a browser, and none was found or could be installed.\n"
        f"{_told(faults)}"
        "How to get one:\n"
        "  Debian           sudo apt install chromium-headless-shell\n"
        "  Ubuntu           sudo apt install chromium\n"
        "  macOS            brew install --cask chromium\n"
        "  Windows          Microsoft Edge comes with it\n"
        "  elsewhere        set HUB_CHROMIUM to the path of a Chromium, Chrome or Edge"
    )


def candidates() -> Iterator[str]:
    """Paths where a browser is found, the likeliest first; only those where a file is."""
    for name in _NAMES:
        if path := shutil.which(name):
            yield path
    homes = [Path("/Applications"), Path.home() / "Applications"]
    places = [home / app for home in homes for app in _MAC]
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if home := os.environ.get(variable):
            places += [Path(home) / program for program in _WINDOWS]
    yield from (str(place) for place in places if place.is_file())
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).is_file():
        yield own


def try_out(path: str) -> Fault | None:
    """Start the browser and show it a page; None when that works."""
    from playwright.sync_api import Error, sync_playwright

    try:
        # On Windows a browser answers --version by opening a window.
        if os.name == "posix":
            subprocess.run(
                [path, "--headless", "--no-sandbox", "--version"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_START_SECONDS,
                check=True,
            )
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=path, args=list(FLAGS), timeout=_START_SECONDS * 1000
            )
            page = browser.new_page()
            page.goto("data:text/html,<title>ready</title>")
            title = page.title()
            browser.close()
    except subprocess.CalledProcessError as problem:
        return Fault(path, _last_line(problem.stderr.decode("utf-8", "replace")))
    except (OSError, subprocess.TimeoutExpired, Error) as problem:
        return Fault(path, _last_line(str(problem)))
    return None if title == "ready" else Fault(path, "It shows no page.")


def _first_that_starts(faults: list[Fault]) -> str | None:
    tried = {fault.path for fault in faults}
    for path in candidates():
        if path in tried:
            continue
        fault = try_out(path)
        if fault is None:
            return path
        faults.append(fault)
        tried.add(path)
    return None


def _installers() -> Iterator[list[str]]:
    root = os.name == "posix" and os.geteuid() == 0
    if root and shutil.which("apt-get") and _is_debian():
        get = "apt-get install -y --no-install-recommends"
        yield ["sh", "-c", f"apt-get update && {{ {get} {_SHELLS[0]} || {get} chromium; }}"]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


def _is_debian() -> bool:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    return bool(family & {"debian", "ubuntu"})


def _install(command: list[str]) -> str | None:
    """Run an installer; None when it worked, else the last line that it said."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except OSError as problem:
        return str(problem)
    return None if done.returncode == 0 else _last_line(done.stdout.decode("utf-8", "replace"))


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower()]
    return (telling or lines or ["It ended without a word."])[-1][:300]


def _told(faults: list[Fault]) -> str:
    return "".join(f"  tried {fault.path}: {fault.words}\n" for fault in faults)
