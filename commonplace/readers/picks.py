"""Picks of topics and steps of paths: contributions that a curator names in order, each with the reason."""

from __future__ import annotations

from commonplace.markup.text import plain_text
from commonplace.model.topics import PickSource
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.fields import Fields

MAX_PICKS = 40
_MOST_WORDS = 300


def read_picks(
    fields: Fields, key: str, word: str, code: str, limit: int = MAX_PICKS
) -> tuple[PickSource, ...]:
    """The list below `key`: `- tips/x`, `- tips/x: why`, or `- {pick: tips/x, why: …}` with `word` for pick.

    What cannot be read is reported with `code`, what is beyond `limit` as too many.
    """
    node = fields.node(key)
    if node is None:
        return ()
    if not isinstance(node, nodes.Sequence):
        fields.report(code, node.place)
        return ()
    picks = []
    for item in node.items[:limit]:
        pick = _pick(item, word)
        if pick is None:
            fields.report(code, item.place)
        else:
            picks.append(pick)
    if len(node.items) > limit:
        fields.report("field-too-many", node.place, key=key, count=len(node.items), limit=limit)
    return tuple(picks)


def _pick(item: nodes.Node, word: str) -> PickSource | None:
    if isinstance(item, nodes.Scalar):
        return PickSource(item.value.strip(), "", item.place) if item.value.strip() else None
    if not isinstance(item, nodes.Mapping):
        return None
    ref, why = item.get(word), item.get("why")
    if ref is None and len(item.entries) == 1:
        ref, why = item.entries[0]
    if not isinstance(ref, nodes.Scalar) or not isinstance(why, nodes.Scalar | None):
        return None
    reason = plain_text(why.value)[:_MOST_WORDS] if why else ""
    return PickSource(ref.value.strip(), reason, ref.place) if ref.value.strip() else None
