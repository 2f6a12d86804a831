"""Set-up takes the very packages that the lock names, already built, and no others."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support.launcher import launch, make_project

NAME = "harmless_of_ours"
STAMP = Path(".venv", "hub-setup.json")

_METADATA = f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0\n"
_WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
# A source package that builds itself, and so needs nothing from a package server.
_PYPROJECT = '[build-system]\nrequires = []\nbuild-backend = "making"\nbackend-path = ["."]\n'


def wheel() -> bytes:
    """A package that is built already."""
    inside = f"{NAME}-1.0.dist-info"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(f"{NAME}.py", "HERE = True\n")
        archive.writestr(f"{inside}/METADATA", _METADATA)
        archive.writestr(f"{inside}/WHEEL", _WHEEL)
        archive.writestr(f"{inside}/RECORD", "")
    return data.getvalue()


def source(ran: Path) -> bytes:
    """The same as a source package, which writes the file `ran` when it is built."""
    making = f"""
from pathlib import Path

def build_wheel(folder, settings=None, metadata=None):
    Path({str(ran)!r}).write_text("ran")
    name = "{NAME}-1.0-py3-none-any.whl"
    Path(folder, name).write_bytes({wheel()!r})
    return name
"""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, text in (
            ("PKG-INFO", _METADATA),
            ("pyproject.toml", _PYPROJECT),
            ("making.py", making),
        ):
            member = tarfile.TarInfo(f"{NAME}-1.0/{name}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return data.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "offered").mkdir()
    return make_project(tmp_path / "project")


def offer(project: Path, file: str, data: bytes, digest: str) -> dict[str, str]:
    """Let a folder have a package that the lock names with `digest`; pip's settings for it."""
    folder = project.parent / "offered"
    (folder / file).write_bytes(data)
    lock = f"{NAME.replace('_', '-')}==1.0 --hash=sha256:{digest}\n"
    (project / "requirements" / "develop.txt").write_text(lock)
    return {"PIP_FIND_LINKS": str(folder)}


def test_the_package_that_the_lock_names_is_taken(project: Path) -> None:
    data = wheel()
    found = offer(project, f"{NAME}-1.0-py3-none-any.whl", data, hashlib.sha256(data).hexdigest())
    done = launch(project, "looking", **found)
    assert (done.returncode, done.stdout.strip()) == (0, "checked"), done.stderr


@pytest.mark.parametrize("changed", ["the lock", "the package"])
def test_another_one_by_the_same_name_is_refused_in_words(project: Path, changed: str) -> None:
    data = wheel()
    digest = hashlib.sha256(data).hexdigest()
    if changed == "the lock":
        digest = ("1" if digest[0] == "0" else "0") + digest[1:]
    else:
        data = data.replace(b"HERE = True", b"HERE = 1234")
    found = offer(project, f"{NAME}-1.0-py3-none-any.whl", data, digest)
    done = launch(project, "looking", **found)
    assert done.returncode == 2
    assert "not the one that the lock file names" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert "checked" not in done.stdout
    assert not (project / STAMP).exists(), "the next start takes it up again"


def test_a_lock_without_a_hash_is_refused(project: Path) -> None:
    data = wheel()
    found = offer(project, f"{NAME}-1.0-py3-none-any.whl", data, "")
    lock = project / "requirements" / "develop.txt"
    lock.write_text(lock.read_text().partition(" --hash")[0])
    done = launch(project, "looking", **found)
    assert done.returncode == 2
    assert "a package in it has no hash" in done.stderr.splitlines()[-1]
    assert "checked" not in done.stdout


def test_nothing_is_built_here_unless_somebody_allows_it(project: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    data = source(ran)
    found = offer(project, f"{NAME}-1.0.tar.gz", data, hashlib.sha256(data).hexdigest())
    done = launch(project, "looking", **found)
    assert done.returncode == 2
    assert "dependencies.md" in done.stderr.splitlines()[-1]
    assert not ran.exists(), "what the package brings was run"
    done = launch(project, "looking", **found, PIP_NO_BINARY=NAME)
    assert (done.returncode, done.stdout.strip()) == (0, "checked"), done.stderr
    assert ran.exists()
