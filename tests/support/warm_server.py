"""A program that starts the hub's commands quickly: it has read the packages they need, and forks for each.

A command gets a process of its own, in its folder, with its arguments, environment and output. Only packages
are there from the start, what they would remember by themselves, and templates that another build compiled.
The hub's own files are read anew each time; `commonplace`, too, where a hub has a copy of its own.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import sys
import threading
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READ_AHEAD = (
    *("mkdocs.commands.build", "mkdocs.__main__", "mkdocs.config.defaults", "mkdocs.plugins"),
    *("material", "material.plugins.search.plugin", "material.extensions.emoji", "nh3", "git"),
    *("pymdownx.superfences", "pymdownx.emoji", "pymdownx.twemoji_db", "pymdownx.tabbed"),
    *("pymdownx.tasklist", "pymdownx.details", "pymdownx.highlight", "pymdownx.snippets"),
    *("markdown.extensions.toc", "markdown.extensions.tables", "markdown.extensions.footnotes"),
    *("pygments.formatters.html", "yaml", "concurrent.futures.thread", "zoneinfo", "tomllib"),
    *("markdown.extensions.codehilite", "markdown.extensions.fenced_code", "material.templates"),
    *("requests", "http.server", "multiprocessing.connection", "multiprocessing.reduction"),
    *("colorama", "pagefind_bin"),
    *("commonplace.site.gather", "commonplace.site.verify", "commonplace.feeds.plan"),
    *("commonplace.site.summary", "commonplace.markup.render", "commonplace.markup.tasks"),
    *("commonplace.readers.picture_size", "commonplace.search.renew"),
)


def read_ahead(settings: Path) -> None:
    """Import what most commands import, and remember what they would work out."""
    sys.path.insert(0, str(ROOT))
    for name in READ_AHEAD:
        importlib.import_module(name)
    work_out_ahead(settings)
    keep_lists()
    sys.path.remove(str(ROOT))
    gc.collect()
    gc.freeze()


def work_out_ahead(settings: Path) -> None:
    """Remember what is the same for every command: rules, words, emoji and the patterns of Markdown."""
    from markdown import Markdown
    from mkdocs.utils.yaml import yaml_load

    from commonplace.checks.rules import shipped_rules
    from commonplace.words import FALLBACK, words

    shipped_rules()
    words(FALLBACK)
    extensions = yaml_load(settings.read_text("utf-8"))["markdown_extensions"]
    told = [one if isinstance(one, dict) else {one: {}} for one in extensions]
    configured = {name: values for one in told for name, values in one.items()}
    Markdown(extensions=list(configured), extension_configs=configured)


def keep_templates(folder: Path) -> None:
    """Let every environment of Jinja take compiled templates from `folder`, by their name and content."""
    import jinja2

    class Kept(jinja2.FileSystemBytecodeCache):
        def get_cache_key(self, name: str, filename: Any = None) -> str:
            return super().get_cache_key(name)

        def get_bucket(self, environment: Any, name: str, filename: Any, source: str) -> Any:
            bucket = super().get_bucket(environment, name, filename, source)
            if bucket.code is not None:
                bucket.code = _from(bucket.code, filename)
            return bucket

    def prepared(self: Any, *arguments: Any, **named: Any) -> None:
        plain(self, *arguments, **named)
        if self.bytecode_cache is None:
            self.bytecode_cache = kept

    kept = Kept(str(folder))
    plain = jinja2.Environment.__init__
    jinja2.Environment.__init__ = prepared  # type: ignore[method-assign]


def keep_lists() -> None:
    """List the files of Material and MkDocs once: thousands are icons, which MkDocs passes over."""
    import jinja2
    import material  # type: ignore[import-untyped]
    import mkdocs

    plain = jinja2.FileSystemLoader.list_templates

    @cache
    def of_package(path: str) -> list[str]:
        names = plain(jinja2.FileSystemLoader(path))
        return [name for name in names if not name.startswith(".")]

    def list_templates(self: jinja2.FileSystemLoader) -> list[str]:
        found: set[str] = set()
        for path in map(str, self.searchpath):
            inside = path.startswith(packages)
            found.update(of_package(path) if inside else plain(jinja2.FileSystemLoader(path)))
        return sorted(found)

    packages = tuple(str(Path(str(one.__file__)).parent) + os.sep for one in (material, mkdocs))
    of_package(f"{packages[0]}templates")
    jinja2.FileSystemLoader.list_templates = list_templates  # type: ignore[method-assign]


def _from(code: CodeType, filename: str) -> CodeType:
    """Compiled code, as if it had been read from another place."""
    parts = tuple(
        _from(one, filename) if isinstance(one, CodeType) else one for one in code.co_consts
    )
    return code.replace(co_filename=filename, co_consts=parts)


def answer() -> dict[str, Any] | None:
    """Start what each line asks for, and say how it ended. What was started returns what it is to do."""
    for line in sys.stdin.buffer:
        asked: dict[str, Any] = json.loads(line)
        started = os.fork()
        if not started:
            return asked
        print(json.dumps(started), flush=True)
        _, status = os.waitpid(started, 0)
        print(json.dumps(os.waitstatus_to_exitcode(status)), flush=True)
    return None


def become(asked: dict[str, Any]) -> None:
    """Make this process one that was started in a folder, with an environment and arguments."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for number, name in ((1, "out"), (2, "err")):
        file = os.open(asked[name], os.O_WRONLY | os.O_TRUNC)
        os.dup2(file, number)
        os.close(file)
    os.close(nothing)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    if Path("commonplace").resolve() != ROOT / "commonplace":
        for name in [one for one in sys.modules if one.split(".")[0] == "commonplace"]:
            del sys.modules[name]


def run(arguments: list[str]) -> None:
    """Run a script or a module as `python` does."""
    if arguments[0] == "-m":
        sys.argv = arguments[1:]
        sys.path[0] = str(Path.cwd())
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        return
    sys.argv = arguments
    sys.path[0] = str(Path(arguments[0]).parent)
    main = type(sys)("__main__")
    main.__file__ = arguments[0]
    sys.modules["__main__"] = main
    exec(compile(Path(arguments[0]).read_bytes(), arguments[0], "exec"), main.__dict__)  # noqa: S102


def run_to_its_end(arguments: list[str]) -> None:
    """Run it, and end as Python does, but for taking objects apart: in a fork that copies all memory."""
    code = 0
    try:
        run(arguments)
    except SystemExit as ended:
        if ended.code is not None and not isinstance(ended.code, int):
            raise
        code = ended.code or 0
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    given = Path(sys.argv[1])
    keep_templates(given / "templates")
    read_ahead(given / "mkdocs.yml")
    if asked := answer():
        become(asked)
        run_to_its_end(asked["arguments"])
