"""GitHub's own published schema, and queries held to it."""

from __future__ import annotations

from functools import cache, lru_cache

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    build_schema,
    parse,
    validate,
)

from tests.support.node_packages import package_file

PACKAGE = "@octokit/graphql-schema"


@cache
def github_schema() -> GraphQLSchema:
    """The schema; about a second, once."""
    text = package_file(PACKAGE, "schema.graphql")
    return build_schema(text, assume_valid=True, assume_valid_sdl=True)


@lru_cache(maxsize=500)
def checked(query: str) -> tuple[DocumentNode | None, tuple[GraphQLError, ...]]:
    """A query parsed and held to the schema: a wrong field or argument is an error, as on GitHub."""
    try:
        document = parse(query)
    except GraphQLError as fault:
        return None, (fault,)
    return document, tuple(validate(github_schema(), document))
