"""Typed values out of a block of keys: each wrong one is a diagnostic at its place, none stops the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Place
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.slugs import LONGEST_FOLDER
from commonplace.readers.suggestions import Suggestions, nearest

_YES_NO = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_NOTHING = {"", "~", "null"}
_PERIOD = re.compile(r"(\d{1,4})\s*(day|week|month|year)s?", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+~-]+(/[\w.+~-]+)*")
_MAX_LIST = 60
_MOST_HINTS = 20


class Fields:
    """Reads the keys of one mapping; `finish` reports the keys that nobody asked for."""

    def __init__(self, mapping: nodes.Mapping | None, path: str, prefix: str = "") -> None:
        self._entries = (
            {key.value: (key, value) for key, value in mapping.entries} if mapping else {}
        )
        self._path = path
        self._prefix = prefix
        self._place = mapping.place if mapping else Place()
        self._asked: set[str] = set()
        self.diagnostics: list[Diagnostic] = []
        self.places = {key: entry[0].place for key, entry in self._entries.items()}

    def report(self, code: str, place: Place, **values: object) -> None:
        """Add a diagnostic at a place of this file."""
        self.diagnostics.append(diagnose(code, self._path, place.line, place.column, **values))

    def node(self, key: str) -> nodes.Node | None:
        """The raw node of a key; an empty value counts as absent and is reported."""
        self._asked.add(key)
        entry = self._entries.get(key)
        if entry is None:
            return None
        name, value = entry
        if isinstance(value, nodes.Scalar) and value.plain and value.value.lower() in _NOTHING:
            self.report("field-empty", name.place, key=self._prefix + key)
            return None
        return value

    def text(self, key: str, limit: int = 300) -> str | None:
        """A line of text; line ends and repeated spaces become one space."""
        value = self.node(key)
        if value is None:
            return None
        if not isinstance(value, nodes.Scalar):
            self.report("field-text", value.place, key=self._prefix + key, found=_found(value))
            return None
        self._warn_boolean(key, value)
        return self._line(key, value, limit) or None

    def texts(self, key: str, limit: int = 300) -> tuple[str, ...]:
        """A list of lines of text; a single text counts as a list of one. Repeated ones count once."""
        value = self.node(key)
        if value is None:
            return ()
        items: Sequence[nodes.Node] = value.items if isinstance(value, nodes.Sequence) else (value,)
        if len(items) > _MAX_LIST:
            self.report(
                "field-too-many",
                value.place,
                key=self._prefix + key,
                count=len(items),
                limit=_MAX_LIST,
            )
        found: dict[str, None] = {}
        for item in items[:_MAX_LIST]:
            if not isinstance(item, nodes.Scalar):
                self.report("field-list", item.place, key=self._prefix + key, found=_found(item))
                continue
            self._warn_boolean(key, item)
            line = self._line(key, item, limit)
            if line:
                found[line] = None
        return tuple(found)

    def day(self, key: str) -> date | None:
        """A calendar day; a time after it is ignored."""
        value = self.node(key)
        if value is None:
            return None
        written = value.value.strip() if isinstance(value, nodes.Scalar) else _found(value)
        match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[T ])", written)
        if isinstance(value, nodes.Scalar) and match:
            try:
                return date(*(int(part) for part in match.groups()))
            except ValueError:
                pass
        self.report("field-date", value.place, key=self._prefix + key, value=written)
        return None

    def flag(self, key: str) -> bool | None:
        """Yes or no."""
        value = self.node(key)
        if value is None:
            return None
        written = value.value if isinstance(value, nodes.Scalar) else _found(value)
        if isinstance(value, nodes.Scalar) and written.lower() in _YES_NO:
            return _YES_NO[written.lower()]
        self.report("field-yes-no", value.place, key=self._prefix + key, value=written)
        return None

    def choice(self, key: str, choices: Sequence[str], effect: str) -> str | None:
        """One of `choices`, or an empty text for anything else; None where the key is not written.

        `effect` is a sentence on what happens with a wrong value.
        """
        value = self.node(key)
        if value is None:
            return None
        written = value.value.strip() if isinstance(value, nodes.Scalar) else _found(value)
        if isinstance(value, nodes.Scalar) and written.lower() in choices:
            return written.lower()
        self.report(
            "field-choice",
            value.place,
            key=self._prefix + key,
            value=written,
            nearest=nearest(written, choices),
            choices=", ".join(choices),
            effect=effect,
        )
        return ""

    def months(self, key: str) -> int | None:
        """A length of time in months, at least one."""
        value = self.node(key)
        if value is None:
            return None
        written = value.value.strip() if isinstance(value, nodes.Scalar) else _found(value)
        match = _PERIOD.fullmatch(written)
        if isinstance(value, nodes.Scalar) and match and int(match[1]) > 0:
            number = int(match[1])
            in_months = {
                "day": number / 30,
                "week": number / 4.35,
                "month": number,
                "year": number * 12,
            }
            return min(1200, max(1, round(in_months[match[2].lower()])))
        self.report("field-period", value.place, key=self._prefix + key, value=written)
        return None

    def addresses(self, key: str) -> tuple[str, ...]:
        """Addresses within the site, each without slashes at its ends."""
        place = self.places.get(key, Place())
        kept = []
        for written in self.texts(key, limit=400):
            address = written.strip("/")
            if _ADDRESS.fullmatch(address) and all(map(_is_folder, address.split("/"))):
                kept.append(address)
            else:
                self.report("field-address", place, value=written)
        return tuple(kept)

    def section(self, key: str) -> Fields | None:
        """The keys below a key."""
        value = self.node(key)
        if value is None:
            return None
        if not isinstance(value, nodes.Mapping):
            self.report("field-group", value.place, key=self._prefix + key, found=_found(value))
            return None
        return Fields(value, self._path, f"{self._prefix}{key}: ")

    def require(self, *keys: str) -> None:
        """Report the first of `keys` that is not written, for groups that mean nothing without it."""
        missing = next((key for key in keys if key not in self._entries), None)
        if missing is not None:
            self.report(
                "field-incomplete", self._place, key=self._prefix.rstrip(": "), missing=missing
            )

    def finish(self) -> list[Diagnostic]:
        """All diagnostics, with one for each key that has no meaning here."""
        known = Suggestions(self._asked, most=_MOST_HINTS)
        for key, (name, _) in self._entries.items():
            if key not in self._asked:
                self.report(
                    "field-unknown",
                    name.place,
                    key=self._prefix + key,
                    nearest=known.sentence(key),
                )
        return self.diagnostics

    def _line(self, key: str, value: nodes.Scalar, limit: int) -> str:
        line = " ".join(value.value.split())
        if len(line) <= limit:
            return line
        self.report(
            "field-too-long", value.place, key=self._prefix + key, length=len(line), limit=limit
        )
        return line[: limit - 1].rstrip() + "…"

    def _warn_boolean(self, key: str, value: nodes.Scalar) -> None:
        meaning = _YES_NO.get(value.value.lower()) if value.plain else None
        if meaning is not None:
            self.report(
                "field-boolean",
                value.place,
                key=self._prefix + key,
                value=value.value,
                meaning="yes" if meaning else "no",
            )


def _is_folder(name: str) -> bool:
    """Whether a part of an address can be a folder on every machine: not too long, and not the one above."""
    return name.strip(".") != "" and len(name.encode()) <= LONGEST_FOLDER


def _found(value: nodes.Node) -> str:
    if isinstance(value, nodes.Scalar):
        return "a text"
    return "a list" if isinstance(value, nodes.Sequence) else "a group of keys"
