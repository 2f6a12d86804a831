"""Topics: `docs/topics/<slug>.md`, written by the people who look after them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.text import plain_text
from commonplace.model.contribution import Place
from commonplace.model.slug import slug_of
from commonplace.model.topics import PickSource, SectionSource, TopicSource
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.curated_folders import TOPICS, curated_texts
from commonplace.readers.fields import Fields
from commonplace.readers.markdown_file import read_markdown
from commonplace.readers.picks import MAX_PICKS, read_picks
from commonplace.readers.questions import read_questions
from commonplace.readers.slugs import RESERVED, slug_of_name


def read_topics(
    root: Path, docs_dir: str
) -> tuple[tuple[TopicSource, ...], tuple[Diagnostic, ...]]:
    """Read every topic directly below `<docs_dir>/topics`; index.md there is the list of topics itself."""
    texts, found_first = curated_texts(root, docs_dir, TOPICS)
    problems: list[Diagnostic] = list(found_first)
    topics: dict[str, TopicSource] = {}
    for path in texts:
        topic, found = _read_topic(root, path)
        problems.extend(found)
        if topic is None:
            continue
        if topic.slug in topics:
            problems.append(diagnose("slug-taken", path, other=topics[topic.slug].path))
            continue
        topics[topic.slug] = topic
    return tuple(topics.values()), tuple(problems)


def topic_names(topics: Iterable[TopicSource]) -> dict[str, str]:
    """From each slug that topics have or had, as their files say, to the present one, which wins."""
    names: dict[str, str] = {}
    for topic in topics:
        for former in topic.formerly:
            names.setdefault(former, topic.slug)
        names[topic.slug] = topic.slug
    return names


def _read_topic(root: Path, path: str) -> tuple[TopicSource | None, list[Diagnostic]]:
    file, problems = read_markdown(root, path)
    if file is None:
        return None, problems
    stem = posixpath.splitext(posixpath.basename(path))[0]
    slug, problem = slug_of_name(stem, path, reserved=RESERVED)
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
        picks=_picks(fields),
        sections=_sections(fields, path),
        formerly=tuple(s for name in fields.texts("formerly") if (s := slug_of(name))),
        body=file.body,
        body_line=file.body_line,
        questions=read_questions(fields, fields.node("questions"), path),
        places=fields.places,
    )
    return topic, problems + fields.finish()


def _picks(fields: Fields) -> tuple[PickSource, ...]:
    return read_picks(fields, "picks", "pick", "topic-picks")


def _sections(fields: Fields, path: str) -> tuple[SectionSource, ...]:
    node = fields.node("sections")
    if node is None:
        return ()
    if not isinstance(node, nodes.Sequence):
        fields.report("topic-sections", node.place)
        return ()
    sections = []
    for item in node.items[:MAX_PICKS]:
        if not isinstance(item, nodes.Mapping):
            fields.report("topic-sections", item.place)
            continue
        inner = Fields(item, path, "sections: ")
        title, text = inner.text("title", limit=120), inner.text("text", limit=600)
        picks = _picks(inner)
        fields.diagnostics.extend(inner.finish())
        if not title:
            fields.report("topic-sections", Place(item.place.line, item.place.column))
            continue
        sections.append(SectionSource(plain_text(title), plain_text(text or ""), picks))
    return tuple(sections)
