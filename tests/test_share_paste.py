"""What is pasted in a real browser: words with their form, plain words, code, and Word documents as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import DESKTOP
from tests.support.documents import OFFICE, Case, packed, parts_of, simple, xml
from tests.support.share import TEXT, choose, kept, open_share, served_hub, sound_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.support.tabs import Tabs

NOTES = "[data-part=notes]"
MARK = (
    "<span style='mso-list:Ignore'>{}<span style='font:7.0pt \"Times\"'>&nbsp;&nbsp; </span></span>"
)
ITEM = "<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l{0} level{1} lfo1'>{2}{3}</p>"
WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style><!-- p {{margin:0}} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body><!--StartFragment-->
<h1>The night<o:p></o:p></h1><p class=MsoNormal>It <b>rang</b> at
<i>three</i>, see <a href="https://example.org/a">the page</a>.</p><p class=MsoNormal>&nbsp;</p>
<h2>What it takes</h2>
{ITEM.format(0, 1, MARK.format("·"), "Bandages")}{ITEM.format(0, 2, MARK.format("o"), "small ones")}
{ITEM.format(0, 1, MARK.format("·"), "Labels")}<p class=MsoNormal>And * then:</p>
{ITEM.format(1, 1, MARK.format("1."), "ring")}{ITEM.format(1, 1, MARK.format("2."), "run")}
<table class=MsoTableGrid><tr><td><p><b>Who</b></p></td><td><p>When</p></td></tr>
<tr><td>Ward 4</td><td><p>at 3|4</p><p>again</p></td></tr></table>
<del cite="mailto:mira">deleted</del><!--EndFragment--></body></html>"""
FROM_WORD = r"""## The night

It **rang** at *three*, see [the page](https://example.org/a).

### What it takes

- Bandages
    - small ones
- Labels

And \* then:

1. ring
2. run

| Who | When |
| --- | --- |
| Ward 4 | at 3\|4<br>again |"""
PAGE = """<meta charset="utf-8"><ul><li>one<ul><li>deep</li></ul></li><li><p>two</p><p>more</p></li></ul>
<ol start="3"><li>three</li><li>four</li></ol><pre>if x:<br>    y</pre><blockquote>said</blockquote>
<script>window.ran = true</script><img src="http://192.0.2.1/x.png" onerror="window.ran = true">
<p><a href="javascript:window.ran = true">no link</a> <span style="display:none">hidden</span></p>"""
FROM_PAGE = """- one
    - deep
- two\x20\x20
    more

<!-- -->

3. three
4. four

```
if x:
    y
```

> said

no link"""
DOCS = (
    '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:400">{}</span></p>'
    "<p>two</p></b>"
)
EDITOR = """<meta charset='utf-8'><div style="color:#ccc;font-family:Menlo, monospace;white-space:pre"><div>
<span style="color:#569cd6;font-weight:bold">def</span><span> f():</span></div></div>"""
PASTE = """([html, plain]) => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", plain);
  const field = document.querySelector("textarea[name=text]");
  return field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
}"""
PUT = """async ([text, at]) => {
  const { put } = await import("../assets/share/editor.js");
  put(document.querySelector("textarea[name=text]"), [at, at], text);
}"""
COPY = """async ([html, plain]) => {
  const as = (type, words) => [type, new Blob([words], { type })];
  const all = Object.fromEntries([as("text/html", html), as("text/plain", plain)]);
  await navigator.clipboard.write([new ClipboardItem(all)]);
}"""
GIVE = """([kind, name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(bytes)], name));
  const about = { bubbles: true, cancelable: true };
  const event = kind === "drop" ? new DragEvent("drop", { ...about, dataTransfer: data })
    : new ClipboardEvent("paste", { ...about, clipboardData: data });
  return document.querySelector("textarea[name=text]").dispatchEvent(event);
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_hub(tmp_path_factory.mktemp("paste") / "hub") as address:
        yield address


@pytest.fixture
def unfocused(tabs: Tabs, served: str) -> Iterator[Page]:
    """The page with a kind chosen; whatever a script throws fails the test."""
    may = ["clipboard-read", "clipboard-write"]
    with sound_page(tabs, viewport=DESKTOP, reduced_motion="reduce", permissions=may) as page:
        open_share(page, served)
        choose(page, "article")
        yield page


@pytest.fixture
def page(unfocused: Page) -> Page:
    """The same, with the focus in the text."""
    unfocused.locator(TEXT).focus()
    return unfocused


def has(page: Page, text: str) -> None:
    """Wait until the field has this text, and nothing else."""
    page.wait_for_function(
        "text => document.querySelector('textarea[name=text]').value === text", arg=text
    )


FORMS = [pytest.param(WORD, FROM_WORD, id="word"), pytest.param(PAGE, FROM_PAGE, id="page")]


@pytest.mark.parametrize(("html", "markdown"), FORMS)
def test_what_has_a_form_keeps_it_and_can_be_undone(html: str, markdown: str, page: Page) -> None:
    assert not page.evaluate(PASTE, [html, "plain words"]), "the page pastes it"
    has(page, markdown)
    assert markdown.split("\n")[0] in kept(page)["/hub:share"]
    page.keyboard.press("Control+z")
    has(page, "")
    page.wait_for_load_state("networkidle")
    assert not page.evaluate("window.ran")
    assert not [url for url in page.seen_requests if "192.0.2.1" in url]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>one</p><p>two</p>",
        DOCS.format("one"),
        EDITOR,
        "<pre><b>def</b> f()</pre>",
        '<span style="color:red">one</span><b> </b><a name="x">two</a>',
        '<a href="https://example.org/">https://example.org/</a>',
        "<table><tr><td>one</td></tr></table>",
    ],
)
def test_plain_words_and_code_are_left_to_the_browser(html: str, page: Page) -> None:
    assert page.evaluate(PASTE, [html, "plain words"])
    assert page.locator(TEXT).input_value() == "", "a made-up press pastes nothing by itself"


def test_a_real_press_pastes_with_form_or_without(page: Page) -> None:
    page.evaluate(COPY, ["<h2>Head</h2><p>Of <b>every</b> cable.</p>", "Head\nOf every cable."])
    page.keyboard.type("Before.")
    page.keyboard.press("Control+v")
    has(page, "Before.\n\n## Head\n\nOf **every** cable.")
    page.keyboard.type(" After.")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+Shift+v")
    has(page, "Head\nOf every cable.")


def test_words_within_a_line_stay_there(page: Page) -> None:
    page.locator(TEXT).fill("See  for more.\n\nNext.")
    page.locator(TEXT).evaluate("(one) => one.setSelectionRange(4, 4)")
    page.evaluate(PASTE, ['<span>the <a href="https://example.org/">page</a></span>', "the page"])
    has(page, "See the [page](https://example.org/) for more.\n\nNext.")
    page.locator(TEXT).evaluate("(one) => one.setSelectionRange(3, 4)")
    page.evaluate(PASTE, ["<ul><li>one</li></ul>", "one"])
    has(page, "See\n\n- one\n\nthe [page](https://example.org/) for more.\n\nNext.")


def test_without_a_network_the_words_are_pasted(unfocused: Page) -> None:
    page = unfocused
    page.route("**/share/from-html.js", lambda route: route.abort())
    page.evaluate(PASTE, ["<h2>Head</h2><p>Words.</p>", "Head\nWords."])
    has(page, "Head\nWords.")


@pytest.mark.parametrize("name", ["className", "childNodes", "nodeName", "getAttribute"])
@pytest.mark.parametrize("kind", ["name", "id"])
def test_a_form_is_read_whatever_its_fields_are_called(kind: str, name: str, page: Page) -> None:
    form = f"<form><input {kind}={name}><h2>H</h2><p>w <b>b</b></p></form>"
    page.evaluate(PASTE, [f"<form {kind}=querySelectorAll></form>{form}", "plain"])
    has(page, "## H\n\nw **b**")


def test_a_table_of_too_many_cells_is_pasted_as_plain_words(page: Page) -> None:
    rows = "<tr><td rowspan=65534 colspan=60>x" * 2000
    page.evaluate(PASTE, [f"<table>{rows}</table>", "plain"])
    has(page, "plain")


READ = [
    (
        "<ol><li><p>Run this:</p><pre>rm -rf x</pre><p>then look <b>twice</b></p></li><li>two</li></ol>",
        "1. Run this:\n\n```\nrm -rf x\n```\n\nthen look **twice**\n\n2. two",
    ),
    (
        '<div style="white-space:pre-wrap">a <b>b</b>\nc\n\nd<i style="white-space:normal"> e\nf</i></div>',
        "a **b**  \nc\n\nd *e f*",
    ),
    ("<p>So <b>good</b> <img alt='👩🏽‍🚀'><img alt='Photo'></p>", "So **good** 👩🏽‍🚀"),
    (
        "<ul>direct<li>one</li>between<li>two</li>last</ul>",
        "- direct\n- one\n- between\n- two\n- last",
    ),
    (
        (
            "<h2>H</h2><dialog open>x</dialog><datalist><option>x</datalist><video>x</video><audio>x</audio>"
            "<canvas>x</canvas><p style='opacity: 0'>x</p><p style='opacity:0.5'>half</p>"
            "<p style='visibility:hidden'>x</p><p style='font-size:0'>x<b style='font-size:9pt'>seen</b></p>"
        ),
        "## H\n\nhalf\n\n**seen**",
    ),
]


@pytest.mark.parametrize(
    ("html", "markdown"), READ, ids=["order", "lines", "emoji", "between", "unseen"]
)
def test_what_is_seen_is_read_in_its_order(html: str, markdown: str, page: Page) -> None:
    page.evaluate(PASTE, [html, "plain"])
    page.wait_for_function("!!document.querySelector('textarea[name=text]').value")
    assert page.locator(TEXT).input_value() == markdown


LINES = "\n\ta\u00a0b  c <b>&amp;\n\n   \n  d  \n"


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("one ", ""), ("one\n", "\n"), ("", "two")]
)
def test_lines_are_put_in_as_they_are_and_undone_at_once(
    before: str, after: str, page: Page
) -> None:
    page.keyboard.insert_text(before + after)
    page.evaluate(PUT, [LINES, len(before)])
    has(page, before + LINES + after)
    page.keyboard.press("Control+z")
    has(page, before + after)


def test_a_long_text_does_not_keep_the_page_from_working(page: Page) -> None:
    words = "Of every cable in the room, one by one."
    page.evaluate(PASTE, [f"<h2>H</h2>{f'<p>{words}</p>' * 1000}", "plain"])
    page.wait_for_function("!!document.querySelector('textarea[name=text]').value", timeout=6000)
    has(page, "\n\n".join(["## H", *[words] * 1000]))


def test_what_arrives_after_clearing_is_not_pasted(unfocused: Page) -> None:
    page, held = unfocused, []
    page.route("**/share/from-html.js", lambda route: held.append(route))
    with page.expect_request("**/share/from-html.js"):
        page.locator(TEXT).press_sequentially("Old.")
        page.evaluate(PASTE, ["<h2>Late</h2>", "Late"])
    page.get_by_role("button", name="Clear what I wrote").click()
    choose(page, "article")
    with page.expect_response("**/docx/writing.js"):
        held[0].continue_()
    page.wait_for_timeout(200)
    assert page.locator(TEXT).input_value() == ""


def test_two_quick_pastes_keep_their_order(page: Page) -> None:
    for word in ("one", "two"):
        page.evaluate(PASTE, [f"<h2>{word}</h2>", word])
    has(page, "## one\n\n## two")


def test_what_pastes_need_is_fetched_with_the_first_focus(unfocused: Page) -> None:
    with unfocused.expect_response("**/share/from-html.js"):
        unfocused.locator(TEXT).focus()


def changed_document() -> bytes:
    """With a tracked change and a comment."""
    who = 'w:id="1" w:author="Tove Added" w:date="2026-03-01T10:00:00Z"'
    body = (
        '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>It rang.</w:t></w:r><w:commentRangeEnd w:id="1"/>'
        f'<w:ins {who}><w:r><w:t xml:space="preserve"> Twice.</w:t></w:r></w:ins>'
        f"<w:del {who}><w:r><w:delText> Thrice.</w:delText></w:r></w:del></w:p>"
    )
    relation = (
        f'<Relationship Id="c" Type="{OFFICE}/relationships/comments" Target="comments.xml"/>'
    )
    comment = f"<w:comment {who}><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment>"
    parts = parts_of(Case("changed", body, links=relation))
    return packed({**parts, "word/comments.xml": xml("comments", comment)})


def test_what_was_changed_and_remarked_in_a_document_is_told(page: Page) -> None:
    assert not page.evaluate(GIVE, ["drop", "a.docx", list(changed_document())])
    has(page, "It rang. Twice.")
    page.locator(NOTES).get_by_text("has comments").wait_for()
    said = page.locator(f"{NOTES} li").all_inner_texts()
    assert any("has tracked changes" in one for one in said)
    assert any("has comments. They were left out" in one for one in said)
    assert "Really?" not in page.locator("form[data-share]").inner_text()


def test_a_document_is_pasted_as_a_file(page: Page) -> None:
    assert not page.evaluate(GIVE, ["paste", "a.docx", list(simple("It rang.", "Nobody came."))])
    has(page, "It rang.\n\nNobody came.")
    page.locator(NOTES).get_by_text("The document is in your text").wait_for()
