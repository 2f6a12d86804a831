"""Make a contribution of a file that a colleague sent: Word, Markdown, or the page for sharing."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.checks.judge import Judge  # noqa: E402
from commonplace.checks.names import name_hits  # noqa: E402
from commonplace.diagnostics import Severity, diagnose, visible  # noqa: E402
from commonplace.diagnostics.formats import as_text  # noqa: E402
from commonplace.documents.container import MOST_FILE  # noqa: E402
from commonplace.drafting.adding import Addition, Wanted, plan_addition  # noqa: E402
from commonplace.drafting.given import Given, read_given  # noqa: E402
from commonplace.model.kinds import BY_NAME, KINDS  # noqa: E402
from commonplace.model.slug import slug_of  # noqa: E402
from commonplace.readers.contributions import FOLDER, slug_of_path  # noqa: E402
from commonplace.readers.files import PAGE_TYPES, list_files, read_loosely  # noqa: E402
from commonplace.readers.raw_bytes import UnreadError, read_bytes  # noqa: E402
from commonplace.readers.settings import read_settings  # noqa: E402
from commonplace.readers.topics import read_topics, topic_names  # noqa: E402
from scripts import _site  # noqa: E402
from scripts._adding import place  # noqa: E402
from scripts._check_leaks import judge_of  # noqa: E402
from scripts._new_id import new_id  # noqa: E402

_ID = re.compile(r"^id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)
_TOP = 20_000  # characters in which the block at the top ends
_UNNAMED = (
    "Nothing in these files says who told it. Keep names out of the branch, the message and the pull\n"
    "request, too, and delete the file and the mail that you got.\n"
)


def main(arguments: list[str] | None = None) -> int:
    """Write the contribution and print its path."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub add",
        description="Makes a contribution of a file that a colleague sent you: a Word document (.docx), "
        "Markdown or plain text, or the zip that the page for sharing makes. Pictures lie beside the text "
        "and lose what they say of places and people. Nothing is written where something must not get out.",
        epilog='Example: scripts/hub add story.docx --kind war-story --told-by "Ada Example"',
    )
    parser.add_argument("file", metavar="FILE", help="the file; it stays as it is")
    kinds = [kind.name for kind in KINDS]
    parser.add_argument("--kind", metavar="KIND", choices=kinds, help=f"one of: {', '.join(kinds)}")
    tellers = parser.add_mutually_exclusive_group()
    tellers.add_argument(
        "--told-by",
        metavar="NAME",
        nargs="+",
        action="extend",
        default=[],
        help="who tells it: names or handles",
    )
    tellers.add_argument(
        "--unnamed", action="store_true", help="whoever tells it wants to be named nowhere"
    )
    parser.add_argument(
        "--topic", metavar="TOPIC", action="append", default=[], help="can be repeated"
    )
    parser.add_argument(
        "--title", metavar="TITLE", default="", help="in quotes; else the file's own"
    )
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _add(options), failed=2)


def _add(options: argparse.Namespace) -> int:
    judge = judge_of(ROOT)  # before anything else: what cannot be judged is not written
    name = _shown(options.file, judge)
    wanted = Wanted(
        kind=BY_NAME.get(options.kind or ""),
        title=options.title,
        topics=_topics(options.topic),
        told_by=tuple(one for one in options.told_by if slug_of(one)),
        unnamed=options.unnamed,
    )
    given = _read(options.file, name)
    addition = plan_addition(given, wanted, name, judge, _taken(), _ids(given), new_id())
    if addition.is_good:
        problem = place(ROOT, addition.files)
        if problem is not None:
            addition = Addition({}, (*addition.diagnostics, problem))
    print(as_text(addition.diagnostics), end="", file=sys.stderr)
    if not addition.is_good:
        errors = sum(one.severity is Severity.ERROR for one in addition.diagnostics)
        where = " In a Word document the lines are paragraphs." if given.line == 0 else ""
        print(f"{errors} to mend; nothing was written.{where}", file=sys.stderr)
        return 1
    path = next(iter(addition.files))
    print(path)
    print(_next_steps(path, addition, unnamed=wanted.unnamed), end="", file=sys.stderr)
    return 0


def _topics(written: list[str]) -> tuple[str, ...]:
    """The slugs of topics, by slug or title. Raises UsageError for one that the hub does not have."""
    topics = read_topics(ROOT, read_settings(ROOT)[0].docs_dir)[0]
    names = topic_names(topics)
    present = {topic.slug: topic.slug for topic in topics}
    known = {**names, **{slug_of(topic.title): topic.slug for topic in topics}, **present}
    unknown = [one for one in written if slug_of(one) not in known]
    if unknown and known:
        raise _site.UsageError(
            f"“{visible(unknown[0])}” is no topic of this hub. Its topics are: "
            f"{', '.join(sorted(topic.slug for topic in topics))}."
        )
    return tuple(known.get(slug_of(one), slug_of(one)) for one in written)


def _read(file: str, name: str) -> Given:
    try:
        path = Path(file).resolve()
        data = read_bytes(path.parent, path.name, MOST_FILE)
    except (UnreadError, OSError, ValueError, RuntimeError) as problem:
        reason = str(problem) if isinstance(problem, UnreadError) else "it cannot be opened"
        return Given(
            "", diagnostics=(diagnose("add-unread", name, reason=reason[:1].lower() + reason[1:]),)
        )
    return read_given(data, name)


def _shown(file: str, judge: Judge) -> str:
    """The file's name, for messages; what says too much keeps its ending alone."""
    name = visible(Path(file).name) or "file"
    return f"file{Path(name).suffix}" if name_hits(name, judge, is_file=True) else name


def _texts() -> list[str]:
    return [path for path in list_files(ROOT, FOLDER).sizes if path.lower().endswith(PAGE_TYPES)]


def _taken() -> dict[str, set[str]]:
    """The last parts of the addresses that are there, by kind."""
    taken: dict[str, set[str]] = {kind.name: set() for kind in KINDS}
    folders = {kind.folder: kind.name for kind in KINDS}
    for path in list_files(ROOT, FOLDER).sizes:
        parts = path.split("/")
        if len(parts) > 2 and parts[1] in folders:
            own = slug_of_path(path)[0] if path.lower().endswith(PAGE_TYPES) else ""
            taken[folders[parts[1]]] |= {own, parts[2].removesuffix(".md")}
    return taken


def _ids(given: Given) -> set[str]:
    """The ids that are there; nobody asks for them where the file has none."""
    if not given.id:
        return set()
    found = (_ID.search(read_loosely(ROOT, path, _TOP)) for path in _texts())
    return {one[1] for one in found if one}


def _next_steps(path: str, addition: Addition, *, unnamed: bool) -> str:
    files = path if len(addition.files) == 1 else path.rpartition("/")[0]
    quoted, branch = shlex.quote(files), shlex.quote(f"share/{addition.slug}")
    message = shlex.quote(f"Add {addition.slug}")
    return (
        "Written. Next:\n"
        "  1. Read it, and look at it with “scripts/hub serve”.\n"
        f"  2. scripts/hub check {quoted}\n"
        f"  3. git switch -c {branch}\n"
        f"     git add {quoted}\n"
        f"     git commit -m {message}\n"
        f"  4. git push --set-upstream origin {branch}\n"
        "     GitHub answers with the address at which you open the pull request.\n"
    ) + (_UNNAMED if unnamed else "")


if __name__ == "__main__":
    sys.exit(main())
