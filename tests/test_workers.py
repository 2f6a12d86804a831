"""Pages made on every core, from parts that are kept: the same to the byte as MkDocs would make them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from commonplace.workers import workers_for
from tests.support.company import company_files
from tests.support.hub import ROOT, make_hub, run_python
from tests.support.site import built

sys.path.insert(0, str(ROOT / "hooks"))

from hub_quick import escape_quickly
from markupsafe import Markup, escape

ENOUGH = 240

forks = pytest.mark.skipif(
    sys.platform in ("darwin", "win32"), reason="nothing is forked on macOS and Windows"
)

# Takes away everything that makes filling the templates quick. It comes after the hub's own hook.
PLAIN = """\
from hub_valid import make_valid
from mkdocs.plugins import event_priority

@event_priority(-200)
def on_env(env, config, files):
    for file in files.documentation_pages():
        file.page.meta["template"] = str(file.page.meta.get("template", "main.html"))
    plain = config.theme.get_env()
    make_valid(plain)
    return plain
"""

# A hook of a company's that has a say in what a template gets.
SAYING = """\
def on_page_context(context, page, config, nav):
    context["page"].meta["hub"] = {**context["page"].meta["hub"], "standfirst": "said by a hook"} \\
        if "standfirst" in context["page"].meta.get("hub", {}) else context["page"].meta.get("hub", {})
    return context
"""


def many(folder: Path, hook: str = "") -> Path:
    """A hub with pages of every folder, with and without others of its kind, and more than enough of them."""
    text = "# Tip & “{}”\n\n## One\n\nSee [it](tip-{}.md).\n"
    texts = {
        f"contributions/tips/tip-{number}.md": text.format(number, number // 2)
        for number in range(ENOUGH)
    }
    files = company_files() | texts | {"hooks/other.py": hook or "\n"}
    settings = "hooks: [hooks/hub.py, hooks/other.py]\nsite_url: https://hub.example.org/\n"
    return make_hub(folder, files, settings=settings)


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = built(many(tmp_path_factory.mktemp("quick")))
    return site.files()


def comparable(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path != "sitemap.xml.gz"}


@forks
def test_there_are_workers_at_all() -> None:
    done = run_python(ROOT, "-c", "import commonplace.workers as w;"
                      "print(w.workers_for(240), w.workers_for(20))")  # fmt: skip
    several, none = done.stdout.split()
    assert none == "0"
    assert int(several) >= 2, "this machine has one core, so nothing here is shown"


def test_pages_are_those_that_plain_templates_give(quick: dict[str, bytes], tmp_path: Path) -> None:
    plain = built(many(tmp_path / "plain", PLAIN)).files()
    assert len(plain) > ENOUGH
    assert comparable(plain) == comparable(quick)


def test_a_hook_that_changes_what_a_template_gets_is_obeyed(tmp_path: Path) -> None:
    site = built(many(tmp_path / "said", SAYING))
    assert "said by a hook" in site.html("tips/tip-7/")


def test_a_header_that_tells_pages_apart_is_filled_for_each(tmp_path: Path) -> None:
    root = many(tmp_path / "own")
    header = root / "docs" / "overrides" / "partials" / "header.html"
    header.write_text(f"{header.read_text('utf-8')}<p>Here: {{{{ page.title }}}}</p>", "utf-8")
    site = built(root)
    for number in range(ENOUGH):
        assert f"Here: Tip &amp; “{number}”" in site.html(f"tips/tip-{number}/")


def made_ahead(make: str, numbers: str, at_once: int = ENOUGH, room: int = 0) -> list[int | None]:
    """What is taken of things that workers make, in a process that has no other threads; each process makes
    `at_once` of them at most, and has `room` for so many bytes that nobody takes."""
    program = f"""
import json, os, sys
from commonplace.workers import Ahead, worker
worker._AT_ONCE = {at_once}
def make(number):
    {make}
ahead = Ahead({ENOUGH}, make, room={room})
taken = [ahead.take(number) for number in {numbers}]
ahead.close()
print(json.dumps(taken))
"""
    done = run_python(ROOT, "-c", program)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    taken: list[int | None] = json.loads(done.stdout)
    return taken


@forks
def test_results_come_in_order_and_some_may_be_left_out() -> None:
    taken = made_ahead("return number * 2", f"range(0, {ENOUGH}, 3)")
    assert taken == [number * 2 for number in range(0, ENOUGH, 3)]


@forks
def test_what_fails_in_a_worker_is_left_to_the_build() -> None:
    taken = made_ahead("return 1 // (number - 5) * 0 + number", "range(8)")
    assert taken == [0, 1, 2, 3, 4, None, 6, 7]


@forks
def test_a_worker_that_dies_leaves_the_rest_to_the_build() -> None:
    taken = made_ahead("return number if number != 6 else os._exit(1)", f"range({ENOUGH})")
    assert taken[:7] == [0, 1, 2, 3, 4, 5, None]
    assert taken[-1] is None, "the others are not waited for"


@forks
@pytest.mark.parametrize("at_once", [ENOUGH, 7])
def test_a_worker_that_dies_with_what_nobody_took_leaves_the_rest_to_the_build(
    at_once: int,
) -> None:
    make = "return number if number != 200 else os._exit(1)"
    taken = made_ahead(make, f"range({ENOUGH})", at_once=at_once, room=1_000_000)
    assert set(taken) <= {None, *range(ENOUGH)}
    assert taken[200:] == [None] * (ENOUGH - 200)


@forks
def test_who_has_much_to_make_has_a_fresh_process_make_some_at_a_time() -> None:
    taken = made_ahead("return number", f"range({ENOUGH})", at_once=7)
    assert taken == list(range(ENOUGH))
    makers = made_ahead("return os.getpid()", f"range({ENOUGH})", at_once=7)
    assert {*makers[:20]}.isdisjoint(makers[-20:]), "what the first have copied is gone with them"
    assert len({*makers}) >= ENOUGH // 7


@forks
def test_a_process_that_dies_takes_its_worker_along() -> None:
    taken = made_ahead(
        "return number if number != 16 else os._exit(1)", f"range({ENOUGH})", at_once=3
    )
    assert taken[:16] == list(range(16))
    assert taken[16] is None
    assert taken[-1] is None, "the others are not waited for"


@forks
@pytest.mark.parametrize(("count", "workers"), [(2_500, 8), (10_000, 4), (15_000, 3), (90_000, 2)])
def test_the_larger_the_hub_the_fewer_copy_it(
    monkeypatch: pytest.MonkeyPatch, count: int, workers: int
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(16))
    monkeypatch.setattr(
        "threading.active_count", lambda: 1
    )  # several workers of the tests have more
    assert workers_for(count) == workers


def test_few_things_and_other_threads_mean_no_workers() -> None:
    import threading

    assert workers_for(10) == 0
    waiting = threading.Event()
    other = threading.Thread(target=waiting.wait)
    other.start()
    try:
        assert workers_for(10_000) == 0
    finally:
        waiting.set()
        other.join()


@pytest.mark.parametrize(
    "value", ["plain", "a & b", "<b>", "it's", '"', "", 7, None, Markup("<b>&amp;</b>"), 1.5, ["<"]]
)
def test_escaping_is_what_it_always_was(value: object) -> None:
    assert str(escape_quickly(value)) == str(escape(value))
    assert str(escape_quickly(escape_quickly(value))) == str(escape(escape(value)))
