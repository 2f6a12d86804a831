"""Packages of the npm registry: got once, by hash, nothing outside their folder, faults in plain words."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts import _node_packages
from scripts._node_packages import GIVEN, NodePackage, NoPackageError, listed, ready
from tests.support.hub import ROOT

GOOD = {"package/package.json": b'{"name": "sample"}', "package/lib/a.js": b"1\n"}
# Downloads nothing: it hands out what SAMPLE names, as npm would after a download.
STAND_IN = '#!/bin/sh\necho "$@" >> "$SAMPLE.asked"\ncp "$SAMPLE" "sample-1.0.0.tgz"\n'


def packed(files: Mapping[str, bytes | tarfile.TarInfo]) -> bytes:
    """An archive as npm makes it."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, content in files.items():
            if isinstance(content, tarfile.TarInfo):
                archive.addfile(content)
                continue
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return made.getvalue()


def integrity(data: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


def link(name: str, target: str, kind: bytes) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that wants the package “sample”, and a folder of archives beside it."""
    (tmp_path / "given").mkdir()
    (tmp_path / "project" / "requirements").mkdir(parents=True)
    monkeypatch.setenv(GIVEN, str(tmp_path / "given"))
    return tmp_path / "project"


def want(project: Path, data: bytes, hashed: str = "") -> None:
    """Have the project want an archive, and put it into the folder."""
    line = f"# A note\n\nsample==1.0.0 {hashed or integrity(data)}\n"
    (project / "requirements" / "npm.txt").write_text(line, "utf-8")
    (project.parent / "given" / "sample-1.0.0.tgz").write_bytes(data)


def in_place(project: Path) -> list[str]:
    place = project / ".venv" / "hub-npm"
    return sorted(path.name for path in place.iterdir()) if place.exists() else []


def test_a_package_is_unpacked_once(project: Path) -> None:
    want(project, packed(GOOD))
    place = ready(project)
    assert (place / "sample-1.0.0" / "lib" / "a.js").read_bytes() == b"1\n"
    assert in_place(project) == ["sample-1.0.0"], "nothing else is left behind"
    (project.parent / "given" / "sample-1.0.0.tgz").unlink()
    (place / "sample-1.0.0" / "mine").write_text("still here")
    assert ready(project) == place
    assert (place / "sample-1.0.0" / "mine").exists()


def test_another_archive_of_the_same_version_replaces_it(project: Path) -> None:
    want(project, packed(GOOD))
    ready(project)
    want(project, packed({"package/b.js": b"2\n"}))
    folder = ready(project) / "sample-1.0.0"
    assert not (folder / "lib").exists()
    assert (folder / "b.js").read_bytes() == b"2\n"


def test_one_that_was_not_finished_is_made_anew(project: Path) -> None:
    want(project, packed(GOOD))
    half = project / ".venv" / "hub-npm" / "sample-1.0.0"
    half.mkdir(parents=True)
    (half / "half").write_text("")
    assert not (ready(project) / "sample-1.0.0" / "half").exists()


def test_a_wrong_hash_is_refused(project: Path) -> None:
    want(project, packed(GOOD), integrity(b"something else"))
    with pytest.raises(NoPackageError, match="is not the file that"):
        ready(project)
    assert in_place(project) == []


HOSTILE: dict[str, Mapping[str, bytes | tarfile.TarInfo]] = {
    "above": {**GOOD, "package/../../../outside": b"x"},
    "absolute": {**GOOD, "/outside": b"x"},
    "link": {**GOOD, "l": link("package/l", "../../..", tarfile.SYMTYPE)},
    "hard link": {**GOOD, "l": link("package/l", "package/lib/a.js", tarfile.LNKTYPE)},
    "through a link": {
        "l": link("package/l", "../../..", tarfile.SYMTYPE),
        "package/l/outside": b"x",
    },
    "device": {**GOOD, "d": link("package/d", "", tarfile.FIFOTYPE)},
    "below a file": {**GOOD, "package/package.json/outside": b"x"},
    "in the place of our note": {**GOOD, "package/hub-integrity.txt/x": b"x"},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_archive_that_leads_elsewhere_is_refused_whole(name: str, project: Path) -> None:
    want(project, packed(HOSTILE[name]))
    with pytest.raises(NoPackageError, match="Nothing of it is used"):
        ready(project)
    assert in_place(project) == []
    assert not list(project.parent.rglob("outside"))


def test_a_note_or_a_list_that_is_no_text_ends_nothing(project: Path) -> None:
    want(project, packed(GOOD))
    folder = ready(project) / "sample-1.0.0"
    (folder / "hub-integrity.txt").write_bytes(b"\xff\xfe")
    assert (ready(project) / "sample-1.0.0" / "package.json").is_file()
    assert (folder / "hub-integrity.txt").read_text("utf-8").startswith("sha512-"), "made anew"
    (project / "requirements" / "npm.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(NoPackageError, match="Line 1"):
        ready(project)


def test_what_is_no_archive_is_refused(project: Path) -> None:
    want(project, b"no archive at all")
    with pytest.raises(NoPackageError):
        ready(project)
    assert in_place(project) == []


def test_an_archive_that_is_not_in_the_folder_is_named(project: Path) -> None:
    want(project, packed(GOOD))
    (project.parent / "given" / "sample-1.0.0.tgz").unlink()
    with pytest.raises(NoPackageError, match=r"“sample-1\.0\.0\.tgz” is not there"):
        ready(project)


def test_without_npm_it_says_what_to_do(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    want(project, packed(GOOD))
    monkeypatch.delenv(GIVEN)
    monkeypatch.setenv("PATH", str(project / "nothing"))
    with pytest.raises(NoPackageError) as told:
        ready(project)
    assert "there is no npm" in str(told.value)
    assert "sudo apt install npm" in str(told.value)
    assert f"set {GIVEN} to its folder" in str(told.value)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for npm is a shell script")
@pytest.mark.parametrize("works", [True, False])
def test_npm_downloads_it(project: Path, works: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    want(project, packed(GOOD))
    archive = project.parent / "given" / "sample-1.0.0.tgz"
    programs = project.parent / "programs"
    programs.mkdir()
    failing = '#!/bin/sh\necho "npm error code ENOTFOUND"\nexit 1\n'
    (programs / "npm").write_text(STAND_IN if works else failing)
    (programs / "npm").chmod(0o755)
    monkeypatch.delenv(GIVEN)
    monkeypatch.setenv("SAMPLE", str(archive))
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    if works:
        assert (ready(project) / "sample-1.0.0" / "package.json").is_file()
        assert ready(project)
        asked = Path(f"{archive}.asked").read_text().splitlines()
        assert len(asked) == 1, "the second time it is there"
        assert asked[0].startswith("pack sample@1.0.0 --ignore-scripts")
    else:
        with pytest.raises(NoPackageError, match="npm error code ENOTFOUND"):
            ready(project)


def test_names_with_a_scope_are_called_as_npm_calls_them() -> None:
    package = NodePackage("@scope/name", "2.0.0", "")
    assert package.archive == "scope-name-2.0.0.tgz"


@pytest.mark.parametrize(
    "line",
    [
        "sample==1.0.0",
        "sample sha512-" + "A" * 86 + "==",
        "sample==1.0.0 sha1-" + "A" * 27 + "=",
        "../sample==1.0.0 sha512-" + "A" * 86 + "==",
        "sample==../1 sha512-" + "A" * 86 + "==",
        "--registry==1.0.0 sha512-" + "A" * 86 + "==",
    ],
)
def test_a_line_that_names_no_package_is_told(line: str) -> None:
    with pytest.raises(NoPackageError, match="Line 2"):
        listed(f"# A note\n{line}\n")


def test_our_own_list_can_be_read_and_names_no_address() -> None:
    text = (ROOT / _node_packages.LIST).read_text("utf-8")
    assert [package.name for package in listed(text)] == [
        "axe-core",
        "vnu-jar",
        "@octokit/graphql-schema",
    ]
    assert "://" not in text


@pytest.mark.skipif(os.name != "posix", reason="a script of the shell, for Debian and Ubuntu")
@pytest.mark.parametrize(("given", "gotten"), [("folder", "nodejs"), ("", "nodejs npm")])
def test_a_bare_machine_gets_node_even_where_the_packages_are_given(
    tmp_path: Path, given: str, gotten: str
) -> None:
    for name in ("bash", "dirname"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    said = {"id": "echo 0", "apt-get": f'echo "$@" >> "{tmp_path}/asked"', "uname": "echo x86_64"}
    said |= dict.fromkeys(("git", "java", "python3"), "")
    for name, line in said.items():
        (tmp_path / name).write_text(f"#!{tmp_path}/bash\n{line}\n")
        (tmp_path / name).chmod(0o755)
    run = [tmp_path / "bash", ROOT / ".ci" / "run"]
    subprocess.run(run, env={"PATH": str(tmp_path), GIVEN: given}, check=True)
    asked = (tmp_path / "asked").read_text().splitlines()
    install = "install -y --no-install-recommends"
    assert asked == ["update", f"{install} {gotten}", f"{install} chromium-headless-shell"]
