"""What the bench found out: ratios, phases, bars, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median

from scripts._bench_runs import Phases, Run

MOST_RATIO = 1.3
RATIO_AT = 2_500  # texts, where several sizes are measured
MOST_HISTORY = 0.1
MOST_MEMORY = 1_000_000_000
MOST_OFF_LINE = 0.15
LEAST_EXPLAINED = 0.9


@dataclass(frozen=True)
class Measured:
    """One size: pairs of runs, in turn, and where the hub's and the plain build's time went, in seconds.

    `watched` are a run of the hub and one of the plain build that were looked at for their memory, and not
    timed. `reading` is a run that read the history and nothing else.
    """

    articles: int
    commits: int
    pages: int
    watched: tuple[Run, Run]
    hub: tuple[Run, ...]
    bare: tuple[Run, ...]
    stock: Run | None
    reading: Run
    hub_phases: Phases
    bare_phases: Phases

    @property
    def wall(self) -> tuple[float, ...]:
        """How many times as long as the plain build, for each pair."""
        return tuple(h.wall / b.wall for h, b in zip(self.hub, self.bare, strict=True))

    @property
    def cpu(self) -> tuple[float, ...]:
        """How many times the processor's time of the plain build, for each pair."""
        return tuple(h.cpu / b.cpu for h, b in zip(self.hub, self.bare, strict=True))

    @property
    def fastest(self) -> float:
        """The fastest run of the hub by that of the plain build: a busy machine only makes runs longer."""
        return min(run.wall for run in self.hub) / min(run.wall for run in self.bare)

    @property
    def memory(self) -> int:
        """The peak of a build of the hub, in bytes."""
        return self.watched[0].memory

    @property
    def history(self) -> float:
        """The part of the build that reading the history would be if nothing were done meanwhile."""
        return self.reading.wall / min(run.wall for run in self.hub)

    @property
    def history_cpu(self) -> float:
        """The part of the processor's time that reading the history is, a start of Python included."""
        return self.reading.cpu / min(run.cpu for run in self.hub)

    @property
    def explained(self) -> float:
        """The part of the build that has a phase."""
        return self.hub_phases.explained


@dataclass(frozen=True)
class Bar:
    """Something that is claimed, and whether it held."""

    name: str
    found: float
    most: float
    met: bool


def off_line(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """How far, in parts of one, the point that is furthest off lies from the straight line through all.

    The line is fitted to relative distances (least squares with weights 1/cost²), so that small sizes count
    as much as large ones. At least three points are needed; fewer are on their line.
    """
    if len(sizes) < 3:
        return 0.0
    weights = [1 / cost**2 for cost in costs]
    whole = sum(weights)
    mean_x = sum(w * x for w, x in zip(weights, sizes, strict=True)) / whole
    mean_y = sum(w * y for w, y in zip(weights, costs, strict=True)) / whole
    spread = sum(w * (x - mean_x) ** 2 for w, x in zip(weights, sizes, strict=True))
    together = sum(
        w * (x - mean_x) * (y - mean_y) for w, x, y in zip(weights, sizes, costs, strict=True)
    )
    slope = together / spread
    start = mean_y - slope * mean_x
    return max(abs(start + slope * x - y) / y for x, y in zip(sizes, costs, strict=True))


def bars(results: Sequence[Measured]) -> list[Bar]:
    """Every bar that these results can tell something about, for the largest size but for the first bar."""
    last = results[-1]
    timed = next((one for one in results if one.articles == RATIO_AT), last)
    found = [
        ("fastest wall, times the plain build", timed.fastest, MOST_RATIO),
        ("history, part of the build", last.history, MOST_HISTORY),
        ("history, part of the processor time", last.history_cpu, MOST_HISTORY),
        ("peak memory, bytes", float(last.memory), float(MOST_MEMORY)),
        ("unexplained, part of the build", 1 - last.explained, 1 - LEAST_EXPLAINED),
    ]
    if len(results) >= 3:
        sizes = [result.articles for result in results]
        costs = [median(run.cpu for run in result.hub) for result in results]
        found.append(("processor time, off a straight line", off_line(sizes, costs), MOST_OFF_LINE))
    return [Bar(name, value, most, value <= most) for name, value, most in found]


def as_json(results: Sequence[Measured]) -> dict[str, object]:
    """Everything, for machines."""
    return {
        "schema": 1,
        "results": [
            asdict(result)
            | {
                "fastest": result.fastest,
                "wall": result.wall,
                "cpu": result.cpu,
                "memory": result.memory,
            }
            | {"history": result.history, "history_cpu": result.history_cpu}
            | {"explained": result.explained}
            for result in results
        ],
        "bars": [asdict(bar) for bar in bars(results)],
    }


def as_table(results: Sequence[Measured]) -> str:
    """Everything, for people."""
    return "\n".join([*(line for result in results for line in _told(result)), *_judged(results)])


def _told(result: Measured) -> list[str]:
    hub, bare = result.hub, result.bare
    lines = [
        f"{result.articles:,} articles, {result.commits:,} changes, {result.pages:,} pages",
        f"  {'':12}{'hub':>18}{'plain':>18}   ratio",
    ]
    for name, values, others, ratios in (
        ("wall, s", [r.wall for r in hub], [r.wall for r in bare], result.wall),
        ("processor, s", [r.cpu for r in hub], [r.cpu for r in bare], result.cpu),
    ):
        lines.append(
            f"  {name:12}{_span(values):>18}{_span(others):>18}   {median(ratios):.2f} ({_span(ratios)})"
        )
    lines.append(f"  {'fastest':12}{'':36}   {result.fastest:.2f}")
    lines.append(f"  {'of it history':16}{result.reading.cpu:>14.2f}")
    memory = result.watched[1].memory
    lines.append(
        f"  {'memory, MB':12}{result.memory / 1e6:>18.0f}{memory / 1e6:>18.0f}   {result.memory / memory:.2f}"
    )
    if result.stock:
        ratio = median(run.wall for run in hub) / result.stock.wall
        lines.append(
            f"  with every text in the navigation: {result.stock.wall:.1f} s, ratio {ratio:.2f}"
        )
    hub_phases, bare_phases = result.hub_phases, result.bare_phases
    lines.append("  where the time goes, in seconds (one run, looked at from the inside)")
    lines.append(f"  {'':12}{'hub':>11}{'':6}{'its workers':>14}{'plain':>14}")
    spent, workers = hub_phases.spent, hub_phases.workers
    both = {name: spent.get(name, 0.0) + workers.get(name, 0.0) for name in {*spent, *workers}}
    for name in sorted(both, key=both.__getitem__, reverse=True):
        here, there, other = (
            phases.get(name, 0.0) for phases in (spent, workers, bare_phases.spent)
        )
        lines.append(
            f"  {name:12}{here:>11.2f} {here / hub_phases.whole:>5.0%}{there:>14.2f}{other:>14.2f}"
        )
    for name, seconds in hub_phases.beside.items():
        lines.append(f"  {name:12}{seconds:>11.2f} beside the rest")
    return [*lines, ""]


def _span(values: Sequence[float]) -> str:
    low, high = min(values), max(values)
    return f"{low:.2f}" if len(values) == 1 else f"{low:.2f} to {high:.2f}"


def _judged(results: Sequence[Measured]) -> list[str]:
    return [
        f"{'ok    ' if bar.met else 'MISSED'}  {bar.name}: {_figure(bar.found)}, at most {_figure(bar.most)}"
        for bar in bars(results)
    ]


def _figure(value: float) -> str:
    return f"{value / 1e6:,.0f} million" if value >= 1e6 else f"{value:.2f}"
