"""Measures what a search finds in spite of a slip, and how soon, in a browser without a window.

`python -m scripts._bench_typos SITE` takes the folder of a built site. Two sets of queries are made of what
its index holds: three or four words of a title, and one rare word; each as it is, and with one slip in the
longest word (two letters swapped, one dropped or changed). What was wanted has to be among the first three.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from scripts._chromium import FLAGS, ready

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUERIES = 100
FIRST = 3
BARS = {
    ("titles", "slip"): 98,
    ("words", "slip"): 95,
    ("titles", "clean"): 100,
    ("words", "clean"): 99,
}
SLOWEST = 100.0  # milliseconds from a key to its results, at the median
_MARK = b"pagefind_dcd"
_WORD = re.compile(r"[^\W_\d]+")
_RARE, _LONG, _SHORTEST_SLIP = 3, 6, 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_ASK = """async ([queries, base]) => {
  const { answer } = await import(`${base}assets/search/answer.js`);
  const { fragment } = await import(`${base}assets/search/finder.js`);
  const found = [];
  for (const typed of queries) {
    const { results } = await answer(typed, { type: ["contribution"] });
    found.push((await Promise.all(results.slice(0, 3).map(fragment))).map(({ url }) => url));
  }
  return found;
}"""
_WATCH = """() => {
  const box = document.querySelector("[data-hub-find]");
  const query = box.querySelector(".hub-find__query");
  let pressed = null;
  window.took = [];
  query.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (pressed === null || box.dataset.for !== query.value) return;
    window.took.push(performance.now() - pressed);
    pressed = null;
  }).observe(box, { attributes: true, attributeFilter: ["data-for"] });
}"""


@dataclass(frozen=True)
class Wanted:
    """A query as it is and with a slip, and the addresses of the texts that it is meant to find."""

    clean: str
    slip: str
    urls: frozenset[str]


@dataclass(frozen=True)
class Text:
    """What the index holds of one contribution."""

    url: str
    title: str
    words: tuple[str, ...]


def texts(site: Path) -> list[Text]:
    """The contributions in a site's index."""
    found = []
    for path in sorted((site / "pagefind" / "fragment").glob("*.pf_fragment")):
        data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))
        if "contribution" in data["filters"].get("type", ()):
            words = tuple(_WORD.findall(data["content"]))
            found.append(Text(data["url"], data["meta"]["title"], words))
    return sorted(found, key=lambda one: one.url)


def slipped(word: str, random: Random) -> str:
    """A word with one slip in it."""
    while True:
        at = random.randrange(len(word))
        before, letter, after = word[:at], word[at], word[at + 1 :]
        made = {
            "swap": before + after[:1] + letter + after[1:],
            "drop": before + after,
            "change": before + random.choice(_LETTERS) + after,
        }[random.choice(("swap", "drop", "change"))]
        if made != word:
            return made


def queries(found: Sequence[Text], seed: int) -> Mapping[str, list[Wanted]]:
    """Both sets, the same for the same texts and seed."""
    random = Random(seed)  # noqa: S311 - the same queries every time
    return {"titles": list(_titles(found, random)), "words": list(_rare(found, random))}


def _titles(found: Sequence[Text], random: Random) -> Iterator[Wanted]:
    made = 0
    while made < QUERIES:
        text = random.choice(found)
        words = [word for word in re.findall(r"[^\W_]+", text.title) if len(word) > 1]
        count = min(len(words), random.choice((3, 4)))
        if count < 3:
            continue
        chosen = [words[at] for at in sorted(random.sample(range(len(words)), count))]
        longest = max(range(count), key=lambda at: len(chosen[at]))
        if len(chosen[longest]) < _SHORTEST_SLIP:
            continue
        typed = [*chosen]
        typed[longest] = slipped(chosen[longest].lower(), random)
        made += 1
        yield Wanted(" ".join(chosen), " ".join(typed), frozenset({text.url}))


def _rare(found: Sequence[Text], random: Random) -> Iterator[Wanted]:
    places: dict[str, set[str]] = {}
    for text in found:
        for word in text.words:
            places.setdefault(_plain(word), set()).add(text.url)
    rare = sorted(
        w for w, urls in places.items() if len(w) >= _LONG and len(urls) <= _RARE and w.isascii()
    )
    for word in random.sample(rare, QUERIES):
        yield Wanted(word, slipped(word, random), frozenset({random.choice(sorted(places[word]))}))


def _plain(word: str) -> str:
    signs = unicodedata.normalize("NFKD", word.lower())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        pass


@contextmanager
def opened(site: Path) -> Iterator[Page]:
    """A page of the site, served from this machine, in a browser without a window."""
    from playwright.sync_api import sync_playwright

    handler, chromium = partial(_Quiet, directory=str(site)), ready()
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        try:
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/", wait_until="networkidle")
            yield page
        finally:
            browser.close()
            server.shutdown()


def hits(page: Page, wanted: Sequence[Wanted], way: str) -> list[bool]:
    """Whether each query finds what it is meant to find, among the first three."""
    asked = [getattr(one, way) for one in wanted]
    answers: list[list[str]] = page.evaluate(_ASK, [asked, "/"])
    return [bool(one.urls & set(urls[:FIRST])) for one, urls in zip(wanted, answers, strict=True)]


def delays(page: Page, asked: Sequence[str]) -> list[float]:
    """Milliseconds from the last key of each query to its results, once the search is warm."""
    page.keyboard.press("/")
    query = page.locator(".hub-find__query")
    query.fill(asked[0])
    page.locator("[data-hub-find][data-for]").wait_for()
    page.evaluate(_WATCH)
    for words in asked:
        query.fill(words[:-1])
        _settled(page)
        before = page.evaluate("took.length")
        page.keyboard.press(words[-1])
        page.wait_for_function("(before) => took.length > before", arg=before)
    took: list[float] = page.evaluate("took")
    return took


def _settled(page: Page) -> None:
    page.wait_for_function(
        "((box) => box.dataset.for === box.querySelector('.hub-find__query').value)"
        "(document.querySelector('[data-hub-find]'))"
    )


def measured(site: Path, seed: int) -> dict[str, Any]:
    """Everything, as numbers."""
    found = texts(site)
    sets = queries(found, seed)
    result: dict[str, Any] = {"texts": len(found), "seed": seed, "found": {}, "missed": []}
    with opened(site) as page:
        for name, wanted in sets.items():
            for way in ("clean", "slip"):
                good = hits(page, wanted, way)
                result["found"][f"{name} {way}"] = sum(good)
                missed = (
                    getattr(one, way)
                    for one, is_hit in zip(wanted, good, strict=True)
                    if not is_hit
                )
                result["missed"] += [f"{name} {way}: {query}" for query in missed]
        took = delays(page, [one.clean for one in sets["titles"][:40]])
        result["milliseconds"] = {
            "median": round(statistics.median(took)),
            "most": round(max(took)),
        }
    return result


def main() -> int:
    """Say what was measured; 0 where every bar is met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument(
        "--seed", type=int, default=1, help="another number makes other queries (1)"
    )
    given = parser.parse_args()
    if not texts(given.site):
        parser.error(f"“{given.site}” has no index of texts: build a hub first, and name its site")
    result = measured(given.site, given.seed)
    sys.stdout.write(f"{json.dumps(result, indent=1, ensure_ascii=False)}\n")
    is_found = all(result["found"][" ".join(name)] >= bar for name, bar in BARS.items())
    return 0 if is_found and result["milliseconds"]["median"] < SLOWEST else 1


if __name__ == "__main__":
    raise SystemExit(main())
