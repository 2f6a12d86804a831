"""Measure how long a build takes, beside a plain MkDocs build of the same texts."""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts._bench_bare import make_bare  # noqa: E402 - the line above lets it be found
from scripts._bench_hub import Size, make_hub  # noqa: E402
from scripts._bench_leaks import bench_leaks  # noqa: E402
from scripts._bench_results import Measured, as_json, as_table, bars  # noqa: E402
from scripts._bench_runs import GONE, Build, BuildFailedError  # noqa: E402
from scripts._bench_texts import Vocabulary, read_texts, read_vocabulary  # noqa: E402
from scripts._site import UsageError  # noqa: E402

_MOST_ARTICLES = 100_000


class _NotMeasuredError(Exception):
    """Nothing can be measured. The message is for the person who runs it."""


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 0 when every bar is met, 1 when one is missed, 2 when nothing was measured."""
    options = _parser().parse_args(arguments)
    try:
        if options.what == "leaks":
            return bench_leaks(ROOT, options.seed, as_json=options.json)
        if options.what == "search":
            return _bench_search(options)
        return _bench(options)
    except (_NotMeasuredError, BuildFailedError, UsageError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as problem:
        print(f"Git could not write the history ({problem}).", file=sys.stderr)
        return 2
    except OSError as problem:
        print(f"The hub to measure could not be written: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. What was made is taken away.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/hub bench",
        description="Makes a hub of the size you ask for, out of the words of this one, and builds it and a "
        "plain MkDocs site with Material of the same texts, in turn and from cold. Says how many times as "
        "long the hub takes, how much memory, and where the time goes. Your hub is only read.",
        epilog="Exit codes: 0 every bar is met, 1 one is missed, 2 nothing could be measured.",
    )
    parser.add_argument(
        "what",
        nargs="?",
        choices=("build", "leaks", "search"),
        default="build",
        help="build: time and memory (that is what is measured by itself); leaks: makes hundreds of leaks "
        "and as many harmless look-alikes, tells by kind how many “check” finds, and how often it is wrong; "
        "search: what an index adds to a build, and what a browser fetches for its first results",
    )
    parser.add_argument(
        "--articles",
        type=_sizes,
        default=(2500,),
        metavar="N",
        help="how many texts (2500), or several sizes with commas: 500,1000,2500,5000,10000",
    )
    parser.add_argument(
        "--commits", type=_count, metavar="M", help="how many changes (five for each text)"
    )
    parser.add_argument("--runs", type=_count, default=3, metavar="K", help="how many pairs (3)")
    parser.add_argument("--seed", type=int, default=1, help="another number makes other texts (1)")
    parser.add_argument(
        "--stock",
        action="store_true",
        help="also build the texts as MkDocs does by itself, with all of them in the navigation, once",
    )
    parser.add_argument("--json", action="store_true", help="print everything for machines")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="make it in this empty folder, and leave it there"
    )
    return parser


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 10 * _MOST_ARTICLES:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 on")
    return number


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(sorted({_count(part) for part in text.split(",")}))
    if sizes[-1] > _MOST_ARTICLES:
        raise argparse.ArgumentTypeError(f"at most {_MOST_ARTICLES:,} texts can be measured")
    return sizes


def _bench(options: argparse.Namespace) -> int:
    if not hasattr(signal, "setitimer"):
        raise _NotMeasuredError(
            "Windows does not tell what a build takes. Measure on Linux or macOS, or in WSL."
        )
    try:
        words = read_vocabulary(read_texts(ROOT / "contributions"))
    except ValueError:
        words = read_vocabulary(read_texts(ROOT / "docs"))
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        place = _place(options.keep) if options.keep else Path(folder)
        results = [_measure(options, n, words, place / str(n)) for n in options.articles]
    print(json.dumps(as_json(results), indent=2) if options.json else as_table(results))
    return 0 if all(bar.met for bar in bars(results)) else 1


def _bench_search(options: argparse.Namespace) -> int:
    if not hasattr(signal, "setitimer"):
        raise _NotMeasuredError("Windows does not tell what a build takes. Measure elsewhere.")
    from scripts._bench_search import bench_search

    done = (bench_search(ROOT, n, options.seed, as_json=options.json) for n in options.articles)
    return max(done)


def _place(wanted: Path) -> Path:
    if wanted.is_file() or (wanted.is_dir() and any(wanted.iterdir())):
        raise _NotMeasuredError(
            f"“{wanted}” is not an empty folder. Name one that is, or a new one."
        )
    wanted.mkdir(parents=True, exist_ok=True)
    return wanted.resolve()


def _measure(
    options: argparse.Namespace, articles: int, words: Vocabulary, place: Path
) -> Measured:
    commits = max(articles, options.commits or 5 * articles)
    _say(f"Making {articles:,} texts with {commits:,} changes …")
    for name in ("hub", "plain", "stock"):
        (place / name).mkdir(parents=True)
    make_hub(ROOT, place / "hub", Size(articles, commits, options.seed), words)
    make_bare(place / "hub", place / "plain", stock=False)
    hub = Build("hub", place / "hub", ("scripts/build.py",), (".cache", "site"))
    plain = Build("plain", place / "plain", ("mkdocs", "build", "-q"), ("site",))
    _say("Building once to warm up, and to see how much memory it takes …")
    watched = hub.run(watched=True), plain.run(watched=True)
    pages = sum(1 for _ in (place / "hub" / "site").rglob("index.html"))
    pairs = []
    for number in range(options.runs):
        _say(f"Pair {number + 1} of {options.runs} …")
        first, second = (hub, plain) if number % 2 == 0 else (plain, hub)
        runs = {build.name: build.run() for build in (first, second)}
        pairs.append((runs["hub"], runs["plain"]))
    stock = None
    if options.stock:
        make_bare(place / "hub", place / "stock", stock=True)
        _say("Building with every text in the navigation …")
        stock = Build("stock", place / "stock", ("mkdocs", "build", "-q"), ("site",)).run()
    measured = Measured(
        articles=articles,
        commits=commits,
        pages=pages,
        watched=watched,
        hub=tuple(one for one, _ in pairs),
        bare=tuple(other for _, other in pairs),
        stock=stock,
        reading=hub.history(),
        hub_phases=hub.phases(),
        bare_phases=plain.phases(),
    )
    for gone in place.glob(f"{GONE}*") if options.keep else [place]:
        shutil.rmtree(gone)
    return measured


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
