"""Lists the commands, or runs one in the project's environment. Standard library alone."""

from __future__ import annotations

import ast
import difflib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts import _environment

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Command:
    """A script that people run. `summary` is one line; `sets` are the lock files that it needs."""

    name: str
    summary: str
    sets: tuple[str, ...]


def read_command(script: Path) -> Command:
    """What a script says about itself, found without running it.

    `REQUIREMENTS = ("build", "develop")` in a script names the sets it needs; else it is "build". One that
    names none runs with this Python, whatever became of the environment.
    """
    try:
        tree = ast.parse(script.read_text("utf-8"))
    except (SyntaxError, ValueError, OSError):
        return Command(script.stem, "", ("build",))
    sets: tuple[str, ...] = ("build",)
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "REQUIREMENTS" for target in node.targets
        ):
            sets = tuple(ast.literal_eval(node.value))
    summary = (ast.get_docstring(tree) or "").partition("\n")[0]
    return Command(script.stem, summary, sets)


def commands(folder: Path) -> dict[str, Command]:
    """Every command in a folder of scripts, by name."""
    scripts = sorted(folder.glob("[!_]*.py"))
    return {script.stem: read_command(script) for script in scripts}


def overview(known: dict[str, Command]) -> str:
    """The list of commands, as people see it."""
    width = max(map(len, known), default=0)
    lines = [f"  {name:<{width}}  {command.summary}" for name, command in known.items()]
    return "\n".join(
        [
            "Usage: scripts/hub COMMAND …",
            "",
            *lines,
            "",
            "“scripts/hub COMMAND --help” says more about one of them.",
        ]
    )


def main(arguments: list[str]) -> int:
    """Run the command that `arguments` name; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    known = commands(ROOT / "scripts")
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview(known))
        return 0
    name = arguments[0]
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        question = f" Did you mean “{near[0]}”?" if near else ""
        print(f"There is no command “{name}”.{question}\n", file=sys.stderr)
        print(overview(known), file=sys.stderr)
        return 2
    try:
        sets = known[name].sets
        python = _environment.ready(ROOT, sets) if sets else Path(sys.executable)
    except _environment.SetupError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. The next start takes the set-up up again.", file=sys.stderr)
        return 130
    if shutil.which("git") is None:
        print(
            "Git was not found, so the hub knows neither authors nor dates. "
            "Get it with: sudo apt install git (Debian, Ubuntu), brew install git (macOS), "
            "winget install Git.Git (Windows).",
            file=sys.stderr,
        )
    return run(python, name, arguments[1:])


def run(python: Path, name: str, arguments: list[str]) -> int:
    """Run a script in the environment. On POSIX it takes this process's place, signals and all."""
    command = [str(python), str(ROOT / "scripts" / "_run.py"), name, *arguments]
    environment = _environment.child_environment(ROOT, python)
    if python == Path(sys.executable):  # no environment of ours, so nothing of it
        environment = {**environment, "PYTHONDONTWRITEBYTECODE": "1"}
        environment.pop("VIRTUAL_ENV", None)
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(command[0], command, environment)  # noqa: S606 - none is wanted
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the script itself answers Ctrl-C
    return subprocess.run(command, env=environment, check=False).returncode
