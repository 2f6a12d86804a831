"""No build lets a leak out, whatever was pushed past the checks; what stands beside it is published."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest

from commonplace.checks.judge import read_judge
from commonplace.readers.verdicts import FILE_NAME, KEY_NAME, digest, load_verdicts, save_verdicts
from commonplace.site.gather import Request, gather
from scripts._leak_values import proven, signs
from tests.support.hub import run_command, run_mkdocs
from tests.support.repository import Repository, write_files
from tests.support.site import BuiltSite, built, codes, contribution, gathered, start_hub
from tests.test_leaks_files import jpeg, office, png

MAIL = "amira.benali@halden-" + "klinik.de"
HELP = "service@halden-" + "klinik.de"
KEY = "AK" + "IA" + "2345ABCDEFGHQRST"
PHONE = "+49 171 " + "5580 4416"
CARD = proven(Random(5), "card", lambda r: "5105" + signs(r, "0123456789", 12))  # noqa: S311
PATIENT = "48" + "06212"
WORD = "Zirkonkanarie"
OWNER = "Carla Ownercanary"
VALUES = (MAIL, KEY, PHONE, CARD, PATIENT, WORD, OWNER, "amira.benali", "benali")
# Words that stand beside a value: the whole text is left out, and not the value alone.
CANARIES = tuple(f"{name}canary" for name in ("body", "title", "path", "folder", "topic", "team"))
TIPS, PEOPLE = "contributions/tips", "contributions/people"
LEAKY: dict[str, str | bytes] = {
    f"{TIPS}/in-the-text.md": f"---\nid: leaky-text\n---\n# A bodycanary\n\nAsk {MAIL}.\n",
    f"{TIPS}/in-the-title.md": f"---\ntitle: The titlecanary of {PHONE}\n---\nWords.\n",
    f"{TIPS}/patient-number-{PATIENT}.md": "# The pathcanary\n\nWords.\n",
    f"{TIPS}/{KEY}/index.md": "# The foldercanary\n\nWords.\n",
    f"{TIPS}/{KEY}/second.md": "# Another foldercanary\n\nWords.\n",
    f"{TIPS}/spoken.md": f"# Spoken\n\nIt was {WORD.upper()}, bodycanary.\n",
    f"{TIPS}/broken.md": f"---\ntitle: [\nnote: {'x' * 90} {MAIL}\n---\n# B\n",
    f"{TIPS}/owner.jpg": jpeg((0xFE, f"made by {MAIL}".encode())),
    f"{TIPS}/table.csv": f"a;b\n1;{CARD}\n",
    f"{TIPS}/word.docx": office(
        {
            "docProps/core.xml": f"<x><dc:creator>{OWNER}</dc:creator></x>",
            "word/document.xml": "<a/>",
        }
    ),
    f"{PEOPLE}/eve.md": f"---\nname: Eve\nteam: teamcanary {PHONE}\nemails: [eve@example.org]\n---\n",
    f"{PEOPLE}/finn.png": png((b"IHDR", b"\0" * 13), (b"tEXt", b"Author\0" + OWNER.encode())),
    "docs/topics/leaky.md": f"---\ntitle: A topiccanary\n---\nAsk {MAIL}.\n",
    "docs/topics/card.csv": f"{CARD}\n",
    "docs/paths/way.md": f"---\ntitle: A way\nsteps: []\n---\npathcanary {KEY}\n",
    "docs/own.md": f"# Our own\n\nbodycanary {KEY}\n",
    "docs/notes.txt": f"{KEY}\n",
}
GOOD: dict[str, str | bytes] = {
    f"{TIPS}/good.md": (
        "---\ntopics: [calls, leaky]\nauthors: [finn, eve]\n---\n# A good one\n\nGoodwords. "
        "![A valve altwords](owner.jpg) ![clear](clear.png) "
        f"[one](in-the-text.md) [two](patient-number-{PATIENT}.md) [sheet](table.csv) [paper](word.docx) "
        f"[own](../../docs/own.md) [note](../../docs/notes.txt)\n"
    ),
    f"{TIPS}/clear.png": png((b"IHDR", b"\0" * 13)),
    f"{TIPS}/allowed.md": f"# Allowed\n\nAsk {HELP}.\n",
    f"{TIPS}/once-patient-number-{PATIENT}.md": "# Renamed\n\nRenamedwords.\n",
    f"{PEOPLE}/finn.md": "---\nname: Finn Example\nemails: [finn@example.org]\n---\n",
    "docs/topics/calls.md": (
        "---\ntitle: Calls\ncurators: [finn]\npicks: [{tips/in-the-text: why}]\n---\n[sheet](card.csv)\n"
    ),
}
LISTS = {"checks/must-not-discuss.txt": f"{WORD}\n", "checks/allowed.txt": f"{HELP}\n"}
SETTINGS = "site_url: https://hub.example.org/\nrepo_url: https://github.com/o/r\n"


def everything(folder: Path) -> dict[str, bytes]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found[str(path)] = gzip.decompress(data) if path.suffix == ".gz" else data
    return found


def seen(data: bytes | str, words: tuple[str, ...]) -> list[str]:
    low = (data.encode() if isinstance(data, str) else data).lower()
    forms = {
        word: {word.lower(), quote(word).lower(), word.lower().replace(" ", "-")} for word in words
    }
    return [
        word for word, all_forms in forms.items() if any(one.encode() in low for one in all_forms)
    ]


def assert_silent(folder: Path, said: str) -> None:
    """No byte of what was made, and nothing that was said, has a value or a word of what leaks."""
    files = everything(folder)
    assert len(files) > 40
    for path, data in files.items():
        assert seen(path.removeprefix(str(folder)) + "\n", VALUES) == [], "a name leaks"
        assert seen(data, (*VALUES, *CANARIES)) == [], path
    assert seen(said, (*VALUES, *CANARIES)) == []


@dataclass
class Pushed:
    """A hub to which leaks were pushed, past the checks."""

    repository: Repository
    root: Path
    site: BuiltSite


@pytest.fixture(scope="module")
def pushed(tmp_path_factory: pytest.TempPathFactory) -> Pushed:
    repository = start_hub(
        tmp_path_factory.mktemp("gate") / "hub", {**GOOD, **LISTS}, settings=SETTINGS
    )
    before = built(repository.root)
    assert before.has("tips/good/")
    repository.move(f"{TIPS}/once-patient-number-{PATIENT}.md", f"{TIPS}/renamed.md")
    repository.commit(LEAKY, message="Past every check")
    return Pushed(repository, repository.root, built(repository.root))


def test_nothing_of_a_leak_is_in_the_site_or_in_what_is_said(pushed: Pushed) -> None:
    assert_silent(pushed.site.folder, pushed.site.said)
    assert not seen((pushed.root / ".cache/hub" / FILE_NAME).read_bytes(), (*VALUES, *CANARIES))
    judge = read_judge(pushed.root)
    assert all(judge.hits(value) for value in (MAIL, KEY, PHONE, CARD, WORD))


def test_what_stands_beside_it_is_published(pushed: Pushed) -> None:
    site = pushed.site
    good = site.words("tips/good/")
    assert "Goodwords" in good
    assert "A valve altwords" in good
    for word in ("one two sheet paper own note", "Calls"):
        assert word in good
    html = site.html("tips/good/")
    for name in ("owner.jpg", "table.csv", "word.docx", "finn.png", "in-the-text", "notes.txt"):
        assert name not in html, name
    assert "clear.png" in html
    assert HELP in site.html("tips/allowed/")
    assert "Renamedwords" in site.html("tips/renamed/")
    assert site.has("people/finn/")
    assert site.has("topics/calls/")
    assert "Goodwords" in (site.folder / "tips/good.md").read_text("utf-8")
    sources = {one["source"].rpartition("/")[2] for one in site.data()["contributions"]}
    assert sources == {"good.md", "allowed.md", "renamed.md"}
    for gone in ("tips/in-the-text/", "topics/leaky/", "paths/way/", "own/"):
        assert not site.has(gone), gone
    told = json.loads((site.folder / "addresses.json").read_text("utf-8"))
    assert not [one for one in told["redirects"] if "patient" in one["address"]]


def test_what_is_left_out_is_said_with_the_reason(pushed: Pushed) -> None:
    said = pushed.site.said
    for place, code in (
        ("tips/in-the-text.md:6:5", "leak-email"),
        ("tips/in-the-title.md:2:", "leak-phone"),
        ("tips:1:1", "leak-in-name"),
        ("tips/spoken.md:3:", "leak-must-not-discuss"),
        ("tips/owner.jpg:1:1", "leak-email"),
        ("tips/table.csv:2:3", "leak-card"),
        ("tips/word.docx:1:1", "leak-author"),
        ("people/eve.md:3:", "leak-phone"),
        ("people/finn.png:1:1", "leak-author"),
    ):
        assert any(place in line and code in line for line in said.splitlines()), (place, code)
    assert "docs/topics/leaky.md:4:5: leak-email" in said
    assert "docs/own.md:3:12: leak-key" in said
    # Three of them a picture, a sheet and a document; the one that cannot be parsed leaks as well.
    assert (
        f"Left out: {len(LEAKY)} files with what must not get out (told above; the repository"
        in said
    )
    care = pushed.site.words("topics/calls/care/")
    assert "“owner.jpg” is left out, since it holds what must not get out" in care


def test_a_workflow_s_page_says_that_something_leaks(pushed: Pushed) -> None:
    done = run_command(pushed.root, "build", GITHUB_ACTIONS="true")
    assert done.returncode == 0
    assert done.stdout.startswith("::error title=Not everything is published::")
    assert_silent(pushed.site.folder, done.stdout)
    assert "::error" not in run_command(pushed.root, "build").stdout


def test_a_strict_build_fails_and_says_the_same(pushed: Pushed) -> None:
    done = run_command(pushed.root, "build", "--strict", "--site-dir", "strict")
    assert done.returncode == 1
    assert "leak-email" in done.stderr
    assert seen(done.stdout + done.stderr, (*VALUES, *CANARIES)) == []
    assert (
        not (pushed.root / "strict").exists()
        or seen(b"".join(everything(pushed.root / "strict").values()), (*VALUES, *CANARIES)) == []
    )


def test_every_way_to_a_site_is_closed(pushed: Pushed, tmp_path: Path) -> None:
    done = run_mkdocs(pushed.root, "build", "-q", "-d", str(tmp_path / "plain"))
    assert done.returncode == 0, done.stderr
    assert_silent(tmp_path / "plain", done.stdout + done.stderr)
    done = run_command(pushed.root, "export", str(tmp_path / "export"))
    assert done.returncode == 0, done.stderr
    assert_silent(tmp_path / "export", done.stdout + done.stderr)


def test_check_still_tells_of_all_at_once_and_withdraw_finds_the_text(pushed: Pushed) -> None:
    told = run_command(pushed.root, "check")
    assert told.returncode == 1
    assert told.stdout.count("leak-") > 12
    assert seen(told.stdout + told.stderr, VALUES) == []
    site = gathered(pushed.root)
    assert "asset-withheld" in codes(site)
    done = run_command(pushed.root, "withdraw", "tips/in-the-text")
    assert "emptied: contributions/tips/in-the-text.md" in done.stdout


def test_a_text_whose_old_name_leaks_keeps_its_id(pushed: Pushed) -> None:
    request = Request(root=pushed.root, now=datetime(2026, 11, 21, tzinfo=UTC), with_leaks=True)
    as_ever = contribution(gather(request, {}), "tips/renamed/")
    shown = contribution(gathered(pushed.root), "tips/renamed/")
    assert shown.id == as_ever.id
    assert as_ever.former_addresses
    assert not shown.former_addresses


def test_a_page_that_has_to_go_keeps_no_hub_from_being_published(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", {f"{TIPS}/a.md": "# A\n\nx\n", f"{TIPS}/b.md": "# B\n\nx\n"})
    hub.move(f"{TIPS}/a.md", f"{TIPS}/c.md")
    hub.commit(message="Rename")
    built(hub.root)
    assert run_command(hub.root, "verify", "--since-last").returncode == 0
    hub.commit({f"{TIPS}/c.md": f"# A\n\n{MAIL}\n"}, message="Leak")
    assert not built(hub.root).has("tips/c/")
    done = run_command(hub.root, "verify", "--since-last")
    assert done.returncode == 0, done.stdout
    hub.commit({f"{TIPS}/b.md": None}, message="Gone")
    built(hub.root)
    assert run_command(hub.root, "verify", "--since-last").returncode == 1


def test_a_wish_not_to_be_named_outlives_a_leak(tmp_path: Path) -> None:
    profile = f"---\nname: Eve Example\nvisibility: unnamed\nemails: [eve@example.org]\nteam: {MAIL}\n---\n"
    files = {f"{PEOPLE}/eve.md": profile, f"{TIPS}/a.md": "---\nauthors: [eve]\n---\n# A\n\nx\n"}
    hub = start_hub(tmp_path / "hub", files)
    hub.commit(
        {f"{TIPS}/b.md": "# B\n\nx\n"}, message="More", author="Eve Example <eve@example.org>"
    )
    site = built(hub.root)
    assert site.has("tips/b/")
    assert seen(b"".join(everything(site.folder).values()), ("Eve Example", MAIL)) == []


# ------------------------------------------------------------------ what is remembered


def one_leak(folder: Path) -> Path:
    return start_hub(
        folder / "hub",
        {f"{TIPS}/a.md": f"# A\n\nAsk {MAIL}.\n", f"{TIPS}/b.md": "# B\n\nGoodwords.\n"},
    ).root


def leaks_out(root: Path) -> bool:
    site = gathered(root)
    assert [page.address for page in site.plan.pages if page.address == "tips/b/"]
    return "tips/a/" in {page.address for page in site.plan.pages}


def test_only_what_passed_in_the_last_build_is_remembered(tmp_path: Path) -> None:
    root = one_leak(tmp_path)
    cache, judged_by = root / ".cache/hub", read_judge(root).made_of
    assert not leaks_out(root)
    first = load_verdicts(cache, judged_by)
    path = f"{TIPS}/b.md"
    assert digest(path, (root / path).read_bytes()) in first
    assert digest(f"{TIPS}/a.md", (root / f"{TIPS}/a.md").read_bytes()) not in first
    made = (cache / FILE_NAME).read_bytes()
    assert not leaks_out(root)
    assert (cache / FILE_NAME).read_bytes() == made, "nothing changed, so nothing is written"
    write_files(root, {path: "# B\n\nOther words.\n"})
    assert not leaks_out(root)
    second = load_verdicts(cache, judged_by)
    assert len(second) == len(first)
    assert second != first
    assert sorted(one.name for one in cache.iterdir()) == ["history.json", FILE_NAME, KEY_NAME]


def claim(root: Path, cache: Path) -> None:
    """What a build would have kept, had it found no leak."""
    files = list((root / TIPS).iterdir())
    claimed = [digest(f"{TIPS}/{one.name}", one.read_bytes()) for one in files]
    assert len(claimed) == 2
    save_verdicts(cache, read_judge(root).made_of, claimed)


def moved(root: Path) -> None:
    """Made on another machine, and checked out here."""
    elsewhere = root.parent / "elsewhere" / "hub"
    claim(root, elsewhere)
    shutil.copytree(elsewhere, root / ".cache/hub", copy_function=shutil.copy2, dirs_exist_ok=True)


def cut(root: Path) -> None:
    claim(root, root / ".cache/hub")
    place = root / ".cache/hub" / FILE_NAME
    place.write_bytes(place.read_bytes()[:-5])


def added_to(root: Path) -> None:
    gathered(root)
    place = root / ".cache/hub" / FILE_NAME
    mark = digest(f"{TIPS}/a.md", (root / TIPS / "a.md").read_bytes())
    place.write_bytes(place.read_bytes() + mark)


def other_rules(root: Path) -> None:
    files = {f"{TIPS}/{name}": (root / TIPS / name).read_bytes() for name in ("a.md", "b.md")}
    marks = [digest(path, data) for path, data in files.items()]
    save_verdicts(root / ".cache/hub", b"x" * 32, marks)


def other_key(root: Path) -> None:
    claim(root, root / ".cache/hub")
    key = root / ".cache/hub" / KEY_NAME
    data = key.read_bytes()
    key.unlink()
    key.write_bytes(data)


def no_key(root: Path) -> None:
    claim(root, root / ".cache/hub")
    (root / ".cache/hub" / KEY_NAME).unlink()


def folders(root: Path) -> None:
    (root / ".cache/hub" / FILE_NAME).mkdir(parents=True)
    (root / ".cache/hub" / KEY_NAME / "x").mkdir(parents=True)


def linked(root: Path) -> None:
    moved(root)
    for name in (FILE_NAME, KEY_NAME):
        place = root / ".cache/hub" / name
        place.unlink()
        place.symlink_to(root.parent / "elsewhere" / "hub" / name)


def noise(root: Path) -> None:
    write_files(root, {f".cache/hub/{FILE_NAME}": b"\xff" * 4096, f".cache/hub/{KEY_NAME}": b""})


def a_file_in_the_way(root: Path) -> None:
    write_files(root, {".cache": "x"})


@pytest.mark.parametrize(
    "prepare",
    [
        *(moved, cut, added_to, other_rules, other_key, no_key, folders, linked, noise),
        a_file_in_the_way,
    ],
)
def test_nothing_that_lies_in_the_cache_lets_a_leak_out(
    prepare: Callable[[Path], None], tmp_path: Path
) -> None:
    root = one_leak(tmp_path)
    prepare(root)
    for _ in range(2):
        assert not leaks_out(root)


def test_what_was_kept_here_is_believed(tmp_path: Path) -> None:
    """Else the tests above would pass where nothing is ever remembered."""
    root = one_leak(tmp_path)
    claim(root, root / ".cache/hub")
    assert leaks_out(root)


def test_a_cache_elsewhere_is_not_written(tmp_path: Path) -> None:
    root = one_leak(tmp_path)
    (tmp_path / "outside").mkdir()
    try:
        (root / ".cache").symlink_to(tmp_path / "outside", target_is_directory=True)
    except OSError:
        pytest.skip("links may not be made here")
    save_verdicts(root / ".cache/hub", b"x", [b"y" * 32])
    assert not leaks_out(root)
    assert not [one for one in (tmp_path / "outside").rglob("*") if one.name.startswith("leaks")]


# ------------------------------------------------------------------ what decides


def test_the_lists_decide_at_once_with_a_cache_that_is_warm(tmp_path: Path) -> None:
    root = one_leak(tmp_path)
    assert not leaks_out(root)
    write_files(root, {"checks/allowed.txt": f"{MAIL}\n"})
    assert leaks_out(root)
    write_files(root, {"checks/must-not-discuss.txt": "Ask\n"})
    assert not leaks_out(root)
    write_files(root, {"checks/allowed.txt": f"{MAIL}\nask\n"})
    assert leaks_out(root)
    write_files(root, {"checks/allowed.txt": ""})
    assert not leaks_out(root)


def without_lists(root: Path) -> None:
    shutil.rmtree(root / "checks")


def with_a_broken_list(root: Path) -> None:
    write_files(root, {"checks/allowed.txt": b"*\n"})


def without_rules(root: Path) -> None:
    own = (root / "commonplace").resolve()
    (root / "commonplace").unlink()
    ignored = shutil.ignore_patterns("__pycache__", "leaks.json")
    shutil.copytree(own, root / "commonplace", ignore=ignored)


def with_broken_rules(root: Path) -> None:
    without_rules(root)
    write_files(root, {"commonplace/checks/leaks.json": '{"named": {}, "rules": []}'})


@pytest.mark.parametrize(
    ("spoil", "names", "mend"),
    [
        (without_lists, ("checks/allowed.txt", "checks/must-not-discuss.txt"), "An empty file"),
        (with_a_broken_list, ("Line 1 of “checks/allowed.txt”",), "say more of it"),
        (without_rules, ("commonplace/checks/leaks.json",), "Get a whole copy"),
        (with_broken_rules, ("commonplace/checks/leaks.json",), "Get a whole copy"),
    ],
)
def test_what_nobody_can_judge_is_not_published(
    spoil: Callable[[Path], None], names: tuple[str, ...], mend: str, tmp_path: Path
) -> None:
    root = one_leak(tmp_path)
    if spoil is without_lists:
        built(root)  # a cache that is warm changes nothing
        shutil.rmtree(root / "site")
    spoil(root)
    for command in (("build",), ("export", str(tmp_path / "out"))):
        done = run_command(root, *command)
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        for name in names:
            assert name in done.stderr
        assert mend in done.stderr
        assert MAIL not in done.stdout + done.stderr
    assert not (root / "site" / "tips").exists()
    assert not (tmp_path / "out" / "docs").exists()
    if spoil is without_lists:
        write_files(root, {"checks/allowed.txt": "", "checks/must-not-discuss.txt": ""})
        assert built(root).has("tips/b/")
