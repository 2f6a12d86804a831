"""The bench makes hubs like real ones, measures what it says, and tells which bars are met."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
import yaml

from scripts import bench
from scripts._bench_bare import make_bare
from scripts._bench_phases import phase_of
from scripts._bench_results import Measured, as_table, bars, off_line
from scripts._bench_runs import Build, BuildFailedError, Phases, Run, children_of, tree_memory
from scripts._bench_texts import Writer, read_texts, read_vocabulary
from tests.support.hub import ROOT
from tests.support.repository import write_files
from tests.support.whole import snapshot

ARTICLES, COMMITS = 60, 300


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `--keep` leaves behind, with its JSON beside it."""
    folder = tmp_path_factory.mktemp("bench") / "kept"
    command = ["--articles", str(ARTICLES), "--commits", str(COMMITS), "--runs", "1", "--json"]
    script = ROOT / "scripts" / "bench.py"
    done = subprocess.run(
        [sys.executable, str(script), *command, "--keep", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    (folder / "told.json").write_text(done.stdout, "utf-8")
    return folder


def git(hub: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(hub), *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_what_is_made_is_a_hub_as_people_make_them(made: Path) -> None:
    hub = made / str(ARTICLES) / "hub"
    texts = [
        path
        for kind in ("articles", "war-stories", "tips", "links")
        for path in (hub / "contributions" / kind).glob("*.md")
    ]
    assert len(texts) == ARTICLES
    assert int(git(hub, "rev-list", "--count", "HEAD")) == COMMITS + 1
    assert len(set(git(hub, "log", "--format=%ae").split())) >= 10
    assert git(hub, "log", "--merges", "--format=%h").split()
    assert "R1" in git(hub, "log", "-M", "--name-status", "--format=")
    assert "Co-authored-by:" in git(hub, "log", "--format=%B")
    assert git(hub, "status", "--porcelain") == ""
    assert {one.name for one in (made / str(ARTICLES)).iterdir()} == {"hub", "plain", "stock"}
    plain = made / str(ARTICLES) / "plain"
    assert len(list((plain / "docs").rglob("*.md"))) >= ARTICLES
    assert (plain / "site" / "search" / "search_index.json").is_file(), "search on both sides"


def test_every_second_has_a_phase(made: Path) -> None:
    told = json.loads((made / "told.json").read_text("utf-8"))
    (result,) = told["results"]
    assert result["articles"] == ARTICLES
    assert result["commits"] == COMMITS
    assert result["pages"] > ARTICLES
    hub, bare = result["hub_phases"], result["bare_phases"]
    wanted = {"readers", "plan", "Markdown", "templates", "writing", "search", "start"}
    assert wanted <= hub["spent"].keys()
    assert hub["workers"]["history"] > 0, "it has a process of its own"
    assert {"leaks", "templates"} <= hub["workers"].keys()
    assert bare["workers"] == {}
    assert not {"history", "readers", "plan"} & bare["spent"].keys()
    assert result["explained"] >= 0.9
    assert 0 < result["reading"]["cpu"] < result["hub"][0]["cpu"]
    assert len(result["wall"]) == len(result["cpu"]) == 1
    assert result["memory"] > 10_000_000
    assert len(told["bars"]) == 5
    assert all(type(bar["met"]) is bool for bar in told["bars"])


def test_the_same_seed_writes_the_same() -> None:
    words = read_vocabulary(read_texts(ROOT / "docs"))
    one, same, other = (
        Writer(words, Random(seed)).text(200, [("There", "../tips/there.md")])  # noqa: S311
        for seed in (1, 1, 2)
    )
    assert one == same != other
    assert "[There](../tips/there.md)" in one


def test_hardly_any_prose_makes_no_vocabulary() -> None:
    with pytest.raises(ValueError, match="prose"):
        read_vocabulary(["# A title\n\nSeven words are not very much, really.\n"])


@pytest.mark.parametrize(
    ("place", "phase"),
    [
        (("/x/commonplace/readers/history/log.py", "read_log"), "history"),
        (("/x/commonplace/readers/settings.py", "read"), "readers"),
        (("/x/commonplace/pages/home_page.py", "home_page"), "plan"),
        (("C:\\hub\\commonplace\\pages\\home_page.py", "home_page"), "plan"),
        (("/x/hooks/hub_page.py", "make"), "Markdown"),
        (("/x/hooks/hub_page.py", "render_texts"), "Markdown"),
        (("/x/hooks/hub_templates.py", "render"), "templates"),
        (("/x/docs/overrides/home.html", "root"), "templates"),
        (("/x/material/plugins/search/plugin.py", "on_page_context"), "search"),
        (("/x/mkdocs/utils/__init__.py", "write_file"), "writing"),
        (("/x/commonplace/workers/ahead.py", "take"), None),
        (("/x/commonplace/workers/worker.py", "work"), "workers"),
        (("/x/hooks/hub_begun.py", "take"), "Markdown"),
        (("/x/json/encoder.py", "encode"), None),
    ],
)
def test_frames_belong_to_phases(place: tuple[str, str], phase: str | None) -> None:
    assert phase_of(*place) == phase


def test_a_straight_line_is_told_from_a_bent_one() -> None:
    sizes = [500, 1000, 2500, 5000, 10_000]
    assert off_line(sizes, [3 + 0.01 * n for n in sizes]) < 1e-9
    assert off_line(sizes, [3 + 0.01 * n + 1e-6 * n * n for n in sizes]) > 0.04
    assert off_line(sizes, [0.00002 * n * n for n in sizes]) > 0.15
    assert off_line([500, 1000], [1, 9]) == 0


def measured(articles: int, wall: float, memory: int = 5_000_000, history: float = 1.0) -> Measured:
    return Measured(
        articles=articles, commits=5 * articles, pages=articles, stock=Run(100.0, 99.0),
        reading=Run(history, history),
        watched=(Run(0.0, 0.0, memory), Run(0.0, 0.0, 1_000_000)),
        hub=(Run(wall, wall),), bare=(Run(10.0, 10.0),),
        hub_phases=Phases({"plan": 20.0, "other": 0.5}, {"search": 1.0}, {"Markdown": 1.0}),
        bare_phases=Phases({"plan": 1.0}, {}, {}),
    )  # fmt: skip


def test_bars_are_met_or_missed() -> None:
    good = {bar.name: bar.met for bar in bars([measured(500, 12.0)])}
    assert set(good.values()) == {True}
    bad = [measured(500, 14.0, 2_000_000_000, 9.0)]
    assert [bar.met for bar in bars(bad)] == [False, False, False, False, True]
    table = as_table(bad)
    assert "MISSED  peak memory" in table
    assert "ratio 0.14" in table
    bent = [measured(500, 1.0), measured(1000, 1.0), measured(2000, 9.0)]
    assert not bars(bent)[-1].met
    several = [measured(500, 14.0), measured(2500, 12.0), measured(10_000, 14.0)]
    assert bars(several)[0].met, "the ratio is that of 2,500 texts, wherever they are measured"
    assert not bars(several[::2])[0].met


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--articles", "none"], "none"),
        (["--articles", "0"], "from 1 on"),
        (["--articles", "500,x"], "x"),
        (["--articles", "900000"], "at most"),
        (["--commits", "-4"], "from 1 on"),
        (["--runs", "0"], "from 1 on"),
        (["--nonsense"], "nonsense"),
    ],
)
def test_wrong_arguments_are_said(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        bench.main(arguments)
    assert end.value.code == 2
    assert words in capsys.readouterr().err


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("keep", "utf-8")
    before = snapshot(tmp_path)
    assert bench.main(["--articles", "5", "--runs", "1", "--keep", str(tmp_path)]) == 2
    assert "is not an empty folder" in capsys.readouterr().err
    assert snapshot(tmp_path) == before


LARGE = (
    "import time; held = bytearray(b'x') * 90_000_000; print('ready', flush=True); time.sleep(60)"
)
STARTING = f"""
import subprocess, sys, threading
def start():
    with subprocess.Popen([sys.executable, "-c", {LARGE!r}]):
        pass
threading.Thread(target=start).start()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell it")
def test_memory_of_what_a_thread_has_started_counts() -> None:
    with subprocess.Popen([sys.executable, "-c", STARTING], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        assert tree_memory(process.pid) > 90_000_000
        for child in children_of(process.pid):
            os.kill(child, signal.SIGKILL)


def test_a_build_that_fails_is_not_measured(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("raise SystemExit('no such luck')\n", "utf-8")
    with pytest.raises(BuildFailedError, match="no such luck"):
        Build("bad", tmp_path, ("bad.py",), ()).run()


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), ([], 2)])
def test_windows_is_told_that_it_cannot_measure(arguments: list[str], code: int) -> None:
    program = (
        "import runpy, signal, sys; sys.modules['resource'] = None; vars(signal).pop('setitimer', 0);"
        f"sys.argv[1:] = {arguments}; runpy.run_path({str(ROOT / 'scripts/bench.py')!r}, None, '__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    assert "Measure on Linux" in done.stderr or code == 0
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "extensions", ["", "markdown_extensions:\n  - toc:\n      permalink: true\n"]
)
def test_a_plain_build_has_the_extensions_of_the_hub_and_nothing_else(
    tmp_path: Path, extensions: str
) -> None:
    settings = f"site_name: Hub # no markdown_extensions:\n{extensions}hooks: [hooks/hub.py]\n"
    write_files(tmp_path / "hub", {"mkdocs.yml": settings, "contributions/tips/a.md": "# A\n"})
    (tmp_path / "plain").mkdir()
    make_bare(tmp_path / "hub", tmp_path / "plain", stock=False)
    written = yaml.safe_load((tmp_path / "plain/mkdocs.yml").read_text("utf-8"))
    plain = {"site_name", "site_url", "theme", "plugins", "validation", "nav"}
    assert written.keys() == plain | ({"markdown_extensions"} if extensions else set())
    assert written["site_name"] == "Plain"
    assert written.get("markdown_extensions") in (None, [{"toc": {"permalink": True}}])
