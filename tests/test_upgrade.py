"""`upgrade`: the product is the newer one afterwards, and nothing that a company made is lost."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from scripts._archives import unpack
from scripts._newer import blob_name
from scripts._product import INSTALLED, ProductError, read_installed, read_product
from tests.support.hub import run_command
from tests.support.launcher import launch
from tests.support.repository import Repository, write_files
from tests.support.whole import in_git, snapshot, whole_product

OWN = {
    "contributions/tips/ours.md": "---\nauthors: [Ada Example]\n---\n# Ours\n\nOur own tip.\n",
    "contributions/people/ada-example.md": "---\nname: Ada Example\n---\n",
    "docs/topics/ours.md": "---\npicks: [tips/ours]\n---\n\nOur topic.\n",
    "docs/canteen.md": "# The canteen\n\nOpen at noon.\n",
    "docs/guidelines.md": "# Our rules\n",
    "docs/assets/company.css": ":root { --hub-accent: #123456; }\n",
    "docs/assets/logo.txt": "our logo\n",
    "README.md": "# Our hub\n",
    ".mailmap": "Ada Example <ada@example.org>\n",
    "tests/test_ours.py": "def test_ours() -> None:\n    assert True\n",
    "scripts/ours.py": '"""Do what only we do."""\n',
}
OLD_PRODUCT = {
    "commonplace/gone.py": '"""Was part of the product."""\n',
    "docs/overrides/partials/gone.html": "<p>gone</p>\n",
    "hooks/hub_docs.py": "# an older hook\n",
    "docs/assets/print.css": "/* older */\n",
    "tests/test_old_ways.py": "def test_old() -> None:\n    assert True\n",
}
EDITED = "docs/overrides/404.html"
EDITED_AND_GONE = "docs/overrides/partials/gone.html"


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product of today, as a folder that lies somewhere."""
    return whole_product(tmp_path_factory.mktemp("newer") / "product")


def older_product(folder: Path) -> Path:
    """A product as it was once: files that are gone today, others older, others not there yet."""
    root = whole_product(folder)
    write_files(root, OLD_PRODUCT)
    (root / "commonplace/reports/doctor.py").unlink()
    for name, old, new in (
        ("pyproject.toml", 'version = "', 'version = "0.0.'),
        ("CHANGELOG.md", "- `hub.json` with its JSON Schema.\n", ""),
        ("scripts/shipped/mkdocs.yml", "review_every: 12", "review_all: 12"),
    ):
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), "utf-8")
    return root


@pytest.fixture
def hub(company: Repository, tmp_path: Path) -> Repository:
    """A company's hub on an older product, which a test may change."""
    root = Path(shutil.copytree(company.root, tmp_path / "hub", symlinks=True))
    return Repository(root, company.day)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The hub, with its own content, settings, pages and changes."""
    root = older_product(tmp_path_factory.mktemp("company") / "hub")
    repository = in_git(root)
    done = run_command(root, "init", "--yes", "--name", "Our hub", "--departments", "Sales 7")
    assert done.returncode == 0, done.stderr
    text = (root / "mkdocs.yml").read_text("utf-8").replace("    # review_every: 12 months\n", "")
    write_files(
        root, {**OWN, "mkdocs.yml": text.replace("\nnav:\n", "\nnav:\n  - Canteen: canteen.md\n")}
    )
    write_files(root, {EDITED: "{% extends 'main.html' %}ours\n", EDITED_AND_GONE: "ours, too\n"})
    (root / "docs/assets/hub.js").unlink()
    repository.commit(message="Ours")
    return repository


def upgrade(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = run_command(root, "upgrade", *arguments)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def product_of(root: Path) -> dict[str, bytes]:
    """The product's own files, without what only this company has."""
    product = read_product(root)
    assert product is not None
    return {p: d for p, d in snapshot(root).items() if product.covers(p) and p not in OWN}


def assert_upgraded(root: Path, newer: Path, before: dict[str, bytes]) -> None:
    after = snapshot(root)
    assert product_of(root) == product_of(newer)
    for path in (*OWN, "mkdocs.yml", "docs/index.md", ".gitignore"):
        assert after[path] == before[path], path
    kept = {p.split("/", 2)[2]: d for p, d in after.items() if p.startswith("upgrade-kept/")}
    assert kept == {path: before[path] for path in (EDITED, EDITED_AND_GONE)}
    assert not (root / ".hub-upgrade").exists()
    assert not [path for path in after if path.endswith(".new")]
    note = read_installed(root)
    assert note is not None
    assert set(note.files) == set(product_of(newer))


def test_a_company_s_hub_gets_the_newer_product(hub: Repository, newer: Path) -> None:
    before = snapshot(hub.root)
    shown = upgrade(hub.root, str(newer), "--dry-run")
    assert shown.returncode == 0, shown.stderr
    assert snapshot(hub.root) == before
    done = upgrade(hub.root, str(newer))
    assert done.returncode == 0, done.stderr
    assert_upgraded(hub.root, newer, before)
    for line in ("commonplace/gone.py", f"{EDITED}  (yours: upgrade-kept/1/{EDITED})"):
        assert line in done.stdout
    assert "commonplace/gone.py" in shown.stdout
    assert "  Added\n    `hub.json` with its JSON Schema.\n" in done.stdout
    assert "  review_every: After how long a text is due for a look" in done.stdout
    assert "site_name" not in done.stdout
    assert "as_of" not in done.stdout, "what init takes out with the samples"
    assert "snapshot:" not in done.stdout
    assert "ours" not in done.stdout.replace("yours", ""), (
        "a company's own files are not its business"
    )
    assert os.access(hub.root / "scripts/hub", os.X_OK) or os.name == "nt"
    assert hub.git("log", "-1", "--format=%s") == "Ours\n", "upgrade commits nothing"
    built = run_command(hub.root, "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert (hub.root / "site/tips/ours/index.html").is_file()
    assert "Open at noon" in (hub.root / "site/canteen/index.html").read_text("utf-8")
    assert not [path for path in (hub.root / "site").rglob("*") if "upgrade-kept" in str(path)]
    hub.commit(message="Upgraded")
    again = upgrade(hub.root, str(newer))
    assert again.returncode == 0
    assert "has that product already" in again.stdout
    assert hub.git("status", "--porcelain") == ""


def packed(newer: Path, folder: Path, form: str) -> Path:
    """The product as an archive or a repository."""
    folder.mkdir()
    if form == "zip":
        return Path(shutil.make_archive(str(folder / "p"), "zip", newer.parent, newer.name))
    if form == "tar.gz":
        return Path(shutil.make_archive(str(folder / "p"), "gztar", newer))
    shutil.copytree(newer, folder / "work")
    in_git(folder / "work")
    if form == "work tree":
        write_files(folder / "work", {"tests/test_lying_about.py": "# not committed\n"})
        return folder / "work"
    subprocess.run(
        ["git", "clone", "--quiet", "--bare", str(folder / "work"), str(folder / "bare.git")],
        check=True,
    )
    return folder / "bare.git"


@pytest.mark.parametrize("form", ["zip", "tar.gz", "work tree", "bare"])
def test_it_takes_what_the_product_comes_in(
    hub: Repository, newer: Path, tmp_path: Path, form: str
) -> None:
    before = snapshot(hub.root)
    done = upgrade(hub.root, str(packed(newer, tmp_path / "packed", form)))
    assert done.returncode == 0, done.stderr
    assert_upgraded(hub.root, newer, before)


def test_without_a_note_the_product_s_history_tells(
    hub: Repository, newer: Path, tmp_path: Path
) -> None:
    hub.commit({INSTALLED: None})
    before = snapshot(hub.root)
    source = in_git(older_product(tmp_path / "source"))
    write_files(source.root, dict.fromkeys(product_of(source.root)))
    write_files(source.root, product_of(newer))
    source.commit(message="Newer")
    done = upgrade(hub.root, str(source.root))
    assert done.returncode == 0, done.stderr
    after = snapshot(hub.root)
    assert "commonplace/gone.py" not in after
    assert after[EDITED_AND_GONE] == before[EDITED_AND_GONE], (
        "nobody knows that it was the product's"
    )
    assert after[f"upgrade-kept/1/{EDITED}"] == before[EDITED]
    assert len([path for path in after if path.startswith("upgrade-kept/")]) == 1
    assert {path: after[path] for path in OWN} == {path: before[path] for path in OWN}


def test_without_note_and_history_nothing_is_taken_away(hub: Repository, newer: Path) -> None:
    hub.commit({INSTALLED: None})
    before = snapshot(hub.root)
    done = upgrade(hub.root, str(newer))
    assert done.returncode == 0, done.stderr
    after = snapshot(hub.root)
    assert set(before) <= set(after)
    assert after["commonplace/gone.py"] == before["commonplace/gone.py"]
    assert "Delete them if they are not yours:\n      commonplace/gone.py" in done.stdout
    kept = {path.split("/", 2)[2] for path in after if path.startswith("upgrade-kept/")}
    assert {EDITED, "hooks/hub_docs.py", "pyproject.toml"} <= kept
    assert all(after[f"upgrade-kept/1/{path}"] == before[path] for path in kept)


KILLER = """
import os, pathlib, runpy, sys
swapped = 0
real = pathlib.Path.replace
def replace(self, target):
    global swapped
    if ".hub-upgrade" in str(self):
        swapped += 1
        if swapped == {at}:
            os._exit(9)
    return real(self, target)
pathlib.Path.replace = replace
sys.argv = ["upgrade", {source!r}, "--hub", {hub!r}]
runpy.run_path({script!r}, run_name="__main__")
"""


def killed(hub: Path, newer: Path, at: int) -> int:
    """Upgrade, and end at once, as by a power cut, before the file of that number is swapped in.

    What it has no time to take away lies beside the hub, where the test's folder ends.
    """
    environment = os.environ | {"TMPDIR": str(hub.parent)}
    script = str(newer / "scripts/upgrade.py")
    program = KILLER.format(at=at, source=str(newer), hub=str(hub), script=script)
    return subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, env=environment
    ).returncode


def test_stopped_between_any_two_files_it_goes_on(hub: Repository, newer: Path) -> None:
    before = snapshot(hub.root)
    stops = 0
    for at in range(1, 50):
        hub.git("reset", "--quiet", "--hard")
        hub.git("clean", "-dfqx")
        if killed(hub.root, newer, at) != 9:
            break
        stops += 1
        assert list(hub.root.parent.glob("hub-upgrade-*")), "or it lies among everybody's"
        half = snapshot(hub.root)
        assert half[INSTALLED] == before[INSTALLED]
        assert all(
            half[path] in (before.get(path), (newer / path).read_bytes())
            for path in product_of(hub.root)
        )
        # By turns with the command that the stop left half new, and with the newer product's.
        own, theirs = (hub.root, str(newer)), (newer, "--hub", str(hub.root))
        done = upgrade(*(own if at % 2 else theirs))
        assert done.returncode == 0, (at, done.stderr)
        assert_upgraded(hub.root, newer, before)
    assert stops >= 5


def test_a_file_that_cannot_be_written_stops_it_in_words(hub: Repository, newer: Path) -> None:
    before = snapshot(hub.root)
    program = KILLER.format(
        at=3, source=str(newer), hub=str(hub.root), script=str(hub.root / "scripts/upgrade.py")
    ).replace("os._exit(9)", "raise PermissionError(13, 'No', str(target))")
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "Every file is whole" in done.stderr
    assert f"--hub {hub.root}" in done.stderr
    assert upgrade(hub.root, str(newer)).returncode == 0
    assert_upgraded(hub.root, newer, before)


def test_what_is_not_saved_in_git_is_not_touched(hub: Repository, newer: Path) -> None:
    write_files(hub.root, {"hooks/hub_docs.py": "# not saved\n", "docs/canteen.md": "# Other\n"})
    before = snapshot(hub.root)
    done = upgrade(hub.root, str(newer))
    assert done.returncode == 2
    assert "hooks/hub_docs.py" in done.stderr
    assert "docs/canteen.md" not in done.stderr
    assert "git stash" in done.stderr
    assert snapshot(hub.root) == before
    hub.commit()
    assert upgrade(hub.root, str(newer)).returncode == 0
    assert (hub.root / "upgrade-kept/1/hooks/hub_docs.py").read_text() == "# not saved\n"


def test_it_works_without_git(hub: Repository, newer: Path) -> None:
    before = snapshot(hub.root)
    shutil.rmtree(hub.root / ".git")
    done = upgrade(hub.root, str(newer))
    assert done.returncode == 0, done.stderr
    assert "git add" not in done.stdout
    assert_upgraded(hub.root, newer, before)


def test_a_second_change_of_the_same_file_is_kept_beside_the_first(
    hub: Repository, newer: Path
) -> None:
    first = (hub.root / EDITED).read_text("utf-8")
    assert upgrade(hub.root, str(newer)).returncode == 0
    hub.commit({EDITED: "changed again\n"})
    assert upgrade(hub.root, str(newer)).returncode == 0
    assert (hub.root / "upgrade-kept/1" / EDITED).read_text("utf-8") == first
    assert (hub.root / "upgrade-kept/2" / EDITED).read_text("utf-8") == "changed again\n"


def test_an_older_product_is_taken_only_when_told(
    hub: Repository, newer: Path, tmp_path: Path
) -> None:
    older = older_product(tmp_path / "older")
    assert upgrade(hub.root, str(newer)).returncode == 0
    hub.commit()
    before = snapshot(hub.root)
    done = upgrade(hub.root, str(older))
    assert done.returncode == 2
    assert "--force" in done.stderr
    text = (older / "pyproject.toml").read_text("utf-8")
    (older / "pyproject.toml").write_text(text.replace('"0.0.', '"'), "utf-8")
    done = upgrade(hub.root, str(older))
    assert done.returncode == 2
    assert "CHANGELOG.md knows more" in done.stderr
    assert snapshot(hub.root) == before
    assert upgrade(hub.root, str(older), "--force").returncode == 0
    assert (hub.root / "commonplace/gone.py").is_file()


def test_what_is_no_product_is_refused(hub: Repository, newer: Path, tmp_path: Path) -> None:
    before = snapshot(hub.root)
    empty, other = tmp_path / "empty", tmp_path / "other"
    empty.mkdir()
    shutil.copytree(newer, other)
    (other / "pyproject.toml").write_text('[project]\nname = "other"\n', "utf-8")
    linked = tmp_path / "linked"
    shutil.copytree(newer, linked)
    (linked / "hooks/hub_docs.py").unlink()
    (linked / "hooks/hub_docs.py").symlink_to("/etc/hostname")
    greedy = tmp_path / "greedy"
    shutil.copytree(newer, greedy)
    write_files(
        greedy, {"scripts/shipped/product.toml": 'product = ["contributions/"]\ncompany = []\n'}
    )
    shutil.copytree(newer, hub.root / "inside")
    cases = {
        str(empty): "hooks/hub.py",
        str(other): "another project",
        str(tmp_path / "nowhere"): "neither a folder nor an archive",
        "https://github.com/example/hub.git": "“https://github.com/example/hub.git” is not on",
        "git@github.com:example/hub.git": "git clone",
        str(linked): "is a link",
        str(greedy): "not the product's",
        str(hub.root): "this very folder",
        str(hub.root / "inside"): "this very folder",
    }
    for source, words in cases.items():
        done = upgrade(hub.root, source)
        assert done.returncode == 2, source
        assert words in done.stderr, source
    assert upgrade(hub.root).returncode == 2
    shutil.rmtree(hub.root / "inside")
    assert snapshot(hub.root) == before


def test_a_link_in_the_hub_is_not_followed(hub: Repository, newer: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (hub.root / "docs/overrides").rename(outside)
    (hub.root / "docs/overrides").symlink_to(outside, target_is_directory=True)
    hub.commit()
    before = snapshot(outside)
    done = upgrade(hub.root, str(newer))
    assert done.returncode == 2
    assert "“docs/overrides” is a link" in done.stderr
    assert snapshot(outside) == before


NAMES = (
    "../out.txt",
    "/out-of-an-archive.txt",
    "a/../../out.txt",
    "C:\\out.txt",
    "..\\out.txt",
    "a\nb",
    "con/./x",
)


@pytest.mark.parametrize("form", ["zip", "tar"])
@pytest.mark.parametrize("name", NAMES)
def test_archives_that_lead_elsewhere_are_refused(tmp_path: Path, form: str, name: str) -> None:
    archive, folder = tmp_path / f"product.{form}", tmp_path / "deep" / "folder"
    folder.mkdir(parents=True)
    if form == "zip":
        with zipfile.ZipFile(archive, "w") as opened:
            opened.writestr(zipfile.ZipInfo(name), "x")
    else:
        with tarfile.open(archive, "w") as opened_tar:
            entry = tarfile.TarInfo(name)
            entry.size = 1
            opened_tar.addfile(entry, io.BytesIO(b"x"))
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ProductError, match="leads elsewhere"):
        unpack(archive, folder)
    assert sorted(tmp_path.rglob("*")) == before
    assert not Path("/out-of-an-archive.txt").exists()


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_archives_with_links_and_devices_are_refused(tmp_path: Path, kind: bytes) -> None:
    with tarfile.open(tmp_path / "product.tar.gz", "w:gz") as opened:
        entry = tarfile.TarInfo("scripts")
        entry.type, entry.linkname = kind, "/etc"
        opened.addfile(entry)
    (tmp_path / "folder").mkdir()
    with pytest.raises(ProductError, match="a link, or a path"):
        unpack(tmp_path / "product.tar.gz", tmp_path / "folder")
    assert list((tmp_path / "folder").iterdir()) == []


def test_broken_archives_and_odd_ones_are_told(hub: Repository, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK nothing")
    (tmp_path / "b.tar.gz").write_bytes(b"\x1f\x8b nothing")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as opened:
        link = zipfile.ZipInfo("scripts")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc")
    for name, words in (("a.zip", "unpacked"), ("b.tar.gz", "unpacked"), ("c.zip", "a link")):
        done = upgrade(hub.root, str(tmp_path / name))
        assert done.returncode == 2
        assert words in done.stderr


def test_a_broken_environment_does_not_keep_it_from_working(hub: Repository, newer: Path) -> None:
    before = snapshot(hub.root)
    write_files(hub.root, {".venv/hub-setup.json": "{", "requirements/build.txt": "broken==\n"})
    hub.commit()
    broken = snapshot(hub.root)["requirements/build.txt"]
    done = launch(hub.root, "upgrade", str(newer))
    assert done.returncode == 0, done.stderr
    assert (hub.root / "upgrade-kept/1/requirements/build.txt").read_bytes() == broken
    assert product_of(hub.root) == product_of(newer)
    assert before["mkdocs.yml"] == snapshot(hub.root)["mkdocs.yml"]
    assert not (hub.root / ".venv/bin").exists(), "nothing was set up for it"


def test_git_s_names_of_contents_are_worked_out_as_git_does(repository: Repository) -> None:
    repository.commit({"a": "one\ntwo\n"})
    assert blob_name(b"one\r\ntwo\r\n", "sha1") == repository.git("rev-parse", "HEAD:a").strip()


def test_a_list_that_names_what_is_the_company_s_is_refused(tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "docs/topics/", "../x/", "/etc/", ".git/", "contributions/tips/"):
        write_files(
            tmp_path, {"scripts/shipped/product.toml": f'product = ["{name}"]\ncompany = []\n'}
        )
        with pytest.raises(ProductError):
            read_product(tmp_path)
