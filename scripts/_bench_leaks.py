"""Measure how many made leaks `check` finds, how often it is wrong, and whether it ever repeats one."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commonplace.checks.judge import Judge
from commonplace.checks.rules import shipped_rules
from commonplace.diagnostics import is_leak
from scripts._bench_leaks_said import begin, listen
from scripts._leak_places import Seed, leaks, look_alikes

RECALL, FALSE_ALARMS = 0.95, 0.05
_EACH_LEAK, _EACH_ALIKE = 12, 18
_COPIED = ("scripts", "commonplace", "hooks")
_SETTINGS = "site_name: Made for a measurement\ntheme: {name: material}\n"
_LIST = "# made for a measurement\nProjekt Marmoräde\nSable Harbor\nVandermolen\n"


@dataclass(frozen=True)
class Row:
    """What became of one kind: how many there were, how many were named, and as what by mistake."""

    kind: str
    count: int
    named: int
    missed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The whole measurement. `heard` is everywhere that was listened, `repeated` where a made value stood."""

    leaks: tuple[Row, ...]
    alikes: tuple[Row, ...]
    repeated: tuple[str, ...]
    seconds: float
    heard: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """The share of made leaks that were named as what they are."""
        return sum(row.named for row in self.leaks) / sum(row.count for row in self.leaks)

    @property
    def false_alarms(self) -> float:
        """The share of look-alikes that were called a leak."""
        return sum(row.named for row in self.alikes) / sum(row.count for row in self.alikes)

    @property
    def met(self) -> bool:
        """Whether every bar is met."""
        return self.recall >= RECALL and self.false_alarms <= FALSE_ALARMS and not self.repeated


def bench_leaks(root: Path, seed: int, *, as_json: bool = False) -> int:
    """Measure with this product in a temporary folder, and print; 0 when every bar is met, else 1."""
    found = measure(root, seed)
    print(_json(found) if as_json else table(found))
    return 0 if found.met else 1


def measure(root: Path, seed: int) -> Found:
    """Write the made texts, listen to all that is said of them, and count."""
    made, alike = leaks(seed, _EACH_LEAK), look_alikes(seed, _EACH_ALIKE)
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        hub = Path(folder)
        _write(root, hub)
        around = begin(hub)
        _write_all(hub, {seed.path: seed.text for seed in (*made, *alike)})
        said = listen(hub, around)
    codes: dict[str, set[str]] = {}
    for row in said.rows:
        if is_leak(row["code"]):
            codes.setdefault(row["path"], set()).add(row["code"])
    return Found(
        leaks=_count(made, codes, alike=False),
        alikes=_count(alike, codes, alike=True),
        repeated=said.repeating(seed.value for seed in made),
        seconds=_seconds([seed.text for seed in made + alike]),
        heard=tuple(said.texts),
    )


def _write(root: Path, hub: Path) -> None:
    """A hub with this product, and nothing in it."""
    for name in _COPIED:
        shutil.copytree(root / name, hub / name, ignore=shutil.ignore_patterns("__pycache__"))
    texts = {"mkdocs.yml": _SETTINGS, "docs/index.md": "# Made\n", "checks/allowed.txt": ""}
    _write_all(hub, texts | {"checks/must-not-discuss.txt": _LIST})


def _write_all(hub: Path, texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        (hub / path).parent.mkdir(parents=True, exist_ok=True)
        (hub / path).write_text(text, "utf-8")


def _count(seeds: list[Seed], codes: dict[str, set[str]], *, alike: bool) -> tuple[Row, ...]:
    counts, named, missed = Counter[str](), Counter[str](), dict[str, list[str]]()
    for seed in seeds:
        counts[seed.kind] += 1
        found = codes.get(seed.home, set())
        said = {"leak-in-name"} if seed.place == "name of a file" else {seed.code}
        if found if alike else found & said:
            named[seed.kind] += 1
        if bool(found) == alike:
            missed.setdefault(seed.kind, []).append(", ".join(sorted(found)) or seed.place)
    return tuple(
        Row(kind, counts[kind], named[kind], tuple(missed.get(kind, ()))) for kind in counts
    )


def _seconds(texts: list[str]) -> float:
    """Processor time for a thousand texts like these."""
    judge = Judge(shipped_rules())
    started = time.process_time()
    for text in texts:
        judge.hits(text)
    return (time.process_time() - started) / len(texts) * 1000


def table(found: Found) -> str:
    """The measurement for people."""
    lines = [f"{'kind':32} {'made':>5} {'found':>6} {'share':>6}"]
    for row in found.leaks:
        share = row.named / row.count
        missed = f"  missed: {', '.join(row.missed)}" if row.missed else ""
        lines.append(f"{row.kind:32} {row.count:5} {row.named:6} {share:6.0%}{missed}")
    lines += ["", f"{'look-alike':32} {'made':>5} {'wrong':>6} {'share':>6}"]
    for row in found.alikes:
        wrong = f"  taken for: {', '.join(sorted(set(row.missed)))}" if row.missed else ""
        lines.append(
            f"{row.kind:32} {row.count:5} {row.named:6} {row.named / row.count:6.0%}{wrong}"
        )
    made, alike = (sum(row.count for row in rows) for rows in (found.leaks, found.alikes))
    lines += [
        "",
        f"Found: {found.recall:.1%} of {made} leaks of {len(found.leaks)} kinds (at least {RECALL:.0%}).",
        f"False alarms: {found.false_alarms:.1%} of {alike} look-alikes (at most {FALSE_ALARMS:.0%}).",
        f"Repeated in {', '.join(found.heard)}: "
        + (", ".join(found.repeated) or "none of the values, nowhere")
        + ".",
        f"Processor time: {found.seconds:.2f} seconds for a thousand texts.",
        "Every bar is met." if found.met else "A bar is missed.",
    ]
    return "\n".join(lines)


def _json(found: Found) -> str:
    rows = {name: [vars(row) for row in getattr(found, name)] for name in ("leaks", "alikes")}
    numbers = {"recall": found.recall, "false_alarms": found.false_alarms, "met": found.met}
    return json.dumps({**rows, **numbers, "repeated": found.repeated}, indent=1)
