"""Questions that nobody has answered yet, as a curator lists them under a topic's `questions`."""

from __future__ import annotations

from commonplace.markup.text import plain_text
from commonplace.model.topics import QuestionSource
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.fields import Fields

_MOST = 20
_LONGEST = 200
_ASK = "ask"


def read_questions(
    fields: Fields, node: nodes.Node | None, path: str
) -> tuple[QuestionSource, ...]:
    """Each is a text, or `{ask: …, by: …, since: …}`; one that is neither is left out."""
    if node is None:
        return ()
    items = node.items if isinstance(node, nodes.Sequence) else (node,)
    if len(items) > _MOST:
        fields.report("field-too-many", node.place, key="questions", count=len(items), limit=_MOST)
    found = []
    for item in items[:_MOST]:
        question = _question(item, fields, path)
        if question is None:
            fields.report("topic-questions", item.place)
        else:
            found.append(question)
    return tuple(found)


def _question(item: nodes.Node, fields: Fields, path: str) -> QuestionSource | None:
    if isinstance(item, nodes.Scalar):  # read as if it stood below `ask`, with the same limits
        key = nodes.Scalar(_ASK, True, item.place)
        item = nodes.Mapping(((key, item),), item.place)
    if not isinstance(item, nodes.Mapping) or item.get(_ASK) is None:
        return None
    inner = Fields(item, path, "questions: ")
    ask = plain_text(inner.text("ask", limit=_LONGEST) or "")
    by, since = inner.text("by", limit=100), inner.day("since")
    fields.diagnostics.extend(inner.finish())
    return QuestionSource(ask, by, since, item.place) if ask else None
