"""Mends the block at the top: tabs, second colons, and words that are nearly right."""

from __future__ import annotations

import re

from commonplace.checks.mend.ground import Ground, clearly_meant
from commonplace.diagnostics import Diagnostic, visible
from commonplace.diagnostics.fix import Edit
from commonplace.writers.frontmatter import KEYS

_TABS = re.compile(r"[ ]*\t[ \t]*")
_PAIR = re.compile(r"([ -]*[\w-]+:[ ]+)([^\s\"'\[{|>&*!%@`#][^\"\\]*?)[ ]*$")
_VALUE = re.compile(r"[\w-]+:[ ]+[^\s\[{|>&*#]")
_KEY = re.compile(r"([\w-]+)[ ]*:")
_NAME = re.compile(r"[^\s,\[\]\"'#:{}][^,\[\]\"'#\n{}]*")


def tabs(ground: Ground, told: Diagnostic) -> tuple[Edit, ...]:
    """Two spaces for each tab at the start of a line of the block; none where the line above has its value
    already, for then a word with a colon stands for itself."""
    edits = []
    above = ""
    for number, line in enumerate(ground.lines[: ground.top_end], start=1):
        found = _TABS.match(line)
        if found:
            rest = line[found.end() :]
            is_own = _VALUE.match(above) and _KEY.match(rest)
            spaces = "" if is_own else found[0].replace("\t", "  ")
            edits.append(Edit(number, 1, number, found.end() + 1, spaces))
            line = spaces + rest
        above = line
    return tuple(edits)


def blanks(ground: Ground, told: Diagnostic) -> tuple[Edit, ...]:
    """No blanks before a word that the hub knows: any other may be a part of the value above."""
    line = _line(ground, told)
    found = _KEY.match(line.lstrip(" "))
    if not found or found[1] not in KEYS or not _VALUE.match(ground.lines[told.line - 2]):
        return ()
    return (Edit(told.line, 1, told.line, len(line) - len(line.lstrip(" ")) + 1, ""),)


def second_colon(ground: Ground, told: Diagnostic) -> tuple[Edit, ...]:
    """Double quotes around the value."""
    found = _PAIR.match(_line(ground, told))
    if not found or " #" in found[2]:
        return ()
    start, end = found.span(2)
    return (Edit(told.line, start + 1, told.line, end + 1, f'"{found[2]}"'),)


def unknown_key(ground: Ground, told: Diagnostic) -> tuple[Edit, ...]:
    """The word of the hub that is clearly meant, if it does not stand there already."""
    found = _KEY.match(_line(ground, told))
    if not found or ground.kind is None or told.column != 1:
        return ()
    there = {key[1] for line in ground.lines[: ground.top_end] if (key := _KEY.match(line))}
    meant = clearly_meant(found[1].replace("-", "_"), KEYS)
    if meant is None or meant in there:
        return ()
    return (Edit(told.line, 1, told.line, found.end(1) + 1, meant),)


def unknown_topic(ground: Ground, told: Diagnostic) -> tuple[Edit, ...]:
    """The topic that is clearly meant, where it is not named as well."""
    if not ground.lines[told.line - 1].startswith("topics:"):
        return ()
    places: list[tuple[int, int, str]] = []
    for number in range(told.line, ground.top_end):
        line = ground.lines[number - 1]
        if number > told.line and not line.startswith((" ", "-", "]", "\t")):
            break
        start = len("topics:") if number == told.line else len(line) - len(line.lstrip(" -"))
        names = _NAME.finditer(line, start)
        places += [(number, found.start(), found[0].rstrip()) for found in names]
    wrong = [one for one in places if f"“{visible(one[2])}”" in told.message.split(",")[0]]
    if len(wrong) != 1:
        return ()
    number, start, name = wrong[0]
    meant = clearly_meant(re.sub(r"[\s_]+", "-", name), ground.topics)
    if meant is None or any(other == meant for _, _, other in places):
        return ()
    return (Edit(number, start + 1, number, start + len(name) + 1, meant),)


def _line(ground: Ground, told: Diagnostic) -> str:
    return ground.lines[told.line - 1] if 1 < told.line < ground.top_end else ""
