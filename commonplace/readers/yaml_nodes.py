"""YAML as plain nodes with their places: no tags, no aliases, nothing deep, nothing run.

Scalars keep the text that was written, so `no` and `2026-03-01` mean what their reader asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.characters import clean_text
from commonplace.model.contribution import Place

_MAX_DEPTH = 12
_MAX_NODES = 5_000
_WITH_VALUE = re.compile(r"([ ]*)[\w-]+:[ ]+[^\s\[{|>&*#]")
_PAIR_BELOW = re.compile(r"([ ]+)[\w-]+:(?:[ ]|$)")
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Scalar:
    """A single value as written. `plain` is false for quoted and block text."""

    value: str
    plain: bool
    place: Place
    tag: str | None = None


@dataclass(frozen=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place
    tag: str | None = None


@dataclass(frozen=True)
class Mapping:
    """Keys and values in the order written."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value of the first entry with this key."""
        return next((value for name, value in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True)
class YamlText:
    """A piece of YAML in a file: `first_line` is the line of the file at which it starts."""

    text: str
    path: str
    first_line: int = 1
    allow_tags: bool = False


def parse_yaml(source: YamlText) -> tuple[Node | None, list[Diagnostic]]:
    """Parse one YAML document. Returns None when it is empty or broken; the diagnostics say which."""
    reader = _NodeReader(source)
    try:
        return reader.read(), reader.problems
    except _RefusedError as refused:
        return None, [refused.problem]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + source.first_line
        column = (mark.column if mark else 0) + 1
        return None, [_broken(source, line, column, str(error.problem or ""))]
    except yaml.YAMLError:  # a reader error: characters that YAML does not take
        return None, [diagnose("yaml-broken", source.path, source.first_line)]


def _broken(source: YamlText, line: int, column: int, problem: str) -> Diagnostic:
    lines = source.text.split("\n")
    index = min(max(line - source.first_line, 0), len(lines) - 1)
    code = "yaml-broken"
    if "\t" in problem or "\\t" in problem or lines[index].lstrip(" ").startswith("\t"):
        code = "yaml-tab"
    elif _goes_on(lines, index):
        code = "yaml-indent"
    elif "mapping values are not allowed" in problem:
        code = "yaml-colon"
    elif "alias" in problem:
        code = "yaml-alias"
    return diagnose(code, source.path, line, column)


def _goes_on(lines: list[str], index: int) -> bool:
    """Whether a line with a word and a colon is indented below one that has its value already."""
    found = _PAIR_BELOW.match(lines[index])
    above = _WITH_VALUE.match(lines[index - 1]) if found and index else None
    return bool(found and above and len(above[1]) < len(found[1]))


class _NodeReader:
    """Builds nodes out of parser events without recursion, so depth and size can be refused in time."""

    def __init__(self, source: YamlText) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self._count = 0

    def read(self) -> Node | None:
        root: Node | None = None
        stack: list[tuple[Place, bool, str | None, list[Node]]] = []
        for event in self._events():
            done: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                done = self._scalar(event)
            elif isinstance(event, yaml.AliasEvent):
                done = Scalar("", True, self._place(event), "*")
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                self._guard(event, len(stack))
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                stack.append((self._place(event), is_mapping, self._tag(event), []))
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                place, is_mapping, tag, children = stack.pop()
                done = (
                    self._mapping(place, children)
                    if is_mapping
                    else Sequence(tuple(children), place, tag)
                )
            if done is None:
                continue
            if stack:
                stack[-1][3].append(done)
            else:
                root = done
        return root

    def _events(self) -> Iterator[yaml.Event]:
        documents = 0
        for event in yaml.parse(self.source.text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(self._at("yaml-broken", event))
            elif isinstance(event, yaml.AliasEvent):
                if not self.source.allow_tags:
                    raise _RefusedError(self._at("yaml-alias", event))
            elif isinstance(event, yaml.NodeEvent):
                self._count += 1
                if self._count > _MAX_NODES:
                    raise _RefusedError(self._at("yaml-too-deep", event))
            yield event

    def _guard(self, event: yaml.NodeEvent, depth: int) -> None:
        if depth >= _MAX_DEPTH:
            raise _RefusedError(self._at("yaml-too-deep", event))
        if event.anchor and not self.source.allow_tags:
            raise _RefusedError(self._at("yaml-alias", event))

    def _tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> str | None:
        if event.tag and not self.source.allow_tags:
            raise _RefusedError(self._at("yaml-tag", event, tag=event.tag))
        return event.tag or None

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.anchor and not self.source.allow_tags:
            raise _RefusedError(self._at("yaml-alias", event))
        plain = event.style in (None, "")
        # Characters that the file does not hold can still be spelled as escapes: "\u202e".
        value, findings = clean_text(event.value)
        for finding in findings:
            self.problems.append(self._at(finding.code, event, name=finding.name))
        return Scalar(value, plain, self._place(event), self._tag(event))

    def _mapping(self, place: Place, children: list[Node]) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: set[str] = set()
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise _RefusedError(
                    diagnose("yaml-broken", self.source.path, key.place.line, key.place.column)
                )
            if key.value in seen:
                self.problems.append(
                    diagnose(
                        "yaml-duplicate-key",
                        self.source.path,
                        key.place.line,
                        key.place.column,
                        key=key.value,
                    )
                )
                continue
            seen.add(key.value)
            entries.append((key, value))
        return Mapping(tuple(entries), place)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        if mark is None:
            return Place(self.source.first_line)
        return Place(mark.line + self.source.first_line, mark.column + 1)

    def _at(self, code: str, event: yaml.Event, **values: object) -> Diagnostic:
        place = self._place(event)
        return diagnose(code, self.source.path, place.line, place.column, **values)
