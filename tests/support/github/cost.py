"""What a query costs, and whether it asks for too much: GitHub's documented rules, read off the query.

A point is a hundred requests, where each list with `first` or `last` is one request for every parent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    value_from_ast_untyped,
)

from tests.support.github.paging import MOST, RefusedError

MOST_NODES = 500_000


@dataclass
class Price:
    """What a query asks for. `widest` is the largest page in it whose size is a variable, of ids too."""

    requests: int = 0
    nodes: int = 0
    widest: int = 0

    @property
    def points(self) -> int:
        return max(1, round(self.requests / 100))


@dataclass(frozen=True)
class _Walk:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    price: Price

    def through(self, chosen: SelectionSetNode, kind: GraphQLNamedType, times: int) -> None:
        for one in chosen.selections:
            if isinstance(one, FragmentSpreadNode):
                fragment = self.fragments[one.name.value]
                inner = self.schema.type_map[fragment.type_condition.name.value]
                self.through(fragment.selection_set, inner, times)
            elif isinstance(one, InlineFragmentNode):
                named = one.type_condition
                inner = self.schema.type_map[named.name.value] if named else kind
                self.through(one.selection_set, inner, times)
            elif isinstance(one, FieldNode) and one.selection_set:
                self._field(one, kind, times)

    def _field(self, one: FieldNode, kind: GraphQLNamedType, times: int) -> None:
        assert one.selection_set is not None
        name = one.name.value
        field = getattr(kind, "fields", {}).get(name)
        if field is None:
            return
        inner = get_named_type(field.type)
        given = {
            argument.name.value: value_from_ast_untyped(argument.value, dict(self.variables))
            for argument in one.arguments
        }
        if inner.name.endswith("Connection"):
            times *= self._page(one, name, given, times)
        elif name == "nodes" and "ids" in given:
            ids = len(given["ids"] or ())
            if ids > MOST:
                raise RefusedError(
                    "ARGUMENT_LIMIT", f"You may not provide more than {MOST} node ids."
                )
            self.price.widest = max(self.price.widest, ids)
            times *= ids
        self.through(one.selection_set, inner, times)

    def _page(self, one: FieldNode, name: str, given: Mapping[str, Any], times: int) -> int:
        assert one.selection_set is not None
        size = given.get("first") if given.get("first") is not None else given.get("last")
        if size is None:
            chosen = {
                item.name.value
                for item in one.selection_set.selections
                if isinstance(item, FieldNode)
            }
            if chosen & {"nodes", "edges"}:
                raise RefusedError(
                    "MISSING_PAGINATION_BOUNDARIES",
                    f"You must provide a `first` or `last` value to properly paginate the `{name}` "
                    "connection.",
                )
            return 1
        side = "first" if given.get("first") is not None else "last"
        if not 0 <= int(size) <= MOST:
            raise RefusedError(
                "EXCESSIVE_PAGINATION",
                f"Requesting {size} records on the `{name}` connection exceeds the `{side}` limit of "
                f"{MOST} records.",
            )
        self.price.requests += times
        self.price.nodes += times * int(size)
        sizes = [item.value for item in one.arguments if item.name.value == side]
        if isinstance(sizes[0], VariableNode):
            self.price.widest = max(self.price.widest, int(size))
        return int(size)


def price_of(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> Price:
    """What a valid query costs. Raises RefusedError where GitHub would not even begin."""
    fragments = {
        one.name.value: one
        for one in document.definitions
        if isinstance(one, FragmentDefinitionNode)
    }
    price = Price()
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode):
            root = schema.get_root_type(one.operation)
            assert root is not None
            defaults = {
                item.variable.name.value: value_from_ast_untyped(item.default_value)
                for item in one.variable_definitions
                if item.default_value is not None
            }
            walk = _Walk(schema, fragments, defaults | dict(variables), price)
            walk.through(one.selection_set, root, 1)
    if price.nodes > MOST_NODES:
        raise RefusedError(
            "MAX_NODE_LIMIT_EXCEEDED",
            f"This query requests up to {price.nodes:,} possible nodes which exceeds the maximum limit of "
            f"{MOST_NODES:,}.",
        )
    return price
