"""XML as a plain tree, out of a document that anybody may have made: no entities, not deep, not endless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from commonplace.documents.container import DocumentError

DEEPEST = 120
_MOST = 300_000  # elements
# Word writes the first of each pair, LibreOffice and Word's "strict" form the second.
_SHORT = (
    ("w:", re.compile(r"wordprocessingml/(?:2006/)?main$")),
    ("r:", re.compile(r"officeDocument/(?:2006/)?relationships$")),
    ("a:", re.compile(r"drawingml/(?:2006/)?main$")),
    ("wp:", re.compile(r"drawingml/(?:2006/)?wordprocessingDrawing$")),
    ("m:", re.compile(r"officeDocument/(?:2006/)?math$")),
    ("mc:", re.compile(r"markup-compatibility/2006$")),
    ("v:", re.compile(r"^urn:schemas-microsoft-com:vml$")),
    ("xml:", re.compile(r"XML/1998/namespace$")),
    ("rel:", re.compile(r"package/2006/relationships$")),
)


@dataclass
class Element:
    """An element: its name and those of its attributes with the short prefixes above, others with "?"."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The elements right below this one."""
        return (child for child in self.children if isinstance(child, Element))

    def first(self, *names: str) -> Element | None:
        """The first element at the end of a path of names, or None."""
        here: Element | None = self
        for name in names:
            if here is None:
                return None
            here = next((child for child in here.elements() if child.name == name), None)
        return here

    def get(self, name: str) -> str:
        """The value of an attribute, or "" without one."""
        return self.attributes.get(name, "")

    def below(self) -> Iterator[Element]:
        """Every element below this one, as they stand in the text."""
        pending = list(reversed(list(self.elements())))
        while pending:
            here = pending.pop()
            yield here
            pending.extend(reversed(list(here.elements())))

    def words(self) -> str:
        """The text right below this element."""
        return "".join(child for child in self.children if isinstance(child, str))


def read_xml(data: bytes) -> Element:
    """The tree of a part. Raises DocumentError."""
    return _Tree().read(_decoded(data))


def _decoded(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError("docx-broken") from None


class _Tree:
    def __init__(self) -> None:
        self._top = Element("", {})
        self._open = [self._top]
        self._count = 0
        self._names: dict[str, str] = {}

    def read(self, text: str) -> Element:
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        try:
            parser.Parse(text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError:
            raise DocumentError("docx-broken") from None
        return next(self._top.elements())

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MOST:
            raise DocumentError("docx-too-large")
        if len(self._open) > DEEPEST:
            raise DocumentError("docx-unsafe")
        values = {self._short(key): value for key, value in attributes.items()}
        element = Element(self._short(name), values)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _short(self, name: str) -> str:
        """The name with a short prefix; attributes without a namespace keep their bare one."""
        found = self._names.get(name)
        if found is None:
            space, parted, bare = name.rpartition(" ")
            prefix = next((short for short, known in _SHORT if known.search(space)), "?")
            found = self._names[name] = f"{prefix}{bare}" if parted else name
        return found


def _refuse(*_declared: object) -> None:
    raise DocumentError("docx-unsafe")
