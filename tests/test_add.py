"""`add` makes a contribution of what somebody sent: whole or not at all, and nothing that must not out."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from commonplace.drafting.given import read_given
from commonplace.model.kinds import KINDS
from commonplace.readers.contributions import read_contributions
from commonplace.readers.picture_notes import picture_notes
from scripts._adding import place
from tests.support.documents import MEDIA, PNG, Case, document, packed, parts_of, simple
from tests.support.hub import make_hub, run_command
from tests.support.repository import write_files

STORY = """---
title: The cable nobody labeled
topics: [Cables]
told_by: [Bo Sample]
verified: {on: 2026-01-01}
---
# A heading

It was dark.

## What happened

We pulled it.

## What it cost

A night.
"""
# A key in pieces, so that nothing in this repository looks like one.
SECRET = "AKIA" + "IOSFODNN7" + "ABCDEFG"
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="A cable"/><a:blip r:embed="rPic1"/>'
    "</wp:inline></w:drawing></w:r></w:p>"
)


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return make_hub(
        tmp_path / "hub",
        {"contributions/tips/there.md": "---\nid: there-already\n---\n# There already\n\nWords.\n"},
        git=False,
    )


def add(hub: Path, file: Path | str, *options: str) -> subprocess.CompletedProcess[str]:
    done = run_command(hub, "add", str(file), *options)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def sent(hub: Path, name: str, data: bytes | str) -> Path:
    path = hub.parent / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def everything(hub: Path) -> list[str]:
    return sorted(
        str(p.relative_to(hub)) for p in (hub / "contributions").rglob("*") if p.is_file()
    )


def test_a_story_in_markdown(hub: Path) -> None:
    file = sent(hub, "mail attachment.md", STORY)
    done = add(hub, file)
    assert done.returncode == 0, done.stderr
    path = done.stdout.strip()
    assert path == "contributions/war-stories/the-cable-nobody-labeled.md"
    made = next(one for one in read_contributions(hub).documents if one.path == path)
    assert made.title == "The cable nobody labeled"
    assert made.front.told_by == ("Bo Sample",)
    assert made.front.topics == ("cables",)
    assert made.front.verified is None
    assert made.front.id
    assert "add-keys" in done.stderr
    assert "git switch -c share/the-cable-nobody-labeled" in done.stderr
    assert file.read_text() == STORY
    assert run_command(hub, "check", path).returncode == 0


def test_a_word_document_with_a_picture(hub: Path) -> None:
    case = Case("x", "<w:p><w:r><w:t>Look:</w:t></w:r></w:p>" + PICTURE, media=["png"])
    file = sent(hub, "Dokument1.docx", document(case))
    done = add(
        hub, file, "--kind", "tip", "--title", "Look twice", "--told-by", "Ada Example", "bo"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "contributions/tips/look-twice/index.md"
    assert (hub / "contributions/tips/look-twice/image-1.png").read_bytes() == PNG
    text = (hub / done.stdout.strip()).read_text()
    assert "told_by: [Ada Example, bo]" in text
    assert "![A cable](image-1.png)" in text
    assert "Xaver" not in text
    assert run_command(hub, "check", "contributions/tips/look-twice").returncode == 0


def test_all_problems_at_once_and_nothing_written(hub: Path) -> None:
    before = everything(hub)
    done = add(hub, sent(hub, "a.txt", f"key {SECRET}\n"))
    assert done.returncode == 1
    for code in ("add-kind-missing", "add-title-missing", "add-teller-missing", "leak-key"):
        assert code in done.stderr
    assert everything(hub) == before
    assert not list((hub / "contributions").glob("*/*tip-*"))


@pytest.mark.parametrize("where", ["text", "title", "teller", "word", "name", "block"])
def test_a_leak_is_never_written_nor_repeated(hub: Path, where: str) -> None:
    before = everything(hub)
    options = ["--kind", "tip", "--title", "A title", "--told-by", "Ada"]
    name, data = "a.md", "One.\n\nTwo.\n"
    if where == "text":
        data = f"One.\n\nTwo {SECRET}.\n"
    elif where == "title":
        options[3] = f"A {SECRET}"
    elif where == "teller":
        options[5] = "ada.example@real-company.com"
    elif where == "name":
        name, data = f"{SECRET}.md", f"x {SECRET}"
    elif where == "block":
        data = f"---\nsummary: Of {SECRET} and more\n---\nText.\n"
    file = sent(hub, name, data)
    if where == "word":
        file = sent(hub, "a.docx", simple("One.", "Two.", f"Three {SECRET}."))
    done = add(hub, file, *options)
    assert done.returncode == 1, done.stderr
    assert "leak-" in done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert "real-company" not in done.stdout + done.stderr
    assert everything(hub) == before
    if where in ("text", "word"):
        assert f"{file.name}:3:" in done.stderr
    assert ("paragraphs" in done.stderr) == (where == "word")


def test_unnamed_leaves_no_name(hub: Path) -> None:
    body = "<w:p><w:r><w:t>It went wrong.</w:t></w:r></w:p>" + PICTURE
    parts = parts_of(Case("x", body, media=["jpg"]))
    done = add(
        hub,
        sent(hub, "xaver-unsaid.docx", packed(parts)),
        "--unnamed",
        "--kind",
        "tip",
        "--title",
        "A night",
    )
    assert done.returncode == 0, done.stderr
    written = b"".join((hub / one).read_bytes() for one in everything(hub))
    for said in (written.decode("latin-1"), done.stdout, done.stderr, *everything(hub)):
        assert "xaver" not in said.lower()
        assert "unsaid" not in said.lower()
    assert "told_by" not in written.decode("latin-1")
    assert "delete the file and the mail" in done.stderr


def test_unnamed_finds_the_name_in_the_text(hub: Path) -> None:
    before = everything(hub)
    done = add(
        hub, sent(hub, "a.md", STORY.replace("pulled it", "and BO  sample pulled it")), "--unnamed"
    )
    assert done.returncode == 1
    assert "a.md:13:1: add-name-inside" in done.stderr
    assert "sample" not in done.stderr.lower()
    inside = add(
        hub,
        sent(hub, "a.docx", simple("Said Xaver Unsaid.")),
        "--unnamed",
        "--kind",
        "tip",
        "--title",
        "T",
    )
    assert "a.docx:1:1: add-name-inside" in inside.stderr
    assert everything(hub) == before
    assert add(hub, sent(hub, "b.md", STORY), "--unnamed").returncode == 0
    made = (hub / "contributions/war-stories/the-cable-nobody-labeled.md").read_text()
    assert "Sample" not in made


def test_the_zip_of_the_page_for_sharing(hub: Path) -> None:
    files = {"my-story/index.md": STORY.replace("It was dark.", "![Dark](image-1.jpg)").encode()}
    file = sent(hub, "my-story.zip", packed({**files, "my-story/image-1.jpg": MEDIA["jpg"]}))
    done = add(hub, file)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "contributions/war-stories/the-cable-nobody-labeled/index.md"
    assert (hub / "contributions/war-stories/the-cable-nobody-labeled/image-1.jpg").is_file()
    again = add(hub, file)
    assert again.returncode == 0
    assert again.stdout.strip() == "contributions/war-stories/the-cable-nobody-labeled-2/index.md"
    assert "add-renamed" in again.stderr


@pytest.mark.parametrize(
    "names",
    [
        {"../../outside.md": b"x"},
        {"a/index.md": b"x", "b/index.md": b"x"},
        {"a/index.md": b"x", "a/../../evil.png": PNG},
        {"a/index.md": b"x", "/root-of-all/x.png": PNG},
        {"a/index.md": b"x", "a/run.sh": b"x"},
        {"a/index.md": b"x", "a/b/deep.png": PNG},
        {"a/index.md": b"x", "a/image-1.svg": b"<svg/>"},
        {"a/index.md": b"![](image-1.png)", "a/image-1.png": b"no picture"},
    ],
)
def test_a_zip_leads_nowhere(hub: Path, names: dict[str, bytes]) -> None:
    before = everything(hub)
    outside = sorted(os.listdir(hub.parent))  # noqa: PTH208
    options = ("--kind", "tip", "--title", "T", "--told-by", "Ada")
    done = add(hub, sent(hub, "a.zip", packed(names)), *options)
    if any(
        name.startswith("..") for name in names
    ):  # its one text is a text, whatever it is called
        assert done.stdout.strip() in ("", "contributions/tips/t.md")
    else:
        assert done.returncode == 1
        assert everything(hub) == before
    assert sorted(os.listdir(hub.parent)) == sorted([*outside, "a.zip"])  # noqa: PTH208


def test_odd_files_are_refused_with_words(hub: Path) -> None:
    before = everything(hub)
    options = ("--kind", "tip", "--title", "T", "--told-by", "Ada")
    pipe = hub.parent / "pipe.md"
    os.mkfifo(pipe)
    large = hub.parent / "large.md"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    odd = {
        hub.parent: "add-unread",
        pipe: "add-unread",
        large: "add-unread",
        hub.parent / "missing.md": "add-unread",
        sent(hub, "long.md", "x " * 200_000): "add-unread",
        sent(hub, "a.pdf", b"%PDF-1.7"): "add-type",
        sent(hub, "b.md", b"x\0y"): "add-type",
        sent(hub, "c.rtf", b"{\\rtf1"): "add-type",
        sent(hub, "d.md", b"caf\xe9"): "file-encoding",
        sent(hub, "e.docx", PNG): "docx-not-word",
        sent(hub, "f.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)): "docx-old",
        sent(hub, "g.md", "---\ntitle: [\n---\nText.\n"): "yaml-",
        sent(hub, "h.md", "  \n"): "add-text-missing",
        sent(hub, "i.zip", b"PK\3\4broken"): "add-zip",
    }
    for file, code in odd.items():
        done = add(hub, file, *options)
        assert done.returncode == 1, file
        assert code in done.stderr, file
        assert "nothing was written" in done.stderr
        assert code != "add-unread" or "cannot be read: …" not in done.stderr, "it says why"
    assert everything(hub) == before
    assert add(hub, f"..{os.sep}..{os.sep}nowhere", *options).returncode == 1


def test_nothing_is_left_where_writing_fails(hub: Path) -> None:
    before = everything(hub)
    (hub / "contributions" / "war-stories").write_text("in the way")
    done = add(hub, sent(hub, "a.md", STORY))
    assert done.returncode == 1
    assert "add-not-written" in done.stderr
    (hub / "contributions" / "war-stories").unlink()
    elsewhere = hub.parent / "elsewhere"
    elsewhere.mkdir()
    (hub / "contributions" / "war-stories").symlink_to(elsewhere)
    assert add(hub, sent(hub, "a.md", STORY)).returncode == 1
    assert not list(elsewhere.iterdir())
    (hub / "contributions" / "war-stories").unlink()
    assert everything(hub) == before


def test_an_id_is_kept_where_it_is_free(hub: Path) -> None:
    free = add(hub, sent(hub, "a.md", STORY.replace("topics:", "id: my-own-id\ntopics:")))
    assert "id: my-own-id" in (hub / free.stdout.strip()).read_text()
    for ident in ("there-already", "my-own-id", "../x", "A B"):
        done = add(hub, sent(hub, "b.md", STORY.replace("topics:", f"id: {ident}\ntopics:")))
        assert "add-id-taken" in done.stderr
        assert f"id: {ident}\n" not in (hub / done.stdout.strip()).read_text()


def test_a_picture_is_written_only_without_its_place(hub: Path) -> None:
    here = jpeg_with_a_place()
    assert any(note.kind == "place" for note in picture_notes(here))
    files = {
        "x/index.md": STORY.replace("It was dark.", "![Dark](image-1.jpg)").encode(),
        "x/image-1.jpg": here,
    }
    done = add(hub, sent(hub, "x.zip", packed(files)))
    assert done.returncode == 0, done.stderr
    clean = (hub / "contributions/war-stories/the-cable-nobody-labeled/image-1.jpg").read_bytes()
    assert picture_notes(clean) == []
    assert clean.endswith(b"\xff\xd9")


def jpeg_with_a_place() -> bytes:
    """A JPEG whose Exif block says where it was taken."""
    fractions = b"".join(number.to_bytes(4, "big") for number in (48, 1, 8, 1, 14, 1))
    place = b"\0\1" + b"\0\2\0\5\0\0\0\3" + (44).to_bytes(4, "big") + bytes(4)
    top = b"MM\0*\0\0\0\x08\0\1" + b"\x88\x25\0\4\0\0\0\1" + (26).to_bytes(4, "big") + bytes(4)
    exif = b"Exif\0\0" + top + place + fractions
    part = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    scan = b"\xff\xda\0\x08\1\1\0\0\x3f\0\x12\x34\xff\0\x56"
    return b"\xff\xd8" + part + scan + b"\xff\xd9"


def test_every_kind_is_known() -> None:
    seen = 0
    for kind in KINDS:
        body = "".join(f"## {section}\n\nWords.\n\n" for section in kind.sections)
        assert read_given(body.encode(), "a.md").kind == (kind if kind.sections else None)
        seen += bool(kind.sections)
    assert seen


def test_a_text_in_a_zip_that_swells_is_refused(hub: Path) -> None:
    file = hub.parent / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/index.md", b" " * 50_000_000)
    done = add(hub, file)
    assert done.returncode == 1
    assert "add-zip" in done.stderr


def test_an_interruption_leaves_nothing(hub: Path) -> None:
    before = sorted(hub.rglob("*"))
    there = "contributions/tips/there.md"
    files: dict[str, Any] = {
        "contributions/links/a/index.md": None,
        "contributions/links/a/b.png": PNG,
    }
    with pytest.raises(TypeError):  # as an interruption does, it comes while a file is written
        place(hub, files)
    assert sorted(hub.rglob("*")) == before
    assert place(hub, {there: b"over it"}) is not None
    assert b"over it" not in (hub / there).read_bytes()


def test_a_part_of_a_name_is_told_and_stops_nothing(hub: Path) -> None:
    options = ("--unnamed", "--kind", "tip", "--title", "A night")
    words = parts_of(
        Case("x", "<w:p><w:r><w:t>Then Xaver rang, and he was unsaid.</w:t></w:r></w:p>")
    )
    done = add(hub, sent(hub, "a.docx", packed(words)), *options)
    assert done.returncode == 0, done.stderr
    assert "a.docx:1:1: add-name-part" in done.stderr
    assert "Xaver" not in done.stderr
    called = add(hub, sent(hub, "Mira Halloran.md", "Ask mira-halloran.\n\nTwo.\n"), *options)
    assert called.stderr.count("add-name-part") == 1
    for given in ("A night.md", "story.md"):
        assert "add-name" not in add(hub, sent(hub, given, "My story.\n"), *options).stderr
    joined = STORY.replace("pulled it", "and bo_sample pulled it")
    assert "add-name-inside" in add(hub, sent(hub, "b.md", joined), "--unnamed").stderr


def test_a_zip_packed_anew_has_what_systems_add(hub: Path) -> None:
    more = {"__MACOSX/x/._index.md": b"\0", "x/.DS_Store": b"\0", "x/Thumbs.db": b"\0"}
    done = add(hub, sent(hub, "x.zip", packed({"x/index.md": STORY.encode(), **more})))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "contributions/war-stories/the-cable-nobody-labeled.md"


def test_what_is_wrong_with_a_file_is_said(hub: Path) -> None:
    story = STORY.replace("It was dark.", "![Dark](image-1.png)").encode()
    two = packed({"x/index.md": b"x", "x/other.md": b"x"})
    bad = packed({"x/index.md": story, "x/image-1.png": b"none"})
    for file, said in (
        (hub.parent / "missing.md", "no such file"),
        (sent(hub, "a.zip", two), "it holds 2 texts"),
        (sent(hub, "b.zip", bad), "Picture 1 in this file"),
    ):
        assert said in add(hub, file).stderr


def test_nobody_is_no_teller(hub: Path) -> None:
    done = add(
        hub, sent(hub, "a.md", "Text.\n"), "--kind", "tip", "--title", "T", "--told-by", "", " "
    )
    assert done.returncode == 1
    assert "add-teller-missing" in done.stderr


def test_a_topic_is_known_by_its_slug_or_title_or_told_at_once(hub: Path) -> None:
    for slug, title in (("beds", "Beds and chairs"), ("night", "By night")):
        write_files(hub, {f"docs/topics/{slug}.md": f"---\ntitle: {title}\n---\nWords.\n"})
    file = sent(hub, "a.md", "# Push it\n\nNever pull.\n")
    told = ("--kind", "tip", "--told-by", "Ada Example")
    done = add(hub, file, *told, "--topic", "Bed")
    assert done.returncode == 2
    assert "“Bed” is no topic of this hub. Its topics are: beds, night." in done.stderr
    assert everything(hub) == ["contributions/tips/there.md"]
    done = add(hub, file, *told, "--topic", "Beds and chairs", "--topic", "NIGHT")
    assert done.returncode == 0, done.stderr
    text = (hub / "contributions/tips/push-it.md").read_text("utf-8")
    assert "topics: [beds, night]" in text


def test_what_is_missing_is_said_beside_a_leak(hub: Path) -> None:
    done = add(hub, sent(hub, "a.md", f"# A title\n\nWords {SECRET}.\n"), "--told-by", "Ada")
    assert done.returncode == 1
    assert "leak-" in done.stderr
    assert "Say it with --kind: article, war-story, tip, link" in done.stderr
    assert SECRET not in done.stderr
