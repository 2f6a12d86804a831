"""Templates that are compiled in a worker: once a build, and only as they would be anyway."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from tests.support.company import company_files
from tests.support.hub import make_hub, run_python
from tests.support.site import BuiltSite, built
from tests.test_workers import ENOUGH, forks

# Notes every template that any process of the build compiles.
NOTING = """\
import os
from pathlib import Path
from jinja2 import Environment

compile, noted = Environment.compile, Path(__file__).parents[1] / "compiled.txt"

def note(self, source, name=None, filename=None, *rest, **more):
    handle = os.open(noted, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{name}\\n".encode())
    os.close(handle)
    return compile(self, source, name, filename, *rest, **more)

Environment.compile = note
"""

# A filter of a company's own, and another one in the place of Jinja's.
FILTERS = """\
def on_env(env, config, files):
    env.filters["shout"] = lambda value: f"{value}!"
    env.filters["upper"] = lambda value: f"changed {value}"
    return env
"""


def site_with(folder: Path, hook: str, footer: str = "") -> BuiltSite:
    """A hub of more than enough texts, with a hook and an addition to the foot of every page. A Python
    of its own builds it: those that wait for tests have templates that other builds compiled."""
    texts = {f"contributions/tips/tip-{n}.md": f"# Tip {n}\n\nWords.\n" for n in range(ENOUGH)}
    files = company_files() | texts | {"hooks/other.py": hook}
    root = make_hub(folder, files, settings="hooks: [hooks/other.py, hooks/hub.py]\n")
    own = root / "docs" / "overrides" / "partials" / "footer.html"
    own.write_text(own.read_text("utf-8") + footer, "utf-8")
    return built(root, PYTHONHASHSEED="0")


@forks
def test_a_template_is_compiled_once_in_all_processes(tmp_path: Path) -> None:
    site = site_with(tmp_path, NOTING)
    times = Counter((site.root / "compiled.txt").read_text("utf-8").splitlines())
    ours = {
        path.relative_to(site.root / "docs" / "overrides").as_posix()
        for path in (site.root / "docs" / "overrides").rglob("*.html")
    }
    assert len(ours) > 40
    assert {name: times[name] for name in ours if times[name] != 1} == {}
    assert times["base.html"] == 1


def test_what_a_plugin_changes_holds_for_templates_that_were_compiled_before(
    tmp_path: Path,
) -> None:
    site = site_with(tmp_path, FILTERS, '<p>{{ "one" | upper }}, {{ "two" | shout }}</p>')
    assert "<p>changed one, two!</p>" in site.html("tips/tip-7/")
    assert "<p>changed one, two!</p>" in site.html("")


SERVING = """\
import json, os, runpy, sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

noted = Path("compiled.txt")
times = []
for text in ("One.", "Two."):
    Path("contributions/tips/tip-1.md").write_text(f"# Tip 1\\n\\n{text}\\n")
    Path("docs/overrides/partials/hub/since.html").open("a").write(f"<!-- {text} -->")
    noted.write_text("")
    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    times.append(noted.read_text().split())
print(json.dumps(times))
"""


def test_a_second_build_of_one_process_compiles_what_has_changed(tmp_path: Path) -> None:
    root = site_with(tmp_path, NOTING).root
    done = run_python(root, "-c", SERVING)
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout.splitlines()[-1])
    assert len(first) > 60
    assert {*second} == {"partials/hub/since.html"}


# What is printed, and by which kind of environment, is a plugin's to say.
FINALIZE = """\
def on_env(env, config, files):
    env.finalize = lambda value: "" if value is None else value
    return env
"""
SANDBOX = """\
from jinja2.sandbox import SandboxedEnvironment

def on_env(env, config, files):
    safe = SandboxedEnvironment(loader=env.loader, auto_reload=False)
    safe.filters, safe.tests, safe.globals = env.filters, env.tests, env.globals
    return safe
"""


def test_what_a_plugin_finalizes_holds(tmp_path: Path) -> None:
    site = site_with(tmp_path, FINALIZE, "<p>[{{ none }}]</p>")
    assert "<p>[]</p>" in site.html("tips/tip-7/")


def test_a_sandbox_of_a_plugins_is_one(tmp_path: Path) -> None:
    footer = "<p>{{ ''.__class__ is undefined }}</p>"
    site = site_with(tmp_path, SANDBOX, footer)
    assert "<p>True</p>" in site.html("tips/tip-7/")


@forks
def test_a_template_that_nobody_can_compile_does_no_harm_where_nobody_includes_it(
    tmp_path: Path,
) -> None:
    odd = tmp_path / "docs" / "overrides" / "partials" / "odd.html"
    odd.parent.mkdir(parents=True)
    odd.write_bytes(b"{% if %} \xff")
    site = site_with(tmp_path, "\n", "{% if false %}{% include 'partials/none.html' %}{% endif %}")
    assert "Tip 7" in site.html("tips/tip-7/")
    assert odd.is_file(), "what nobody includes does no harm"
