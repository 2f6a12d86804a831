"""What is new in a product: its changelog, and the settings that it offers."""

from __future__ import annotations

import re
from pathlib import Path

from scripts._bounded import MOST_TEXT, read_plain
from scripts._product import SETTINGS
from scripts._settings_text import LayoutError, SettingsText

_SHOWN = 12
_LONGEST = 110
_OF_SAMPLES = {"as_of", "snapshot"}  # `init` takes them out with the samples


def entries(root: Path) -> dict[str, str]:
    """The lines of a changelog, each with the heading that it stands under: "Added", and so on."""
    text = _text(root / "CHANGELOG.md")
    found: dict[str, str] = {}
    heading = ""
    for block in re.split(r"\n(?=[-#] |#{2,} )", f"\n{text}"):
        line = " ".join(block.split())
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("- "):
            found.setdefault(line[2:], heading)
    return found


def only_in(one: Path, other: Path) -> dict[str, str]:
    """What one product's changelog says and the other's does not."""
    others = entries(other)
    return {line: heading for line, heading in entries(one).items() if line not in others}


def change_lines(new: dict[str, str]) -> list[str]:
    """New lines of a changelog below their headings, in short."""
    lines: list[str] = []
    heading = None
    for line, below in list(new.items())[:_SHOWN]:
        if below != heading:
            heading = below
            lines.append(f"  {heading}")
        lines.append(f"    {_short(line)}")
    if len(new) > _SHOWN:
        lines.append(f"    and {len(new) - _SHOWN} more, in CHANGELOG.md")
    return lines


def new_settings(hub: Path, newer: Path) -> dict[str, str]:
    """Settings that the newer mkdocs.yml explains and the hub's does not name, with what they are for."""
    mine = _text(hub / "mkdocs.yml")
    offered = _text(newer / SETTINGS) or _text(newer / "mkdocs.yml")
    if not mine or not offered:
        return {}
    known = set(_offered(mine)) | _OF_SAMPLES
    try:
        hub_keys = SettingsText(mine).value("extra", "hub") or ""
    except LayoutError:
        hub_keys = mine
    known |= set(re.findall(r"(\w+)\s*:", hub_keys))
    return {key: words for key, words in _offered(offered).items() if key not in known}


def _offered(text: str) -> dict[str, str]:
    """The settings at the top and below extra.hub, switched off or not, with the first sentence above."""
    found: dict[str, str] = {}
    notes: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        setting = re.match(r"(    )?(?:# ?)?([a-z]\w*)\s*:(?:\s|$)", line)
        if setting:
            above = " ".join(notes)
            sentence = re.match(r".*?[.:](?=\s|$)", above)
            words = sentence[0] if sentence else above
            found.setdefault(setting[2], _short(words.rstrip(":.")))
        elif re.match(r"(    )?#(?! -)", line):
            notes.append(line.strip().lstrip("# "))
            continue
        notes = []
    return found


def _text(path: Path) -> str:
    """A text with plain line ends; nothing where there is none, or none that can be one."""
    try:
        data = read_plain(path, MOST_TEXT)
    except OSError:
        return ""
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"
