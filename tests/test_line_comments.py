"""What a machine can mend, offered at its lines on GitHub: each thing once, and nothing that is forged."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonplace.checks.judge import Judge
from commonplace.checks.lists import read_words
from commonplace.diagnostics import catalog
from commonplace.diagnostics.fix import Edit, Fix, Offer, apply, split_lines, suggestions_in
from commonplace.repository.patch import NewSide
from commonplace.repository.review import (
    MOST_BYTES,
    ReviewError,
    make_review,
    read_review,
    review_text,
)
from commonplace.repository.suggested import (
    MARK,
    MOST,
    Suggested,
    marks,
    sound,
    suggested_of,
    suggestion_text,
)
from commonplace.words import words
from scripts._check_leaks import judge_of
from scripts._comment_lines import Lines, suggest
from scripts._github.client import Client, Manners
from scripts._github.proposal import Proposal
from scripts._github.rest import Rest
from tests.support.github import TOKEN, Fault, GitHub, What, serve_github
from tests.support.github.lines import patches_of
from tests.support.github.records import LineRemark, Pull, Thread
from tests.support.hub import run_command
from tests.support.repository import Repository
from tests.support.reviewing import (
    SECRET,
    comment,
    event,
    following,
    proposed,
    review_hub,
    review_world,
    reviewed,
    run,
)

PATH = "contributions/tips/a.md"
LONG = "contributions/tips/long.md"
TEXT = """# A

Do this:
| one | two |
|---|---|

See [the plan](www.example.org/x) now.

```text
fenced
```
See [the plan](www.example.org/y) then.
"""
FILES: dict[str, str | bytes] = {
    "contributions/people/ada.md": "---\nname: Ada Example\nlogins: [ada]\n---\n",
    LONG: "# Long\n\nList:\n- one\n" + "".join(f"\nWords {n}.\n" for n in range(20)),
}


@pytest.fixture
def github() -> Iterator[GitHub]:
    with serve_github(review_world()) as served:
        yield served


@dataclass
class Sent:
    """A pull request with texts that a machine can mend: what the first workflow left of it, and GitHub."""

    github: GitHub
    pull: Pull
    judge: Judge
    data: dict[str, Any]

    def say(self, **more: Any) -> int:
        """What the second workflow does with the lines; what else stands there was forged."""
        review = read_review(json.dumps(self.data | more).encode())
        one = self.pull
        proposal = Proposal(
            one.id, one.number, True, one.head_ref_oid, "mallory/hub", "NONE", "new"
        )
        client = Client(self.github.api, TOKEN, Manners(pause=self.github.world.wait))
        rest = Rest(self.github.api, TOKEN, "acme/hub")
        try:
            told = words("en")["review"]
            return suggest(Lines(client, rest, self.judge, "docs", told), proposal, review)
        finally:
            client.close()

    @property
    def bodies(self) -> list[str]:
        return [one.body for thread in self.pull.review_threads for one in thread.comments]

    def line(self, mark: str, *, author: str = "github-actions") -> Thread:
        """Something that was said at a line before."""
        world = self.github.world
        who, when = world.account(author), world.tick()
        made = Thread("", PATH, 1, None, when)
        body = f"<!-- commonplace:suggestion={mark} -->\nWords."
        made.comments.append(LineRemark(*(world, "", who, body, when, when), pull=self.pull))
        self.pull.review_threads.append(made)
        return made


@dataclass(frozen=True)
class Looked:
    """A text that was looked over on a branch: what “review” left, and which lines GitHub shows."""

    data: dict[str, Any]
    patches: list[dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lines")


@pytest.fixture(scope="module")
def hub(folder: Path) -> Repository:
    return review_hub(folder / "hub", "http://127.0.0.1:9", FILES)


@pytest.fixture(scope="module")
def look(hub: Repository, folder: Path) -> Callable[..., Looked]:
    """Looks over some files on a new branch, each once."""
    known: dict[str, Looked] = {}

    def looked(name: str, files: dict[str, str | bytes | None]) -> Looked:
        if name not in known:
            hub.git("switch", "--quiet", "main")
            hub.switch(name)
            hub.commit(files)
            told = {"pull_request": {"number": 3, "head": {"sha": "a" * 40}}}
            out = folder / name
            given = event(folder, told)
            done = run(hub, "review", "--base", "main", "--out", str(out), **given)
            assert done.returncode in (0, 1), done.stderr
            data = json.loads((out / "review.json").read_text("ascii"))
            known[name] = Looked(data, patches_of(hub.root, "main", name))
        return known[name]

    return looked


@pytest.fixture
def sent(github: GitHub, hub: Repository, look: Callable[..., Looked]) -> Callable[..., Sent]:
    def make(name: str = "usual", text: str = TEXT, **more: str) -> Sent:
        looked = look(name, {PATH: text, **more})
        pull = proposed(github, "a" * 40)
        pull.patches = [*looked.patches]
        return Sent(github, pull, judge_of(hub.root), looked.data)

    return make


def mark_of(body: str) -> str:
    found = MARK.match(body)
    assert found
    return found[1]


# On GitHub


def test_what_can_be_mended_is_offered_at_its_lines_in_one_review(
    tmp_path: Path, github: GitHub
) -> None:
    hub = review_hub(tmp_path / "hub", github.api, FILES)
    hub.switch("ours")
    hub.commit({PATH: TEXT})
    pull = proposed(github, hub.head())
    out = reviewed(hub, tmp_path, pull)
    github.fail(Fault(What.REFUSED, status=422, message="line must be part of the diff"), at=4)
    done = comment(hub, tmp_path, out, following(pull))
    assert done.returncode == 0, done.stderr
    assert github.log[3].operation == "REVIEW"
    assert "Nothing is said at the lines. GitHub refuses comments on these lines." in done.stderr
    assert pull.review_threads == []
    assert "This table begins right below a line of text" in pull.comments[0].body
    assert "stand at their lines" not in pull.comments[0].body
    done = comment(hub, tmp_path, out, following(pull))
    assert done.returncode == 0, done.stderr
    assert "3 of these stand at their lines" in pull.comments[0].body
    assert [(one.path, one.start_line, one.line) for one in pull.review_threads] == [
        *((PATH, None, 4), (PATH, None, 7), (PATH, None, 12)),
    ]
    assert len(pull.comments) == 1
    (review,) = pull.reviews
    assert (review.state, review.author) == ("COMMENTED", github.world.account("github-actions"))
    asked = [one for one in github.log if one.operation == "REVIEW"][-1]
    assert asked.variables["commit_id"] == hub.git("rev-parse", "ours").strip()


def test_it_says_what_is_wrong_and_what_would_be_there(sent: Callable[..., Sent]) -> None:
    one = sent()
    assert one.say() == 3
    first, second, _ = one.bodies
    assert re.match(r"<!-- commonplace:suggestion=[0-9a-f]{32} -->\n", first)
    assert "This table begins right below a line of text" in first
    assert "\n```suggestion\n\n| one | two |\n```\n" in first
    assert "\n```suggestion\nSee [the plan](https://www.example.org/x) now.\n```\n" in second


def test_what_is_committed_by_the_buttons_is_what_fix_writes(
    hub: Repository, sent: Callable[..., Sent]
) -> None:
    one = sent()
    assert one.say() == 3
    lines = TEXT.split("\n")
    for thread in reversed(one.pull.review_threads):
        body = thread.comments[0].body
        block = re.search(r"\n(`{3,})suggestion\n(.*?)\n?\1\n", body, re.DOTALL)
        assert block, body
        lines[(thread.start_line or thread.line) - 1 : thread.line] = block[2].split("\n")
    hub.git("switch", "--quiet", "usual")
    assert run_command(hub.root, "check", "--fix", PATH).returncode == 0
    assert (hub.root / PATH).read_text("utf-8") == "\n".join(lines)
    hub.git("checkout", "--quiet", "--", ".")


def test_nothing_is_offered_twice(sent: Callable[..., Sent], look: Callable[..., Looked]) -> None:
    one = sent()
    for _ in range(2):
        assert one.say() == 3
        assert (len(one.pull.review_threads), len(one.pull.reviews)) == (3, 1)
    one.pull.review_threads[0].is_resolved = True
    one.pull.review_threads[1].is_outdated = True
    moved = TEXT.replace("# A\n", "# A\n\nMore words above.\n")
    moved += "\nSee [the plan](www.example.org/x) now.\n\nAsk [a friend](www.example.org/z).\n"
    looked = look("moved", {PATH: moved})
    one.pull.patches = looked.patches
    assert one.say(**looked.data) == 3
    assert [thread.line for thread in one.pull.review_threads[3:]] == [16, 18]
    assert len({body.partition("\n")[0] for body in one.bodies}) == 5


def test_the_mark_in_somebody_elses_comment_counts_for_nothing(sent: Callable[..., Sent]) -> None:
    one = sent()
    assert one.say() == 3
    marks_there = [mark_of(body) for body in one.bodies]
    one.pull.review_threads.clear()
    for mark in marks_there:
        one.line(mark, author="mallory")
    assert one.say() == 3
    assert len(one.pull.review_threads) == 6
    assert [mark_of(body) for body in one.bodies[3:]] == marks_there


def test_where_there_are_many_the_first_ones_are_offered_and_not_for_ever(
    sent: Callable[..., Sent],
) -> None:
    rows = "".join(f"\nSee [the plan](www.example.org/{n}) now.\n" for n in range(30))
    one = sent("many", f"# A\n{rows}")
    assert one.say() == len(one.pull.review_threads) == MOST == 20
    one.pull.review_threads.clear()
    for number in range(50):
        one.line(f"{number:032}")
    assert one.say() == 10
    assert len(one.pull.review_threads) == 60
    assert one.say() == 10
    assert len(one.pull.review_threads) == 60


@pytest.mark.parametrize(
    ("fault", "at", "made", "said"),
    [
        (Fault(What.REFUSED, status=403, message="Resource not accessible"), 1, 0, True),
        (Fault(What.NOT_JSON), 1, 0, True),
        (Fault(What.CUT_BEFORE), 1, 0, True),
        (Fault(What.ERROR, kind="FORBIDDEN", message="no"), 2, 0, True),
        (Fault(What.ODD, data={"node": None}), 2, 0, True),
        (Fault(What.BAD_GATEWAY), 3, 0, False),
        (Fault(What.CUT_BEFORE), 3, 0, False),
        (Fault(What.CUT_AFTER), 3, 3, False),
    ],
)
def test_whatever_goes_wrong_nothing_is_made_twice(
    sent: Callable[..., Sent],
    capsys: pytest.CaptureFixture[str],
    fault: Fault,
    at: int,
    made: int,
    said: bool,
) -> None:
    one = sent()
    one.github.fail(fault, at=at)
    assert one.say() == made == len(one.pull.review_threads)
    assert one.github.log[at - 1].operation == {1: "GET", 2: "Lines", 3: "REVIEW"}[at]
    assert ("Nothing is said at the lines." in capsys.readouterr().err) is said
    assert one.say() == 3 == len(one.pull.review_threads)


def test_a_message_with_a_leak_in_it_is_not_repeated(sent: Callable[..., Sent]) -> None:
    one = sent()
    entry = catalog()["link-no-scheme"]
    for target, is_told in (("www.example.org/x", True), (f"www.example.org/ {SECRET}", False)):
        message = entry.message.format(target=target)
        found = {"path": PATH, "line": 7, "code": entry.code, "message": message}
        one.pull.review_threads.clear()
        assert one.say(suggested=[HONEST], findings=[found | {"hint": entry.hint}]) == 1
        (body,) = one.bodies
        assert ("in front of it" in body) is is_told
        assert (words("en")["review"]["lines_other"] in body) is not is_told
        assert SECRET not in body


def test_of_a_text_with_a_leak_no_line_is_repeated(sent: Callable[..., Sent]) -> None:
    one = sent("leaks", f"{TEXT}\nThe key is {SECRET} today:\n- so\n")
    assert one.data["suggested"] == []
    assert one.say(suggested=[HONEST]) == 0  # even where somebody says that it has one
    assert one.say(suggested=[HONEST], findings=[]) == 1


# Whatever a stranger forged

OTHER = "contributions/tips/other.md"
PROGRAM = "docs/overrides/evil.html"
HONEST: dict[str, Any] = {
    "path": PATH,
    "line": 7,
    "before": ["See [the plan](www.example.org/x) now."],
    "after": ["See [the plan](https://www.example.org/x) now."],
    "codes": ["link-no-scheme"],
}
FORGED: list[dict[str, Any]] = [
    {"path": OTHER},
    {"path": f"./{PATH}"},
    {"path": f"contributions/people/../tips/{Path(PATH).name}"},
    {"path": "docs/assets/company.css", "line": 1, "before": ["a {}"], "after": ["b {}"]},
    {"path": PROGRAM, "line": 1, "before": ["<p>"], "after": ["<b>"]},
    {"path": ".github/workflows/x.yml", "line": 1, "before": ["on: push"], "after": ["on: x"]},
    {"path": LONG, "line": 3, "before": ["List:"], "after": ["A list:", ""]},
    {"path": LONG, "line": 16, "before": ["Words 5."], "after": ["Words."]},
    {"line": 8},
    {"line": 700},
    {"before": ["Something else."]},
    {"before": [], "after": ["More."]},
    {"before": ["", *HONEST["before"]], "after": HONEST["after"]},
    {"after": HONEST["before"]},
    {"after": [f"The key is {SECRET} today."]},
    {"after": ["Call Project Heron."]},
    {"after": ["<script>alert(1)</script>"]},
    {"after": ["See [the plan](javascript:alert(1)) now."]},
    {"after": ["<iframe src=https://evil.example></iframe>"]},
    {"after": ["See \u202ethe plan\u202c."]},
    {"after": ["See the\u200b plan."]},
    {"after": ["One\nline\r\nor more"]},
    {"after": ["\x1b[31mred"]},
    {"after": ["\ud800"]},
    {"after": ["long " * 790, "long " * 790]},
]


def test_nothing_that_github_does_not_confirm_is_offered(sent: Callable[..., Sent]) -> None:
    long = str(FILES[LONG])
    more = long.replace("Words 10.", "Other words.").replace("Words 19.", "The end.")
    one = sent("forged", TEXT, **{LONG: more})
    judge = replace(one.judge, words=read_words("Project Heron"))
    one = replace(one, judge=judge)
    one.pull.patches += [
        {"filename": PROGRAM, "patch": "@@ -0,0 +1 @@\n+<p>"},
        {"filename": ".github/workflows/x.yml", "patch": "@@ -0,0 +1 @@\n+on: push"},
        {"filename": "docs/assets/company.css", "patch": "@@ -1 +1 @@\n-b {}\n+a {}"},
        {"filename": OTHER, "status": "removed"},
    ]
    for row in FORGED:
        assert one.say(suggested=[HONEST | row]) == 0, row
        assert one.pull.review_threads == [], row
    twice = [HONEST, HONEST, HONEST | {"after": ["Twice the same line."]}]
    assert one.say(suggested=twice) == 1
    assert [thread.line for thread in one.pull.review_threads] == [7]


@pytest.mark.parametrize(
    "more",
    [
        {"path": 7},
        {"line": 0},
        {"line": "7"},
        {"after": ["x" * 4001]},
        {"before": ["x"] * 41},
        {"codes": ["<!-- x -->"]},
        {"html": "x"},
    ],
)
def test_what_is_no_suggestion_is_refused_as_a_whole(more: dict[str, Any]) -> None:
    data = json.loads(review_text(make_review(7, "a" * 40, (), ())))
    assert read_review(json.dumps(data | {"suggested": [HONEST]}).encode()).suggested
    with pytest.raises(ReviewError):
        read_review(json.dumps(data | {"suggested": [HONEST | more]}).encode())


def test_words_of_a_stranger_stay_in_their_fence(sent: Callable[..., Sent]) -> None:
    one = sent()
    evil = ["```", "````", "@all fixes #1", f"<!-- commonplace:suggestion={'0' * 32} -->", "~~~"]
    told = [
        {"path": PATH, "line": 7, "code": "link-no-scheme", "message": "Pay me.", "hint": "@all"}
    ]
    told += [{"path": PATH, "line": 7, "code": "link-dead", "message": "x", "hint": "y"}]
    assert one.say(findings=told, suggested=[HONEST | {"after": evil}]) == 1
    (body,) = one.bodies
    mark, _, rest = body.partition("\n")
    assert mark != evil[3]
    said, fence, inside = rest.partition("\n`````suggestion\n")
    assert fence
    assert inside == "\n".join([*evil, "`````", ""])
    assert "Pay me" not in said
    assert "@all" not in said
    assert "web address" in said
    assert "leads nowhere" not in said


# Alone


def edits(*rows: tuple[int, int, int, str]) -> tuple[Edit, ...]:
    return tuple(Edit(line, start, line, end, text) for line, start, end, text in rows)


def offer(text: str, *rows: tuple[int, int, int, str], code: str = "form-spelling") -> Offer:
    fix = Fix(PATH, code, edits(*rows))
    return Offer(fix, tuple(suggestions_in([fix], split_lines(text)[0])))


def test_fixes_of_one_line_are_one_offer_and_of_far_ones_none() -> None:
    text = "one two\nthree\nfour\nfive\n"
    offers = [
        offer(text, (1, 1, 4, "1")),
        offer(text, (1, 5, 8, "2"), code="form-anchor"),
        offer(text, (1, 1, 2, "x"), (4, 1, 2, "x"), code="form-heading-jump"),
        offer(text, (3, 1, 5, "4")),
    ]
    found = suggested_of(offers, {PATH: text})
    assert found == [
        Suggested(PATH, 1, ("one two",), ("1 2",), ("form-anchor", "form-spelling")),
        Suggested(PATH, 3, ("four",), ("4",), ("form-spelling",)),
    ]
    lines = split_lines(text)[0]
    for one in reversed(found):
        lines[one.line - 1 : one.last] = one.after
    assert "\n".join(lines) == apply([one.fix for one in offers if len(one.lines) == 1], text)


PATCH = """@@ -1,4 +1,5 @@ def heading
 one
-two
+2
+
 three
 four
@@ -20,2 +21,2 @@
 twenty
-old
+new
\\ No newline at end of file"""


@pytest.mark.parametrize(
    ("first", "lines", "shown"),
    [
        (1, ["one"], True),
        (2, ["2", "", "three", "four"], True),
        (21, ["twenty"], True),
        (22, ["new"], True),
        (21, ["twenty", "new"], False),  # something was taken away between them
        (1, ["one", "2"], False),
        (2, ["two"], False),
        (5, ["four", ""], False),
        (6, [""], False),
        (20, ["twenty"], False),
        (23, ["\\ No newline at end of file"], False),
        (0, [""], False),
        (1, [], False),
    ],
)
def test_only_lines_that_github_shows_in_one_piece(
    first: int, lines: list[str], shown: bool
) -> None:
    assert NewSide(PATCH).shows(first, lines) is shown


@given(st.text(max_size=200))
def test_what_is_no_patch_shows_nothing(patch: str) -> None:
    side = NewSide(patch)
    if "@@" not in patch:
        assert not any(side.shows(line, [text]) for line in range(4) for text in ("", patch))


def test_marks_tell_the_same_apart_and_do_not_mind_where_it_stands() -> None:
    one = Suggested(PATH, 3, ("a",), ("b",), ())
    two, moved = (Suggested(PATH, line, ("a",), ("b",), ("x",)) for line in (9, 30))
    first = [mark for mark, _ in marks([one, two])]
    assert len(set(first)) == 2
    assert [mark for mark, _ in marks([moved])] == first[:1]
    other = [Suggested(LONG, 3, ("a",), ("b",), ()), Suggested(PATH, 3, ("a",), ("b", ""), ())]
    assert len({*first, *(mark for mark, _ in marks(other))}) == 4


def test_the_most_that_can_be_offered_fits_into_the_file() -> None:
    wide = "\N{GRINNING FACE}" * 3900
    found = [Suggested(PATH, line, (wide,), (f"{wide}!",), ()) for line in range(1, 60)]
    made = make_review(1, "a" * 40, (), (), suggested=found)
    assert 5 < len(made.suggested) < MOST
    data = review_text(made).encode()
    assert len(data) < MOST_BYTES
    assert read_review(data) == made
    assert len(sound([Suggested(PATH, n, ("a",), ("b",), ()) for n in range(1, 60)])) == MOST


UNSEEN = "\u034f\u00ad\u3164\u115f\u2800\ufe0f\u200d\ue000\U0001d173\u200b\u202e\ufff0\U000e0041"


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"{ord(sign):X}")
def test_nothing_is_offered_with_a_sign_in_it_that_nobody_sees(sign: str) -> None:
    assert sound([Suggested(PATH, 1, ("a b",), (f"a{sign} c",), ())]) == []
    assert sound([Suggested(PATH, 1, ("a b",), ("a c",), ())]) != []
    taken = [Suggested(PATH, 1, (f"a{sign} b",), ("a b",), ())]
    assert sound(taken) == taken


def test_an_emoji_that_is_there_stays_and_none_is_made_longer() -> None:
    emoji = "\U0001f469\u200d\u2764\ufe0f\u200d\U0001f469"
    kept = [Suggested(PATH, 1, (f"go {emoji}",), (f"Go {emoji} é ½ …",), ())]
    assert sound(kept) == kept
    more = [Suggested(PATH, 1, (f"go {emoji}",), (f"Go {emoji}\u200d",), ())]
    assert sound(more) == []


@given(st.lists(st.text(st.sampled_from("`~<!->s @#\\\t"), max_size=12), max_size=6))
def test_no_line_ends_the_fence_that_it_stands_in(after: list[str]) -> None:
    one = Suggested(PATH, 1, ("a",), tuple(after), ())
    text = suggestion_text("0" * 32, one, ["It’s @bo’s <b>."], "Else.")
    rows = text.split("\n")
    fence = rows[3].removesuffix("suggestion")
    assert set(fence) == {"`"}
    assert rows[4:] == [*after, fence, ""]
    assert not any(re.match(rf" {{0,3}}`{{{len(fence)},}}\s*$", row) for row in after)
    assert "@bo" not in rows[1]
    assert TOKEN not in text
