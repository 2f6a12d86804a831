"""A Word document as Markdown with its pictures: the accepted text alone, and nothing about its authors."""

from __future__ import annotations

from dataclasses import dataclass

from commonplace.documents.blocks import Blocks
from commonplace.documents.container import DocumentError, Parts, relations_of, resolved
from commonplace.documents.numbering import Numbering
from commonplace.documents.pictures import Picture, Pictures
from commonplace.documents.pieces import Block
from commonplace.documents.runs import Story
from commonplace.documents.styles import Styles
from commonplace.documents.writing import markdown_of, note_of, titled
from commonplace.documents.xml_tree import Element, read_xml

_MAIN = "word/document.xml"
_MOST_NOTES = 500


@dataclass(frozen=True)
class ReadDocument:
    """`title` is plain text and does not stand in `markdown`, whose headings begin with the second level.

    `warnings` are codes of the catalog, sorted.
    """

    markdown: str
    title: str
    images: tuple[Picture, ...]
    warnings: tuple[str, ...]


def read_docx(data: bytes) -> ReadDocument:
    """Read the bytes of a .docx. Raises DocumentError, whose code says why it cannot be read."""
    parts = Parts(data)
    main = _main_part(parts)
    document = _tree(parts, main)
    body = (
        document.first("w:body") if document is not None and document.name == "w:document" else None
    )
    if body is None:
        raise DocumentError("docx-not-word")
    links = _relations(parts, main)
    story = Story(
        styles=Styles(_beside(parts, main, links, "styles")),
        numbering=Numbering(_beside(parts, main, links, "numbering")),
        pictures=Pictures(parts),
        part=main,
        links=_targets(links),
    )
    title, blocks = titled(Blocks(story).read(body))
    notes = _notes(parts, main, links, story)
    markdown = "\n\n".join(part for part in (markdown_of(blocks), *notes) if part)
    if not markdown and not title:
        story.warnings.add("docx-empty")
    return ReadDocument(
        f"{markdown}\n" if markdown else "",
        title,
        tuple(story.pictures.found),
        tuple(sorted(story.warnings)),
    )


def _main_part(parts: Parts) -> str:
    for relation in _relations(parts, ""):
        if relation.get("Type").endswith("/officeDocument"):
            return resolved("", relation.get("Target"))
    return _MAIN


def _tree(parts: Parts, name: str) -> Element | None:
    data = parts.read(name)
    return None if data is None else read_xml(data)


def _relations(parts: Parts, name: str) -> list[Element]:
    tree = _tree(parts, relations_of(name))
    return [one for one in tree.elements() if one.name == "rel:Relationship"] if tree else []


def _targets(relations: list[Element]) -> dict[str, tuple[str, bool]]:
    """Where each relation leads, and whether that is outside of the document."""
    return {
        one.get("Id"): (one.get("Target"), one.get("TargetMode") == "External") for one in relations
    }


def _name_beside(main: str, relations: list[Element], kind: str) -> str:
    for one in relations:
        if one.get("Type").endswith(f"/{kind}") and one.get("TargetMode") != "External":
            return resolved(main, one.get("Target"))
    return ""


def _beside(parts: Parts, main: str, relations: list[Element], kind: str) -> Element | None:
    name = _name_beside(main, relations, kind)
    return _tree(parts, name) if name else None


def _notes(parts: Parts, main: str, relations: list[Element], story: Story) -> list[str]:
    """The footnotes and endnotes that the text refers to, in the order of their numbers."""
    texts: dict[tuple[str, str], list[Block]] = {}
    wanted = dict.fromkeys(list(story.notes)[:_MOST_NOTES])
    for kind in ("footnote", "endnote"):
        name = _name_beside(main, relations, f"{kind}s")
        tree = _tree(parts, name) if any(one == kind for one, _ in wanted) and name else None
        if tree is None:
            continue
        story.part = name
        story.links = _targets(_relations(parts, name))
        for note in tree.elements():
            key = (kind, note.get("w:id"))
            if note.name == f"w:{kind}" and key in wanted:
                texts[key] = Blocks(story).read(note)
    return [note_of(number, texts.get(key, [])) for number, key in enumerate(wanted, start=1)]
