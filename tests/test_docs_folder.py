"""The docs folder: pages of the company's own go out, and nothing else that somebody put there."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from commonplace.assemble.addresses import address_of_path
from tests.support.hub import run_mkdocs
from tests.support.repository import Repository, write_files
from tests.support.site import BuiltSite, built, codes, gathered, planned, start_hub

LIVE = "<script>window.live_stray=1</script>"
PICTURE = b"\x89PNG\r\n\x1a\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
STRAY = {
    "docs/topics/sub/page.md": f"---\ntemplate: x\n---\n# Stray\n\n{LIVE}",
    "docs/topics/sub/README.md": f"# Stray\n\n{LIVE}",
    "docs/topics/sub/index.html": LIVE,
    "docs/topics/stray.markdown": f"# Stray\n\n{LIVE}",
    "docs/topics/stray.mkd": f"# Stray\n\n{LIVE}",
    "docs/topics/stray.html": LIVE,
    "docs/topics/stray.js": "window.live_stray=1",
    "docs/topics/index.html": LIVE,
    "docs/topics/calls/index.html": LIVE,
    "docs/topics/calls/index.md": f"# Stray\n\n{LIVE}",
    "docs/topics/bad.svg": DRAWING.replace("<path", f"{LIVE}<path"),
    "docs/topics/.hidden/page.md": f"# Stray\n\n{LIVE}",
    "docs/topics/page.md": f"# Reserved\n\n{LIVE}",
    "docs/tips/index.html": LIVE,
    "docs/Tips/A/index.html": LIVE,
    "docs/hub.json": '"live_stray"',
}
FILES: dict[str, str | bytes] = {
    "contributions/tips/a.md": "---\ntopics: [calls]\n---\n# A tip\n\n![theirs](/topics/shown.png)\n",
    "contributions/assets/hub.js.txt": "x",
    "docs/topics/calls.md": (
        "---\ntitle: Calls\n---\nWords. ![seen](seen.png) ![drawn](pictures/drawn.svg) ![bad](bad.svg)\n"
    ),
    "docs/topics/index.md": f"# The topics\n\nOur own words.\n\n{LIVE.replace('stray', 'words')}\n",
    "docs/topics/seen.png": PICTURE,
    "docs/topics/shown.png": PICTURE,
    "docs/topics/unused.png": PICTURE,
    "docs/topics/notes.yml": "live_stray",
    "docs/topics/README.md": "live_stray",
    "docs/topics/pictures/drawn.svg": DRAWING,
    "docs/guide.md": "# A guide\n\n![seen](topics/seen.png) Words of a maintainer.\n",
    "docs/files/own.html": "<script>/* trusted */</script>",
    "docs/.well-hidden/x.txt": "live_stray",
    **STRAY,
}


def start(folder: Path, settings: str = "") -> Repository:
    """The hub of this file, with links in its docs folder."""
    hub = start_hub(folder, FILES, settings=settings)
    write_files(folder.parent, {"outside/secret.md": "# outside-secret\n"})
    try:
        (hub.root / "docs/topics/git").symlink_to("../../.git")
        (hub.root / "docs/topics/texts").symlink_to("../../contributions")
        (hub.root / "docs/topics/config.txt").symlink_to("../../.git/config")
        (hub.root / "docs/linked").symlink_to("../../outside")
        (hub.root / "docs/assets/linked.css").symlink_to("../../../outside/secret.md")
        (hub.root / "docs/overrides/linked.txt").symlink_to("../../../outside/secret.md")
    except OSError:
        pytest.skip("this machine cannot make links")
    return hub


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start(tmp_path_factory.mktemp("docs") / "hub").root


@pytest.fixture(scope="module")
def site(root: Path) -> BuiltSite:
    return built(root)


def test_nothing_but_topics_and_their_pictures_comes_out_of_their_folder(site: BuiltSite) -> None:
    assert {path for path in site.files() if path.startswith("topics/")} == {
        "topics/index.html",
        "topics/calls/index.html",
        "topics/calls/care/index.html",
        "topics/seen.png",
        "topics/shown.png",
        "topics/pictures/drawn.svg",
    }


def test_nothing_that_somebody_put_there_is_live(site: BuiltSite) -> None:
    files = site.files()
    assert len(files) > 20
    for path, content in files.items():
        for word in (b"live_stray", b"outside-secret", b"repositoryformatversion"):
            assert word not in content, path


def test_pages_and_files_of_the_companys_own_go_out(site: BuiltSite) -> None:
    assert "Words of a maintainer" in site.words("guide/")
    assert "trusted" in (site.folder / "files/own.html").read_text("utf-8")
    assert (site.folder / "assets/hub.js").is_file()
    assert (site.folder / "assets/tokens.css").is_file()
    assert 'src="../seen.png"' in site.html("topics/calls/")
    assert 'src="../../topics/shown.png"' in site.html("tips/a/")
    assert site.data()["contributions"]


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("", "https://github.com/example/hub/edit/main/docs/own/page.md"),
        (
            "extra: {hub: {branch: trunk}}\n",
            "https://github.com/example/hub/edit/trunk/docs/own/page.md",
        ),
        ("extra: {hub: {github: {forks: false}}}\n", None),
    ],
)
def test_a_page_of_the_companys_own_leads_to_where_it_is_changed(
    more: str, shown: str | None, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        "docs/own/page.md": "# Own\n\nWords.\n",
        "docs/own/ü #1 50%.md": "# Odd\n\nWords.\n",
    }
    settings = f"repo_url: https://github.com/example/hub\n{more}"
    site = built(start_hub(tmp_path / "hub", files, settings=settings).root)
    for where, name in (("own/page/", "page"), ("own/ü #1 50%/", "%C3%BC%20%231%2050%25")):
        found = re.findall(r'rel="edit" href="([^"]*)"', site.html(where))
        assert found == ([shown.replace("page.md", f"{name}.md")] if shown else [])


def test_the_folder_of_the_search_is_the_hubs_alone(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/pagefind/pagefind.js": "theirs",
        "docs/Pagefind/more.txt": "theirs",
        "docs/pagefinder.txt": "theirs",
    }
    site = built(start_hub(tmp_path / "hub", files).root)
    assert [path for path, data in site.files().items() if data == b"theirs"] == ["pagefinder.txt"]
    assert "docs/pagefind/pagefind.js" in site.said
    assert "docs/Pagefind/more.txt" in site.said


def test_every_stray_file_is_told(root: Path) -> None:
    site = gathered(root)
    told = {path: codes(site, path) for path in STRAY if "/." not in path}
    assert len(told) == len(STRAY) - 1
    given_way = {"docs/tips/index.html", "docs/Tips/A/index.html", "docs/hub.json"}
    for path, found in told.items():
        if path in given_way:
            assert found == ["docs-taken"], path
        elif path.endswith(".svg"):
            assert found == ["asset-unsafe"], path
        elif path.endswith("sub/README.md"):
            assert found == ["topic-unused"], path
        elif path.endswith("topics/page.md"):
            assert "slug-reserved" in found
        else:
            assert found == ["topic-stray"], path
    for path in ("unused.png", "notes.yml", "README.md"):
        assert codes(site, f"docs/topics/{path}") == ["topic-unused"], path
    for path in ("topics/git", "topics/texts", "topics/config.txt", "linked", "assets/linked.css"):
        assert codes(site, f"docs/{path}") == ["file-link"], path


def test_the_plan_names_every_file_of_the_docs_folder_that_goes_out(root: Path) -> None:
    plan = gathered(root).plan
    assert {"guide.md", "files/own.html", "assets/hub.js"} <= plan.docs_files
    assert not [path for path in plan.docs_files if path.startswith(("topics/", "overrides/", "."))]


def test_the_words_above_the_topics_are_cleaned(root: Path, site: BuiltSite) -> None:
    page = planned(gathered(root), "topics/")
    assert "Our own words" in page.body
    assert not page.trusted
    assert "live_words" not in site.html("topics/")


def test_through_a_link_to_the_hub_the_site_is_the_same(root: Path, site: BuiltSite) -> None:
    link = root.parent / "by-link"
    link.symlink_to(root, target_is_directory=True)
    done = run_mkdocs(
        root.parent, "build", "-f", str(link / "mkdocs.yml"), "-d", str(link / "again")
    )
    assert done.returncode == 0, done.stderr
    again = {
        p.relative_to(root / "again").as_posix() for p in (root / "again").rglob("*") if p.is_file()
    }
    assert again == set(site.files())
    for path in again:
        assert b"live_stray" not in (root / "again" / path).read_bytes(), path
    shutil.rmtree(root / "again")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_no_address_can_carry_do_not_stop_the_build(tmp_path: Path) -> None:
    root = start_hub(tmp_path / "hub", {"contributions/tips/a.md": "# A\n\nx\n"}).root
    for parent in (b"docs", b"docs/topics"):
        folder = os.fsencode(root) + b"/" + parent + b"/d\xff"
        os.makedirs(folder)  # noqa: PTH103 - the name is bytes
        with open(folder + b"/x.md", "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(LIVE)
    site = built(root)
    assert site.has("tips/a/")
    assert not [path for path, content in site.files().items() if b"live_stray" in content]


@pytest.mark.parametrize(
    "path",
    [
        *(
            "docs/../../x.md",
            "docs/..",
            "docs/../x.md",
            "docs/a/../x.md",
            "docs/./x.md",
            "docs//x.md",
        ),
        *("docs/a\\b.md", "docs/c:/x.md", "docs/.../x.md", "docs/a?b.md", "docs/.md"),
        *(f"docs/{'x' * 250}.md", f"docs/{'x/' * 250}x.md", "docs/index.md", "docs/\u202ex.md"),
    ],
)
def test_a_history_with_odd_names_gives_no_address(path: str) -> None:
    assert address_of_path(path, "docs") is None


def test_ordinary_old_paths_give_one() -> None:
    assert address_of_path("docs/guides/über_uns.v2.md", "docs") == "guides/über_uns.v2/"
    assert address_of_path("docs/guides/README.md", "docs") == "guides/"


def test_a_tree_with_folders_called_up_writes_nothing_outside(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "deep" / "er" / "hub", {"contributions/tips/z.md": "# Z\n\nx\n"})
    text = "# Moved\n\n" + "Some words that stay the same over the move, long enough.\n" * 5
    write_files(hub.root, {"moved.txt": text})
    blob = hub.git("hash-object", "-w", "moved.txt").strip()
    (hub.root / "moved.txt").unlink()

    def tree(entry: str, more: str = "") -> str:
        """A tree with one more entry; Git's own commands do not make one called `..`."""
        rows = [row.split(None, 3) for row in (*more.splitlines(), entry)]
        raw = b"".join(
            mode.lstrip("0").encode() + b" " + name.encode() + b"\0" + bytes.fromhex(sha)
            for mode, _, sha, name in sorted(rows, key=lambda r: r[3] + "/" * (r[1] == "tree"))
        )
        (tmp_path / "tree").write_bytes(raw)
        made = hub.git("hash-object", "-w", "-t", "tree", "--literally", str(tmp_path / "tree"))
        return made.strip()

    found = tree(f"100644 blob {blob}\tescaped.md")
    for _ in range(3):
        found = tree(f"040000 tree {found}\t..")
    docs = tree(f"040000 tree {found}\t..", hub.git("ls-tree", "HEAD:docs"))
    top = "\n".join(row for row in hub.git("ls-tree", "HEAD").splitlines() if row[-5:] != "\tdocs")
    first = hub.git(
        "commit-tree", tree(f"040000 tree {docs}\tdocs", top), "-p", "HEAD", "-m", "a"
    ).strip()
    write_files(hub.root, {"contributions/tips/moved.md": text})
    hub.git("add", "contributions")
    second = hub.git("commit-tree", hub.git("write-tree").strip(), "-p", first, "-m", "b").strip()
    hub.git("update-ref", "HEAD", second)
    past = gathered(hub.root).hub.contributions.values()
    assert {one.address: one.former_addresses for one in past} == {"tips/z/": (), "tips/moved/": ()}
    built(hub.root)
    assert [path for path in tmp_path.rglob("*escaped*") if "objects" not in path.parts] == []


def test_a_huge_face_is_left_out(tmp_path: Path) -> None:
    root = start_hub(
        tmp_path / "hub",
        {
            "contributions/people/ada.md": "---\nname: Ada Example\n---\n",
            "contributions/tips/a.md": "---\nauthors: [ada]\n---\n# A\n\nx\n",
        },
    ).root
    with (root / "contributions/people/ada.png").open("wb") as file:
        file.truncate(20_000_001)
    site = gathered(root)
    assert codes(site, "contributions/people/ada.png") == ["asset-too-large"]
    assert site.plan.assets == ()


def test_odd_ids_are_left_out_and_contents_lead_to_the_heading(tmp_path: Path) -> None:
    text = '# A\n\n## Odd {: #"onx }\n\nx\n\n## Plain {: #plain-id }\n\nx\n\n## Größe\n\nx\n'
    site = built(start_hub(tmp_path / "hub", {"contributions/tips/a.md": text}).root)
    html = site.html("tips/a/")
    assert '<h2 id="odd">' in html
    assert '<h2 id="plain-id">' in html
    assert "#odd" in site.links("tips/a/")
    assert "onx" not in html
