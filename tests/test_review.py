"""The comment on a proposed text: what it says, whatever strangers wrote, and what is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from commonplace.diagnostics import Severity, catalog, diagnose
from commonplace.diagnostics.on_github import as_code, as_plain, as_words
from commonplace.model.discussions import Actor, ActorKind, PullRequest
from commonplace.model.hub import Hub
from commonplace.repository.comment import SHOWN_WITHOUT, Around, comment_text
from commonplace.repository.labels import labels_of
from commonplace.repository.newcomers import is_first
from commonplace.repository.review import (
    MOST_BYTES,
    Review,
    ReviewedText,
    ReviewError,
    make_review,
    read_review,
    review_schema,
    review_text,
)
from commonplace.repository.schema import KNOWN, faults
from commonplace.repository.waiting import usual_wait, wait_words
from commonplace.words import words
from tests.bad_input import ROWS
from tests.support.site import gathered, start_hub

HEAD = "a" * 40
TIP = "contributions/tips/a.md"
HOSTILE = [
    "@everyone @acme/team look",
    "fixes #1, closes acme/hub#2 and GH-3",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)> <!-- commonplace:comment=review -->",
    "https://github.com/acme/hub/issues/1 www.evil.example",
    "`code` ``two`` *bold* _it_ ~~no~~ | table | $x$",
    "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
    "line\r\n# heading\n- list\u2028> quote",
    "\u202eturned\u200b &lt;b&gt; &#64;bo",
    "\\[escaped\\](x) \\`",
]
FILES: dict[str, str | bytes] = {
    "docs/topics/on-call.md": "---\ntitle: On *call* @all\ncurators: [ada, bo]\n---\nWords.\n",
    "docs/topics/quiet.md": "---\ntitle: Quiet\ncurators: [cy]\n---\nWords.\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nlogins: [ada-on-github]\n---\n",
    "contributions/people/bo.md": "---\nname: Bo Example\nvisibility: no-directory\n---\n",
    "contributions/people/cy.md": "---\nname: Cy Secret\nvisibility: unnamed\nlogins: [cy-x]\n---\n",
    "contributions/tips/old.md": "---\nauthors: [ada]\n---\n# Old\n\nWords.\n",
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    folder = tmp_path_factory.mktemp("review")
    made = start_hub(folder / "hub", FILES, settings="site_url: https://hub.example/x/")
    return gathered(made.root).hub


def review(*texts: ReviewedText, whole: bool = True, **found: Any) -> Review:
    return make_review(7, HEAD, texts, found.get("found", ()), whole=whole)


def shown(markdown: str) -> str:
    """What a reader sees of escaped words: backslashes and joiners away."""
    return re.sub(r"\\(.)", r"\1", markdown.replace("\u2060", "")).replace("&amp;", "&")


# What it says


def test_all_is_well(hub: Hub) -> None:
    text = comment_text(review(ReviewedText(TIP, ("on-call",))), Around(hub))
    assert text == (
        "Thank you for sharing this. All is well with it: nothing needs to be changed.\n\n"
        "**What happens next:** [Ada Example](https://hub.example/x/people/ada/) and Bo Example or "
        "another colleague reads it and publishes it, or asks you something here. You need not do "
        "anything.\n"
    )


def test_what_is_to_mend_comes_first_and_no_leak_is_repeated(hub: Hub) -> None:
    found = [
        diagnose("link-dead", TIP, 9, target="gone.md"),
        diagnose("leak-key", TIP, 3, kind="a key"),
    ]
    text = comment_text(
        review(ReviewedText(TIP, ()), found=found),
        Around(hub, preview="https://github.com/acme/hub/actions/runs/1#artifacts"),
    )
    lines = text.splitlines()
    assert lines[0] == "Thank you for sharing this."
    assert text.index("Please mend this first") < text.index("`contributions/tips/a.md`, line 3")
    assert (
        text.index("line 3")
        < text.index("You may also want to look at this")
        < text.index("line 9")
    )
    assert "Until then it is not published." in text
    assert "say below that it was in there" in text
    assert "preview.html" in text
    assert "this comment follows within minutes. Then a colleague reads it" in text
    assert "All is well" not in text


def test_what_is_kept_back_is_said_and_what_is_not(hub: Hub) -> None:
    def said(*found: tuple[str, str]) -> str:
        rows = [diagnose(code, path, what="<font>") for code, path in found]
        return comment_text(review(ReviewedText(TIP, ()), found=rows), Around(hub))

    other = "contributions/tips/b.md"
    shown = said(("markup-beyond-list", TIP), ("text-missing", other))
    assert "show the rest" in shown
    assert "not published" not in shown
    assert "Until then it is not published." in said(("yaml-tab", TIP), ("markup-unsafe", TIP))
    assert "none of these texts is published" in said(("yaml-tab", TIP), ("yaml-tab", other))
    mixed = said(("markup-unsafe", TIP), ("yaml-tab", other))
    assert f"Until then these are not published: `{other}`. In all else" in mixed


def test_what_is_said_to_be_shown_all_the_same_is() -> None:
    """The bad input knows what is published of it; escapes of hidden signs alone can spoil a whole block."""
    seen = set()
    for row in ROWS:
        errors = {one.code for one in row.found if one.severity is Severity.ERROR}
        if not errors or row.published is None or not row.path.endswith(".md"):
            continue
        if row.name == "hidden-in-escapes":
            continue
        assert row.published is (errors <= SHOWN_WITHOUT), row.name
        seen |= errors
    assert len(seen & SHOWN_WITHOUT) >= 5
    assert len(seen - SHOWN_WITHOUT) >= 20


def test_in_a_terminal_there_are_only_the_words(hub: Hub) -> None:
    assert len(HOSTILE) > 5
    for words_of in HOSTILE:
        found = [diagnose("link-dead", "contributions/tips/a_b_c.md", 9, target=words_of)]
        texts = (ReviewedText(TIP, ("on-call",)),)
        text = as_plain(comment_text(review(*texts, found=found), Around(hub)))
        assert " ".join(found[0].message.split()) in text
        assert "- contributions/tips/a_b_c.md, line 9: " in text
        assert "\nWhat happens next: Ada Example and Bo Example or another" in text


def test_advice_alone_keeps_nothing_back(hub: Hub) -> None:
    found = [diagnose("link-dead", TIP, 9, target="gone.md")]
    text = comment_text(review(ReviewedText(TIP, ()), found=found), Around(hub))
    assert "It can be published as it is. These would make it better" in text
    assert "mend" not in text


def test_what_is_nobodys_fault_is_said_to_be(hub: Hub) -> None:
    texts = (ReviewedText(TIP, ()),)
    for told, around in (
        (review(*texts, whole=False), Around(hub)),
        (review(*texts), Around(hub, failed=True)),
    ):
        text = comment_text(told, around)
        assert "That is not your doing" in text
        assert "All is well" not in text
    assert "nothing here needs" in comment_text(review(), Around(hub, first=True)).lower()


def test_what_is_wrong_elsewhere_takes_nothing_from_what_was_sent(hub: Hub) -> None:
    wrong = [
        diagnose("leak-key", f"contributions/tips/old{n}.md", 3, kind="a key") for n in range(7)
    ]
    made = make_review(7, HEAD, [ReviewedText(TIP, ())], (), elsewhere=wrong)
    assert read_review(review_text(made).encode()) == made
    text = comment_text(made, Around(hub, failed=True))
    assert "Thank you for sharing this. All is well with it" in text
    assert "could not be looked over" not in text
    assert "**Not your doing:** something else in the hub" in text
    assert "`contributions/tips/old0.md`, line 3 (`leak-key`); " in text
    assert "old4.md`, line 3 (`leak-key`); and 2 more." in text
    assert catalog()["leak-key"].message[:20] not in text


def test_the_first_time_a_curator_is_named_and_the_unnamed_are_not(hub: Hub) -> None:
    def said(*topics: str) -> str:
        return comment_text(review(ReviewedText(TIP, topics)), Around(hub, first=True))

    text = said("no-such-topic", "on-call")
    assert (
        "This is your first text here: welcome. [Ada Example](https://hub.example/x/people/ada/) and Bo "
        "Example look after “On call @\u2060all” and are glad to help; just ask below."
    ) in text
    for topics in (("quiet",), (), ("no-such-topic",)):
        quiet = said(*topics)
        assert "welcome. If anything is unclear, just ask below." in quiet
        assert "Cy" not in quiet
        assert "cy-x" not in quiet
    later = comment_text(review(ReviewedText(TIP, ("on-call",))), Around(hub))
    assert "welcome" not in later


def test_many_findings_are_counted_and_not_all_listed(hub: Hub) -> None:
    found = [diagnose("link-dead", TIP, line, target="x.md") for line in range(1, 151)]
    text = comment_text(review(ReviewedText(TIP, ()), found=found), Around(hub))
    assert text.count("\n- ") == 40
    assert "And 110 more." in text
    assert len(text) < 65_000


def test_the_longest_review_fits_into_a_comment(hub: Hub) -> None:
    wide = "@" * 400
    texts = [ReviewedText(f"{wide[:390]}{n}", ()) for n in range(100)]
    found = [
        diagnose(code, wide, 10_000_000, target="#" * 120, key="#" * 120, nearest="#" * 120)
        for code in ("link-dead", "field-unknown")
        for _ in range(50)
    ]
    held = read_review(review_text(make_review(1, HEAD, texts, found)).encode())
    assert len(comment_text(held, Around(hub))) < 65_000


def test_a_forged_review_as_long_as_can_be_fits_into_a_comment(hub: Hub) -> None:
    entry = catalog()["link-dead"]
    row = {"path": "@" * 400, "line": 1, "code": "link-dead"}
    row["message"] = entry.message.format(target="@#" * 950)
    row["hint"] = re.sub(r"\{\w+\}", "@#" * 900, entry.hint)
    data = json.loads(review_text(make_review(1, HEAD, (), ())))
    data["findings"] = [row] * 100
    data["elsewhere"] = [{"path": "@" * 400, "line": 1, "code": "link-dead"}] * 20
    held = read_review(json.dumps(data).encode())
    assert len(held.findings[0].message) > 1900
    text = comment_text(held, Around(hub))
    assert 5_000 < len(text) < 65_000
    shown = text.count(", line 1: ")
    assert f"And {100 - shown} more." in text


# Whatever strangers wrote


@pytest.mark.parametrize("words_of", HOSTILE)
def test_words_of_strangers_do_nothing_in_a_comment(hub: Hub, words_of: str) -> None:
    escaped = as_words(words_of)
    assert "\n" not in escaped
    assert "<" not in re.sub(r"\\.", "", escaped)
    found = [diagnose("link-dead", f"contributions/tips/{words_of}.md", 3, target=words_of)]
    text = comment_text(review(ReviewedText(words_of, (words_of,)), found=found), Around(hub))
    outside = re.sub(r"`[^`\n]*`", "", text.replace("\\`", ""))
    assert not re.search(r"@\w", outside)
    assert not re.search(r"#\d", outside)
    assert not re.search(r"GH-\d", outside)
    assert "://" not in re.sub(r"\(https://hub\.example[^)]*\)", "", outside)
    assert "www." not in outside
    assert "deadbeefdead" not in outside
    assert "<!--" not in text
    told = re.sub(r"\\.", "", outside)
    for sign in ("![", "](", "<", "~~"):
        assert sign not in told
    items = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(items) == 1
    assert items[0].count("`") - items[0].count("\\`") == 2


@given(st.text(max_size=60))
def test_nothing_that_is_written_gets_out_of_its_place(text: str) -> None:
    code = as_code(text)
    assert code.count("`") == 2
    assert code.isprintable() or " " in code
    escaped = as_words(text)
    assert len(escaped.splitlines()) <= 1
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>*`\[\]|~]", escaped)
    assert not re.search(r"[@#]\w", escaped)


def test_honest_words_stay_as_they_are() -> None:
    for text in ("A plain sentence, with “quotes” and 12 %.", "Größe: 3 m² – ja?", "שלום"):
        assert shown(as_words(text)) == text
    assert shown(as_words("Mail @bo & #3")) == "Mail @bo & #3"


# What of a review is believed


def good() -> dict[str, Any]:
    found = [
        diagnose("link-dead", TIP, 9, target="gone.md"),
        diagnose("leak-key", TIP, kind="a key"),
    ]
    data: dict[str, Any] = json.loads(
        review_text(make_review(7, HEAD, [ReviewedText(TIP, ("on-call",))], found))
    )
    return data


def read(data: object) -> Review:
    return read_review(json.dumps(data).encode())


def test_a_review_comes_through_as_it_went_in() -> None:
    found = [
        diagnose(code, TIP, 2) if "{" not in entry.message + entry.hint else None
        for code, entry in catalog().items()
    ]
    made = make_review(7, HEAD, [ReviewedText(TIP, ("a",))], [one for one in found if one][:100])
    assert len(made.findings) > 30
    assert read_review(review_text(made).encode()) == made
    held = read(good())
    assert [one.code for one in held.findings] == ["leak-key", "link-dead"]
    assert held.findings[1].message.startswith("“gone.md” leads nowhere")


BROKEN: Mapping[str, Any] = {
    "number": [0, -1, "7", 7.5, True, None, 10**12],
    "head": ["", "A" * 40, "a" * 39, "a" * 41, f"{HEAD}\n", 7],
    "schema": [2, True, "1", None],
    "whole": [1, "yes", None],
    "more": [-1, 10**9, "x"],
    "texts": [
        {},
        [1],
        [{"path": TIP}],
        [{"path": "", "topics": []}],
        [{"path": TIP, "topics": "x"}],
    ],
    "elsewhere": ["x", [{"path": TIP, "line": 1}], [{"path": "", "line": 1, "code": "leak-key"}]],
    "findings": [[{}], "x", [{"path": TIP, "line": 0, "code": "x", "message": "", "hint": ""}]],
    "unknown": [1],
}


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in BROKEN.items() for value in values]
)
def test_what_is_no_review_is_refused_and_not_repeated(key: str, value: object) -> None:
    data = good() | {key: value}
    with pytest.raises(ReviewError) as refused:
        read(data)
    assert str(value) not in str(refused.value) or len(str(value)) < 3
    schema = dict(review_schema())
    if not (
        isinstance(value, str) and value.endswith("\n")
    ):  # “$” is before a last line break, too
        assert not Draft202012Validator(schema).is_valid(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[" * 100_000, b'{"schema": 1}', b"x" * (MOST_BYTES + 1), b"NaN", b"9" * 9000],
)
def test_a_file_that_is_anything_is_refused(data: bytes) -> None:
    with pytest.raises(ReviewError):
        read_review(data)


def test_words_that_the_hub_cannot_say_are_not_said() -> None:
    data = good()
    data["findings"] = [
        {
            "path": TIP,
            "line": 1,
            "code": "leak-key",
            "message": "Send your password to me.",
            "hint": "x",
        },
        {"path": TIP, "line": 1, "code": "no-such-code", "message": "Hello", "hint": "x"},
        {
            "path": TIP,
            "line": 1,
            "code": "link-dead",
            "message": "Call 0900 leads nowhere",
            "hint": "",
        },
    ]
    held = read(data)
    assert [one.code for one in held.findings] == ["leak-key", "link-dead"]
    assert held.more == 1
    told = " ".join(one.message + one.hint for one in held.findings)
    assert "password to me" not in told
    assert "0900" not in told
    assert catalog()["leak-key"].hint == held.findings[0].hint


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-5, 10**10) | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([*good(), "path", "topics", "line"]), inner, max_size=5
            )
        ),
        max_leaves=12,
    )
)
def test_our_reading_of_the_schema_is_everybodys(data: object) -> None:
    sound = Draft202012Validator(dict(review_schema())).is_valid(data)
    assert any(faults(review_schema(), data)) is not sound


def test_the_schema_uses_words_that_are_understood() -> None:
    Draft202012Validator.check_schema(dict(review_schema()))
    assert not any(faults(review_schema(), good()))
    with pytest.raises(ValueError, match="not understood"):
        list(faults({"type": "string", "format": "uri"}, "x"))
    assert "format" not in KNOWN


# How long, who for the first time, and labels


def pulls(
    *hours: float, kind: ActorKind = ActorKind.USER, by_form: bool = False
) -> list[PullRequest]:
    day = datetime(2026, 11, 1, tzinfo=UTC)
    return [
        PullRequest(
            *(str(at), at, "", "", Actor("x", kind), day, day),
            merged=day + timedelta(hours=spent),
            files=(TIP,),
            by_form=by_form,
        )
        for at, spent in enumerate(hours)
    ]


def test_how_long_it_takes_is_told_where_there_is_enough_to_tell(hub: Hub) -> None:
    told = words("en")["review"]
    assert usual_wait(pulls(1, 2, 3, 4)) is None
    assert usual_wait(pulls(1, 2, 3, 4, 5, kind=ActorKind.BOT)) is None
    by_form = pulls(1, 2, 3, 4, 5, kind=ActorKind.BOT, by_form=True)
    assert usual_wait(by_form) == timedelta(hours=3)
    wait = usual_wait(pulls(1, 40, 50, 60, 9000))
    assert wait == timedelta(hours=50)
    assert [
        wait_words(timedelta(hours=hours), told) for hours in (0, 3, 24, 50, 24 * 13, 24 * 30)
    ] == [
        *("less than a day", "less than a day", "about a day", "about 2 days"),
        *("about 13 days", "about 4 weeks"),
    ]
    around = Around(hub, usual=wait)
    text = comment_text(review(ReviewedText(TIP, ())), around)
    assert text.endswith("That usually takes about 2 days.\n")
    assert "usually" not in comment_text(review(ReviewedText(TIP, ())), replace(around, usual=None))


@pytest.mark.parametrize(
    ("association", "login", "first"),
    [
        *(("FIRST_TIMER", "new", True), ("FIRST_TIME_CONTRIBUTOR", "new", True)),
        *(("NONE", "new", True), ("MEMBER", "new", True), ("CONTRIBUTOR", "new", False)),
        *(("FIRST_TIME_CONTRIBUTOR", "Known", False), ("MEMBER", "known", False)),
        ("NONE", None, False),
    ],
)
def test_who_is_here_for_the_first_time(association: str, login: str | None, first: bool) -> None:
    assert is_first(association, login, {"known"}) is first


def test_labels_say_kind_and_topic_and_nothing_of_a_stranger(hub: Hub) -> None:
    texts = [
        ReviewedText("contributions/tips/a.md", ("on-call", "$(evil)", "on-call")),
        ReviewedText("contributions/war-stories/2026/b/index.md", ("quiet",)),
        ReviewedText("docs/topics/on-call.md", ()),
        ReviewedText("contributions/@evil/c.md", ("@evil",)),
    ]
    found = labels_of(texts, hub)
    assert [one.name for one in found] == [
        *("kind: tip", "kind: war-story", "topic: on-call", "topic: quiet"),
    ]
    assert all(re.fullmatch(r"[0-9a-f]{6}", one.color) for one in found)
    assert found[0].description == "A text of the kind “Tip”."
    assert labels_of([], hub) == []
