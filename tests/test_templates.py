"""The theme's templates: everything is escaped, every word stands in en.toml, MiniJinja could take them."""

from __future__ import annotations

import importlib.util
import re
import types
import typing
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2 import nodes

from commonplace.pages.views.ask import AskView
from commonplace.pages.views.care import CareView
from commonplace.pages.views.contribution import ContributionView
from commonplace.pages.views.leaderboard import LeaderboardView
from commonplace.pages.views.lists import HomeView, ListView
from commonplace.pages.views.news import NewsView, ReadingListView
from commonplace.pages.views.path import PathsView, PathView
from commonplace.pages.views.people import DirectoryView, PersonView
from commonplace.pages.views.points import PointsPageView
from commonplace.pages.views.questions import QuestionsView
from commonplace.pages.views.share import ShareView
from commonplace.pages.views.thread import CleanHtml, CommentsView
from commonplace.pages.views.topic import TopicsView, TopicView
from commonplace.words import words
from tests.support.shipped import product_files

ROOT = Path(__file__).parent.parent
OVERRIDES = ROOT / "docs" / "overrides"
TEMPLATES = product_files(sorted(OVERRIDES.rglob("*.html")))
HOSTILE = "\"'><i id=hostile>&"

# Filters that MkDocs, Material and MiniJinja all know.
FILTERS = {"e", "url", "striptags", "length", "first", "d", "attr"}
# Printed as they are, and why.
UNESCAPED = {
    "icons[name] or other": "one of the theme's own drawings",
    "page.content": "HTML that the hub rendered and cleaned",
    "remark.html": "HTML of a comment that was cleaned; its type is CleanHtml",
    "super()": "what stands there in Material itself",
    "config.copyright": "the maintainer's own HTML, as in Material",
}
ESCAPED = re.compile(
    r"""^(?: [\w.]+ | '[^']*' | lang\.t\((?:'[\w.]+'|"[\w.]+")\) | \([^()]*\) )"""
    r"""(?: \s\|\s (?: url | striptags | d\('\.',\ true\) ) )* \s\|\s e$""",
    re.VERBOSE,
)
CALL = re.compile(r"^(?:\w+\.)?(\w+)\([^|~]*\)$")

VIEWS: Mapping[str, Any] = {
    "contribution.html": ContributionView,
    "topic.html": TopicView,
    "topics.html": TopicsView,
    "path.html": PathView,
    "paths.html": PathsView,
    "person.html": PersonView,
    "people.html": DirectoryView,
    "list.html": ListView,
    "whats-new.html": NewsView,
    "reading-list.html": ReadingListView,
    "home.html": HomeView,
    "leaderboard.html": LeaderboardView,
    "points.html": PointsPageView,
    "care.html": CareView,
    "questions.html": QuestionsView,
    "ask.html": AskView,
    "share.html": ShareView,
    "comments.html": CommentsView,
}


def name_of(path: Path) -> str:
    return path.relative_to(OVERRIDES).as_posix()


def macros() -> set[str]:
    return {m for p in TEMPLATES for m in re.findall(r"{%-? macro (\w+)\(", p.read_text("utf-8"))}


def imports() -> set[str]:
    """The names under which macros are imported; an included part uses those of the page around it."""
    return {
        m for p in TEMPLATES for m in re.findall(r"{% import \S+ as (\w+)", p.read_text("utf-8"))
    }


def test_every_template_of_the_contract_is_there() -> None:
    names = {name_of(path) for path in TEMPLATES}
    assert {*VIEWS, "404.html", "main.html"} <= names


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_everything_printed_is_escaped(path: Path) -> None:
    text = path.read_text("utf-8")
    known = macros()
    for printed in re.findall(r"{{-?\s*(.*?)\s*-?}}", text, re.DOTALL):
        call = CALL.match(printed)
        allowed = printed in UNESCAPED or (call is not None and call.group(1) in known)
        assert allowed or ESCAPED.match(printed), f"not escaped as a whole: {printed}"
    assert not re.search(r"={{", text), "an attribute without quotes"
    assert "| safe" not in text


def test_nothing_is_printed_as_it_is_but_what_was_cleaned() -> None:
    """`remark.html` stands in one place, and the views have one value of that type."""
    places = [name_of(p) for p in TEMPLATES if "remark.html }}" in p.read_text("utf-8")]
    assert places == ["partials/hub/remark.html"]
    sources = sorted((ROOT / "commonplace" / "pages" / "views").glob("*.py"))
    typed = [
        line for p in sources for line in p.read_text("utf-8").splitlines() if ": CleanHtml" in line
    ]
    assert [line.strip() for line in typed] == ["html: CleanHtml"]
    makers = [
        p.name for p in (ROOT / "commonplace").rglob("*.py") if "CleanHtml(" in p.read_text("utf-8")
    ]
    assert makers == ["remarks.py"]


def test_the_check_of_escaping_sees_what_is_wrong() -> None:
    seen = [name_of(p) for p in TEMPLATES if "{{" in p.read_text("utf-8")]
    assert len(seen) > 15
    for wrong in ("row.title", "a ~ b | e", "a if b else c | e", "row.title | e | safe", "x.y(z)"):
        assert not ESCAPED.match(wrong)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_stay_within_what_minijinja_knows(path: Path) -> None:
    tree = jinja2.Environment(autoescape=True).parse(path.read_text("utf-8"))
    assert {found.name for found in tree.find_all(nodes.Filter)} <= FILTERS
    assert {found.name for found in tree.find_all(nodes.Test)} <= {"defined", "mapping"}
    imported = imports() | {"lang"}
    for call in tree.find_all(nodes.Call):
        target = call.node
        if isinstance(target, nodes.Getattr):
            assert isinstance(target.node, nodes.Name), f"a method call in line {call.lineno}"
            assert target.node.name in imported, f"a method call in line {call.lineno}"
        else:
            assert isinstance(target, nodes.Name)
            assert target.name in macros() | {"super"}


def _names(path: Path) -> tuple[set[str], set[str], set[str]]:
    """What a template sets outside of macros, all names in it, and which parts it includes."""
    tree = jinja2.Environment(autoescape=True).parse(path.read_text("utf-8"))
    inside = {one for macro in tree.find_all(nodes.Macro) for one in macro.find_all(nodes.Assign)}
    set_here = {
        one.target.name
        for one in tree.find_all(nodes.Assign)
        if one not in inside and isinstance(one.target, nodes.Name)
    }
    included = {
        one.template.value
        for one in tree.find_all(nodes.Include)
        if isinstance(one.template, nodes.Const)
    }
    return set_here, {one.name for one in tree.find_all(nodes.Name)}, included


def test_a_part_that_is_included_sets_no_name_of_the_page_around_it() -> None:
    """In Jinja it would be the part's alone. MiniJinja gives it to what follows on the page."""
    known = {name_of(path): _names(path) for path in TEMPLATES}
    looked_at = 0
    for name, (_, used, included) in known.items():
        for part in sorted(included & set(known) - {name}):
            looked_at += bool(known[part][0])
            assert not known[part][0] & used, f"{part} sets names that {name} uses"
    assert looked_at > 1


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_word_is_in_the_file_of_words(path: Path) -> None:
    tables: dict[str, tuple[str, ...]] = {"words": (), "config.extra.hub_words": ()}
    pattern = (
        r"set (\w+) = config\.extra\.hub_words([\w.]*)|\b(config\.extra\.hub_words|\w+)((?:\.\w+)+)"
    )
    for name, prefix, start, used in re.findall(pattern, path.read_text("utf-8")):
        if name:
            tables[name] = tuple(prefix.split(".")[1:])
        if start not in tables:
            continue
        table = tables[start]
        found: Any = words("en")
        for key in (*table, *used.split(".")[1:]):
            assert key in found, f"en.toml has no {'.'.join((*table, used))}"
            found = found[key]
        assert isinstance(found, str)


def sample(hint: Any, empty: bool) -> Any:
    """A value of the type: full of hostile text, or as empty as the type allows."""
    if hint is CleanHtml:
        return "" if empty else "<p>Cleaned</p>"
    if typing.is_typeddict(hint):
        return {key: sample(of, empty) for key, of in typing.get_type_hints(hint).items()}
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return None if empty else sample(arguments[0], empty)
    if origin is list:
        return [] if empty else [sample(arguments[0], empty)] * 5
    plain: Mapping[Any, Any] = {
        str: "" if empty else HOSTILE,
        int: 1 if empty else 7,
        float: 0.0 if empty else 12.5,
        bool: not empty,
    }
    return plain[hint]


@pytest.fixture(scope="module")
def render() -> Callable[[str, Any], str]:
    found = importlib.util.find_spec("material")
    assert found is not None
    assert found.submodule_search_locations
    material = Path(found.submodule_search_locations[0]) / "templates"
    environment = jinja2.Environment(  # noqa: S701 - MkDocs has none either, which is the point
        loader=jinja2.FileSystemLoader([OVERRIDES, material])
    )
    environment.filters.update(url=str, script_tag=str)

    def rendered(template: str, view: Any) -> str:
        heading = {"title": "<i id=hostile>A heading</i>", "url": "#a", "level": 2, "children": []}
        return environment.get_template(template).render(
            config={
                "extra": {"hub_words": words("en"), "generator": False, "polyfills": []},
                "theme": {
                    "language": "en",
                    "font": False,
                    "favicon": "f",
                    "icon": {},
                    "palette": [],
                },
                "plugins": {},
                "mdx_configs": {},
                "site_name": "Hub",
            },
            page={"meta": {"hub": view}, "content": "<p>Text</p>", "toc": [heading] * 3},
            nav=types.SimpleNamespace(items=[], homepage={"url": "."}),
            base_url=".",
        )

    return rendered


@pytest.mark.parametrize("template", VIEWS)
def test_hostile_text_stays_text(template: str, render: Callable[[str, Any], str]) -> None:
    html = render(template, sample(VIEWS[template], empty=False) | {"page": template[:-5]})
    assert "id=hostile>" not in html
    assert html.count("id=hostile&gt;") > 5


@pytest.mark.parametrize("template", VIEWS)
def test_an_empty_view_still_makes_a_page(template: str, render: Callable[[str, Any], str]) -> None:
    html = render(template, sample(VIEWS[template], empty=True) | {"page": template[:-5]})
    assert "<h1" in html
    assert ">None<" not in html


def test_a_page_that_is_not_here_helps_on(render: Callable[[str, Any], str]) -> None:
    html = render("404.html", None)
    assert words("en")["missing"]["title"] in html
    assert 'href="topics/"' in html
    assert "data-hub-search" in html


def test_no_word_has_the_name_of_a_method() -> None:
    """Jinja would find the method of the table first: `words.copy` is no word."""

    def keys(table: Mapping[str, Any]) -> list[str]:
        inner = (value for value in table.values() if isinstance(value, dict))
        return [*table, *(key for one in inner for key in keys(one))]

    found = keys(words("en"))
    assert len(found) > 300
    assert [key for key in found if hasattr(dict, key)] == []
