"""Topics: `docs/topics/<slug>.md`, written by the people who look after them."""

from __future__ import annotations

import posixpath
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.text import plain_text
from commonplace.model.contribution import Place
from commonplace.model.slug import slug_of
from commonplace.model.topics import PickSource, SectionSource, TopicSource
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.fields import Fields
from commonplace.readers.files import list_files
from commonplace.readers.markdown_file import read_markdown
from commonplace.readers.slugs import slug_of_name

_MAX_PICKS = 40


def read_topics(
    root: Path, docs_dir: str
) -> tuple[tuple[TopicSource, ...], tuple[Diagnostic, ...]]:
    """Read every topic directly below `<docs_dir>/topics`; index.md there is the list of topics itself."""
    listing = list_files(root, f"{docs_dir}/topics")
    problems: list[Diagnostic] = list(listing.diagnostics)
    topics: dict[str, TopicSource] = {}
    for path in listing.sizes:
        folder, name = posixpath.split(path)
        is_topic = name.lower().endswith(".md") and name.lower() not in ("index.md", "readme.md")
        if not is_topic or folder != f"{docs_dir}/topics":
            continue
        topic, found = _read_topic(root, path)
        problems.extend(found)
        if topic is None:
            continue
        if topic.slug in topics:
            problems.append(diagnose("slug-taken", path, other=topics[topic.slug].path))
            continue
        topics[topic.slug] = topic
    return tuple(topics.values()), tuple(problems)


def _read_topic(root: Path, path: str) -> tuple[TopicSource | None, list[Diagnostic]]:
    file, problems = read_markdown(root, path)
    if file is None:
        return None, problems
    stem = posixpath.splitext(posixpath.basename(path))[0]
    slug, problem = slug_of_name(stem, path, reserved=("index", "page"))
    if problem is not None:
        return None, [*problems, problem]
    fields = file.fields
    title = fields.text("title", limit=120)
    topic = TopicSource(
        slug=slug,
        path=path,
        title=(plain_text(title) if title else file.heading) or slug.replace("-", " ").capitalize(),
        summary=plain_text(fields.text("summary", limit=400) or ""),
        curators=fields.texts("curators", limit=100),
        picks=_picks(fields, fields.node("picks")),
        sections=_sections(fields, path),
        formerly=tuple(s for name in fields.texts("formerly") if (s := slug_of(name))),
        body=file.body,
        body_line=file.body_line,
        places=fields.places,
    )
    return topic, problems + fields.finish()


def _picks(fields: Fields, node: nodes.Node | None) -> tuple[PickSource, ...]:
    """A pick is an address or id, or one with its reason: `- tips/x: Short and true.`"""
    if node is None:
        return ()
    if not isinstance(node, nodes.Sequence):
        fields.report("topic-picks", node.place)
        return ()
    picks = []
    for item in node.items[:_MAX_PICKS]:
        pick = _pick(item)
        if pick is None:
            fields.report("topic-picks", item.place)
        else:
            picks.append(pick)
    if len(node.items) > _MAX_PICKS:
        fields.report(
            "field-too-many", node.place, key="picks", count=len(node.items), limit=_MAX_PICKS
        )
    return tuple(picks)


def _pick(item: nodes.Node) -> PickSource | None:
    if isinstance(item, nodes.Scalar):
        return PickSource(item.value.strip(), "", item.place) if item.value.strip() else None
    if not isinstance(item, nodes.Mapping):
        return None
    ref, why = item.get("pick"), item.get("why")
    if ref is None and len(item.entries) == 1:
        ref, why = item.entries[0]
    if not isinstance(ref, nodes.Scalar) or not isinstance(why, nodes.Scalar | None):
        return None
    reason = plain_text(why.value)[:300] if why else ""
    return PickSource(ref.value.strip(), reason, ref.place) if ref.value.strip() else None


def _sections(fields: Fields, path: str) -> tuple[SectionSource, ...]:
    node = fields.node("sections")
    if node is None:
        return ()
    if not isinstance(node, nodes.Sequence):
        fields.report("topic-sections", node.place)
        return ()
    sections = []
    for item in node.items[:_MAX_PICKS]:
        if not isinstance(item, nodes.Mapping):
            fields.report("topic-sections", item.place)
            continue
        inner = Fields(item, path, "sections: ")
        title, text = inner.text("title", limit=120), inner.text("text", limit=600)
        picks = _picks(inner, inner.node("picks"))
        fields.diagnostics.extend(inner.finish())
        if not title:
            fields.report("topic-sections", Place(item.place.line, item.place.column))
            continue
        sections.append(SectionSource(plain_text(title), plain_text(text or ""), picks))
    return tuple(sections)
