"""What a site promises, and the command that holds a built site to it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from commonplace.site.promises import read_promises
from tests.support.hub import make_hub, run_command, run_mkdocs
from tests.support.repository import Repository, write_files
from tests.support.site import BuiltSite, built, gathered, start_hub

SITE_URL = "https://hub.example.org/sub/"
SETTINGS = f"site_url: {SITE_URL}\nrepo_url: https://git.example.org/team/hub\n"
FILES: dict[str, str | bytes] = {
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n\nHello.\n",
    "contributions/people/bo.md": "---\nname: Bo Hidden\nvisibility: no-directory\n---\n",
    "contributions/articles/one.md": "---\ntopics: [calls]\n---\n# One & two “three”\n\n![A](a.png) it.\n",
    "contributions/articles/a.png": b"\x89PNG\r\n\x1a\n",
    "contributions/tips/old.md": "# A tip\n\nWords.\n",
    "contributions/tips/hidden.md": "---\nstatus: draft\n---\n# A draft\n\nWords.\n",
    "contributions/tips/inside.md": "---\naudience: internal\n---\n# For colleagues\n\nWords.\n",
    "contributions/tips/later.md": "---\nauthors: [bo]\n---\n# By Bo\n\nWords.\n",
    "docs/topics/calls.md": "---\ntitle: First calls\n---\n\nAbout calls.\n",
    "docs/guidelines.md": "# What to *share*\n\nWords.\n",
    "docs/own/index.md": "---\ntitle: Our own\n---\nWords.\n",
    "docs/own/sheet.csv": "a,b\n",
    "docs/develop/inner.md": "# For developers\n",
}


def make(folder: Path, settings: str = SETTINGS) -> Repository:
    hub = start_hub(folder, FILES, settings=settings)
    hub.move("contributions/tips/old.md", "contributions/tips/new.md")
    hub.commit()
    return hub


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(make(tmp_path_factory.mktemp("verify") / "hub").root)


@pytest.fixture
def site(fresh: BuiltSite, tmp_path: Path) -> Path:
    """A copy of the built site, to be broken."""
    return Path(shutil.copytree(fresh.folder, tmp_path / "site"))


def verify(fresh: BuiltSite, *arguments: object) -> subprocess.CompletedProcess[str]:
    done = run_command(fresh.root, "verify", *map(str, arguments))
    assert "Traceback" not in done.stdout + done.stderr
    assert "went wrong" not in done.stderr
    return done


def told(site: Path) -> Any:
    return json.loads((site / "addresses.json").read_text("utf-8"))


def test_it_holds_what_its_schema_says(fresh: BuiltSite) -> None:
    schema = json.loads((fresh.folder / "addresses.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    assert list(checker.iter_errors(told(fresh.folder))) == []
    assert len(list(checker.iter_errors(told(fresh.folder) | {"pages": [{}], "more": 1}))) > 2


def test_it_lists_every_page_redirect_and_file_of_the_site(fresh: BuiltSite) -> None:
    data = told(fresh.folder)
    pages = {row["address"]: row for row in data["pages"]}
    assert len(pages) == len(data["pages"]) > 20
    one = pages["articles/one/"]
    assert one["title"] == "One & two “three”"
    assert one["source"] == "contributions/articles/one.md"
    assert one["edit"] == "https://git.example.org/team/hub/edit/main/contributions/articles/one.md"
    assert one["edit"] in fresh.links("articles/one/")
    assert {
        "",
        "tips/",
        "people/ada/",
        "topics/calls/",
        "topics/calls/care/",
        "guidelines/",
    } <= set(pages)
    assert (pages["guidelines/"]["title"], pages["own/"]["title"]) == ("What to share", "Our own")
    former = {row["address"]: row["to"] for row in data["redirects"]}
    assert former == {"tips/old/": "tips/new/", "people/ada-example/": "people/ada/"}
    promised = {f"{address}index.html" for address in (*pages, *former)} | set(data["files"])
    made = {
        path
        for path in fresh.files()
        if not path.startswith(("assets/javascripts/", "assets/stylesheets/", "pagefind/"))
        and not path.startswith("search/words-")  # search.json names these
        and path not in ("assets/images/favicon.png", "sitemap.xml.gz")
    }
    assert made == promised


def test_it_tells_of_nothing_that_is_not_shown(tmp_path: Path) -> None:
    hub = make(tmp_path / "hub", f"{SETTINGS}extra: {{hub: {{audience: public}}}}\n")
    for drafts in (False, True):
        promised = gathered(hub.root, drafts=drafts).plan.promises
        assert promised is not None
        assert "tips/new/" in promised.text()
        for hidden in (
            "hidden",
            "A draft",
            "inside",
            "colleagues",
            "people/bo",
            "Bo Hidden",
            "develop",
        ):
            assert hidden not in promised.text(), hidden
    internal = gathered(make(tmp_path / "other").root).plan.promises
    assert internal is not None
    assert "tips/inside/" in internal.text()


def test_a_whole_site_passes(fresh: BuiltSite, site: Path) -> None:
    for arguments in ((), (site,), (site, "--manifest"), (site, "--before", fresh.folder)):
        done = verify(fresh, *arguments)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        assert done.stdout.startswith("All is there: ")


def test_a_site_of_yesterday_is_held_to_yesterday(tmp_path: Path) -> None:
    hub = make(tmp_path / "hub")
    assert run_command(hub.root, "build", "--as-of", "2026-02-01").returncode == 0
    assert told(hub.root / "site")["as_of"] == "2026-02-01"
    assert verify(BuiltSite(hub.root, hub.root / "site", "")).returncode == 0


PAGE = "articles/one/index.html"
BREAKS = [
    (PAGE, None, "Not there (1):\n  /articles/one/\n"),
    (PAGE, "", "There, but empty (1):\n  /articles/one/\n"),
    (
        PAGE,
        "<title>404</title><h1>Nothing here</h1>",
        "/articles/one/ should be “One & two “three””",
    ),
    (PAGE, "# One & two “three”\n\nRaw Markdown.\n", "/articles/one/ should be “One"),
    ("guidelines/index.html", None, "/guidelines/"),
    ("own/sheet.csv", None, "/own/sheet.csv"),
    ("articles/a.png", None, "/articles/a.png"),
    ("articles/one.md", "<!doctype html><title>x</title>", "/articles/one.md should be “Markdown”"),
    ("tips/old/index.html", None, "/tips/old/"),
    ("tips/old/index.html", "<title>Moved</title>", "/tips/old/: it leads nowhere"),
    (
        "tips/old/index.html",
        '<meta http-equiv="refresh" content="0; url=../../articles/one/">',
        "it leads to “articles/one/” and not to “tips/new/”",
    ),
    (
        "tips/old/index.html",
        '<meta http-equiv="refresh" content="0; url=https://evil.example/tips/new/">',
        "it leads to “https://evil.example/tips/new/”",
    ),
    (
        "tips/old/index.html",
        '<meta http-equiv="refresh" content="0; url=http://[">',
        "/tips/old/: it leads to “http://[”",
    ),
    (
        "tips/old/index.html",
        f'<meta http-equiv="refresh" content="0; url={SITE_URL}//[x">',
        "/tips/old/: it leads to “",
    ),
    (
        "tips/old/index.html",
        '<meta http-equiv="refresh" content="0; url=%1b[31mred">',
        "it leads to “tips/old/\\x1b[31mred”",
    ),
    ("tips/old/index.html", "<meta http-equiv=refresh " * 100_000, "it leads nowhere"),
    (PAGE, "<title>" * 300_000, "/articles/one/ should be “One"),
    (PAGE, f"<title>{'<' * 2_000_000}</title>", "/articles/one/ should be “One"),
    ("feeds/all.xml", "<feed><entry></feed>", "/feeds/all.xml: mismatched tag"),
    (
        "feeds/all.xml",
        '<?xml version="1.0" encoding="none"?><feed/>',
        "/feeds/all.xml: unknown encoding: none",
    ),
    ("feeds/all.json", "{", "/feeds/all.json: Expecting"),
    ("hub.json", None, "/hub.json"),
    ("404.html", "", "/404.html"),
    ("addresses.json", None, "/addresses.json"),
    ("addresses.json", "{", "/addresses.json: it is no JSON"),
    ("addresses.json", '{"schema": 2}', "it has the form 2, and this hub reads form 1"),
    ("addresses.json", '{"schema": 1}', "something is missing in it"),
    ("addresses.json", b"\xff\xfe", "/addresses.json: it is no text"),
]


@pytest.mark.parametrize(("path", "text", "said"), BREAKS)
def test_what_is_missing_is_named(
    fresh: BuiltSite, site: Path, path: str, text: str | bytes | None, said: str
) -> None:
    assert (site / path).is_file()
    write_files(site, {path: text})
    done = verify(fresh, site)
    assert done.returncode == 1
    assert said in done.stdout
    assert "Build" in done.stdout or "Look" in done.stdout
    assert "without the hub's hooks" not in done.stdout


ODD: dict[str, Callable[[Path], None]] = {
    "a folder": Path.mkdir,
    "a pipe": lambda place: os.mkfifo(place),
    "a device": lambda place: place.symlink_to("/dev/zero"),
    "a link to itself": lambda place: place.symlink_to(place.name),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes on Windows")
@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_file_is_not_waited_for(fresh: BuiltSite, site: Path, kind: str) -> None:
    paths = (PAGE, "tips/old/index.html", "feeds/all.xml", "addresses.json")
    for path in paths:
        (site / path).unlink()
        ODD[kind](site / path)
    done = verify(fresh, site)
    assert done.returncode == 1
    assert "Not there (4):\n" in done.stdout
    assert verify(fresh, "--before", site).returncode == 2


def wrong(key: str, **change: object) -> Callable[[Any], None]:
    """Put something into the first row of a list."""
    return lambda data: data[key][0].update(change)


HOSTILE: dict[str, tuple[Callable[[Any], None], str]] = {
    "a number for a title": (wrong("pages", title=5), "“5” is no text"),
    "a list for a source": (wrong("pages", source=["x"]), "is no text"),
    "half a character": (wrong("pages", title="\ud800"), "surrogates not allowed"),
    "above the site": (wrong("pages", address="../../out/"), "“../../out/” leads out of the site"),
    "from the root": (wrong("pages", address="/out/"), "“/out/” leads out of the site"),
    "what no system has": (wrong("redirects", address="a\0b/"), "leads out of the site"),
    "to no address": (wrong("redirects", to=["x"]), "is no text"),
    "a file elsewhere": (lambda data: data["files"].append("../x"), "leads out of the site"),
    "a number for an address": (lambda data: data.update(site_url=3), "“3” is no text"),
    "a number for a day": (lambda data: data.update(as_of=3), "“3” is no text"),
    "no lists": (lambda data: data.update(pages=None), "something is missing"),
    "another form": (lambda data: data.update(schema=["x" * 9_999]), "it has the form None,"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_list_that_is_none_is_told_in_words(fresh: BuiltSite, name: str) -> None:
    change, words = HOSTILE[name]
    data = told(fresh.folder)
    change(data)
    with pytest.raises(ValueError, match=re.escape(words)):
        read_promises(json.dumps(data))


def test_such_a_list_ends_no_command(fresh: BuiltSite, site: Path) -> None:
    data = told(site)
    data["files"].append("/\x1b[31m")
    write_files(site, {"addresses.json": json.dumps(data)})
    for arguments, code in (([], 1), (["--manifest"], 2), (["--before", site], 2)):
        done = verify(fresh, site, *arguments)
        assert done.returncode == code
        assert "“/\\x1b[31m” leads out of the site" in done.stdout + done.stderr


def test_an_address_that_no_system_has_room_for_is_missing(fresh: BuiltSite, site: Path) -> None:
    data = told(site)
    data["files"] += ["y" * 400, "\x1b[31m"]
    data["pages"].append(data["pages"][0] | {"address": f"{'z' * 400}/"})
    write_files(site, {"addresses.json": json.dumps(data)})
    done = verify(fresh, site, "--manifest")
    assert done.returncode == 1
    assert "Not there (3):\n" in done.stdout
    assert "\n  /\\x1b[31m\n" in done.stdout


def test_whole_addresses_in_redirects_are_as_good(fresh: BuiltSite, site: Path) -> None:
    html = f'<meta http-equiv=refresh content="0;url={SITE_URL}tips/new/">'
    write_files(site, {"tips/old/index.html": html})
    assert verify(fresh, site).returncode == 0


def test_a_title_in_the_heading_alone_is_enough(fresh: BuiltSite, site: Path) -> None:
    html = "<title>Hub</title>" + " " * 20_000 + "<h1>One &amp;\ntwo <em>“three”</em></h1>"
    write_files(site, {PAGE: html})
    assert verify(fresh, site).returncode == 0


def test_a_site_of_older_texts_is_noticed(fresh: BuiltSite, site: Path) -> None:
    text = (site / "addresses.json").read_text("utf-8")
    write_files(site, {"addresses.json": text.replace('"A tip"', '"An old tip"')})
    done = verify(fresh, site)
    assert done.returncode == 1
    assert "not that of these texts (1):\n  /addresses.json: “tips/new/”\n" in done.stdout
    assert verify(fresh, site, "--manifest").returncode == 1  # the page has another title


def test_a_site_built_without_hooks_is_told_as_such(fresh: BuiltSite, tmp_path: Path) -> None:
    root = make_hub(
        tmp_path / "hub", FILES, settings=f"{SETTINGS}hooks: null\ntheme: {{custom_dir: null}}\n"
    )
    assert run_mkdocs(root, "build").returncode == 0
    done = verify(BuiltSite(root, root / "site", ""))
    assert done.returncode == 1
    assert done.stdout.startswith(
        "None of the texts of your colleagues is in this site: it was built"
    )
    assert "and " in done.stdout
    assert " more\n" in done.stdout


def test_a_build_that_is_not_whole_says_so(tmp_path: Path) -> None:
    root = make_hub(tmp_path / "hub", FILES, settings="hooks: [hooks/hub.py, hooks/company.py]\n")
    hook = (
        "from pathlib import Path\n\n\ndef on_post_build(config):\n"
        "    (Path(config.site_dir) / 'tips/old/index.html').unlink()\n"
    )
    write_files(root, {"hooks/company.py": hook})
    done = run_command(root, "build")
    assert done.returncode == 2
    assert "Not there (1):\n  /tips/old/\n" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_link_of_a_colleague_may_become_dead(tmp_path: Path) -> None:
    hub = make(tmp_path / "hub")
    old = Path(shutil.copytree(built(hub.root).folder, tmp_path / "old"))
    hub.commit({"contributions/articles/one.md": None, "contributions/articles/a.png": None})
    site = built(hub.root)
    for before in (old, old / "addresses.json"):
        done = verify(site, "--before", before)
        assert done.returncode == 1
        assert "Links to these pages would be dead (1);" in done.stdout
        assert "/articles/one/\n" in done.stdout
        assert "“addresses: [articles/one]”" in done.stdout
        assert "lists or files" in done.stdout
    assert verify(site, "--before", old, "--let-go", "/articles/one").returncode == 0
    hub.commit(
        {"contributions/tips/new.md": "---\naddresses: [articles/one]\n---\n# A tip\n\nIt.\n"}
    )
    assert verify(built(hub.root), "--before", old).returncode == 0


def test_a_former_address_has_to_lead_on_for_ever(tmp_path: Path) -> None:
    hub = start_hub(
        tmp_path / "hub", {"contributions/tips/a.md": "---\naddresses: [tips/z]\n---\n# A\n\nB.\n"}
    )
    old = Path(shutil.copytree(built(hub.root).folder, tmp_path / "old"))
    hub.commit({"contributions/tips/a.md": "# A\n\nB.\n"})
    done = verify(built(hub.root), "--before", old)
    assert done.returncode == 1
    assert "/tips/z/\n" in done.stdout


def test_wrong_calls_are_told_in_words(fresh: BuiltSite, tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {"list.json": "[]", "none.json": "{", "odd.json": b"\xff\xfe", "empty/x.txt": ""},
    )
    for arguments, words in (
        (["nowhere"], "There is no folder “nowhere”. Build the hub first"),
        ([tmp_path / "list.json"], "There is no folder"),
        ([tmp_path / "empty", "--manifest"], "Name a site that a hub has built"),
        (["--before", tmp_path / "gone.json"], "Name a site that a hub has built"),
        (["--before", tmp_path / "list.json"], "it has the form None"),
        (["--before", tmp_path / "none.json"], "it is no JSON"),
        (["--before", tmp_path / "odd.json"], "it is no text"),
        (["--no-such-option"], "unrecognized arguments"),
    ):
        done = verify(fresh, *arguments)
        assert done.returncode == 2, arguments
        assert words in done.stderr, arguments


def test_it_needs_no_engine(fresh: BuiltSite, tmp_path: Path) -> None:
    refusing = 'raise ImportError("there is none")\n'
    write_files(tmp_path, {"mkdocs.py": refusing, "material.py": refusing, "click.py": refusing})
    done = run_command(fresh.root, "verify", PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert run_command(fresh.root, "build", PYTHONPATH=str(tmp_path)).returncode != 0


def test_pages_that_mkdocs_leaves_out_are_not_promised(tmp_path: Path) -> None:
    files = {**FILES, "docs/templates/x.md": "# X\n", "docs/templates/y.csv": "1\n"}
    hub = start_hub(tmp_path / "plain", files)
    assert "templates/" not in (built(hub.root).folder / "addresses.json").read_text("utf-8")
    settings = "exclude_docs: own/\ndraft_docs: guidelines.md\n"
    hub = start_hub(tmp_path / "hub", files, settings=settings)
    text = (built(hub.root).folder / "addresses.json").read_text("utf-8")
    assert "articles/one/" in text
    assert "guidelines" not in text


def test_titles_of_own_pages_are_those_that_an_engine_shows(tmp_path: Path) -> None:
    titles = {
        "yes": None,
        "2024": None,
        "~": None,
        "'2024'": "2024",
        "A <b>bold</b> &amp; plain": "A <b>bold</b> &amp; plain",
        "'Say \"hello\"'": 'Say "hello"',
    }
    headings = {
        "Welcome :smile:": None,
        "It's ==marked== and...": None,
        "Every *word* here": "Every word here",
    }
    files = {
        f"docs/t{at}.md": f"---\ntitle: {title}\n---\nWords.\n" for at, title in enumerate(titles)
    }
    files |= {f"docs/h{at}.md": f"# {heading}\n\nWords.\n" for at, heading in enumerate(headings)}
    hub = start_hub(tmp_path / "hub", dict(files))
    site = built(hub.root)  # which verifies
    told_titles = {row["address"]: row["title"] for row in told(site.folder)["pages"]}
    assert [told_titles[f"t{at}/"] for at in range(len(titles))] == list(titles.values())
    assert [told_titles[f"h{at}/"] for at in range(len(headings))] == list(headings.values())
