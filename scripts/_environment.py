"""Makes .venv from the lock files, and again only when it has to. Standard library alone."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts._failures import explain_installation, explain_writing
from scripts._locking import LOCK, exclusive

STAMP = "hub-setup.json"

# pip's settings that say where things go, or what else to install. All others stay: a company's
# mirror needs them.
_PIP_PLACES = (
    *("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PIP_REQUIREMENT", "PIP_CONSTRAINT"),
    *("PIP_PYTHON", "PIP_EDITABLE", "PIP_REPORT", "PIP_SRC", "PIP_NO_COMPILE"),
)
_PYTHON_PLACES = (
    *("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONPLATLIBDIR", "PYTHONEXECUTABLE"),
    *("PYTHONUSERBASE", "PYTHONINSPECT", "PYTHONSAFEPATH", "__PYVENV_LAUNCHER__", "VIRTUAL_ENV"),
)


class SetupError(Exception):
    """The environment cannot be made. The message says why and what to do, in plain words."""


def ready(root: Path, sets: Sequence[str]) -> Path:
    """Return the environment's Python, once everything that `sets` lock is installed there.

    Raises SetupError.
    """
    venv = root / ".venv"
    wanted = {name: _digest(root / "requirements" / f"{name}.txt") for name in sets}
    if not _missing(venv, wanted):
        return _python(venv)
    try:
        (root / LOCK).parent.mkdir(parents=True, exist_ok=True)
        with exclusive(root / LOCK, _say):
            # Another set-up may have done it meanwhile.
            if missing := _missing(venv, wanted):
                _set_up(root, venv, wanted, missing)
    except OSError as problem:
        raise SetupError(explain_writing(root, problem)) from None
    return _python(venv)


def child_environment(root: Path, python: Path) -> dict[str, str]:
    """The environment variables for a script: as if .venv were activated and nothing else."""
    kept = {name: value for name, value in os.environ.items() if name not in _PYTHON_PLACES}
    return kept | {
        "PATH": os.pathsep.join([str(python.parent), os.environ.get("PATH", os.defpath)]),
        "VIRTUAL_ENV": str(python.parent.parent),
        "PYTHONPATH": str(root),
        "PYTHONUTF8": "1",
        "PYTHONNOUSERSITE": "1",
        "GIT_PYTHON_REFRESH": "quiet",
        "NO_MKDOCS_2_WARNING": "1",
    }


def _digest(lock: Path) -> str:
    try:
        return hashlib.sha256(lock.read_bytes()).hexdigest()
    except OSError:
        raise SetupError(
            f"“{lock.parent.name}/{lock.name}” is missing, so this copy of the hub is incomplete. "
            "Get a whole copy, and start again."
        ) from None


def _python(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _machine(venv: Path) -> dict[str, str]:
    """What an environment cannot outlive: its place, Python's version, the kind of machine.

    The version is the whole one, since the lock files choose by it.
    """
    version = f"{sys.implementation.cache_tag} {platform.python_version()}"
    return {"place": str(venv), "python": version, "platform": sysconfig.get_platform()}


def installed_sets(venv: Path) -> dict[str, str]:
    """What is installed, as digests by set; empty when the environment must be made anew."""
    try:
        stamp = json.loads((venv / STAMP).read_text("utf-8"))
        installed = dict(stamp["sets"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    usable = stamp.get("machine") == _machine(venv) and _python(venv).exists()
    return installed if usable else {}


def _missing(venv: Path, wanted: Mapping[str, str]) -> list[str]:
    installed = installed_sets(venv)
    return [name for name, digest in wanted.items() if installed.get(name) != digest]


def _set_up(root: Path, venv: Path, wanted: Mapping[str, str], missing: list[str]) -> None:
    started = time.monotonic()
    installed = installed_sets(venv)
    if any(name in installed for name in missing) or not installed:
        missing, installed = list(wanted), {}
        _make(root, venv)
    (venv / STAMP).unlink(missing_ok=True)
    names = " and ".join(f"requirements/{name}.txt" for name in missing)
    _say(f"Installing what {names} list …")
    _install(root, venv, missing)
    done = {"machine": _machine(venv), "sets": installed | {n: wanted[n] for n in missing}}
    (venv / STAMP).write_text(json.dumps(done, indent=2) + "\n", "utf-8")
    _say(f"Ready after {time.monotonic() - started:.0f} seconds. The next start takes none.")


def _make(root: Path, venv: Path) -> None:
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        raise SetupError(
            "This Python cannot make virtual environments, because a part of it is left out.\n"
            "  Debian, Ubuntu   sudo apt install python3-venv\n"
            "  any other        install Python anew, with “venv” and “ensurepip”"
        )
    _say(f"Setting up (once; about half a minute) with Python {platform.python_version()} …")
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(venv)
    python = getattr(sys, "_base_executable", None) or sys.executable
    _run([python, "-I", "-m", "venv", str(venv)], root)


def _install(root: Path, venv: Path, names: Sequence[str]) -> None:
    command = [str(_python(venv)), "-I", "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--no-warn-script-location", "--progress-bar=off"]
    # What a package asks for to be built here is in no lock and has no hash: a server that keeps the built
    # one back would get its own code run.
    command.append("--only-binary=:all:")
    if allowed := os.environ.get("PIP_NO_BINARY"):
        command.append(f"--no-binary={allowed}")
    for name in names:
        command += ["-r", str(root / "requirements" / f"{name}.txt")]
    _run(command, root)


def _run(command: list[str], root: Path) -> None:
    """Run a step of the set-up. Raises SetupError with the end of what it said."""
    dropped = (*_PYTHON_PLACES, *_PIP_PLACES)
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    done = subprocess.run(
        command,
        cwd=root,
        # A setting in pip's own file can ask for the user's folder, which an environment has not.
        env=environment | {"PIP_USER": "0", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise SetupError(explain_installation(done.stdout))


def _say(words: str) -> None:
    """Tell a person who watches; a pipe stays quiet."""
    if sys.stderr.isatty():
        print(words, file=sys.stderr, flush=True)
