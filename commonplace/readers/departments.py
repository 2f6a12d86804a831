"""The departments of a company, as mkdocs.yml names them: by name alone, or with how many work there."""

from __future__ import annotations

from commonplace.markup.text import plain_text
from commonplace.model.contribution import Place
from commonplace.model.settings import Department
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.fields import Fields

KEY = "departments"
_LONGEST_NAME = 80
_MOST_PEOPLE = 10_000_000


def read_departments(fields: Fields, node: nodes.Node | None) -> tuple[Department, ...]:
    """`[Nursing, Sales]` or `{Nursing: 40, Sales: 12}`; what is neither is reported, each at its place."""
    if isinstance(node, nodes.Mapping):
        pairs = [(key, value) for key, value in node.entries]
    else:
        return tuple(map(Department, fields.texts(KEY, limit=_LONGEST_NAME))) if node else ()
    found: dict[str, Department] = {}
    for key, value in pairs:
        name = plain_text(key.value)[:_LONGEST_NAME]
        people = _number(fields, name, value)
        if name:
            found.setdefault(name, Department(name, people))
    return tuple(found.values())


def _number(fields: Fields, name: str, value: nodes.Node) -> int | None:
    written = value.value.strip() if isinstance(value, nodes.Scalar) else ""
    if isinstance(value, nodes.Scalar) and written in ("", "~", "null"):
        return None
    if written.isascii() and written.isdecimal() and 0 < int(written[:12]) <= _MOST_PEOPLE:
        return int(written)
    place: Place = value.place
    fields.report("settings-department", place, name=name, value=written or "a list or a group")
    return None
