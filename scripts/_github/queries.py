"""The questions to GitHub, as GraphQL. Tests hold every one to the schema that GitHub publishes."""

from __future__ import annotations

from collections.abc import Sequence

from scripts._github.client import RATE

_WHO = "fragment who on Actor { __typename login ... on User { name } }"
_COMMENT = """fragment comment on DiscussionComment {
  id url body bodyHTML createdAt lastEditedAt deletedAt isMinimized minimizedReason isAnswer upvoteCount
  author { ...who }
  reactionGroups { content reactors { totalCount } }
}"""
_COMMENTS = """fragment comments on DiscussionCommentConnection {
  pageInfo { hasNextPage endCursor }
  nodes { ...comment replies(first: $replies) { ...replies } }
}"""
_REPLIES = """fragment replies on DiscussionCommentConnection {
  pageInfo { hasNextPage endCursor }
  nodes { ...comment }
}"""
_FILES = """fragment files on PullRequestChangedFileConnection {
  pageInfo { hasNextPage endCursor }
  nodes { path }
}"""
_REVIEWS = """fragment reviews on PullRequestReviewConnection {
  pageInfo { hasNextPage endCursor }
  nodes { state submittedAt author { ...who } }
}"""

REPOSITORY = f"""query Repository($owner: String!, $name: String!, $after: String) {{
  repository(owner: $owner, name: $name) {{
    id nameWithOwner isPrivate hasDiscussionsEnabled
    discussionCategories(first: 100, after: $after) {{
      pageInfo {{ hasNextPage endCursor }}
      nodes {{ id name slug isAnswerable }}
    }}
    assignable: discussionCategories(first: 100, filterByAssignable: true) {{ nodes {{ id }} }}
  }}
  {RATE}
}}"""

LIST = f"""query List(
  $owner: String!, $name: String!, $category: ID!, $first: Int!, $peek: Int!, $after: String
) {{
  repository(owner: $owner, name: $name) {{
    discussions(
      first: $first, after: $after, categoryId: $category, orderBy: {{field: CREATED_AT, direction: ASC}}
    ) {{
      totalCount
      pageInfo {{ hasNextPage endCursor }}
      nodes {{
        id updatedAt title closed locked upvoteCount answerChosenAt
        category {{ id }}
        reactions {{ totalCount }}
        poll {{ totalVoteCount }}
        comments(first: $peek) {{
          totalCount
          nodes {{ id upvoteCount isMinimized reactions {{ totalCount }} replies {{ totalCount }} }}
        }}
      }}
    }}
  }}
  {RATE}
}}"""
"""Every discussion of a category, lightly: in the order in which they were opened, which no change shifts."""

PLACES = f"""query Places($ids: [ID!]!) {{
  nodes(ids: $ids) {{ ... on Discussion {{ id repository {{ id }} category {{ id }} }} }}
  {RATE}
}}"""
"""Where discussions are now that were not listed."""

DISCUSSIONS = "\n".join(
    [
        f"""query Discussions($ids: [ID!]!, $comments: Int!, $replies: Int!) {{
  nodes(ids: $ids) {{
    ... on Discussion {{
      id number url title body bodyHTML createdAt updatedAt closed locked upvoteCount answerChosenAt
      author {{ ...who }}
      answerChosenBy {{ ...who }}
      category {{ id }}
      repository {{ id }}
      reactionGroups {{ content reactors {{ totalCount }} }}
      labels(first: 100) {{ nodes {{ name }} }}
      poll {{ question options(first: 20) {{ nodes {{ option totalVoteCount }} }} }}
      comments(first: $comments) {{ ...comments }}
    }}
  }}
  {RATE}
}}""",
        *(_WHO, _COMMENT, _COMMENTS, _REPLIES),
    ]
)

LIST_PULLS = f"""query ListPulls(
  $owner: String!, $name: String!, $first: Int!, $order: IssueOrder!, $after: String
) {{
  repository(owner: $owner, name: $name) {{
    pullRequests(states: [MERGED], first: $first, after: $after, orderBy: $order) {{
      totalCount
      pageInfo {{ hasNextPage endCursor }}
      nodes {{ id updatedAt }}
    }}
  }}
  {RATE}
}}"""

PULLS = "\n".join(
    [
        f"""query Pulls($ids: [ID!]!, $files: Int!, $reviews: Int!) {{
  nodes(ids: $ids) {{
    ... on PullRequest {{
      id number url title headRefName createdAt updatedAt mergedAt
      author {{ ...who }}
      mergedBy {{ ...who }}
      mergeCommit {{ oid }}
      files(first: $files) {{ ...files }}
      reviews(first: $reviews) {{ ...reviews }}
    }}
  }}
  {RATE}
}}""",
        *(_WHO, _FILES, _REVIEWS),
    ]
)

_MORE = {
    "comments": ("Discussion", (_WHO, _COMMENT, _COMMENTS, _REPLIES)),
    "replies": ("DiscussionComment", (_WHO, _COMMENT, _REPLIES)),
    "files": ("PullRequest", (_FILES,)),
    "reviews": ("PullRequest", (_WHO, _REVIEWS)),
}


def more_query(lists: Sequence[str]) -> str:
    """The question for the next page of several lists at once: `m0`, `m1` and so on.

    Each of `lists` is comments, replies, files or reviews; `$id0` is whose list it is, `$after0` the cursor,
    and `$more` the size of a page.
    """
    fragments: list[str] = []
    variables = ["$more: Int!"] + (["$replies: Int!"] if "comments" in lists else [])
    fields = []
    for at, name in enumerate(lists):
        kind, needed = _MORE[name]
        fragments += [one for one in needed if one not in fragments]
        variables += [f"$id{at}: ID!", f"$after{at}: String!"]
        fields.append(
            f"  m{at}: node(id: $id{at}) {{ ... on {kind} {{ "
            f"{name}(first: $more, after: $after{at}) {{ ...{name} }} }} }}"
        )
    body = "\n".join([*fields, f"  {RATE}"])
    return "\n".join([f"query More({', '.join(variables)}) {{\n{body}\n}}", *fragments])
