"""Files that are none, are too large, lie elsewhere, or are written in another encoding."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.bad_input.row import SECRET, Bad, advice, error, tip

TIPS = "contributions/tips"
TEXT = "# A tip\n\nSome words.\n"


def link_to(target: str) -> Callable[[Path], None]:
    """A function that makes a symbolic link to `target`."""

    def make(path: Path) -> None:
        path.symlink_to(target)

    return make


def _can_link(folder: Path) -> bool:
    try:
        (folder / "probe").symlink_to("nowhere")
    except OSError:
        return False
    (folder / "probe").unlink()
    return True


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _locked(path: Path) -> None:
    path.write_text(TEXT, "utf-8")
    path.chmod(0)


def _large(size: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return make


def _link(name: str, path: str, target: str) -> Bad:
    return Bad(
        name,
        {path: link_to(target)},
        (error("file-link", 1),),
        published=False,
        absent=(SECRET, "root:x:0"),
        possible=_can_link,
    )


ROWS = (
    tip("empty", "", error("file-empty", 1), published=False),
    tip("blank", " \n\t\n", error("file-empty", 1), published=False),
    tip("only-a-mark", b"\xef\xbb\xbf", error("file-empty", 1), published=False),
    tip("title-alone", "# A title\n", advice("text-missing")),
    tip("twenty-megabytes", _large(20_000_000), error("file-too-large", 1), published=False),
    tip("too-large", "word " * 70_000, error("file-too-large", 1), published=False),
    tip(
        "latin-1", "# A tip\n\ncafé\n".encode("latin-1"), error("file-encoding", 3), published=False
    ),
    tip("utf-16", TEXT.encode("utf-16"), error("file-encoding", 1), published=False),
    tip("utf-16-bare", TEXT.encode("utf-16-le"), advice("text-control-character")),
    tip("utf-32", TEXT.encode("utf-32"), error("file-encoding", 1), published=False),
    tip("windows-1252", b"# A tip\n\n\x93Quoted\x94\n", error("file-encoding", 3), published=False),
    tip(
        "half-a-character", "# A tip\n\n€".encode()[:-1], error("file-encoding", 3), published=False
    ),
    tip(
        "surrogate-bytes", b"# A tip\n\n\xed\xa0\x80\n", error("file-encoding", 3), published=False
    ),
    tip("binary", bytes(range(256)), error("file-encoding"), published=False),
    tip("mark", b"\xef\xbb\xbf---\ntitle: With a mark\n---\n\nWords.\n"),
    tip("crlf", b"---\r\ntitle: From Windows\r\ntopics: [sound]\r\n---\r\n\r\nWords.\r\n"),
    tip("cr", b"---\rtitle: From long ago\r---\r\rWords.\r"),
    _link("link-outside", f"{TIPS}/link-outside.md", "../../../secret.txt"),
    _link("link-passwd", f"{TIPS}/link-passwd.md", "/etc/passwd"),
    _link("link-dangling", f"{TIPS}/link-dangling.md", "gone.md"),
    _link("link-itself", f"{TIPS}/link-itself.md", "link-itself.md"),
    _link("link-inside", f"{TIPS}/link-inside.md", "good.md"),
    _link("link-folder", f"{TIPS}/link-folder", "../../../outside"),
    _link("link-up", f"{TIPS}/link-up", ".."),
    _link("link-root", f"{TIPS}/link-root", "/"),
    _link("link-person", "contributions/people/link-person.md", "../../../secret.txt"),
    _link("link-picture", "contributions/people/robin.jpg", "../../../secret.txt"),
    _link("link-topic", "docs/topics/link-topic.md", "../../../secret.txt"),
    _link("link-doc", "docs/link-doc.md", "../../secret.txt"),
    _link("link-doc-folder", "docs/link-doc-folder", "../../outside"),
    _link("link-topics-git", "docs/topics/link-topics-git", "../../.git"),
    _link("link-own-words", "docs/tips/index.md", "../../../secret.txt"),
    Bad(
        "link-topics-folder",
        {"docs/other": link_to("../../outside"), "mkdocs.yml": "docs_dir: docs/other\n"},
        (error("file-link", 1), advice("topic-unknown", 2, f"{TIPS}/good.md")),
        published=False,
        absent=(SECRET,),
        alone=True,
        possible=_can_link,
    ),
    Bad(
        "pipe",
        {f"{TIPS}/pipe.md": _pipe},
        (error("file-not-regular", 1),),
        published=False,
        possible=lambda folder: hasattr(os, "mkfifo"),
    ),
    Bad(
        "locked",
        {f"{TIPS}/locked.md": _locked},
        (error("file-unreadable", 1),),
        published=False,
        possible=lambda folder: hasattr(os, "geteuid") and os.geteuid() != 0,
    ),
    Bad(
        "locked-for-others",
        {f"{TIPS}/locked-for-others.md": _locked},
        possible=lambda folder: hasattr(os, "geteuid") and os.geteuid() == 0,
    ),
    Bad(
        "docs-taken",
        {"docs/tips/good.md": "# Not this\n\ncanary_taken\n"},
        (advice("docs-taken", 1),),
        published=False,
        absent=("canary_taken",),
    ),
    Bad("folder-like-a-file", {f"{TIPS}/folder.md/note.txt": "x"}, published=False),
    Bad("index-in-such-a-folder", {f"{TIPS}/folder-x.md/index.md": TEXT}),
    Bad(
        "kind-unknown",
        {"contributions/poems/verse.md": TEXT},
        (error("kind-unknown", 1),),
        published=False,
    ),
    Bad(
        "kind-capitals",
        {"contributions/Tips/x.md": TEXT},
        (error("kind-unknown", 1),),
        published=False,
        possible=lambda folder: not (folder / folder.name.upper()).exists(),
    ),
    Bad(
        "kind-missing",
        {"contributions/loose.md": TEXT},
        (error("kind-missing", 1),),
        published=False,
    ),
)
