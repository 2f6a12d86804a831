"""What was found in a proposed change, as data that goes from a run without rights to one with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from commonplace.diagnostics import Diagnostic, Severity, catalog
from commonplace.diagnostics.quiet import quiet_words
from commonplace.repository.schema import faults
from commonplace.repository.suggested import Suggested, sound

FILE = "review.json"
MOST_BYTES = 1_000_000
MOST_TEXTS = 100
_MOST = 100
_MOST_ELSEWHERE = 20
_TOPICS = 20


class ReviewError(ValueError):
    """The data is not what a review is. The message repeats nothing of it."""


@dataclass(frozen=True)
class ReviewedText:
    """A contribution that the change touches, and the topics of the hub that it names. `path` tells its kind,
    so the folder of that is enough: a name may say what must not be read by others."""

    path: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """What is to mend or could be better. `message` and `hint` are words that the catalog can say."""

    path: str
    line: int
    code: str
    severity: Severity
    message: str
    hint: str


@dataclass(frozen=True)
class Elsewhere:
    """A place in a text that the change does not touch, where something has to be mended."""

    path: str
    line: int
    code: str


@dataclass(frozen=True)
class Review:
    """Everything that was found. `whole` is false where the look did not come to its end.

    `number` is the pull request and `head` its last commit; `more` counts findings beyond the first ones.
    `suggested` is what a machine can mend; what of it can be shown is for whoever shows it.
    `elsewhere` is what keeps the hub from being well though nobody touched it in this change.
    """

    number: int
    head: str
    whole: bool
    texts: tuple[ReviewedText, ...]
    findings: tuple[Finding, ...]
    more: int = 0
    suggested: tuple[Suggested, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What has to be mended before it can be published."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)


@cache
def review_schema() -> Mapping[str, Any]:
    """The JSON Schema that the data is held to."""
    text = resources.files(__package__).joinpath("review.schema.json").read_text("utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def make_review(
    number: int,
    head: str,
    texts: Sequence[ReviewedText],
    found: Iterable[Diagnostic],
    *,
    suggested: Iterable[Suggested] = (),
    elsewhere: Iterable[Diagnostic] = (),
    whole: bool = True,
) -> Review:
    """A review of what was found; what has to be mended comes first."""
    ordered = sorted(found, key=lambda one: (one.severity is not Severity.ERROR, one))
    findings = tuple(
        Finding(one.path, one.line, one.code, one.severity, one.message, one.hint)
        for one in ordered
    )
    kept = tuple(ReviewedText(one.path, one.topics[:_TOPICS]) for one in texts[:MOST_TEXTS])
    others = tuple(Elsewhere(one.path, one.line, one.code) for one in sorted(elsewhere))
    return Review(
        number=number,
        head=head,
        whole=whole,
        texts=kept,
        findings=findings[:_MOST],
        more=max(0, len(findings) - _MOST),
        suggested=tuple(sound(suggested)),
        elsewhere=others[:_MOST_ELSEWHERE],
    )


def review_text(review: Review) -> str:
    """The data as JSON."""
    data = {"schema": 1, **asdict(review)}
    for row in data["findings"]:
        del row["severity"]  # the catalog knows it
    return json.dumps(data, ensure_ascii=True, indent=1) + "\n"


def read_review(data: bytes) -> Review:
    """The review in a file that may be anybody's. Raises ReviewError."""
    if len(data) > MOST_BYTES:
        raise ReviewError("it is far too large")
    try:
        held = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise ReviewError("it is no JSON") from None
    problem = next(faults(review_schema(), held), None)
    if problem:
        raise ReviewError(problem)
    findings = [one for row in held["findings"] if (one := _finding(row))]
    return Review(
        number=held["number"],
        head=held["head"],
        whole=held["whole"],
        texts=tuple(ReviewedText(row["path"], tuple(row["topics"])) for row in held["texts"]),
        findings=tuple(findings),
        more=held["more"] + len(held["findings"]) - len(findings),
        suggested=tuple(sound(map(_suggested, held.get("suggested", ())))),
        elsewhere=tuple(
            Elsewhere(row["path"], row["line"], row["code"])
            for row in held.get("elsewhere", ())
            if row["code"] in catalog()
        ),
    )


def _suggested(row: Mapping[str, Any]) -> Suggested:
    before, after, codes = (tuple(row[key]) for key in ("before", "after", "codes"))
    return Suggested(row["path"], row["line"], before, after, codes)


def _finding(row: Mapping[str, Any]) -> Finding | None:
    """A finding with the severity and, where another message was put in, the words of the catalog."""
    entry = catalog().get(row["code"])
    if entry is None:
        return None
    message, hint = (
        row[key] if row[key] == quiet or _can_say(template, row[key]) else quiet
        for key, template, quiet in zip(
            ("message", "hint"), (entry.message, entry.hint), quiet_words(entry), strict=True
        )
    )
    return Finding(row["path"], row["line"], entry.code, entry.severity, message, hint)


def _can_say(template: str, text: str) -> bool:
    """Whether `text` is the template with something in its places, in steps that no text makes many."""
    literals = _literals(template)
    if len(literals) == 1:
        return text == literals[0]
    first, *between, last = literals
    if not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for literal in between:
        found = text.find(literal, at, end)
        if found < 0:
            return False
        at = found + len(literal)
    return at <= end


def _literals(template: str) -> list[str]:
    """What stands before, between and behind the places of a template."""
    found = [""]
    for literal, name, _, _ in Formatter().parse(template):
        found[-1] += literal
        if name is not None:
            found.append("")
    return found
