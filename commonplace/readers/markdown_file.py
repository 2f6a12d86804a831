"""What contributions, people and topics have in common: a block of keys, a heading, and a text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commonplace.diagnostics import Diagnostic, Severity, diagnose
from commonplace.markup.characters import clean_text
from commonplace.markup.safety import scan, too_deep
from commonplace.markup.text import split_title
from commonplace.readers.fields import Fields
from commonplace.readers.files import read_text
from commonplace.readers.frontmatter import split_front_matter


@dataclass(frozen=True)
class MarkdownFile:
    """A readable file: `heading` is its first heading or None, `body` what stands below that.

    The first line of `body` is line `body_line` of the file. `fields` are to be finished by the reader.
    """

    fields: Fields
    heading: str | None
    body: str
    body_line: int


def read_markdown(root: Path, path: str) -> tuple[MarkdownFile | None, list[Diagnostic]]:
    """Read one file. Returns None with an error where it cannot be read safely."""
    raw = read_text(root, path)
    if isinstance(raw, Diagnostic):
        return None, [raw]
    text, findings = clean_text(raw)
    problems = [diagnose(f.code, path, f.line, f.column, name=f.name) for f in findings]
    if not text.strip():
        return None, [*problems, diagnose("file-empty", path)]
    top, found = split_front_matter(text, path)
    problems.extend(found)
    if any(problem.severity is Severity.ERROR for problem in found):
        return None, problems
    deep = too_deep(top.body, path, top.body_line)
    if deep is not None:
        return None, [*problems, deep]
    problems.extend(scan(top.body, path, top.body_line))
    heading, body, removed = split_title(top.body)
    file = MarkdownFile(Fields(top.mapping, path), heading, body, top.body_line + removed)
    return file, problems
