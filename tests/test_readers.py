"""The readers one by one, on what people do write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commonplace.diagnostics import Diagnostic
from commonplace.model.kinds import TIP
from commonplace.model.settings import Audience
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.contributions import read_document, slug_of_path
from commonplace.readers.fields import Fields
from commonplace.readers.files import list_files, read_text
from commonplace.readers.frontmatter import split_front_matter
from commonplace.readers.settings import is_web_address, read_settings
from commonplace.readers.slugs import slug_of_name
from commonplace.readers.suggestions import nearest
from tests.support.repository import write_files


def parse(text: str, *, tags: bool = False) -> tuple[nodes.Node | None, list[Diagnostic]]:
    return nodes.parse_yaml(nodes.YamlText(text, "a.md", first_line=2, allow_tags=tags))


def fields(text: str) -> Fields:
    root, problems = parse(text)
    assert isinstance(root, nodes.Mapping), problems
    return Fields(root, "a.md")


def test_nodes_keep_what_was_written_and_where() -> None:
    root, problems = parse("a: no\nb: ['x', 2026-03-01]\n")
    assert problems == []
    assert isinstance(root, nodes.Mapping)
    value = root.get("a")
    assert isinstance(value, nodes.Scalar)
    assert (value.value, value.plain, value.place.line, value.place.column) == ("no", True, 2, 4)
    items = root.get("b")
    assert isinstance(items, nodes.Sequence)
    assert [item.value for item in items.items if isinstance(item, nodes.Scalar)] == [
        "x",
        "2026-03-01",
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\na: 2\n", "yaml-duplicate-key", 3),
        ("a:\n\t- b\n", "yaml-tab", 3),
        ("a: b: c\n", "yaml-colon", 2),
        ("a: b\n  c: d\n", "yaml-indent", 3),
        ('a: "b"\n  c: d\n', "yaml-indent", 3),
        ("a: b\n  c d: e\n", "yaml-colon", 3),
        ("a:\n  - b\n   c: d\n", "yaml-colon", 4),
        ("a: *b\n", "yaml-alias", 2),
        ("a: &b c\n", "yaml-alias", 2),
        ("a: !x c\n", "yaml-tag", 2),
        ("a: 1\n--- 2\n", "yaml-broken", 3),
        ("x: " + "[" * 100, "yaml-too-deep", 2),
        ("? {a: b}\n: c\n", "yaml-broken", 2),
        ('a: "\\u202e"\n', "text-bidi-control", 2),
    ],
)
def test_broken_yaml_has_a_code_and_a_line(text: str, code: str, line: int) -> None:
    _, problems = parse(text)
    assert [(one.code, one.line) for one in problems] == [(code, line)]


def test_tags_and_aliases_are_nodes_where_settings_need_them() -> None:
    root, problems = parse("a: !ENV [X, y]\nb: &c d\ne: *c\n", tags=True)
    assert problems == []
    assert isinstance(root, nodes.Mapping)
    first = root.get("a")
    assert isinstance(first, nodes.Sequence)
    assert first.tag == "!ENV"


def test_fields_give_values() -> None:
    block = fields(
        "text: '  two\n\n  words '\nlist: [a, b, a]\none: alone\nday: 2026-3-1T10:00\nflag: Yes\n"
        "choice: INTERNAL\nspan: 2 years\nweeks: 3 weeks\nways: [/a/b/, c]\ngroup: {x: y}\n"
    )
    assert block.text("text") == "two words"
    assert block.texts("list") == ("a", "b")
    assert block.texts("one") == ("alone",)
    assert block.day("day") == date(2026, 3, 1)
    assert block.flag("flag") is True
    assert block.choice("choice", ["internal", "public"], "") == "internal"
    assert block.months("span") == 24
    assert block.months("weeks") == 1
    assert block.addresses("ways") == ("a/b", "c")
    group = block.section("group")
    assert group is not None
    assert group.text("x") == "y"
    assert block.finish() == []
    assert block.text("absent") is None
    assert block.texts("absent") == ()


def test_a_key_that_nobody_asked_for_is_told_with_the_nearest() -> None:
    block = fields("sumary: x\n")
    block.text("summary")
    (problem,) = block.finish()
    assert (problem.code, problem.line, problem.column) == ("field-unknown", 2, 1)
    assert "Did you mean “summary”?" in problem.message


def test_a_group_without_what_it_needs_is_told_at_its_place() -> None:
    block = fields("a: 1\nverified: {by: x}\n")
    inner = block.section("verified")
    assert inner is not None
    inner.require("by", "on")
    assert [(d.code, d.line) for d in inner.diagnostics] == [("field-incomplete", 3)]


def test_nearest_names_one_or_nothing() -> None:
    assert nearest("publishd", ["draft", "published"]) == " Did you mean “published”?"
    assert nearest("zzz", ["draft"]) == ""


def test_the_block_at_the_top_is_taken_off() -> None:
    top, problems = split_front_matter("---\na: b\n---\n\nText\n", "a.md")
    assert problems == []
    assert (top.body, top.body_line) == ("\nText\n", 4)
    for text in (
        "No block\n",
        "---\n\nA ruled line\n",
        "--- not a block\n",
        "----\na: b\n---\n",
        "",
    ):
        top, problems = split_front_matter(text, "a.md")
        assert (top.mapping, top.body, top.body_line, problems) == (None, text, 1, [])


def test_line_numbers_below_a_block_are_those_of_the_file(tmp_path: Path) -> None:
    text = "---\ntitle: A\n---\n\n# Heading\n\nWords.\n"
    write_files(tmp_path, {"contributions/tips/a.md": text})
    document, problems = read_document(tmp_path, "contributions/tips/a.md", TIP)
    assert problems == []
    assert document is not None
    lines = text.split("\n")
    words = document.body.split("\n").index("Words.")
    assert lines[document.body_line - 1 + words] == "Words."


def test_files_are_listed_in_order_without_hidden_ones(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/z.md": "z", "a/b/c.md": "c", "a/.hidden": "h", "a/.git/x": "x"})
    assert list(list_files(tmp_path, "a").sizes) == ["a/b/c.md", "a/z.md"]
    assert list_files(tmp_path, "gone").sizes == {}
    for outside in ("..", "../x", "a/../../x", "/etc"):
        (problem,) = list_files(tmp_path, outside).diagnostics
        assert problem.code == "file-outside"


def test_text_is_read_with_one_kind_of_line_end(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": b"\xef\xbb\xbfa\r\nb\rc\n"})
    assert read_text(tmp_path, "a.md") == "a\nb\nc\n"
    for path, code in (("gone.md", "file-missing"), (".", "file-not-regular")):
        problem = read_text(tmp_path, path)
        assert isinstance(problem, Diagnostic)
        assert problem.code == code
    problem = read_text(tmp_path, "a.md", limit=3)
    assert isinstance(problem, Diagnostic)
    assert problem.code == "file-too-large"


@pytest.mark.parametrize(
    ("path", "slug", "code"),
    [
        ("contributions/tips/My Tip.md", "my-tip", None),
        ("contributions/tips/a/b/index.md", "b", None),
        ("contributions/tips/index.md", "", "slug-reserved"),
        ("contributions/tips/index/index.md", "", "slug-reserved"),
        ("contributions/tips/???.md", "", "slug-empty"),
    ],
)
def test_slugs(path: str, slug: str, code: str | None) -> None:
    found, problem = slug_of_path(path)
    assert (found, problem and problem.code) == (slug, code)


def test_a_slug_that_widens_is_cut_to_what_a_folder_may_be_called() -> None:
    found, problem = slug_of_path(f"contributions/tips/{'㌀' * 99}.md")
    assert problem is None
    assert 150 < len(found.encode()) <= 200


def test_slugs_that_the_hub_keeps_for_itself() -> None:
    _, problem = slug_of_name("Page", "docs/topics/Page.md", reserved=("page",))
    assert problem is not None
    assert problem.code == "slug-reserved"


def test_settings_come_with_their_defaults_and_their_places(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "mkdocs.yml": (
                "site_name: Hub\nsite_url: !ENV [HERE, https://a.example/]\nextra:\n  hub:\n"
                "    audience: public\n    timezone: Europe/Berlin\n    review_every: 2 years\n"
            )
        },
    )
    found, problems = read_settings(tmp_path, {})
    assert problems == ()
    assert found.site_url == "https://a.example/"
    assert (found.audience, found.timezone, found.review_every) == (
        Audience.PUBLIC,
        "Europe/Berlin",
        24,
    )
    assert found.github.web == "https://github.com"
    found, _ = read_settings(
        tmp_path, {"GITHUB_SERVER_URL": "https://git.example.org/", "HERE": "https://b.example"}
    )
    assert found.github.web == "https://git.example.org"
    assert found.site_url == "https://b.example"


def test_what_is_an_address_on_the_web() -> None:
    assert is_web_address("https://git.example.org/hub")
    for text in (
        "javascript:alert(1)",
        "javascript://x/%0a",
        "data:,x",
        "//x",
        "x",
        "",
        "https://[",
        "file:///x",
    ):
        assert not is_web_address(text), text
