"""The preview shows a stated part of Markdown as the hub does, says what is beyond it, and runs nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import page_beside
from tests.support.documents import cases as documents
from tests.support.hub import ROOT
from tests.support.rendering import rendered
from tests.test_markup_xss import VECTORS as XSS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CASES = tomllib.loads((ROOT / "tests" / "vectors" / "preview.toml").read_text("utf-8"))["case"]
LISTS = tomllib.loads((ROOT / "tests" / "vectors" / "lists.toml").read_text("utf-8"))["case"]
SHOW = """async ([texts, module]) => {
  const { preview } = await import(module);
  window.ran ??= [];
  window.alert = (what) => window.ran.push(what);
  const picture = URL.createObjectURL(new Blob([]));
  const kept = ["href", "alt", "start", "title", "type", "checked", "disabled"];
  const tell = (node) => {
    if (node.nodeType === 3) return node.data;
    const named = Array.from(node.attributes, ({ name, value }) => [name, value]);
    const classes = Array.from(node.classList);
    return [node.localName, Object.fromEntries(named.filter(([name]) => kept.includes(name))), classes,
      Array.from(node.childNodes, tell), named.map(([name]) => name)];
  };
  return texts.map((text) => {
    const { nodes, beyond } = preview(text, { pictures: { "image-1.png": picture, "image-2.jpg": picture } });
    const box = document.createElement("div");
    box.append(nodes);
    document.body.replaceChildren(box);
    return { tree: tell(box)[3], beyond: beyond.map(({ code, line }) => [code, line]) };
  });
}"""
# What the hub puts in and readers do not read, and what colors code.
LEFT_OUT = {"a.headerlink"}
VOID = {"br", "hr", "img", "input"}
KEPT = {"href", "alt", "start", "title", "type", "checked", "disabled"}
SHOWN_CLASSES = {"admonition", "note", "warning", "danger", "task-list", "task-list-item"}
TAGS = {
    *(
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "em",
        "strong",
        "del",
        "code",
        "pre",
        "div",
        "a",
        "img",
    ),
    *(
        "span",
        "br",
        "hr",
        "blockquote",
        "ul",
        "ol",
        "li",
        "label",
        "input",
        "table",
        "thead",
        "tbody",
    ),
    *("tr", "th", "td"),
}
ATTRIBUTES = {
    *("href", "title", "target", "rel", "data-to", "style", "type", "disabled", "checked"),
    *("class", "src", "alt", "start"),
}


class Tree(HTMLParser):
    """The hub's HTML as the same kind of tree that a browser tells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.top: list[Any] = []
        self.open = [self.top]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = values.get("class", "").split()
        node = [tag, {k: v for k, v in values.items() if k in KEPT}, classes, []]
        self.open[-1].append(node)
        if tag not in VOID:
            self.open.append(node[3])

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].append(data)


def normal(nodes: list[Any]) -> list[Any]:
    """A tree without what makes no difference to a reader."""
    found: list[Any] = []
    for node in nodes:
        if isinstance(node, str):
            text = " ".join(node.split())
            if found and isinstance(found[-1], str):
                found[-1] = f"{found[-1]} {text}".strip()
            elif text:
                found.append(text)
            continue
        tag, values, classes, children = node[:4]
        if any(f"{tag}.{name}" in LEFT_OUT for name in classes):
            continue
        inner = normal(children)
        if tag == "span":
            for one in inner:
                if isinstance(one, str) and found and isinstance(found[-1], str):
                    found[-1] = f"{found[-1]} {one}"
                else:
                    found.append(one)
            continue
        if tag == "code":
            inner = ["".join(texts(children)).strip("\n")]
        href = values.get("href", "")
        if tag == "a" and not href.startswith(("http", "mailto")):
            values = {k: v for k, v in values.items() if k != "href"}
        found.append([tag, dict(sorted(values.items())), sorted({*classes} & SHOWN_CLASSES), inner])
    return found


def texts(nodes: list[Any]) -> list[str]:
    return [text for one in nodes for text in ([one] if isinstance(one, str) else texts(one[3]))]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with page_beside(browser, ROOT / "docs" / "assets") as page:
        yield page


def shown(page: Page, *markdown: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(SHOW, [list(markdown), "./preview/preview.js"])
    assert len(found) == len(markdown)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_preview_shows_what_the_hub_shows(page: Page, case: dict[str, Any]) -> None:
    found = shown(page, case["markdown"])[0]
    assert found["beyond"] == case.get("beyond", [])
    if case.get("same", True):
        assert normal(found["tree"]) == normal(Tree(rendered(case["markdown"])).top)


def test_lists_are_shown_as_in_the_hub(page: Page) -> None:
    # Where the hub sets words of an item apart, or a fence ends with more signs, the preview is simpler.
    cases = [case for case in LISTS if not case.get("spaced") and "````" not in case["text"]]
    assert len(cases) > 40
    found = shown(page, *(case["text"] for case in cases))
    for case, one in zip(cases, found, strict=True):
        assert normal(one["tree"]) == normal(Tree(rendered(case["text"])).top), case["name"]


def test_what_comes_out_of_word_is_shown_as_in_the_hub(page: Page) -> None:
    seen = 0
    for case in documents():
        found = shown(page, case.markdown)[0]
        if not found["beyond"]:
            assert normal(found["tree"]) == normal(Tree(rendered(case.markdown)).top), case.name
            seen += 1
    assert seen > 30


def hostile() -> list[str]:
    addresses = (
        "javascript:ran(1)",
        " java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "blob:x",
    )
    made = [f"[x]({one}) ![x]({one}) <{one}> [x](<{one}>)" for one in addresses]
    tags = (
        "script",
        "img src=x onerror=alert(1)",
        "svg onload=alert(1)",
        "iframe srcdoc='<script>'",
        "style",
    )
    made += [
        f"{before}<{tag}>{after}"
        for tag in tags
        for before in ("", "- ", "| ", "!!! note ")
        for after in ("", "x")
    ]
    made += [
        '!!! hub-note md-button "<img src=x onerror=alert(1)>"',
        "![a](image-1.png onerror=alert(1))",
    ]
    made += [
        '![a" onerror="alert(1)](image-1.png "x\\" onload=alert(1)")',
        "&lt;script&gt;alert(1)",
        "&#0; &#x1F; &bogus;",
    ]
    return [*XSS, *made]


def test_nothing_that_is_typed_runs(page: Page) -> None:
    texts = hostile()
    assert len(texts) > 100
    page.evaluate("window.before = document.querySelectorAll('script, iframe, style, link').length")
    for text, found in zip(texts, shown(page, *texts), strict=True):
        for tag, values, classes, _, names in elements(found["tree"]):
            assert tag in TAGS, text
            assert set(names) <= ATTRIBUTES, text
            assert values.get("href", "http").lower().startswith(("http", "mailto:", "tel:")), text
            assert not [name for name in classes if name.startswith("md-")], text
    page.wait_for_timeout(50)
    assert page.evaluate("window.ran") == []
    assert page.evaluate(
        "document.querySelectorAll('script, iframe, style, link').length === window.before"
    )


def elements(nodes: list[Any]) -> Iterator[list[Any]]:
    for one in nodes:
        if not isinstance(one, str):
            yield one
            yield from elements(one[3])


def test_pictures_are_those_that_were_given(page: Page) -> None:
    found = shown(
        page,
        "![a](image-1.png) ![b](image-2.png) ![c](https://example.org/x.png) ![](./image-1.png)",
    )[0]
    images = [one for one in elements(found["tree"]) if one[0] in ("img", "span")]
    assert [one[0] for one in images] == ["img", "span", "span", "img"]
    assert found["beyond"] == [["preview-picture", 1]]
    assert all(one.startswith("http://127.0.0.1") for one in page.seen_requests)  # type: ignore[attr-defined]


MANY = {
    "words": "Some *words* with `code`, [links](https://example.org/a) and **more of them**.\n\n",
    "openers": "*a **b _c ~~d ",
    "brackets": "[![a](",
    "closers": "](x)",
    "backticks": "` `` ``` ```` ",
    "unclosed fences": "```\n~~~\n",
    "quotes": "> > > > ",
    "items": "- - 1. * ",
    "deep items": "".join(f"{' ' * (4 * n)}- x\n" for n in range(20)),
    "bars": "| a |\n|---|\n",
    "entities": "&amp&#x;&lt;",
    "comments": "<!-- <!",
    "boxes": '!!! note "',
    "hashes": "# #\\#",
    "blanks": " \t ",
}


@pytest.mark.parametrize("name", MANY)
def test_a_long_text_comes_back(page: Page, name: str) -> None:
    """60 kB of anything: where time grew with the square of it, the browser would give up."""
    text = MANY[name] * (60_000 // len(MANY[name]))
    assert shown(page, text)[0]["tree"] or not text.strip()


def test_what_is_beyond_has_words() -> None:
    from commonplace.diagnostics import catalog

    noted = {code for case in CASES for code, _ in case.get("beyond", [])}
    assert noted | {"preview-deep", "preview-long"} == {
        c for c in catalog() if c.startswith("preview-")
    }
