"""mkdocs.yml changed as a person would: line by line, so that notes and order stay. No YAML library."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

_PLAIN = re.compile(r"[^\W\d_](?:[\w .&'()/-]*[\w.')])?")
_ADDRESS = re.compile(r"https?://[\w./~%?=&+@-]+(?::\d+)?[\w./~%?=&+@-]*")
_NOT_TEXT = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|none|nan|inf|\d.*)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]+")


class LayoutError(Exception):
    """The file is laid out in a way that cannot be changed line by line; `args[0]` is the setting."""


def one_line(text: str) -> str:
    """A text without line ends and what no file should hold, spaces made single."""
    return " ".join(_CONTROL.sub(" ", text).split())


def quoted(text: str) -> str:
    """A text as a YAML value that is read as that very text."""
    plain = _PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text)
    return text if plain or _ADDRESS.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def unquoted(value: str) -> str | None:
    """The text that a YAML value on one line is; None when it is no plain text."""
    value = value.strip()
    if value.startswith('"'):
        try:
            return str(json.JSONDecoder().raw_decode(value)[0])
        except ValueError:
            return None
    if value.startswith("'"):
        found = re.match(r"'((?:[^']|'')*)'", value)
        return found[1].replace("''", "'") if found else None
    if value[:1] in tuple("!&*[{|>%@`"):
        return None
    return re.split(r"(?:^|\s)#", value, maxsplit=1)[0].strip()


@dataclass(frozen=True)
class Block:
    """Where a setting stands: its first line, the one after its last, and how far it is set in."""

    start: int
    end: int
    indent: int


@dataclass
class SettingsText:
    """The lines of mkdocs.yml. Settings are named by their keys, such as ("extra", "hub", "as_of")."""

    text: str
    lines: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._ends = "\r\n" if "\r\n" in self.text else "\n"
        self.lines = self.text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        if self.lines[-1]:
            self.lines.append("")

    def __str__(self) -> str:
        mark = "\ufeff" if self.text.startswith("\ufeff") else ""
        return mark + self._ends.join(self.lines)

    def find(self, *keys: str) -> Block | None:
        """Where a setting stands, or None. Raises LayoutError when what is above it is not in lines."""
        block = Block(-1, len(self.lines), -1)
        for depth, key in enumerate(keys):
            indent = self._indent_within(block)
            name = re.escape(key)
            found = self._line(rf" {{{indent}}}(?:{name}|[\"']{name}[\"'])\s*:(?:\s|$)", block)
            if found is None:
                self._refuse_flow(block, keys)
                return None
            block = Block(found, self._end(found, indent), indent)
            if depth + 1 < len(keys):
                self._refuse_flow(block, keys)
        return block

    def value(self, *keys: str) -> str | None:
        """All that stands for a setting, as written, from behind its colon; None when it is not set."""
        block = self.find(*keys)
        if block is None:
            return None
        first = self.lines[block.start].split(":", 1)[1].strip()
        rest = self.lines[block.start + 1 : block.end]
        return "\n".join([first, *rest]).strip("\n")

    def put(self, value: str, *keys: str) -> None:
        """Set a setting to a value as YAML writes it: where it stands, where it is switched off, or anew.

        Further lines of the value are set in below the key.
        """
        block = self.find(*keys)
        if block is None:
            self._add(value, keys)
            return
        self.lines[block.start : block.end] = _written(block.indent, keys[-1], value)

    def drop(self, *keys: str, instead: str = "", notes: tuple[str, ...] = ()) -> None:
        """Take a setting out. `instead` stands there switched off; else its notes go, too.

        `notes` take the place of the notes above it.
        """
        block = self.find(*keys)
        if block is None:
            return
        start = block.start
        pad = " " * block.indent
        if notes or not instead:
            while start and self.lines[start - 1].startswith(f"{pad}#"):
                start -= 1
        new = [f"{pad}# {line}" for line in (*notes, *([instead] if instead else ()))]
        end = block.end
        opens = start == 0 or not self.lines[start - 1] or self.lines[start - 1].endswith(":")
        if not new and opens and self.lines[end : end + 1] == [""]:
            end += 1
        self.lines[start:end] = new

    def _add(self, value: str, keys: tuple[str, ...]) -> None:
        above = self.find(*keys[:-1]) if len(keys) > 1 else Block(-1, len(self.lines), -1)
        if above is None:  # neither `hub:` nor, perhaps, `extra:`
            self._add_below(keys[:-1], _written(2 * (len(keys) - 1), keys[-1], value))
            return
        indent = self._indent_within(above)
        new = _written(indent, keys[-1], value)
        switched_off = self._line(rf" {{{indent}}}#\s?{re.escape(keys[-1])}\s*:(?:\s|$)", above)
        if switched_off is not None:
            self.lines[switched_off : switched_off + 1] = new
        elif len(keys) == 1:
            name = self._line(r"site_name\s*:", above)
            at = 0 if name is None else self._end(name, 0)
            self.lines[at:at] = new
        else:
            self.lines[above.start + 1 : above.start + 1] = new

    def _add_below(self, keys: tuple[str, ...], lines: list[str]) -> None:
        line = f"{' ' * (2 * (len(keys) - 1))}{keys[-1]}:"
        if len(keys) == 1:
            self.lines[-1:] = [line, *lines, ""]
            return
        above = self.find(*keys[:-1])
        if above is None:
            self._add_below(keys[:-1], [line, *lines])
            return
        shift = self._indent_within(above) - 2 * (len(keys) - 1)
        lines = [" " * max(0, shift) + one for one in (line, *lines)]
        self.lines[above.start + 1 : above.start + 1] = lines

    def _refuse_flow(self, block: Block, keys: tuple[str, ...]) -> None:
        """Settings in braces, or borrowed from elsewhere, are not for us to take apart."""
        if block.start >= 0:
            value = self.lines[block.start].split(":", 1)[1].strip()
            if value and not value.startswith("#"):
                raise LayoutError(".".join(keys))

    def _line(self, pattern: str, within: Block) -> int | None:
        places = range(within.start + 1, within.end)
        return next((at for at in places if re.match(pattern, self.lines[at])), None)

    def _indent_within(self, block: Block) -> int:
        for line in self.lines[block.start + 1 : block.end]:
            if line.strip() and not line.lstrip().startswith("#"):
                return len(line) - len(line.lstrip(" "))
        return max(0, block.indent + 2) if block.start >= 0 else 0

    def _end(self, start: int, indent: int) -> int:
        """The line after a setting: what is set in further is its own, and so are lists below a key."""
        end = at = start + 1
        while at < len(self.lines):
            line = self.lines[at]
            width = len(line) - len(line.lstrip(" "))
            stripped = line.strip()
            if stripped and not (stripped.startswith("#") and width <= indent):
                item = stripped.startswith("- ") and width == indent
                if width <= indent and not item:
                    break
                end = at + 1
            at += 1
        return end


def _written(indent: int, key: str, value: str) -> list[str]:
    first, *rest = value.split("\n")
    pad = " " * indent
    return [f"{pad}{key}: {first}".rstrip(), *(f"{pad}  {line}" for line in rest)]
