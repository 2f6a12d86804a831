"""`bench search`: what an index adds to a build, and what a browser fetches until it shows five results."""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from scripts._bench_bare import make_bare  # noqa: E402 - the line above lets it be found
from scripts._bench_hub import Size, make_hub  # noqa: E402
from scripts._bench_runs import Build, Run  # noqa: E402
from scripts._bench_texts import read_texts, read_vocabulary  # noqa: E402

MOST_ADDED = 0.35
MOST_ONE = 0.2
MOST_BYTES = 300_000
_PACKED = (".js", ".json", ".css", ".html")  # what servers pack; the index is packed already


@dataclass(frozen=True)
class Indexing:
    """Seconds of the processor, Pagefind's among them: everything, nothing changed, one text changed."""

    records: int
    whole: float
    same: float
    one: float
    files: int
    bytes: int


@dataclass(frozen=True)
class Bytes:
    """What came over the wire from the first key to five results; `material` is its index and its worker."""

    query: str
    requests: int
    bytes: int
    results: int


def bench_search(root: Path, articles: int, seed: int, *, as_json: bool) -> int:
    """Measure and print; 0 when every bar is met, 1 when one is missed."""
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        hub, plain = Path(folder) / "hub", Path(folder) / "plain"
        hub.mkdir()
        plain.mkdir()
        _say(f"Making {articles:,} texts …")
        words = read_vocabulary(read_texts(root / "contributions"))
        make_hub(root, hub, Size(articles, articles, seed), words)
        make_bare(hub, plain, stock=False)
        _say("Building without an index and with one …")
        without = _build(hub, without=True)
        cold = _build(hub)
        _say("Indexing by itself …")
        alone = _indexing(hub)
        _say("Building Material's …")
        Build("plain", plain, ("mkdocs", "build", "-q"), ("site",)).run()
        material = _material(plain / "site")
        _say("Searching in a browser …")
        fetched, why_not = _fetched(hub / "site")
    found = {
        "articles": articles,
        "build_without": asdict(without),
        "build": asdict(cold),
        "indexing": asdict(alone),
        "material_bytes": material,
        "fetched": [asdict(one) for one in fetched],
    }
    bars = [
        ("indexing, part of a build's processor time", alone.whole / without.cpu, MOST_ADDED),
        ("one text changed, part of indexing", alone.one / alone.whole, MOST_ONE),
        *(("bytes to five results", float(one.bytes), float(MOST_BYTES)) for one in fetched),
    ]
    print(json.dumps(found, indent=2) if as_json else "\n".join(_told(found, bars, why_not)))
    return 0 if all(value <= most for _, value, most in bars) else 1


def _build(hub: Path, *, without: bool = False) -> Run:
    """A build from cold; a program that is none leaves the index out."""
    before = os.environ.get("PAGEFIND_BINARY_PATH")
    if without:
        os.environ["PAGEFIND_BINARY_PATH"] = os.devnull
    try:
        return Build("hub", hub, ("scripts/build.py",), (".cache", "site")).run()
    finally:
        os.environ.pop("PAGEFIND_BINARY_PATH", None)
        if before is not None:
            os.environ["PAGEFIND_BINARY_PATH"] = before


def _indexing(hub: Path) -> Indexing:
    """Measured in a process of its own, which has nothing else to do."""
    program = "import sys; from scripts._bench_search import alone; alone(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", program, str(hub)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise OSError(done.stderr[-2000:])
    return Indexing(**json.loads(done.stdout))


def alone(folder: str) -> None:
    """Index the hub in `folder` three times, and print what that took as JSON."""
    from commonplace.markup.render import Renderer
    from commonplace.markup.tasks import box_words
    from commonplace.search.document import INDEX_LANGUAGE, NOT_SEARCHED, Document
    from commonplace.search.kept import load_kept, save_kept
    from commonplace.search.renew import renewed
    from commonplace.site.gather import Request, gather
    from commonplace.site.tree import PageWriter
    from scripts._engine_settings import read_markdown, read_node
    from scripts._export_search import documents

    from pagefind_program import program, version_of  # isort: skip - the line above lets it be found
    from pagefind_service import Service  # isort: skip

    root = Path(folder)
    site = gather(Request(root, datetime.now(UTC)))
    node = read_markdown(read_node(root))
    boxes = box_words(site.plan.words)
    pages = PageWriter(
        Renderer(node.extensions, node.configs, lambda *_: None, boxes), native_headings=True
    )
    given = list(documents(root, site.plan, site.hub.settings, pages))

    def make(some: object) -> dict[str, bytes]:
        records = (one.record for one in some)  # type: ignore[attr-defined]
        with Service(program()) as service:
            return dict(service.index(INDEX_LANGUAGE, NOT_SEARCHED, records))

    def taken(work: Callable[[], object]) -> float:
        before = _processor()
        work()
        return _processor() - before

    version = version_of(program())
    cache = root / ".cache" / "bench"

    def again(some: list[Document]) -> None:
        kept = load_kept(cache)
        made = renewed(site.plan.search, some, version, kept, make)
        if made is not kept:
            save_kept(cache, made)

    whole = taken(lambda: again(given))
    same = taken(lambda: again(given))
    first = given[len(given) // 2]
    other = [
        one
        if one is not first
        else Document(one.url, one.html.replace("<p", "<p>Wholly new.</p><p", 1))
        for one in given
    ]
    one = taken(lambda: again(other))
    kept = load_kept(cache)
    files = kept.files if kept else {}
    size = sum(map(len, files.values()))
    print(json.dumps(asdict(Indexing(len(given), whole, same, one, len(files), size))))


def _processor() -> float:
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in found)


def wire(path: Path) -> int:
    """The bytes of a file as a server sends it."""
    data = path.read_bytes()
    return len(gzip.compress(data, 6)) if path.suffix in _PACKED else len(data)


def _material(site: Path) -> int:
    """What Material fetches before its first result: the index of everything, and its worker."""
    worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.js"))
    return wire(site / "search" / "search_index.json") + wire(worker)


def _fetched(site: Path) -> tuple[list[Bytes], str]:
    """What a browser fetches for a rare word, a common one and two; or why nobody can tell."""
    try:
        from playwright.sync_api import Error

        from scripts._bench_bytes import fetched
        from scripts._chromium import NoBrowserError
    except ImportError:
        return [], "“scripts/hub test” installs what drives a browser"
    try:
        return [Bytes(*row) for row in fetched(site)], ""
    except (NoBrowserError, Error) as problem:
        return [], str(problem)


def _told(
    found: dict[str, object], bars: list[tuple[str, float, float]], why_not: str
) -> Iterator[str]:
    for key, value in found.items():
        for row in value if isinstance(value, list) else [value]:
            yield f"{key:16} {json.dumps(row, ensure_ascii=False) if isinstance(row, dict) else row}"
    if why_not:
        yield f"bytes were not counted: {why_not}"
    for name, value, most in bars:
        yield f"{'met   ' if value <= most else 'MISSED'} {name}: {value:,.2f} of at most {most:,.2f}"


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
