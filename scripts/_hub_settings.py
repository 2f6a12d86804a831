"""What mkdocs.yml says now, told apart from what it says as shipped, and how answers get into it."""

from __future__ import annotations

import re
from pathlib import Path

from scripts._answers import Answers, Department
from scripts._git import origin
from scripts._product import SETTINGS, ProductError, refuse_links
from scripts._settings_text import LayoutError, SettingsText, one_line, quoted, unquoted

FILE = "mkdocs.yml"
_HUB = ("extra", "hub")
_DEPARTMENT = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:#]+?)\s*(?::\s*(\d+)?\s*)?(?:\#.*)?"""
)
_HISTORY = (
    "Changes that touched every file without changing what they say. They do not make a text",
    '"updated", and nobody "improved" it.',
)


class HubSettings:
    """The settings of the hub in `root`, and what to propose to whoever makes it their own."""

    def __init__(self, root: Path) -> None:
        """Read mkdocs.yml. Raises ProductError."""
        refuse_links(root, FILE)
        try:
            self.before = (root / FILE).read_bytes()
            self.text = SettingsText(self.before.decode("utf-8"))
            self._shipped = SettingsText((root / SETTINGS).read_text("utf-8"))
        except (OSError, ValueError) as problem:
            raise ProductError(f"The settings cannot be read: {problem}") from None
        self.by_hand: list[str] = []
        self.changed: list[str] = []
        self.fresh = self._is_shipped(*_HUB, "as_of")
        self.now = self._proposals(root)

    def _proposals(self, root: Path) -> Answers:
        """What holds now; where that is the sample's, what is likely."""
        repository = self._own("repo_url")
        if not repository and self.fresh:
            repository = origin(root) or ""
        name = self._own("site_name") or unquoted(self._value("site_name") or "") or "Commonplace"
        described = self._value("site_description")
        return Answers(
            name=name,
            description=one_line(unquoted(described or "") or ""),
            repository=repository,
            site=self._own("site_url"),
            topics=(),
            curator="",
            departments=self._departments(),
            audience=self._own(*_HUB, "audience") or "internal",
            contact=self._own(*_HUB, "contact"),
        )

    def put(self, wanted: Answers) -> None:
        """Change what differs from what holds now. What cannot be changed is listed in `by_hand`."""
        self._set(wanted.name, "site_name")
        if wanted.description or self._value("site_description") is not None:
            self._set(wanted.description, "site_description")
        for value, key in ((wanted.repository, "repo_url"), (wanted.site, "site_url")):
            if value or self._value(key) is not None:
                self._set(value, key)
        if wanted.audience != "internal" or self._value(*_HUB, "audience") is not None:
            self._set(wanted.audience, *_HUB, "audience")
        if wanted.contact or self._value(*_HUB, "contact") is not None:
            self._set(wanted.contact, *_HUB, "contact")
        self._put_departments(wanted.departments)
        if self._is_shipped(*_HUB, "as_of"):
            self.text.drop(*_HUB, "as_of")
            self.changed.append("as_of: taken out, so today is today")
        if self._is_shipped(*_HUB, "snapshot"):
            self.text.drop(*_HUB, "snapshot")
            self.changed.append("snapshot: taken out, as those comments are made up")
        if self._is_shipped(*_HUB, "history"):
            self.text.drop(
                *_HUB, "history", instead="history: {ignore: [0123abcd]}", notes=_HISTORY
            )
            self.changed.append("history: taken out, so Git says who wrote what and when")

    def after(self) -> bytes:
        """The file as it will be."""
        return str(self.text).encode("utf-8")

    def _value(self, *keys: str) -> str | None:
        try:
            return self.text.value(*keys)
        except LayoutError:
            return None

    def _own(self, *keys: str) -> str:
        """The plain text of a setting that the company has set itself."""
        value = self._value(*keys)
        return "" if value is None or self._is_shipped(*keys) else unquoted(value) or ""

    def _is_shipped(self, *keys: str) -> bool:
        value = self._value(*keys)
        return value is not None and value == self._shipped.value(*keys)

    def _set(self, wanted: str, *keys: str) -> None:
        value = self._value(*keys)
        if value is not None and (unquoted(value) == wanted or unquoted(value) is None):
            return  # so it is, or it is set in a way that a person chose, such as !ENV
        try:
            if wanted:
                self.text.put(quoted(wanted), *keys)
            else:
                self.text.drop(*keys, instead=f"{keys[-1]}:")
        except LayoutError:
            self.by_hand.append(f"{'.'.join(keys)}: {quoted(wanted)}")
        else:
            self.changed.append(f"{keys[-1]}: {wanted or 'none'}")

    def _departments(self) -> tuple[Department, ...]:
        value = self._value(*_HUB, "departments")
        if value is None or self._is_shipped(*_HUB, "departments"):
            return ()
        inner = value.strip()
        flow = inner[:1] in tuple("[{") and inner[-1:] in tuple("]}")
        parts = inner[1:-1].split(",") if flow else inner.splitlines()
        found = []
        for part in (part.strip().removeprefix("- ").strip() for part in parts):
            match = _DEPARTMENT.fullmatch(part)
            name = unquoted(match[1]) if match else None
            if match and name:
                found.append(Department(name, int(match[2]) if match[2] else None))
        return tuple(found)

    def _put_departments(self, wanted: tuple[Department, ...]) -> None:
        keys = (*_HUB, "departments")
        if wanted == self._departments() and not self._is_shipped(*keys):
            return
        told = ", ".join(map(str, wanted))
        counted = any(one.people for one in wanted)
        rows = [
            f"{quoted(one.name)}: {one.people or ''}".rstrip()
            if counted
            else f"- {quoted(one.name)}"
            for one in wanted
        ]
        try:
            if wanted:
                self.text.put("\n".join(["", *rows]), *keys)
            else:
                self.text.drop(*keys, instead="departments: {Nursing: 40, Sales: 12}")
        except LayoutError:
            self.by_hand.append(f"{'.'.join(keys)}: {told}")
        else:
            self.changed.append(f"departments: {told or 'none'}")
