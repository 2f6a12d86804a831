"""Look over what somebody proposes, for one comment in plain words."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.checks.names import name_hits  # noqa: E402
from commonplace.diagnostics import Diagnostic, Severity, visible  # noqa: E402
from commonplace.diagnostics.formats import FORMATS  # noqa: E402
from commonplace.diagnostics.on_github import as_plain  # noqa: E402
from commonplace.readers.contributions import FOLDER, kind_of_text, read_document  # noqa: E402
from commonplace.readers.settings import read_settings  # noqa: E402
from commonplace.readers.topics import read_topics, topic_names  # noqa: E402
from commonplace.repository.comment import Around, comment_text  # noqa: E402
from commonplace.repository.review import (  # noqa: E402
    FILE,
    Review,
    ReviewedText,
    make_review,
    review_text,
)
from commonplace.repository.suggested import suggested_of  # noqa: E402
from commonplace.repository.waiting import usual_wait  # noqa: E402
from scripts import _git, _site  # noqa: E402
from scripts._check_leaks import judge_of  # noqa: E402
from scripts._check_run import Checked, run_check  # noqa: E402
from scripts._event import commit_here, read_event  # noqa: E402
from scripts._product import is_link  # noqa: E402

_NOWHERE = "0" * 40


def main(arguments: list[str] | None = None) -> int:
    """Write or print the review; 0 where all can be published, 1 where something has to be mended, 2 when
    it could not be made."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub review",
        description="Shows the answer that you would get if you sent your changes now: thanks, what has to "
        "be mended first, what would make them better, and what happens next. It is about the texts that you "
        "changed or added and that are not in the hub yet. Nothing is sent, and no text is changed.",
        epilog="It looks at all other texts as well, and says which of them have to be mended. "
        "It ends with 0 when everything can be published, with 1 when something has to be mended "
        "first, and with 2 when the call or the machine is at fault.",
    )
    parser.add_argument(
        "--base",
        metavar="NAME",
        default="origin/main",
        help="what your changes are compared with: the name of a branch or a commit. You need it only "
        "where the hub's own texts are not in “origin/main”",
    )
    parser.add_argument(
        "--out",
        metavar="FOLDER",
        type=Path,
        help=f"for the workflow “Pull request”: writes what was found into {FILE} in this folder, where "
        "“scripts/hub comment” takes it from, and prints it as notes that GitHub shows beside the lines",
    )
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _review(options), failed=2)


def _review(options: argparse.Namespace) -> int:
    docs_dir = read_settings(ROOT)[0].docs_dir
    changed = _git.changed_since(ROOT, options.base, (FOLDER, docs_dir))
    if changed is None:
        raise _site.UsageError(
            f"“{visible(options.base)}” is nothing that Git can compare with here. Name a branch or a "
            "commit, such as “origin/main”."
        )
    number, head = (1, _NOWHERE) if options.out is None else _proposed()
    checked = _checked()
    told = checked.told if checked else ()
    places = _places(changed)
    found = [one for one in told if _concerns(one, places)]
    errors = [one for one in told if one.severity is Severity.ERROR]
    others = [one for one in errors if not _concerns(one, places)]
    offers = [checked.offers[one] for one in found if one in checked.offers] if checked else []
    review = make_review(
        number,
        head,
        _texts(changed, _topics(docs_dir) if checked else frozenset()),
        found,
        suggested=suggested_of(offers, checked.texts) if checked else (),
        elsewhere=others,
        whole=checked is not None,
    )
    if options.out is None:
        if checked:  # if not, the reason is told already, and no colleague has to find it
            print(as_plain(_comment(review)), end="")
    else:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / FILE).write_text(review_text(review), "ascii")
        print(FORMATS["github"](found), end="")
    _say_the_rest(others)
    return 2 if checked is None else int(bool(errors))


def _say_the_rest(errors: list[Diagnostic]) -> None:
    """What keeps the hub from being well and is not about this change. The comment names the places alone."""
    if errors:
        print("To mend in texts that did not change:", file=sys.stderr)
        print(FORMATS["text"](errors), end="", file=sys.stderr)


def _proposed() -> tuple[int, str]:
    """The number of the pull request and its last commit. Raises UsageError."""
    event = read_event(os.environ)
    number = event.number("pull_request", "number") or event.number("inputs", "number")
    head = event.commit("pull_request", "head", "sha") or commit_here(os.environ)
    if number is None or head is None:
        raise _site.UsageError(
            "This run is about no pull request: none is named in what started it."
        )
    return number, head


def _checked() -> Checked | None:
    """What “check” says about the whole hub; None where it cannot judge."""
    done: list[Checked] = []

    def look() -> int:
        done.append(run_check(ROOT))
        return 0

    return done[0] if _site.guarded(look, failed=2) == 0 else None


@dataclass(frozen=True)
class _Places:
    """The changed files and the folders above them, as findings name them."""

    files: frozenset[str]
    folders: frozenset[str]


def _places(changed: list[str]) -> _Places:
    folders = {parent for path in changed for parent in PurePosixPath(path).parents}
    return _Places(frozenset(map(_named, changed)), frozenset(_named(str(one)) for one in folders))


def _named(path: str) -> str:
    return visible(path, 400)


def _concerns(one: Diagnostic, places: _Places) -> bool:
    """Whether a finding is about a changed file. Of a name that leaks or is odd, the folder is told."""
    return one.path in places.files or (
        one.severity is Severity.ERROR and one.path.rstrip("/") in places.folders
    )


def _texts(changed: list[str], known: frozenset[str]) -> list[ReviewedText]:
    """The contributions among the changed files; a link is followed nowhere. Nothing that somebody wrote is
    in it: of names and topics, only what the hub has."""
    found = []
    for path in changed:
        kind = kind_of_text(path)
        if kind is not None and not is_link(ROOT / path) and (ROOT / path).is_file():
            document, _ = read_document(ROOT, path, kind)
            topics = document.front.topics if document else ()
            named = tuple(topic for topic in topics if topic in known)
            found.append(ReviewedText(f"{FOLDER}/{kind.folder}/", named))
    return found


def _topics(docs_dir: str) -> frozenset[str]:
    """The slugs that topics of this hub have or had, but for those that are a leak themselves."""
    names, judge = topic_names(read_topics(ROOT, docs_dir)[0]), judge_of(ROOT)
    return frozenset(name for name in names if not name_hits(name, judge, is_file=False))


def _comment(review: Review) -> str:
    """The comment as it would be, but for what only GitHub knows."""
    from commonplace.readers.snapshot import read_snapshot
    from commonplace.site.gather import Request, gather

    hub = gather(Request(root=ROOT, now=datetime.now(UTC))).hub
    snapshot, _ = read_snapshot(ROOT)
    return comment_text(review, Around(hub, usual=usual_wait(snapshot.pulls if snapshot else ())))


if __name__ == "__main__":
    sys.exit(main())
