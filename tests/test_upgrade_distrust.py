"""`upgrade` trusts nothing in what it takes from before the company does: no code, no names, no sizes."""

from __future__ import annotations

import gzip
import os
import shutil
import struct
import subprocess
import sys
import tarfile
import threading
import zipfile
from pathlib import Path

import pytest

from scripts._archives import unpack
from scripts._bounded import MOST_FILES, MOST_IN_ONE, read_plain
from scripts._foreign import open_foreign
from scripts._locking import LOCK, exclusive
from scripts._names import may_be_product, printable
from scripts._newer import blob_name
from scripts._product import INSTALLED, LIST, Product, ProductError, read_product
from tests.support.hub import run_command
from tests.support.repository import Repository, git_environment, write_files
from tests.support.whole import in_git, snapshot, whole_product

EDITED = "docs/assets/print.css"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_product(tmp_path_factory.mktemp("shared") / "product")


@pytest.fixture
def newer(shared: Path, tmp_path: Path) -> Path:
    """A product that a test may spoil."""
    return Path(shutil.copytree(shared, tmp_path / "newer"))


@pytest.fixture
def hub(shared: Path, tmp_path: Path) -> Path:
    """A hub without a note and without Git, with two files of the product older than today's."""
    root = Path(shutil.copytree(shared, tmp_path / "hub"))
    write_files(root, {EDITED: "/* older */\n", "pyproject.toml": older(root)})
    return root


def older(root: Path) -> str:
    return (root / "pyproject.toml").read_text("utf-8").replace('version = "', 'version = "0.0.')


def upgrade(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = run_command(root, "upgrade", *arguments, **environment)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def copies(root: Path) -> dict[str, bytes]:
    after = snapshot(root).items()
    return {p.split("/", 2)[2]: data for p, data in after if p.startswith("upgrade-kept/")}


def trap(newer: Path, tmp_path: Path, form: str) -> tuple[Path, Path]:
    """A repository of that form whose settings start programs, and the file that shows they ran."""
    ran = tmp_path / "ran"
    program = f"touch '{ran}'; cat"
    write_files(newer, {".gitattributes": "* filter=evil diff=evil\n"})
    work = in_git(newer)
    home = work.root
    if form == "bare":
        home = work.clone(tmp_path / "bare.git", bare=True).root
    if form == "linked":
        work.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"))
        home = tmp_path / "linked"
    for key, value in {
        "filter.evil.smudge": program,
        "filter.evil.clean": program,
        "diff.evil.textconv": program,
        "diff.evil.command": program,
        "core.fsmonitor": program,
        "core.pager": program,
        "core.sshCommand": program,
        "core.alternateRefsCommand": program,
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "evil",
        "remote.evil.promisor": "true",
        "remote.evil.url": str(tmp_path),
        "remote.evil.uploadpack": f"sh -c 'touch {ran}'",
        "tar.tar.command": program,
    }.items():
        subprocess.run(["git", "-C", str(home), "config", key, value], check=True)
    return home, ran


@pytest.mark.parametrize("missing", [False, True])
@pytest.mark.parametrize("form", ["work tree", "bare", "linked"])
def test_nothing_that_a_repository_names_is_started(
    hub: Path, newer: Path, tmp_path: Path, form: str, *, missing: bool
) -> None:
    home, ran = trap(newer, tmp_path, form)
    if missing:  # so that Git would fetch what is not there
        common = home if form == "bare" else newer / ".git"
        if form == "bare":
            for pack in (common / "objects/pack").glob("*.pack"):
                shutil.move(pack, tmp_path / pack.name)
                with (tmp_path / pack.name).open("rb") as packed:
                    subprocess.run(
                        ["git", "-C", str(home), "unpack-objects", "-q"],
                        stdin=packed,
                        check=True,
                        env=git_environment(tmp_path),
                    )
        tree = Repository(newer).git("rev-parse", "HEAD:docs").strip()
        (common / "objects" / tree[:2] / tree[2:]).unlink()
    ran.unlink(missing_ok=True)
    for options in (["--dry-run"], []):
        done = upgrade(hub, str(home), *options)
        assert done.returncode == (2 if missing else 0), done.stderr
        assert not ran.exists()
    if missing:
        assert "is not all there" in done.stderr
    else:
        assert (hub / EDITED).read_bytes() == (newer / EDITED).read_bytes()
        assert (hub / ".gitattributes").read_text("utf-8") == "* filter=evil diff=evil\n"


def test_history_is_read_from_packed_and_shallow_and_borrowing_repositories(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit({"a": "first\n"})
    repository.git("branch", "aside")
    repository.commit({"a": None, "b/c": "second\n"})
    repository.switch("aside")
    repository.commit({"d": "third\n"})
    repository.switch("main")
    wanted = {("a", b"first\n"), ("b/c", b"second\n"), ("d", b"third\n")}
    pairs = {(path, blob_name(data, "sha1")) for path, data in wanted}
    forms = {"loose": repository.root, "worktree": tmp_path / "tree", "shared": tmp_path / "shared"}
    repository.git("worktree", "add", "--quiet", "--detach", str(forms["worktree"]))
    repository.git("clone", "--quiet", "--shared", "--bare", ".", str(forms["shared"]))
    for name, place in forms.items():
        found = open_foreign(place, tmp_path / f"{name}.git")
        assert found is not None
        assert found.history() == pairs, name
        assert set(found.files()) == {"b/c"}
    repository.git("gc", "--quiet")
    repository.git("pack-refs", "--all")
    found = open_foreign(repository.root, tmp_path / "packed.git")
    assert found is not None
    assert found.history() == pairs
    shallow = repository.clone(tmp_path / "shallow", depth=1)
    found = open_foreign(shallow.root, tmp_path / "of-shallow.git")
    assert found is not None
    assert found.history() == {("b/c", blob_name(b"second\n", "sha1"))}


def test_names_of_contents_in_newer_kinds_of_repositories(tmp_path: Path) -> None:
    work = tmp_path / "work"
    subprocess.run(["git", "init", "-q", "--object-format=sha256", str(work)], check=True)
    Repository(work).commit({"a": "one\n"})
    found = open_foreign(work, tmp_path / "ours.git")
    assert found is not None
    assert found.history() == {("a", blob_name(b"one\n", "sha256"))}


@pytest.mark.parametrize("spoiled", ["a link", "a text", "nowhere", "no refs", "reftable"])
def test_repositories_that_are_not_understood_are_refused(
    hub: Path, newer: Path, tmp_path: Path, spoiled: str
) -> None:
    in_git(newer)
    git = newer / ".git"
    if spoiled == "no refs":
        shutil.rmtree(git / "refs")
    elif spoiled == "reftable":
        (git / "reftable").mkdir()
    else:
        git.rename(tmp_path / "elsewhere")
        if spoiled == "a link":
            git.symlink_to(tmp_path / "elsewhere")
        else:
            git.write_text("gitdir: /nowhere\n" if spoiled == "nowhere" else "a text\n", "utf-8")
    before = snapshot(hub)
    done = upgrade(hub, str(newer))
    assert done.returncode == 2
    assert "git clone" in done.stderr
    assert snapshot(hub) == before


def test_a_company_s_file_is_the_product_s_only_at_its_own_place(hub: Path, newer: Path) -> None:
    source = in_git(newer)
    source.commit({"docs/overrides/gone.html": "gone\n", "tests/empty.txt": ""})
    source.commit({"docs/overrides/gone.html": None, EDITED: "/* another */\n"})
    template = (newer / "docs/overrides/404.html").read_bytes()
    own = {
        "docs/overrides/partials/ours.html": template,
        "scripts/empty.py": b"",
        "docs/assets/copy.css": b"gone\n",
        "hooks/gone.html": b"gone\n",
    }
    write_files(hub, {**own, "docs/overrides/gone.html": "gone\n", EDITED: template})
    done = upgrade(hub, str(newer))
    assert done.returncode == 0, done.stderr
    after = snapshot(hub)
    assert {path: after[path] for path in own} == own
    assert "docs/overrides/gone.html" not in after, "the product had just that there"
    assert copies(hub)[EDITED] == template, "the product never had that there"


def test_with_a_note_a_file_that_is_not_on_it_stays(hub: Path, newer: Path) -> None:
    source = in_git(newer)
    assert upgrade(hub, str(newer)).returncode == 0
    source.commit({"docs/overrides/gone.html": "gone\n"})
    source.commit({"docs/overrides/gone.html": None, EDITED: "/* next */\n"})
    write_files(hub, {"docs/overrides/gone.html": "gone\n"})
    assert upgrade(hub, str(newer)).returncode == 0
    assert (hub / "docs/overrides/gone.html").read_bytes() == b"gone\n"
    assert (hub / EDITED).read_bytes() == b"/* next */\n"


def ended_in_time(arguments: list[str]) -> subprocess.Popen[str]:
    """Start this Python; whatever waits for it waits two minutes at the most."""
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    alarm = threading.Timer(120, process.kill)  # harmless once it has ended
    alarm.daemon = True
    alarm.start()
    return process


@pytest.mark.parametrize("command", ["upgrade", "init"])
def test_what_is_changed_while_it_waits_is_not_lost(hub: Path, newer: Path, command: str) -> None:
    arguments = [str(newer)] if command == "upgrade" else ["--yes", "--name", "Ours"]
    (hub / LOCK).parent.mkdir(parents=True)
    with exclusive(hub / LOCK, print):
        waiting = ended_in_time([str(hub / f"scripts/{command}.py"), *arguments])
        assert waiting.stdout is not None
        assert any("waiting for it" in line for line in iter(waiting.stdout.readline, ""))
        write_files(hub, {EDITED: "/* meanwhile */\n", "contributions/articles/sample.md": "Ours"})
        before = snapshot(hub)
    _, said = waiting.communicate(timeout=120)
    if command == "upgrade":
        assert waiting.returncode == 0, said
        assert copies(hub)[EDITED] == b"/* meanwhile */\n"
    else:
        assert waiting.returncode == 2
        assert "changed meanwhile" in said
        assert snapshot(hub) == before


MEANWHILE = """
import pathlib, runpy, sys
real = pathlib.Path.replace
def replace(self, target):
    if ".hub-upgrade" in str(self) and not replace.done:
        replace.done = True
        pathlib.Path({edited!r}).write_text("in the last moment")
    return real(self, target)
replace.done = False
pathlib.Path.replace = replace
sys.argv = ["upgrade", {source!r}]
runpy.run_path({script!r}, run_name="__main__")
"""


def test_what_is_changed_in_the_last_moment_is_kept(hub: Path, newer: Path) -> None:
    (hub / "commonplace/__init__.py").write_text("# replaced before that\n", "utf-8")
    program = MEANWHILE.format(
        edited=str(hub / EDITED), source=str(newer), script=str(hub / "scripts/upgrade.py")
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert b"in the last moment" in copies(hub).values()
    assert f"upgrade-kept/2/{EDITED}" in done.stdout
    assert (hub / EDITED).read_bytes() == (newer / EDITED).read_bytes()


def test_a_downgrade_does_not_slip_in_while_it_waits(hub: Path, newer: Path) -> None:
    (hub / LOCK).parent.mkdir(parents=True)
    with exclusive(hub / LOCK, print):
        waiting = ended_in_time([str(hub / "scripts/upgrade.py"), str(newer)])
        assert waiting.stdout is not None
        assert "waiting" in waiting.stdout.readline()
        text = (newer / "pyproject.toml").read_text("utf-8")
        write_files(hub, {"pyproject.toml": text.replace('version = "', 'version = "99.')})
    _, said = waiting.communicate(timeout=120)
    assert waiting.returncode == 2
    assert "--force" in said


@pytest.mark.parametrize(
    "name",
    [
        *(".GIT/", ".git./", ".git /", "GIT~1/", "Contributions/", "MKDOCS.yml", "mkdocs.yml/"),
        *("con", "scripts/Aux.txt", "docs/COM1/", ".envrc", ".vscode/", ".husky/", "docs/.envrc"),
        *(".github/hooks/", ".github/CODEOWNERS", "docs//x", "docs/assets/company.css./"),
        *("DOCS/Topics/", "contribution\u017f/", ".g\u200cit/", "a\nb", ".Hub-Product.json"),
        *("docs/a b /", ".hub-upgrade/", "Upgrade-Kept/", "x" * 500),
    ],
)
def test_no_list_claims_a_company_s_files_in_another_spelling(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {LIST: f'product = ["scripts/"]\ncompany = ["{name}"]\n'})
    write_files(tmp_path, {LIST: f"product = [{toml(name)}]\ncompany = []\n"})
    with pytest.raises(ProductError, match="not the product's"):
        read_product(tmp_path)


def toml(text: str) -> str:
    return '"' + text.replace("\n", "\\n") + '"'


def test_lists_may_name_what_a_product_has(tmp_path: Path) -> None:
    names = (".ci/", ".github/", ".gitattributes", ".importlinter", ".editorconfig", "docs/a~b/")
    write_files(
        tmp_path, {LIST: f'product = [{", ".join(map(toml, names))}]\ncompany = ["docs/ä/"]\n'}
    )
    assert read_product(tmp_path) is not None


def test_no_folder_of_the_product_s_holds_what_steers_other_programs() -> None:
    product = Product(("docs/", ".github/", "scripts/"), ("docs/topics/",))
    covered = {
        "docs/x.md": True,
        ".github/workflows/build.yml": True,
        ".github/ISSUE_TEMPLATE/tip.yml": True,
        ".github/pull_request_template.md": True,
        "docs/Topics/x.md": False,
        "docs/.envrc": False,
        "scripts/.vscode/tasks.json": False,
        "scripts/nul.py": False,
        ".github/hooks/start.json": False,
        ".github/CODEOWNERS": False,
    }
    assert {path: product.covers(path) for path in covered} == covered
    assert may_be_product("docs/assets/hub.js")


FEW = 50


def long_name(path: Path) -> None:
    """A .tar.gz whose first header says that a name of 1.5 GB follows."""
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 1_500_000_000
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(header.tobuf(tarfile.GNU_FORMAT) + bytes(3_000_000))


def empty_files(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as opened:
        for number in range(FEW + 1):
            opened.writestr(zipfile.ZipInfo(f"p/{number}"), b"")


def empty_files_tar(path: Path) -> None:
    with tarfile.open(path, "w:gz", compresslevel=1) as opened:
        for number in range(FEW + 1):
            opened.addfile(tarfile.TarInfo(f"p/{number}"))


def one_file(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("p/zeros", bytes(MOST_IN_ONE + 1))


def backward(path: Path) -> None:
    """A .tar whose member has a length below nothing, so that the next one is itself."""
    entry = tarfile.TarInfo("p/x")
    entry.type = b"Z"
    header = bytearray(entry.tobuf(tarfile.GNU_FORMAT))
    header[124:136] = struct.pack(">Bxxxq", 0xFF, -1024)[:1] + (2**88 - 512).to_bytes(11, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    path.write_bytes(bytes(header) * 3 + bytes(1024))


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5_000_000_000)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("long.tar.gz", long_name),
        ("one.zip", one_file),
        ("sparse.zip", sparse),
        ("sparse.tar", sparse),
    ],
)
def test_archives_that_would_exhaust_the_machine_are_refused(
    hub: Path, tmp_path: Path, name: str, make: object
) -> None:
    assert callable(make)
    make(tmp_path / name)
    places = tmp_path / "temporary"
    places.mkdir()
    done = limited_upgrade(hub, tmp_path / name, places)
    assert done.returncode == 2
    assert "far more than a product" in done.stderr
    assert list(places.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "make"), [("many.zip", empty_files), ("many.tar.gz", empty_files_tar)]
)
def test_empty_files_count(
    tmp_path: Path, name: str, make: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(make)
    make(tmp_path / name)
    (tmp_path / "folder").mkdir()
    assert MOST_FILES > FEW
    monkeypatch.setattr("scripts._archives.MOST_FILES", FEW)
    with pytest.raises(ProductError, match="far more than a product"):
        unpack(tmp_path / name, tmp_path / "folder")


def test_an_archive_that_leads_back_to_itself_ends(hub: Path, tmp_path: Path) -> None:
    backward(tmp_path / "back.tar")
    done = limited_upgrade(hub, tmp_path / "back.tar", tmp_path)
    assert done.returncode == 2
    assert "back.tar" in done.stderr


def limited_upgrade(hub: Path, source: Path, places: Path) -> subprocess.CompletedProcess[str]:
    """Upgrade with a gigabyte of memory and half a minute of work, on systems that can say so."""
    program = (
        "import resource as r, runpy, sys; r.setrlimit(r.RLIMIT_AS, (10**9, 10**9)); "
        "r.setrlimit(r.RLIMIT_CPU, (60, 60)); "
        f"sys.argv = ['upgrade', {str(source)!r}]; "
        f"runpy.run_path({str(hub / 'scripts/upgrade.py')!r}, run_name='__main__')"
    )
    if os.name == "nt":
        program = program.partition(";")[2].rpartition("r.setrlimit")[2].partition(";")[2]
        program = f"import runpy, sys;{program}"
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"TMPDIR": str(places), "TEMP": str(places)},
        timeout=300,  # what waits for a pipe uses no processor time
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("path", [LIST, "pyproject.toml", "CHANGELOG.md", EDITED])
@pytest.mark.parametrize("kind", ["fifo", "zero", "sparse"])
def test_odd_files_neither_hang_nor_exhaust_it(
    hub: Path, newer: Path, tmp_path: Path, path: str, kind: str
) -> None:
    odd = newer / path
    odd.unlink()
    if kind == "fifo":
        os.mkfifo(odd)
    elif kind == "zero":
        odd.symlink_to("/dev/zero")
    else:
        sparse(odd)
    (tmp_path / "temporary").mkdir()
    done = limited_upgrade(hub, newer, tmp_path / "temporary")
    assert list((tmp_path / "temporary").iterdir()) == []
    if kind == "fifo" and path in ("CHANGELOG.md", EDITED):
        assert done.returncode == 0, "a product without that file"
    else:
        assert done.returncode == 2
        assert (
            "far more" in done.stderr
            or "link" in done.stderr
            or path in done.stderr
            or ("another project" in done.stderr)
        )


def test_a_list_that_is_nested_beyond_measure_is_told(hub: Path, newer: Path) -> None:
    write_files(newer, {LIST: "product = " + "[" * 50_000})
    done = upgrade(hub, str(newer))
    assert done.returncode == 2
    assert LIST in done.stderr


def test_what_a_repository_holds_is_bounded(hub: Path, newer: Path, tmp_path: Path) -> None:
    source = in_git(newer)
    source.commit({"docs/assets/zeros.bin": bytes(MOST_IN_ONE + 1)})
    bare = source.clone(tmp_path / "bare.git", bare=True)
    before = snapshot(hub)
    done = upgrade(hub, str(bare.root))
    assert done.returncode == 2
    assert "far more than a product" in done.stderr
    assert snapshot(hub) == before


@pytest.mark.parametrize("branch", ["bomb", "main"])
def test_a_few_folders_that_stand_for_very_many_do_not_exhaust_it(
    hub: Path, newer: Path, tmp_path: Path, branch: str
) -> None:
    source = in_git(newer)
    blob = source.git("hash-object", "-w", "--stdin", stdin="x").strip()
    tree = source.git("mktree", stdin=f"100644 blob {blob}\tfile\n").strip()
    for _ in range(9):
        rows = "".join(f"040000 tree {tree}\td{number}\n" for number in range(10))
        tree = source.git("mktree", stdin=rows).strip()
    commit = source.git("commit-tree", tree, "-m", "Many").strip()
    source.git("update-ref", f"refs/heads/{branch}", commit)
    done = limited_upgrade(hub, newer, tmp_path)
    assert done.returncode == 2
    assert "far more than a product" in done.stderr


def test_only_plain_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"four")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert read_plain(tmp_path / "file", 4) == b"four"
    for path, most in (("file", 3), ("link", 9), ("", 9)):
        with pytest.raises(OSError, match=r"large|link|directory"):
            read_plain(tmp_path / path, most)


def test_nothing_of_the_newer_product_steers_the_terminal(hub: Path, newer: Path) -> None:
    text = (newer / "CHANGELOG.md").read_text("utf-8")
    evil = "- A line \x1b]0;owned\x07 with \x1b[2J escapes \u202e and \x9b31m more.\n"
    write_files(newer, {"CHANGELOG.md": text.replace("\n- ", f"\n{evil}- ", 1)})
    write_files(newer, {"docs/assets/e\x1b[2J.css": "x"} if os.name != "nt" else {})
    done = upgrade(hub, str(newer))
    assert done.returncode == 0, done.stderr
    assert "A line \\x1b]0;owned\\x07 with" in done.stdout
    assert not [c for c in done.stdout + done.stderr if not c.isprintable() and c != "\n"]
    assert printable("ä\nb\udc80") == "ä\nb\\udc80"


@pytest.mark.parametrize("command", ["upgrade", "init"])
def test_the_lock_is_not_written_through_a_link(
    hub: Path, newer: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / "outside").mkdir()
    (hub / ".cache").symlink_to(tmp_path / "outside", target_is_directory=True)
    before = snapshot(hub)
    arguments = [str(newer)] if command == "upgrade" else ["--yes", "--name", "Ours"]
    done = run_command(hub, command, *arguments)
    assert done.returncode == 2
    assert "“.cache” is a link" in done.stderr
    assert list((tmp_path / "outside").iterdir()) == []
    assert snapshot(hub) == before


@pytest.mark.parametrize("kind", ["a link", "a folder"])
def test_a_note_that_cannot_be_written_is_found_before_anything_is_replaced(
    hub: Path, newer: Path, tmp_path: Path, kind: str
) -> None:
    if kind == "a link":
        (hub / INSTALLED).symlink_to(tmp_path / "nowhere")
    else:
        (hub / INSTALLED).mkdir()
    before = snapshot(hub)
    done = upgrade(hub, str(newer))
    assert done.returncode == 2
    assert f"“{INSTALLED}” is {kind}" in done.stderr
    assert snapshot(hub) == before
