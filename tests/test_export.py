"""The hub as a plain docs tree: stock MkDocs makes the same site of it, and nothing in it is alive."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import markdown
import pytest
import yaml

from commonplace.markup.passing import flat_headings, pass_through
from commonplace.markup.render import Renderer
from commonplace.markup.tasks import BoxWords
from commonplace.site.tree import address_between, as_yaml
from hooks.hub_valid import mended
from scripts._export_folder import LIST, ExportFolder
from tests.bad_input.hostile import payload
from tests.bad_input.live import live_parts
from tests.bad_input.row import SECRET
from tests.support.dom import dom
from tests.support.hub import ROOT, make_hub, run_command, run_mkdocs, run_python
from tests.support.repository import Repository, write_files
from tests.support.searching import bundle, records
from tests.support.site import BuiltSite, built, gathered, start_hub
from tests.test_bad_input_built import SIDE, make_bad_hub, switch_snippets_on, together
from tests.test_markup_xss import CLOBBERS, CONFIGURATION, EXTENSIONS, VECTORS, assert_harmless

DAY = "2026-11-21"
SETTINGS = """
site_name: Research & Development
site_description: For "us" & others
site_url: https://hub.example.org/sub/
repo_url: https://git.example.org/team/hub
edit_uri: edit/main/docs/
copyright: <em>For us</em>
theme: {features: [content.code.copy, content.action.edit]}
exclude_docs: left-out/
plugins: {search: {lang: en}}
extra: {hub: {as_of: 2026-11-21, departments: [Sales]}}
"""
TEXT = """---
topics: [calls]
addresses: [templates/former]
---
# One & two “three”

Words, `code`, :smile: and ==marks==, [a tip](../tips/new.md), [a part](../tips/new.md#how-it-is-done),
[our page](../../docs/own/page.md), [a sheet](../../docs/own/sheet.csv), [itself](#what-s-it-like-2-it),
<https://example.org/?a=1&b=2> and a line
--8<-- "not/a/file"
```not a fence
that goes on.

![A picture](one/a%20b.png) ![Elsewhere](https://example.org/x.png)

## What's *it* like? 2 < `it` & [link](../tips/new.md) *a*_b_ {: #what-s-it-like-2-it .own }

| a | b |
|---|--:|
| 1 | 2 |

## Second

!!! note "Note this"
    ### Inside a box

    ```py title="x.py" linenums="1"
    def f():
    \treturn "<b>"  # --8<-- x

    ```

=== "One"

    1. first

        - [x] done

=== "Two"

    Footnote[^1]

### Third

<details markdown="1"><summary>More</summary>
**Bold**
</details>

Term
:   Definition

*[Words]: abbreviated

[^1]: Below.
"""
FILES: dict[str, str | bytes] = {
    "contributions/people/ada.md": (
        "---\nname: Ada Example\nteam: Sales\nemails: [ada@example.org]\n---\n\n"
        "[One](../articles/one.md).\n"
    ),
    "contributions/people/ada.png": b"\x89PNG\r\n\x1a\nada",
    "contributions/articles/one.md": TEXT,
    "contributions/articles/one/a b.png": b"\x89PNG\r\n\x1a\n",
    "contributions/tips/old.md": (
        "# A tip\n\n## How it is done\n\n[back](../articles/one.md)\n\n    indented\n\n    code\n"
    ),
    "contributions/tips/obsolete.md": "---\nsuperseded_by: tips/new\n---\n# Obsolete\n\nWords.\n",
    "contributions/tips/draft.md": "---\nstatus: draft\n---\n# A draft\n\ncanary-draft\n",
    "contributions/war-stories/story.md": (
        "# A story\n\n## What happened\n\nIt.\n\n## What we tried\n\nThat.\n\n## End\n\nNo.\n"
    ),
    "docs/index.md": (
        "---\ntitle: Our hub\n---\n\nHello, see [calls](topics/calls.md) and [this](own/page.md).\n"
    ),
    "docs/topics/calls.md": (
        "---\ntitle: First calls\ncurators: [ada]\npicks: [tips/new: why not]\n---\n\n"
        "About [it](../own/page.md).\n"
    ),
    "docs/paths/start.md": "---\ntitle: Start\nsteps: [tips/new, articles/one]\n---\n\nGo.\n",
    "docs/own/page.md": (
        "---\ntitle: Our own\n---\n\n# Ours\n\n"
        "[One](../../contributions/articles/one.md), [sheet](sheet.csv)\n"
    ),
    "docs/own/plain.md": (
        "# Plain\n\nWords with [a link](page.md), [calls](../topics/calls.md#about), ![a picture](p.png).\n"
    ),
    "docs/own/sheet.csv": "a,b\n",
    "docs/own/p.png": b"\x89PNG\r\n\x1a\nown",
    "docs/left-out/x.md": "# canary-left-out\n",
    "docs/templates/y.html": "canary-template\n",
    "docs/overrides/.icons/own/sign.svg": "<svg/>",
    "docs/overrides/own/file.css": "/* */\n",
}


def export(
    root: Path, folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = run_command(root, "export", str(folder), *arguments, **environment)
    assert "Traceback" not in done.stdout + done.stderr
    assert "went wrong" not in done.stderr
    return done


def exported(root: Path, folder: Path) -> Path:
    done = export(root, folder, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    return folder


def stock_build(folder: Path) -> Path:
    """Build an export as anybody would: with MkDocs alone, where nothing of the hub can be imported."""
    assert run_python(folder, "-c", "import commonplace").returncode != 0
    done = run_mkdocs(folder, "build", "--strict")
    assert done.returncode == 0, done.stderr
    shutil.copytree(folder / "beside", folder / "site", dirs_exist_ok=True)
    return folder / "site"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "site" not in path.relative_to(folder).parts[:1]
    }


def make(folder: Path) -> Repository:
    hub = start_hub(folder, FILES, settings=SETTINGS)
    hub.move("contributions/tips/old.md", "contributions/tips/new.md")
    hub.commit()
    return hub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return make(tmp_path_factory.mktemp("export") / "hub")


@pytest.fixture(scope="module")
def both(hub: Repository, tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltSite, Path]:
    """The site that the hub builds, and the one that stock MkDocs builds from the export."""
    ours = built(hub.root)
    return ours, stock_build(exported(hub.root, tmp_path_factory.mktemp("tree") / "tree"))


def same_pages(ours: Path, theirs: Path) -> int:
    """Compare all pages of two sites as a browser sees them; the number of those that hold a text."""
    pages = sorted(path.relative_to(ours) for path in ours.rglob("*.html"))
    assert pages == sorted(path.relative_to(theirs) for path in theirs.rglob("*.html"))
    different = 0
    for page in pages:
        one, other = (ours / page).read_text("utf-8"), (theirs / page).read_text("utf-8")
        different += one != other
        assert dom(one) == dom(mended(other)), page  # the one thing that a hook has to do
    return different


def test_stock_mkdocs_makes_the_same_site(both: tuple[BuiltSite, Path]) -> None:
    ours, theirs = both
    other = contents(theirs)
    apart = (
        "pagefind/",
        "search/words-",
    )  # an own page is rendered there without the engine's help
    assert {one for one in other if not one.startswith(apart)} == {
        one for one in ours.files() if not one.startswith(apart)
    }
    found = set(
        records(bundle(theirs))
    )  # settings leave pages out here: only the engine knows which
    assert {"/articles/one/", "/tips/new/"} <= found < set(records(bundle(ours.folder)))
    assert same_pages(ours.folder, theirs) > 4  # those with texts are spelled otherwise
    unordered = {"search/search_index.json", "search/search.json", "sitemap.xml", "sitemap.xml.gz"}
    named = {
        name
        for name, data in ours.files().items()
        if not name.endswith(".html") and not name.startswith(apart) and data != other[name]
    }
    assert named <= unordered
    assert {"feeds/all.xml", "hub.json", "llms.txt", "tips/new.md", "articles/one/a b.png"} <= set(
        other
    )


def test_addresses_titles_edit_links_and_redirects_are_those_of_the_hub(
    both: tuple[BuiltSite, Path],
) -> None:
    ours, theirs = both
    site = BuiltSite(ours.root, theirs, "")
    assert "<title>One &amp; two “three” - Research &amp; " in ours.html("articles/one/")
    link = "https://git.example.org/team/hub/edit/main/contributions/articles/one.md"
    for built_site in (ours, site):
        assert link in built_site.links("articles/one/")
        assert built_site.leads_to("tips/old/") == "tips/new/"
        assert built_site.leads_to("templates/former/") == "articles/one/"
    pencil = "https://git.example.org/team/hub/edit/main/docs/own/page.md"
    assert pencil in ours.links("own/page/")
    assert {"tips/new/", "own/page/", "topics/calls/"} <= ours.pages_linked("articles/one/")
    done = run_command(ours.root, "verify", str(theirs))
    assert done.returncode == 0, done.stdout


def test_search_and_sitemap_hold_the_same_in_another_order(both: tuple[BuiltSite, Path]) -> None:
    ours, theirs = both

    def entries(site: Path) -> dict[str, tuple[str, str]]:
        docs = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
        return {one["location"]: (one["title"], one["text"].replace(" ", "")) for one in docs}

    assert len(entries(ours.folder)) > 8
    assert "articles/one/#third" in entries(theirs)
    assert set(entries(ours.folder)) == set(entries(theirs))

    assert places(ours.folder) == places(theirs) != set()


def places(site: Path) -> set[str | None]:
    """Every address that a sitemap has."""
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 - our own
    return {element.text for element in root.iter() if element.tag.endswith("loc")}


def test_the_sitemap_needs_no_engine_that_knows_every_page(tmp_path: Path) -> None:
    settings = "site_url: https://hub.example.org/sub/\n"
    root = make_hub(tmp_path / "hub", FILES, settings=settings)
    folder = exported(root, tmp_path / "tree")
    listed = places(folder / "beside")
    assert listed == places(built(root, HUB_AS_OF=DAY).folder)
    assert "https://hub.example.org/sub/own/page/" in listed
    assert not [address for address in listed if address and address.endswith("/care/")]


def test_its_settings_need_nothing_of_the_hub(both: tuple[BuiltSite, Path]) -> None:
    folder = both[1].parent
    text = (folder / "mkdocs.yml").read_text("utf-8")
    assert text.startswith("# Written by “scripts/hub export”")
    settings = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes texts of everything
    assert not {"hooks", "watch", "INHERIT"} & set(settings)
    assert settings["plugins"] == [{"search": {"lang": "en"}}]
    assert settings["theme"]["custom_dir"] == "overrides"
    assert "hub" not in settings["extra"]
    assert (folder / "overrides/.icons/own/sign.svg").is_file()
    assert not list(folder.rglob("*.py"))


def test_nothing_hidden_is_in_it(both: tuple[BuiltSite, Path]) -> None:
    files = contents(both[1].parent)
    assert len(files) > 80
    for path, data in files.items():
        assert b"canary-draft" not in data, path
        assert b"canary-template" not in data, path


def test_texts_of_a_public_hub_stay_inside(tmp_path: Path) -> None:
    files = {
        **FILES,
        "contributions/tips/in.md": "---\naudience: internal\n---\n# Inside\n\ncanary-inside\n",
        "contributions/people/bo.md": "---\nname: Bo Unnamed\nvisibility: unnamed\n---\n\ncanary-bo\n",
    }
    settings = "extra: {hub: {audience: public}}\n"
    folder = exported(make_hub(tmp_path / "hub", files, settings=settings), tmp_path / "tree")
    every = b"\n".join(contents(folder).values())
    assert b"A tip" in every
    for hidden in (b"canary-inside", b"canary-bo", b"Bo Unnamed"):
        assert hidden not in every


# ------------------------------------------------------------------ texts that pass through


def plain(text: str) -> markdown.Markdown:
    """A stock converter with the hub's extensions, and with files read in wherever a text asks for it."""
    extensions = [*EXTENSIONS, "pymdownx.snippets"]
    snippets = {"base_path": ["/"], "restrict_base_path": False, "check_paths": False}
    converter = markdown.Markdown(
        extensions=extensions, extension_configs=CONFIGURATION | {"pymdownx.snippets": snippets}
    )
    converter.html = converter.convert(text)  # type: ignore[attr-defined]
    return converter


RENDERER = Renderer(EXTENSIONS, CONFIGURATION, lambda start, path: None, BoxWords("Done", "To do"))


def passed(text: str) -> tuple[str, markdown.Markdown]:
    made = RENDERER.render(text, "tips/a.md", trusted=False)
    return made.html, plain(pass_through(made.html, set(flat_headings(made.headings))))


@pytest.mark.parametrize("vector", VECTORS + CLOBBERS)
def test_a_hostile_text_is_harmless_in_another_engine(vector: str) -> None:
    cleaned, other = passed(vector)
    html = other.html  # type: ignore[attr-defined]
    assert_harmless(html)

    def unboxed(html: str) -> list[tuple[str, ...]]:
        parts = [part for part in dom(html) if part[0] == "words" or part[1] not in ("div", "p")]
        return [
            ("words", part[1].replace(" ", "")) if part[0] == "words" else part for part in parts
        ]

    assert unboxed(html) == unboxed(cleaned)


@pytest.mark.parametrize(
    "text",
    [
        TEXT.partition("“three”\n")[2],
        "## A / b: [x](y) *c* `d_e*f` &amp; &lt;g> \\*h\\* 100 % — ü 😀\n\n## A / b\n",
        "# First\n\ntext\n\n### Third { #own-id .k }\n\n## <b>bold</b> ++ctrl++ ~~x~~ ^y^ {~~a~>b~~}\n",
        '```\n\n\n--8<-- "x"\n~~~\n!!! note\n    x\n\n```\n\n    tab\there\n\n\x0c control\n',
        '> quoted\n>\n> - list\n>\n>     ```\n>     --8<-- "x"\n>     ```\n',
        "Text\n=== not a tab\n\n- a\n\n    b\n\n1. c\n\n***\n\n<div>\n\nraw\n\n</div>\n",
        "a\u2028b\u0085c \u00a0 d  \ne\\\nf <br> <kbd>k</kbd>\n",
    ],
)
def test_a_text_passes_through_unchanged(text: str) -> None:
    cleaned, other = passed(text)
    assert dom(other.html) == dom(cleaned)  # type: ignore[attr-defined]
    made = RENDERER.render(text, "tips/a.md", trusted=False)
    boxed = {one for one in flat_headings(made.headings) if "inside-a-box" in one}
    assert list(flat_headings(other.toc_tokens)) == [  # type: ignore[attr-defined]
        one for one in flat_headings(made.headings) if one not in boxed
    ]


def test_no_line_of_it_can_begin_anything() -> None:
    marks = (
        "```",
        "~~~",
        "--8<--",
        "!!!",
        "???",
        "===",
        "[",
        "*[",
        ">",
        "-",
        "1.",
        "    ",
        "|",
        ":",
        "$$",
    )
    text = "".join(f'a\n{mark} b\n\n```\n{mark} "c"\n\n\n{mark}\n```\n\n' for mark in marks)
    made = pass_through(RENDERER.render(text, "tips/a.md", trusted=False).html, ())
    lines = [line for line in made.splitlines() if line]
    assert len(lines) > 20
    assert [line for line in lines if not line.startswith("<")] == []


@pytest.mark.parametrize(
    ("start", "target", "address"),
    [
        ("tips/a/", "tips/b/", "../b/"),
        ("tips/a/", "", "../../"),
        ("", "tips/a/", "tips/a/"),
        ("", "", "./"),
        ("tips/a/", "tips/a/", "./"),
        ("tips/", "tips/ä b.png", "%C3%A4%20b.png"),
        ("all/page/2/", "own/sheet.csv", "../../../own/sheet.csv"),
    ],
)
def test_addresses_lead_from_page_to_page(start: str, target: str, address: str) -> None:
    assert address_between(start, target) == address


@pytest.mark.parametrize(
    "value",
    [
        "a\x00b\x7f\x80\x85\x9f\xa0\u2028\u2029\ufeff\ufffe\uffff😀",
        {
            "a: b": [
                "- x",
                "no",
                "2026-01-01",
                "#",
                "'\"\\",
                "---",
                "...",
                "\n\t",
                "{{ x }}",
                "!!python/x",
            ]
        },
        {"n": None, "t": True, "f": [1, -2, 0.5, 100.0]},
        "x" * 5_000,
    ],
)
def test_data_of_pages_survives_yaml(value: object) -> None:
    text = f"---\nhub: {as_yaml(value)}\n"
    assert text.count("\n") == 2
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        assert yaml.load(text.encode("utf-8"), loader) == {"hub": value}  # noqa: S506 - both are safe


def test_every_view_of_the_hub_survives_yaml(hub: Repository) -> None:
    pages = gathered(hub.root).plan.pages
    assert len(pages) > 20
    for page in pages:
        assert yaml.load(as_yaml(page.view), yaml.SafeLoader) == page.view


def test_bad_input_is_as_dead_in_a_site_built_from_the_export(tmp_path: Path) -> None:
    rows = together(tmp_path)
    root = make_bad_hub(tmp_path, rows, "")
    switch_snippets_on(root)
    folder = exported(root, tmp_path / "tree")
    done = run_mkdocs(folder, "build")
    assert done.returncode == 0, done.stderr[-3000:]
    site = folder / "site"
    words = {word for row in rows for word in row.dead}
    nowhere = {word for row in rows for word in row.absent} | {SECRET, "root:x:0"}
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 150
    assert run_mkdocs(root, "build", HUB_AS_OF=DAY).returncode == 0
    different = []
    for page in pages:
        name = page.relative_to(site)
        html, ours = page.read_text("utf-8"), (root / "site" / name).read_text("utf-8")
        assert live_parts(html, words) == [], name
        assert [word for word in nowhere if word in html] == [], name
        if dom(mended(html)) != dom(ours):
            different.append(name.as_posix())
    assert different == ["tips/html-video-elsewhere/index.html"]  # a box around what has none
    shutil.copytree(folder / "beside", site, dirs_exist_ok=True)
    checked = run_command(root, "verify", str(site))
    assert checked.returncode == 0, checked.stdout


def test_a_hostile_name_of_the_site_stays_words(tmp_path: Path) -> None:
    settings = SIDE.format(payload("canary_site"), payload("canary_described"))
    root = make_hub(tmp_path / "hub", {"contributions/tips/a.md": "# A\n\nB.\n"}, settings=settings)
    site = stock_build(exported(root, tmp_path / "tree"))
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        html = page.read_text("utf-8")
        assert "canary_site" in html
        assert live_parts(html) == [], page.relative_to(site)


# ------------------------------------------------------------------ the folder


def stamps(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_second_export_writes_only_what_has_changed(tmp_path: Path) -> None:
    hub = make(tmp_path / "hub")
    folder = exported(hub.root, tmp_path / "tree")
    write_files(
        folder, {"notes.txt": "mine\n", "docs/mine.md": "# Mine\n", "site/index.html": "built\n"}
    )
    before = stamps(folder)
    done = export(hub.root, folder, "--as-of", DAY)
    assert "0 files written, " in done.stderr
    assert "0 removed" in done.stderr
    assert stamps(folder) == before
    hub.move("contributions/war-stories/story.md", "contributions/war-stories/told.md")
    hub.commit({"contributions/tips/obsolete.md": None})
    exported(hub.root, folder)
    changed = {path for path, stamp in stamps(folder).items() if before.get(path) != stamp}
    assert str(folder / "docs/war-stories/told/index.md") in changed
    assert str(folder / "docs/war-stories/story/index.html") in changed
    assert str(folder / "docs/own/plain.md") not in changed
    assert len(changed) < len(before) / 2
    for gone in (
        "docs/war-stories/story/index.md",
        "beside/war-stories/story.md",
        "docs/tips/obsolete/index.md",
    ):
        assert not (folder / gone).exists()
        assert str(folder / gone) in before or gone.startswith("beside")
    fresh = contents(exported(hub.root, tmp_path / "fresh"))
    mine = {"notes.txt": b"mine\n", "docs/mine.md": b"# Mine\n"}
    assert contents(folder) == fresh | mine
    assert (folder / "site/index.html").read_text("utf-8") == "built\n"


def test_an_export_that_was_stopped_is_finished_by_the_next(
    hub: Repository, tmp_path: Path
) -> None:
    whole = contents(exported(hub.root, tmp_path / "whole"))
    stopped = ExportFolder(tmp_path / "tree")
    stopped.begin(["docs/stale/page.md", *(path for path in whole if path != LIST)])
    stopped.write("docs/stale/page.md", b"of yesterday")
    stopped.write("docs/index.md", b"half")
    write_files(tmp_path / "tree", {".hub-export.new": "half of something"})
    assert contents(exported(hub.root, tmp_path / "tree")) == whole
    shutil.rmtree(tmp_path / "tree" / "docs")
    (tmp_path / "tree" / "mkdocs.yml").write_text("changed by hand", "utf-8")
    assert contents(exported(hub.root, tmp_path / "tree")) == whole
    started = tmp_path / "started"
    write_files(started, {".hub-export.new": "stopped at the very first"})
    assert contents(exported(hub.root, started)) == whole


def test_folders_that_are_no_place_for_it(hub: Repository, tmp_path: Path) -> None:
    root = hub.root
    write_files(tmp_path, {"file": "x", "full/mine.txt": "x", "target/x": "x"})
    (tmp_path / "link").symlink_to(tmp_path / "target", target_is_directory=True)
    before = contents(tmp_path), contents(root / "docs"), contents(root / "contributions")
    for place, words in (
        (root / "docs", "is a place of the hub itself"),
        (root / "docs" / "new", "is a place of the hub itself"),
        (root / "contributions" / "new", "is a place of the hub itself"),
        (root / "site", "is a place of the hub itself"),
        (root / ".hub-upgrade", "is a place of the hub itself"),
        (root / "upgrade-kept" / "new", "is a place of the hub itself"),
        (root, "is a place of the hub itself"),
        (root.parent, "is a place of the hub itself"),
        (root / "docs" / ".." / "docs" / "x", "is a place of the hub itself"),
        (tmp_path / "file", "is no folder"),
        (tmp_path / "link", "is no folder"),
        (tmp_path / "file" / "below", "cannot be read or written"),
        (tmp_path / ("x" * 300), "cannot be used (File name too long). Name another folder."),
        (tmp_path / "full", "holds something else than an export, such as “mine.txt”"),
    ):
        done = export(root, place)
        assert done.returncode == 2, place
        assert words in done.stderr, place
    assert (contents(tmp_path), contents(root / "docs"), contents(root / "contributions")) == before
    assert run_command(root, "export").returncode == 2
    assert "is not a day" in export(root, tmp_path / "new", "--as-of", "soon").stderr
    assert not (tmp_path / "new").exists()


def test_what_it_did_not_write_is_never_touched(hub: Repository, tmp_path: Path) -> None:
    folder = exported(hub.root, tmp_path / "tree")
    victim = {"victim.txt": "x", "tree/mine.txt": "x", "tree/.git/config": "x"}
    write_files(tmp_path, victim)
    data = json.loads((folder / LIST).read_text("utf-8"))
    data["files"] += [
        "../victim.txt",
        "mine.txt",
        ".git/config",
        str(tmp_path / "victim.txt"),
        "docs/../mine.txt",
        "docs/\ud800.md",
    ]
    write_files(folder, {LIST: json.dumps(data)})
    exported(hub.root, folder)
    for name in victim:
        assert (tmp_path / name).read_text("utf-8") == "x"
    for broken in ("{", "[]", '{"schema": "\\u001b[31m", "files": []}', b"\xff"):
        write_files(folder, {LIST: broken})
        done = export(hub.root, folder)
        assert done.returncode == 2
        assert "cannot be read" in done.stderr
        assert "\x1b" not in done.stderr
    (folder / "docs/guidelines.md").unlink(missing_ok=True)


def test_a_file_in_the_way_is_left_where_it_is(tmp_path: Path) -> None:
    hub = make(tmp_path / "hub")
    folder = exported(hub.root, tmp_path / "tree")
    write_files(folder, {"docs/tips/coming/index.md": "mine"})
    hub.commit({"contributions/tips/coming.md": "# Coming\n\nWords.\n"})
    before = contents(folder)
    done = export(hub.root, folder)
    assert done.returncode == 2
    assert "index.md” is in the way, and no export wrote it" in done.stderr
    assert contents(folder) == before
    (folder / "docs/tips/coming/index.md").unlink()
    exported(hub.root, folder)
    assert "Coming" in (folder / "docs/tips/coming/index.md").read_text("utf-8")


def test_two_at_once_make_one_whole_export(hub: Repository, tmp_path: Path) -> None:
    whole = contents(exported(hub.root, tmp_path / "whole"))
    with ThreadPoolExecutor(3) as three:
        for done in three.map(lambda _: export(hub.root, tmp_path / "tree", "--as-of", DAY), "abc"):
            assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "tree") == whole


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes on Windows")
def test_pipes_are_not_waited_for(hub: Repository, tmp_path: Path) -> None:
    folder = exported(hub.root, tmp_path / "tree")
    pipe = hub.root / "docs" / "overrides" / "pipe.html"
    os.mkfifo(pipe)
    try:
        exported(hub.root, folder)
    finally:
        pipe.unlink()
    for name, words in ((LIST, "cannot be read"), (".hub-export.lock", "is no file of an export")):
        (folder / name).unlink()
        os.mkfifo(folder / name)
        done = export(hub.root, folder)
        assert done.returncode == 2
        assert words in done.stderr
        (folder / name).unlink()
        write_files(folder, {LIST: '{"schema": 1, "files": []}'})


def test_a_folder_in_the_place_of_a_page_is_named_and_left(hub: Repository, tmp_path: Path) -> None:
    folder = exported(hub.root, tmp_path / "tree")
    (folder / "docs/guidelines.md").unlink(missing_ok=True)
    (folder / "docs/index.md").unlink()
    write_files(folder, {"docs/index.md/mine.txt": "mine"})
    done = export(hub.root, folder)
    assert done.returncode == 2
    assert f"“{folder / 'docs/index.md'}” cannot be read or written" in done.stderr
    assert (folder / "docs/index.md/mine.txt").read_text("utf-8") == "mine"


def test_it_never_writes_through_a_link(hub: Repository, tmp_path: Path) -> None:
    folder = exported(hub.root, tmp_path / "tree")
    outside = tmp_path / "outside"
    shutil.move(folder / "docs/tips", outside)
    (folder / "docs/tips").symlink_to(outside, target_is_directory=True)
    before = contents(outside)
    done = export(hub.root, folder)
    assert done.returncode == 2
    assert "“docs/tips” is a link to another place" in done.stderr
    assert contents(outside) == before


# ------------------------------------------------------------------ settings and engines


def test_settings_in_every_form(tmp_path: Path) -> None:
    root = make_hub(tmp_path / "hub", {"contributions/tips/a.md": "# A\n\n:smile: ==b==\n\n## C\n"})
    text = (root / "mkdocs.yml").read_text("utf-8")
    write_files(
        root,
        {
            "base.yml": f"{text}\nstrict: false\n",
            "mkdocs.yml": "INHERIT: base.yml\nsite_name: !ENV [HUB_NAME, Fallback]\n"
            "markdown_extensions: {attr_list: {}, pymdownx.mark: , toc: {permalink: '#'}}\n"
            "plugins: [tags, material/search: {separator: x}]\nextra: {own: kept, since: 2020-01-31}\n"
            "nav: [Home: index.md, Tips: [tips/a.md, {Calls: topics/calls.md}]]\n",
        },
    )
    folder = exported(root, tmp_path / "tree")
    text = (folder / "mkdocs.yml").read_text("utf-8")
    settings = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes texts of everything
    assert settings["site_name"] == "Fallback"
    assert settings["strict"] == "false"
    assert settings["extra"]["own"] == "kept"
    assert "since: '2020-01-31'" in text  # an engine that knows no days takes it, too
    nav = [{"Home": "index.md"}, {"Tips": ["tips/a/index.md", {"Calls": "topics/calls.md"}]}]
    assert settings["nav"] == nav  # where the pages lie in the tree; what is not there stays
    assert settings["theme"]["custom_dir"] == "overrides"
    assert settings["plugins"] == [{"material/search": {"separator": "x"}}]
    page = (folder / "docs/tips/a/index.md").read_text("utf-8")
    assert "<mark>b</mark>" in page
    assert ":smile:" in page
    assert "\n## C {: #c }\n" in page
    named = export(root, tmp_path / "named", HUB_NAME="From CI")
    assert named.returncode == 0
    assert "From CI" in (tmp_path / "named/mkdocs.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("site_name: [", "cannot be used"),
        ("- a", "they are no list of keys"),
        ("INHERIT: gone.yml", "“gone.yml” cannot be used"),
        ("INHERIT: mkdocs.yml", "cannot be used"),
        ("INHERIT: docs", "cannot be used"),
        ("INHERIT: /dev/zero", "cannot be used"),
        ("site_name: X\nmarkdown_extensions: [no.such.one]", "cannot be used: its name or"),
        ("site_name: X\nmarkdown_extensions: [[a]]", "cannot be used"),
        ("site_name: X\nmarkdown_extensions: [{[a]: b}]", "cannot be used"),
        (
            "site_name: X\nmarkdown_extensions: [x: {y: !!python/name:no.such.thing ''}]",
            "“no.such.thing”",
        ),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_words(
    tmp_path: Path, settings: str, words: str
) -> None:
    root = make_hub(tmp_path / "hub", {}, git=False)
    write_files(root, {"mkdocs.yml": settings})
    done = export(root, tmp_path / "tree")
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "tree").exists()


def test_it_needs_no_engine(hub: Repository, tmp_path: Path) -> None:
    whole = contents(exported(hub.root, tmp_path / "whole"))
    refusing = 'raise ImportError("there is none")\n'
    names = ("mkdocs", "material", "click", "jinja2")
    write_files(tmp_path / "none", {f"{name}.py": refusing for name in names})
    done = export(hub.root, tmp_path / "tree", "--as-of", DAY, PYTHONPATH=str(tmp_path / "none"))
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "tree") == whole


@pytest.mark.skipif(os.name != "posix", reason="starts the command by its own name")
def test_the_list_of_commands_has_it() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "hub")], capture_output=True, text=True, check=False
    )
    assert "  export " in done.stdout
    assert "  verify " in done.stdout
