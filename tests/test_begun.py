"""Texts that are converted while the site is still planned: the same as if everything had been known."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from commonplace.checks.judge import read_judge
from commonplace.readers.files import MAX_TEXT, list_files
from commonplace.site.gate import texts_that_pass
from tests.support.broken import png
from tests.support.company import company_files
from tests.support.hub import ROOT, make_hub, run_python
from tests.support.site import built
from tests.test_workers import ENOUGH, comparable, forks

# Tells how many texts were taken as they were begun, and which were not. Where tip-3 is, is guessed wrong.
TELLING = """\
import json
from pathlib import Path
import hub_begun
import hub_guess

take, told = hub_begun.Begun.take, {"taken": 0, "again": []}

def counted(self, place, body, resolve, size_of):
    made = take(self, place, body, resolve, size_of)
    if made is not None:
        told["taken"] += 1
    elif place in self._bodies:
        told["again"].append(place)
    return made

hub_begun.Begun.take = counted

class Misled(hub_guess.File):
    def url_relative_to(self, other):
        right = super().url_relative_to(other)
        return "../../somewhere/else/" if self.src_uri == "tips/tip-3.md" else right

hub_guess.File = Misled

def on_post_build(config):
    Path(config.config_file_path).with_name("told.json").write_text(json.dumps(told))
"""

ALONE = """\
from commonplace.workers import ahead
ahead._cores = lambda: 1
"""

ODD = """\
# An odd one

See [a sibling](tip-1.md#one), [nothing](nowhere.md), [what is kept out](../../docs/handbook/kept-out.md),
[a page](../../docs/handbook/start.md), ![a shot](shot.png), ![theirs](../../docs/assets/house.png),
[old](/tips/tip-2/), [out](../../../../etc/passwd), <a href="nowhere.md">raw</a>, [up](..), [dot](.).

<div markdown="1">
A [link](tip-3.md) and <img src="shot.png" alt="x"> and <a href="tip-4.md" markdown="1">one</a> inside.
</div>
"""


def many_odd(folder: Path, hook: str) -> Path:
    """A hub of more than enough texts for workers, some of which lead to odd places."""
    text = "# Tip {}\n\n## One\n\nSee [it](tip-{}.md) and ![a shot](shot.png).\n"
    texts: dict[str, str | bytes] = {
        f"contributions/tips/tip-{number}.md": text.format(number, number // 2)
        for number in range(ENOUGH)
    }
    files = company_files() | texts | {
        "contributions/tips/odd.md": ODD,
        "contributions/tips/shot.png": png(60, 40),
        "docs/assets/house.png": png(30, 20),
        "docs/handbook/start.md": "# Start\n\nHere.\n",
        "docs/handbook/kept-out.md": "# Kept out\n\nNot here.\n",
        "hooks/other.py": hook,
    }  # fmt: skip
    settings = "hooks: [hooks/other.py, hooks/hub.py]\nexclude_docs: handbook/kept-out.md\n"
    return make_hub(folder, files, settings=settings)


@forks
def test_texts_are_what_they_are_when_everything_is_known(tmp_path: Path) -> None:
    early = built(many_odd(tmp_path / "early", TELLING))
    late = built(many_odd(tmp_path / "late", ALONE))
    told = json.loads((early.root / "told.json").read_text("utf-8"))
    again = {"tips/tip-6.md", "tips/tip-7.md", "tips/odd.md"}
    assert {*told["again"]} == again, "what was guessed wrong is converted again, and nothing else"
    assert told["taken"] > ENOUGH - len(again)
    assert comparable(early.files()) == comparable(late.files())
    assert 'width="60"' in early.html("tips/tip-7/")
    assert 'width="30"' in early.html("tips/odd/")


@forks
@pytest.mark.parametrize(("room", "all_of_them"), [(40_000_000, True), (2_000_000, False)])
def test_what_nobody_takes_is_made_as_far_as_there_is_room(
    tmp_path: Path, room: int, all_of_them: bool
) -> None:
    program = f"""
import os, time
from commonplace.workers import Ahead
def make(number):
    open(f"{tmp_path}/{{number}}", "x").close()
    return str(number % 10) * 100_000
ahead = Ahead({ENOUGH}, make, room={room})
made, since = 0, time.monotonic()
while made < {ENOUGH} and time.monotonic() - since < {60 if all_of_them else 2}:
    time.sleep(0.05)
    if len(os.listdir({str(tmp_path)!r})) > made:
        made, since = len(os.listdir({str(tmp_path)!r})), time.monotonic()
assert [ahead.take(number) for number in range({ENOUGH})] == [str(n % 10) * 100_000 for n in range({ENOUGH})]
ahead.close()
print(made)
"""
    done = run_python(ROOT, "-c", program)
    assert done.returncode == 0, done.stderr
    assert (int(done.stdout) == ENOUGH) == all_of_them


# A worker that would be busy for long after the build has ended.
BUSY = """\
import os, signal, time
from pathlib import Path
from commonplace.workers import Beside

pid = Path(__file__).parents[1] / "pid.txt"

def busy():
    pid.write_text(str(os.getpid()))
    time.sleep(300)

def on_config(config):
    config.extra["busy"] = Beside(busy)
    while not pid.is_file() or not pid.read_text():
        time.sleep(0.02)
    {end}
    time.sleep(60)
"""


@forks
@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("os.kill(os.getpid(), signal.SIGINT)", 130),
        ("os.kill(os.getpid(), signal.SIGTERM)", 143),
        ("raise OSError('the disk is full')", 2),
    ],
)
def test_no_worker_is_left_when_a_build_ends_early(tmp_path: Path, end: str, code: int) -> None:
    files = company_files() | {"hooks/other.py": BUSY.format(end=end)}
    root = make_hub(tmp_path, files, settings="hooks: [hooks/hub.py, hooks/other.py]\n")
    done = run_python(root, "scripts/build.py", PYTHONHASHSEED="0")  # until its output is closed
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    told = Path("/proc", (root / "pid.txt").read_text("utf-8"), "stat")
    deadline = time.monotonic() + 30  # it was ended, and may wait for a processor to do so
    while is_at_work(told) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_at_work(told)


def is_at_work(told: Path) -> bool:
    """Whether a process runs that Linux tells of there; one that nobody has buried does not."""
    try:
        return told.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_what_only_saves_time_is_not_made_twice_when_its_worker_dies() -> None:
    program = """
import os
from commonplace.workers import Beside
print(Beside(lambda: os._exit(1), lambda: "otherwise").result())
"""
    done = run_python(ROOT, "-c", program)
    assert done.stdout == "otherwise\n", done.stderr


def test_a_file_that_is_too_large_for_a_text_is_not_judged_with_others(tmp_path: Path) -> None:
    root = make_hub(tmp_path, company_files() | {"contributions/tips/big.md": "a" * (MAX_TEXT + 1)})
    judge = read_judge(root)
    read = [path for path in list_files(root, "contributions").sizes if path.endswith(".md")]
    assert len(texts_that_pass(root, judge)) == len(read) - 1 > 0
