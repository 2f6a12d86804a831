"""A withdrawn text: its address says so, and no byte of the site has a word of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from commonplace.model.discussions import Comment, Discussion, Snapshot, mark
from commonplace.readers.snapshot import SNAPSHOT
from commonplace.writers.snapshot import write_snapshot
from tests.support.hub import run_command
from tests.support.repository import ADA, Repository, write_files
from tests.support.site import BuiltSite, built, codes, gathered, start_hub
from tests.test_snapshot import WHEN

CANARIES = (
    "Zirkonkanarie",
    "wordcanary",
    "summarycanary",
    "authorcanary",
    "altcanary",
)
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
TEXT = (
    "---\nid: secret-text\nsummary: A summarycanary\ntopics: [calls]\n"
    "authors: [Carla Authorcanary]\naddresses: [tips/written-once]\n---\n"
    "# Zirkonkanarie\n\nThe wordcanary. ![altcanary](own.png) ![](shared.png) See [other](other.md).\n"
)
FILES: dict[str, str | bytes] = {
    "contributions/tips/oldname.md": TEXT,
    "contributions/tips/own.png": PICTURE,
    "contributions/tips/shared.png": PICTURE,
    "contributions/tips/other.md": (
        "---\nid: other-text\n---\n# Other\n\nSee [it](oldname.md). ![](shared.png)\n"
    ),
    "docs/topics/calls.md": (
        "---\ntitle: Calls\ncurators: [ada]\npicks:\n  - tips/oldname: why\n---\nWords.\n"
    ),
    "docs/paths/start.md": (
        "---\ntitle: Start\ncurators: [ada]\nsteps:\n"
        "  - tips/oldname: first\n  - tips/other: then\n---\nWords.\n"
    ),
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
}
SETTINGS = "site_url: https://hub.example.org/\nrepo_url: https://github.com/o/r\n"


def start(folder: Path, changed: Mapping[str, str | bytes] | None = None) -> Repository:
    repository = start_hub(folder / "hub", {**FILES, **(changed or {})}, settings=SETTINGS)
    repository.move("contributions/tips/oldname.md", "contributions/tips/present.md")
    repository.commit({}, message="Rename")
    thread = Discussion(
        *(
            "D1",
            12,
            "https://github.com/o/r/discussions/12",
            "Zirkonkanarie",
            "DIC",
            None,
            WHEN,
            WHEN,
        ),
        body=mark("id", "secret-text"),
        comments=(
            Comment(
                "C", "https://github.com/o/r/discussions/12#c", None, WHEN, html="<p>wordcanary</p>"
            ),
        ),
    )
    snapshot = Snapshot("o/r", WHEN, WHEN, discussions=(thread,))
    write_files(repository.root, {SNAPSHOT: write_snapshot(snapshot)})
    return repository


def words_left(site: BuiltSite, words: tuple[str, ...]) -> list[tuple[str, str]]:
    found = []
    files = site.files()
    assert len(files) > 20
    for path, data in files.items():
        low = data.lower()
        found += [(path, word) for word in words if word.lower().encode() in low]
    return found


def test_nothing_of_it_is_left_on_the_site(tmp_path: Path) -> None:
    repository = start(tmp_path)
    before = built(repository.root)
    assert {word for _, word in words_left(before, CANARIES)} >= set(CANARIES[:4])
    done = run_command(repository.root, "withdraw", "tips/oldname", "--yes")
    assert done.returncode == 0, done.stderr
    for told in (
        "contributions/tips/present.md",
        "own.png",
        "docs/topics/calls.md",
        "docs/paths/start.md",
    ):
        assert told in done.stdout
    assert "contributions/tips/other.md" in done.stdout
    assert "discussions/12" in done.stdout
    assert "--path contributions/tips/oldname.md" in done.stdout
    assert "--path contributions/tips/present.md" in done.stdout
    tips = repository.root / "contributions" / "tips"
    assert (tips / "present.md").read_text(
        "utf-8"
    ) == "---\nid: secret-text\nstatus: withdrawn\n---\n"
    assert not (tips / "own.png").exists()
    assert (tips / "shared.png").exists()
    repository.commit({}, message="Withdraw a text")
    after = built(repository.root)
    assert words_left(after, CANARIES) == []
    assert words_left(after, ("secret-text",)) == []
    assert "This text was withdrawn" in after.words("tips/present/")
    assert "noindex" in after.html("tips/present/")
    assert after.leads_to("tips/oldname/") == "tips/present/"
    assert after.has("tips/other/")
    assert run_command(repository.root, "verify", str(after.folder)).returncode == 0
    checked = run_command(repository.root, "check")
    assert "withdrawn-text" not in checked.stdout


def test_an_address_that_says_too_much_goes_as_well(tmp_path: Path) -> None:
    repository = start(tmp_path)
    done = run_command(repository.root, "withdraw", "secret-text", "--address", "--yes")
    assert done.returncode == 0, done.stderr
    repository.commit({}, message="Withdraw a text")
    after = built(repository.root)
    assert words_left(after, (*CANARIES, "written-once", "tips/present")) == []
    # What a curator wrote into a pick stays until the curator mends it, as the command said.
    assert {path for path, _ in words_left(after, ("oldname",))} == {"topics/calls/care/index.html"}
    assert after.has("tips/withdrawn-secret-text/")
    assert not after.has("tips/present/")


def test_a_mark_alone_hides_the_text_and_is_told(tmp_path: Path) -> None:
    marked = TEXT.replace("id: secret-text", "id: secret-text\nstatus: withdrawn")
    repository = start(tmp_path, {"contributions/tips/oldname.md": marked})
    assert codes(gathered(repository.root), "contributions/tips/present.md") == ["withdrawn-text"]
    assert words_left(built(repository.root), CANARIES) == []


@pytest.mark.parametrize("change", ["in no commit", "changed since", "unknown", "nobody to ask"])
def test_when_it_is_refused_nothing_is_changed(change: str, tmp_path: Path) -> None:
    repository = start(tmp_path)
    path = repository.root / "contributions" / "tips" / "present.md"
    name, extra = "tips/present", ["--yes"]
    if change == "in no commit":
        write_files(repository.root, {"contributions/tips/fresh.md": "# Fresh\n\nWords.\n"})
        name = "contributions/tips/fresh.md"
    elif change == "changed since":
        path.write_text(TEXT + "More.\n", "utf-8")
    elif change == "unknown":
        name = "tips/presnt"
    else:
        extra = []
    before = path.read_bytes()
    done = run_command(repository.root, "withdraw", name, *extra)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == before
    if change == "unknown":
        assert "tips/present" in done.stderr


def test_a_new_text_may_take_the_address(tmp_path: Path) -> None:
    repository = start(tmp_path)
    assert (
        run_command(repository.root, "withdraw", "tips/present", "--address", "--yes").returncode
        == 0
    )
    repository.commit({"contributions/tips/present.md": "# A new one\n\nWords.\n"}, author=ADA)
    after = built(repository.root)
    assert "A new one" in after.words("tips/present/")
    assert "withdrawn" in after.words("tips/withdrawn-secret-text/")


def test_what_it_was_copied_from_is_not_taken_out_of_the_history(tmp_path: Path) -> None:
    hub = start(tmp_path)
    filled = "\n".join(f"A line of the pattern, number {number}." for number in range(40))
    texts = {"begun": "templates/tip.md", "taken-over": "contributions/tips/sound.md"}
    for name, pattern in texts.items():
        hub.commit({pattern: f"# {name}\n\n{filled}\n"}, message="Before")
        hub.commit(
            {f"contributions/tips/{name}.md": f"# {name}\n\n{filled}\nMore.\n"}, message="A copy"
        )
    steps = {}
    for name in texts:
        done = run_command(hub.root, "withdraw", f"tips/{name}", "--yes")
        assert done.returncode == 0, done.stderr
        steps[name] = done.stdout
    assert "--invert-paths --path contributions/tips/begun.md;" in steps["begun"]
    assert "templates/tip.md" not in steps["begun"]
    assert "--invert-paths --path contributions/tips/taken-over.md;" in steps["taken-over"]
    assert "Earlier versions of contributions/tips/sound.md" in steps["taken-over"]
