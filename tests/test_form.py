"""Advice on form: what is said of broken texts, reviewed; silence about good ones; no text is too long."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from commonplace.checks.form.anchors import ids_of_page
from commonplace.checks.form.english import is_english, words_in
from commonplace.checks.form.facts import Facts, Picture
from commonplace.checks.form.house_words import (
    NO_WORDS,
    HouseWords,
    house_words,
    read_house_words,
)
from commonplace.checks.form.known import hints
from commonplace.checks.form.page import Page
from commonplace.checks.form.reading_ease import ease, syllables
from commonplace.checks.form.rules import RULES, advise
from commonplace.checks.form.twins import Writing, find_twins, find_twins_of
from commonplace.checks.judge import Judge
from commonplace.checks.rules import shipped_rules
from commonplace.diagnostics import Severity, catalog
from commonplace.diagnostics.fix import Fix, apply, fitting
from commonplace.markup.render import Renderer
from commonplace.markup.targets import Target
from commonplace.markup.tasks import BoxWords
from commonplace.model.kinds import KINDS, TIP
from commonplace.readers.files import read_text
from scripts._bench_leaks_said import repeats
from scripts._check_form import form_of_files
from scripts._check_run import run_check
from tests.support import blocked
from tests.support.blocked import GOLDEN as BLOCKED
from tests.support.broken import CASES, GOLDEN, SPELLINGS, STORY, Broken, checked, messages
from tests.support.hub import ROOT
from tests.support.repository import write_files
from tests.support.shipped import needs_samples

LIST, _ = read_house_words(SPELLINGS)
FACTS = Facts(house_words=LIST)
PATH = "contributions/tips/a.md"


def page(text: str, path: str = PATH) -> Page:
    return Page(path, next(kind for kind in KINDS if f"/{kind.folder}/" in path), text)


def codes(text: str, path: str = PATH, facts: Facts = FACTS) -> list[tuple[str, int, int]]:
    found = sorted(one.diagnostic for one in advise(page(text, path), facts))
    return [(one.code, one.line, one.column) for one in found]


# ------------------------------------------------------------------ broken ones


def test_the_messages_are_the_reviewed_ones() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)
    assert messages() == GOLDEN.read_text("utf-8"), "see tests/support/broken.py"


def test_the_messages_of_what_is_kept_back_are_the_reviewed_ones() -> None:
    said = BLOCKED.read_text("utf-8")
    assert blocked.messages() == said, "see tests/support/blocked.py"
    assert not Judge(shipped_rules()).hits(said), "no value, not even a made-up one"
    assert repeats(said, [hidden for _, hidden in blocked.cases() if hidden]) is False
    files = {"leak-picture-place", "leak-author", "leak-unread"}  # these are no texts
    for code, entry in catalog().items():
        told = code.startswith(("leak-", "markup-", "text-")) and entry.severity is Severity.ERROR
        assert not told or code in files or f": {code} error " in said, code


def test_every_code_of_form_is_among_them_and_is_advice() -> None:
    own = {code for code in catalog() if code.startswith("form-")}
    assert len(own) > 15
    said = GOLDEN.read_text("utf-8")
    assert {code for code in own if f" {code} " not in said} == set()
    assert {catalog()[code].severity for code in own} == {Severity.ADVICE}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_offered_fix_alone_cures_what_it_is_for_and_brings_nothing_new(
    case: Broken, tmp_path: Path
) -> None:
    before = checked(tmp_path / "before", case)
    places = {(one.code, one.message) for one in before.told}
    offered = [one for one in before.told if one in before.offers]
    for number, told in enumerate(offered):
        fix = before.offers[told].fix
        text = before.texts[fix.path]
        assert fitting([fix], text) == [fix]
        mended = Broken(case.name, case.path, apply([fix], text), case.others)
        after = checked(tmp_path / str(number), mended)
        assert [
            one for one in after.told if (one.code, one.message) == (told.code, told.message)
        ] == []
        if told.code not in ("yaml-tab", "yaml-colon"):  # what stands behind them could not be read
            assert {(one.code, one.message) for one in after.told} <= places


def test_many_of_them_can_be_mended(tmp_path: Path) -> None:
    mendable: set[str] = set()
    for number, case in enumerate(CASES):
        found = checked(tmp_path / str(number), case)
        mendable |= {one.code for one in found.told if one in found.offers}
    assert len(mendable) >= 14


# ------------------------------------------------------------------ good ones

GOOD = {
    "a story": STORY,
    "sections in other words": STORY.replace("What it cost", "What that cost us").replace(
        "What we would do again", "What we would do again, and what not"
    ),
    "a story in German": "# Nacht\n\n## Was war\n\nEs war dunkel und niemand war da, der uns hätte helfen "
    "können, und die Pumpe stand still.\n",
    "decorated in HTML": '# A\n\n<img src="a.png" alt="">\n',
    "decorated with attributes": '# A\n\n![](a.png){ alt="" }\n',
    "words in HTML": '# A\n\n<img alt="A valve" src="a.png">\n',
    "a picture in a link": "# A\n\n[![A valve](a.png)](https://www.nasa.gov)\n",
    "a link with a name": "# A\n\nSee [the plan](https://www.nasa.gov/plan), here.\n",
    "a link to a program": "# A\n\n[`here`](https://www.nasa.gov) documents work.\n",
    "addresses on purpose": "# A\n\n<https://www.nasa.gov/a> and `https://www.nasa.gov/b`.\n",
    "addresses of nobody": "# A\n\nOpen http://localhost:8000/, https://a.example.org/a, http://127.0.0.1.\n",
    "addresses in code": "# A\n\n```\nhttps://www.nasa.gov/a\nrecieve\n- x\n```\n",
    "addresses in a block of HTML": "# A\n\n<div>\nSee https://www.nasa.gov/a\nand https://www.nasa.gov/b\n</div>\n",
    "addresses in links": "# A\n\n[a](https://www.nasa.gov/a) [b]\n\n[b]: https://www.nasa.gov/b\n",
    "an address in HTML": '# A\n\n<a href="https://www.nasa.gov/a">see https://www.nasa.gov/a</a>\n',
    "a list after an empty line": "# A\n\nYou need:\n\n- one\n- two\n",
    "a list right below": "# A\n\nYou need:\n- one\n  - two\n",
    "numbers right below": "# A\n\nIn this order:\n1. Read.\n2. Say.\n",
    "a list in a list": "# A\n\n- one\n  more of one\n- two\n    - three\n",
    "a dash in a sentence": "# A\n\nWe waited for the lift\n- it never came - and walked.\n",
    "a number in a sentence": "# A\n\nIt was on the 24th of December in the year\n1999. Nobody came.\n",
    "a list in a quote": "# A\n\n> You need:\n>\n> - one\n",
    "lines of an address": "# A\n\nHalden Street\n+ Halden House\n",
    "a table": "# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "a heading above a list": "# A\n\n## You need\n- one\n- two\n",
    "headings in order": "# A\n\n## B\n\nx\n\n### C\n\nx\n\n## D\n\nx\n",
    "a heading with parts below": "# A\n\n## B\n\n### C\n\nx\n",
    "a mark in code": "# A\n\n```\n# comment\n#### other\n```\n",
    "anchors": "# A b\n\n[x](#c-d) [y](#e) [z](#fn:1) [t](#a-b) [u](#c-d_1)\n\n## C, d\n\nx\n\n## C d\n\n"
    "x {: #e }\n\nn[^1]\n\n[^1]: n\n",
    "an anchor in HTML": '# A\n\n<span id="x"></span>[y](#x)\n',
    "an anchor elsewhere": "# A\n\n[x](https://www.nasa.gov/#nowhere) [y](gone.md#x)\n",
    "spelling in code": "# A\n\n`recieve`, [x](recieve.md), recieve@x, /recieve/ and recieve() recieve_it\n",
    "spelling in quotes": "# A\n\nWrite “teh” or *teh* and it is mended.\n\n> I recieve it.\n",
    "a title elsewhere": "# A\n\n[How to recieve](https://www.nasa.gov/recieve)\n",
    "other words": "# A\n\nThe Typescripts of a wichita shop, seperateness aside.\n",
    "a short address as words": "# A\n\nVisit [https://www.nasa.gov/](https://www.nasa.gov/).\n",
    "no title": "---\ntopics: []\n---\nJust words.\n",
    "comments": "# A\n\n<!-- A note of my own -->\n\nx\n",
    "short sentences": "# A\n\n" + "We saw it. It was red. We ran, and it went out again. " * 30,
}


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_said_of_good_form(name: str) -> None:
    path = "contributions/war-stories/a.md" if "story" in name or "sections" in name else PATH
    path = path if name != "short sentences" else "contributions/articles/a.md"
    assert codes(GOOD[name], path) == []


@needs_samples
def test_nothing_is_said_of_the_samples() -> None:
    paths = [path.relative_to(ROOT).as_posix() for path in (ROOT / "contributions").rglob("*.md")]
    assert len(paths) > 30
    words, problems = house_words(ROOT)
    assert problems == []
    assert list(form_of_files(ROOT, paths, frozenset(paths), words)) == []


# ------------------------------------------------------------------ single rules


def test_places_are_those_of_the_file() -> None:
    text = "---\ntitle: A\n---\n\nOne.\n\nSee [here](https://www.nasa.gov) or [here](b.md).\n"
    assert codes(text) == [("form-link-words", 7, 5), ("form-link-words", 7, 37)]


def test_the_anchors_are_those_of_the_page() -> None:
    text = (
        "# T\n\n## Über `x_y` & *co*: Größe\n\nx\n\n## Same\n\nx\n\n## Same\n\nx\n\nUnder\n-----\n\nx\n\n"
        "## Own {#mine}\n\nx\n\n## 日本\n\nx\n\n## 1. [link](https://www.nasa.gov) 😀\n\nx\n"
    )
    boxes = BoxWords("done", "open")
    body = page(text).body.split("\n", 1)[1]
    renderer = Renderer(["toc", "attr_list"], {}, lambda _, to: to, boxes)
    html = renderer.render(body, "tips/a.md", trusted=True).html
    made = set(re.findall(r'<h\d id="([^"]+)"', html))
    assert len(made) == 7
    assert ids_of_page(page(text)) == made


def test_anchors_of_other_texts_are_known() -> None:
    ids = {"contributions/tips/b.md": frozenset({"there"})}

    def page_of(target: Target) -> str | None:
        return target.path if target.path in ids else None

    facts = Facts(page_of=page_of, ids_of=lambda path: ids.get(path))
    assert codes("# A\n\n[x](b.md#there) [y](c.md#x)\n", facts=facts) == []
    assert codes("# A\n\n[x](b.md#gone)\n", facts=facts) == [("form-anchor", 3, 5)]


def test_pictures_are_weighed_once_each() -> None:
    sizes = {
        "contributions/tips/heavy.png": Picture(3_000_000, (9000, 9000)),
        "contributions/tips/wide.jpg": Picture(900_000, (5000, 100)),
        "contributions/tips/fine.png": Picture(900_000, (1600, 900)),
        "contributions/tips/odd.gif": Picture(10, None),
    }
    names = [path.rpartition("/")[2] for path in sizes]
    text = "# A\n\n" + "\n\n".join(f"![A valve]({name}) ![A pump]({name})" for name in names) + "\n"
    found = codes(text, facts=Facts(picture_of=sizes.get))
    assert found == [("form-picture-heavy", 3, 1), ("form-picture-wide", 5, 1)]


def test_the_budget_leaves_a_little_room_and_counts_no_code() -> None:
    assert TIP.word_budget == 150
    assert codes("# A\n\n" + "word " * 187 + "\n") == []
    assert codes("# A\n\n" + "word " * 188 + "\n") == [("form-too-long", 1, 1)]
    assert codes("# A\n\nx\n\n```\n" + "word " * 600 + "\n```\n") == []


def test_hints_are_those_of_the_templates() -> None:
    assert len(hints()) >= 8
    for kind in KINDS:
        template = (ROOT / "commonplace" / "words" / "templates" / f"en.{kind.name}.md").read_text(
            "utf-8"
        )
        path = f"contributions/{kind.folder}/a.md"
        told = [code for code, _, _ in codes(template.replace("{title}", "A title"), path)]
        assert "form-hint-left" in told, kind.name
        assert told.count("form-section-empty") == template.count("\n## "), kind.name
        unwritten = [one for one in advise(page(template, path), FACTS) if one.edits]
        assert unwritten == [], "what is not written yet keeps its hints"


def test_reading_ease_is_flesch_s() -> None:
    words = ["The", "cat", "sat", "on", "the", "mat"]
    assert round(ease(words, 1)) == 116
    counted = {
        "cat": 1,
        "valve": 1,
        "table": 2,
        "repeated": 3,
        "organization": 5,
        "the": 1,
        "asked": 1,
    }
    assert {word: syllables(word) for word in counted} == counted
    assert is_english(
        words_in(
            "It was the night in which nobody of us was there to see it, and so we do not know"
        )
    )
    assert not is_english(
        words_in("Es war die Nacht, in der niemand von uns da war, und so wissen wir es nicht")
    )


# ------------------------------------------------------------------ house spelling


@needs_samples
def test_the_shipped_list_is_sound() -> None:
    words, problems = house_words(ROOT)
    assert problems == []
    entries = [one for some in words.entries.values() for one in some]
    assert len(entries) >= 150
    for _, right in entries:
        assert list(words.find(f"so {right} it is")) == [], right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("we recieve it", "receive"),
        ("Recieve it", "Receive"),
        ("RECIEVE", "RECEIVE"),
        ("could  of", "could have"),
        ("could\nof", "could have"),
        ("a collegue's desk", "colleague's"),
        ("on Github.", "GitHub"),
        ("(recieve)", "receive"),
        ("recieve, then", "receive"),
        ("to recieve.", "receive"),
    ],
)
def test_what_is_wrong_is_found_whole_and_keeps_its_capitals(text: str, right: str) -> None:
    assert [found[2] for found in LIST.find(text)] == [right]


@pytest.mark.parametrize(
    "text", ["recieves_x", "x.recieve", "github", "GITHUB", "un-recieve", "teh-", "a/teh"]
)
def test_parts_of_names_are_none_of_ours(text: str) -> None:
    assert list(LIST.find(text)) == []


@pytest.mark.parametrize(
    ("lines", "wrong_ones"),
    [
        ("recieve receive", [1]),
        ("-> x", [1]),
        ("x ->", [1]),
        ("a -> a", [1]),
        ("# note\n\nteh -> the # another\n", []),
        ("teh -> the\nthe -> teh", [1, 2]),
        ("* -> x", [1]),
        (".*.*.*.* -> x", [1]),
        ("x" * 500 + " -> x", [1]),
        ("a -> <script>", [1]),
        ("Github -> GitHub\n", []),
    ],
)
def test_lines_of_the_list_that_cannot_be_used_are_told(lines: str, wrong_ones: list[int]) -> None:
    words, problems = read_house_words(lines)
    assert [one.line for one in problems] == wrong_ones
    assert {one.code for one in problems} <= {"form-spelling-list"}
    assert isinstance(words, HouseWords)


def test_a_list_that_cannot_be_read_is_told_and_one_that_is_missing_is_not(tmp_path: Path) -> None:
    assert house_words(tmp_path) == (NO_WORDS, [])
    write_files(tmp_path, {"checks/spelling.txt": b"teh -> \xff\xfe\n"})
    words, problems = house_words(tmp_path)
    assert words == NO_WORDS
    assert [one.code for one in problems] == ["file-encoding"]


# ------------------------------------------------------------------ near-duplicates

VOCABULARY = [
    f"{a}{b}"
    for a in ("wa", "lo", "mi", "ker", "dan", "su")
    for b in ("ter", "ng", "ve", "st", "ra", "n")
]


def _written(seed: int, count: int = 120) -> list[str]:
    pick = random.Random(seed)  # noqa: S311 - made-up words
    return [f"{pick.choice(VOCABULARY)}{pick.randrange(40)}" for _ in range(count)]


def _changed(words: list[str], seed: int, share: float) -> list[str]:
    pick = random.Random(seed)  # noqa: S311
    return [word if pick.random() > share else f"new{pick.randrange(999)}" for word in words]


@pytest.mark.parametrize("share", [0.0, 0.05, 0.1])
def test_near_copies_are_found_among_many(share: float) -> None:
    old = [
        Writing(f"contributions/tips/{n}.md", f"T {n}", " ".join(_written(n)), "2026-01-01")
        for n in range(300)
    ]
    new = [
        Writing(
            f"contributions/tips/x{n}.md",
            f"X {n}",
            " ".join(_changed(_written(n), n, share)),
            "2026-02-02",
        )
        for n in range(0, 300, 6)
    ]
    found = find_twins([*new, *old])
    right = {
        one.path
        for one in new
        if found.get(one.path) and found[one.path].path == one.path.replace("x", "")
    }
    assert len(right) >= len(new) * (0.95 if share else 1)
    assert not set(found) & {one.path for one in old}, "the older one is not told"
    few = find_twins_of(new, old)
    assert {path: twin for path, twin in found.items() if path in few} == found


def test_texts_that_only_share_a_form_are_no_twins() -> None:
    form = "Who was there and what did we see and what did we do and what would we do again"
    texts = [
        Writing(f"contributions/tips/{n}.md", f"T {n}", f"{form} {' '.join(_written(n))}")
        for n in range(200)
    ]
    assert find_twins(texts) == {}


def test_a_title_alone_makes_no_twin() -> None:
    one = Writing("contributions/tips/a.md", "Notes", " ".join(_written(1)), "2026-01-01")
    two = Writing("contributions/tips/b.md", "Notes", " ".join(_written(2)), "2026-02-01")
    assert find_twins([one, two]) == {}
    near = Writing(
        "contributions/tips/b.md", "notes.", " ".join(_changed(_written(1), 3, 0.3)), "2026-02-01"
    )
    found = find_twins([one, near])
    assert {path: (twin.path, twin.same_text) for path, twin in found.items()} == {
        near.path: (one.path, False)
    }


# ------------------------------------------------------------------ hostile ones

LONG = 400_000
HOSTILE = {
    "one word": "x" * LONG,
    "blanks": f"# a{' ' * LONG}b",
    "marks of headings": f"# {'#' * LONG}",
    "many headings": "## Same\n" * (LONG // 8),
    "comments that never end": "<!--" * (LONG // 4),
    "comments": "<!--x-->" * (LONG // 8),
    "tags that never end": "<a " * (LONG // 3),
    "blocks of HTML": "\n\n<div>https://www.nasa.gov\n" * (LONG // 30),
    "a block of HTML": "<div>" + "https://www.nasa.gov\n" * (LONG // 22),
    "links of HTML that never end": '<a href="x">' * (LONG // 12),
    "tags with many addresses": f"<img {'src=a ' * (LONG // 6)} alt=x>",
    "brackets": "[" * LONG,
    "links": "[here](x#y) " * (LONG // 12),
    "pictures": "![](a.png){" * (LONG // 11),
    "braces": "![](a.png)" + "{alt=" * (LONG // 5),
    "ids": "{" + "#a" * (LONG // 2),
    "points": "A" + "." * LONG + "x",
    "sentences": "A. " * (LONG // 3),
    "addresses": "https://" * (LONG // 8),
    "ends of addresses": f"https://www.nasa.gov/{')' * LONG}",
    "rules of tables": f"x\ny | z\n{'|--' * (LONG // 3)}x",
    "rules": f"x\n{'- ' * (LONG // 2)}x",
    "titles": "---\n" + f"title:{' ' * 1000}\n" * (LONG // 1000) + "---\n",
    "quotes": "title: " + "'" * LONG,
    "wrong words": "recieve " * (LONG // 8),
    "half of two words": f"could{' ' * LONG}",
    "lists": "x:\n- y\n\n" * (LONG // 8),
    "dead anchors": "[a](#b)\n" * (LONG // 8),
    "nested quotes": "> " * (LONG // 2),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_grows_with_the_text_and_not_with_its_square(name: str) -> None:
    """A square of this length takes hours: the test would not end."""
    text = HOSTILE[name]
    looked = page(text if text.startswith("---") else f"# T\n\n{text}\n")
    found = list(advise(looked, Facts(LIST, ids_of=lambda _: frozenset({"z"}))))
    assert len(found) <= 30 * len(RULES)
    fixes = [Fix(PATH, one.diagnostic.code, one.edits) for one in found if one.edits]
    kept = fitting(fixes, looked.text)
    assert len(apply(kept, looked.text)) < 3 * LONG


def test_a_check_reads_a_whole_hub_of_broken_texts_at_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"mkdocs.yml": "site_name: x\n", "checks/allowed.txt": ""}
    files |= {"checks/must-not-discuss.txt": ""}
    for case in CASES:
        files |= {case.path: case.text, **case.others}
    write_files(tmp_path, files)
    found = run_check(tmp_path)
    assert len({one.path for one in found.told}) > 40
    assert all(isinstance(read_text(tmp_path, path), str) for path in found.texts)
