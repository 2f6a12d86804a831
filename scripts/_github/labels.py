"""Labels on an issue or pull request: those that the repository lacks are made first; nobody's are taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from scripts._github.client import RATE, Client
from scripts._github.errors import NotFoundError, as_github_answers

_PAGES = 10

_LABELS = f"""query Labels($owner: String!, $name: String!, $after: String) {{
  {RATE}
  repository(owner: $owner, name: $name) {{
    id
    labels(first: 100, after: $after) {{ pageInfo {{ hasNextPage endCursor }} nodes {{ id name }} }}
  }}
}}"""
_MAKE = """mutation MakeLabel($input: CreateLabelInput!) {
  createLabel(input: $input) { label { id name } }
}"""
_ADD = """mutation Label($input: AddLabelsToLabelableInput!) {
  addLabelsToLabelable(input: $input) { clientMutationId }
}"""
_WORN = f"""query Worn($id: ID!) {{
  {RATE}
  viewer {{ login }}
  node(id: $id) {{
    ... on PullRequest {{
      labels(first: 100) {{ nodes {{ id name }} }}
      timelineItems(last: 100, itemTypes: [LABELED_EVENT]) {{
        nodes {{ ... on LabeledEvent {{ actor {{ __typename login }} label {{ name }} }} }}
      }}
    }}
  }}
}}"""
_TAKE = """mutation TakeLabel($input: RemoveLabelsFromLabelableInput!) {
  removeLabelsFromLabelable(input: $input) { clientMutationId }
}"""


@dataclass(frozen=True)
class Label:
    """A label: its name, its color as six hex digits, and a sentence about it."""

    name: str
    color: str
    description: str = ""


def put_labels(client: Client, repository: str, subject: str, wanted: Iterable[Label]) -> None:
    """Put labels on `subject` (an id) of "owner/name", beside those that it has. Raises GitHubError."""
    wanted = list(wanted)
    if not wanted:
        return
    where, known = _known(client, repository)
    for label in wanted:
        if label.name.casefold() not in known:  # GitHub takes capitals for the same
            given = {"repositoryId": where, "name": label.name, "color": label.color}
            made = client.change(_MAKE, {"input": {**given, "description": label.description}})
            known[label.name.casefold()] = str(made["createLabel"]["label"]["id"])
    ids = [known[label.name.casefold()] for label in wanted]
    client.change(_ADD, {"input": {"labelableId": subject, "labelIds": ids}})


def take_labels(
    client: Client, subject: str, own: Collection[str], wanted: Iterable[Label]
) -> None:
    """Take those labels off a pull request (an id) that no longer fit: of the names `own`, in small letters,
    and put there by this very token's account. Raises GitHubError."""
    kept = {label.name.casefold() for label in wanted}
    with as_github_answers():
        found = client.ask(_WORN, {"id": subject})
        node, viewer = found["node"], found["viewer"]["login"]
        by: dict[str, object] = {}
        for one in node["timelineItems"]["nodes"]:
            by[one["label"]["name"].casefold()] = one["actor"]
        gone = [
            label["id"]
            for label in node["labels"]["nodes"]
            if (name := label["name"].casefold()) in own
            and name not in kept
            and _is_viewer(by.get(name), viewer)
        ]
    if gone:
        client.change(_TAKE, {"input": {"labelableId": subject, "labelIds": gone}})


def _is_viewer(actor: object, viewer: str) -> bool:
    """Whether an account is our own. A program's name ends with “[bot]” where it asks for itself alone."""
    if not isinstance(actor, dict):
        return False
    is_program = actor["__typename"] == "Bot"
    return viewer == (f"{actor['login']}[bot]" if is_program else actor["login"])


def _known(client: Client, repository: str) -> tuple[str, dict[str, str]]:
    """The repository's id, and the ids of its labels by name in small letters."""
    owner, _, name = repository.partition("/")
    found: dict[str, str] = {}
    after: str | None = None
    where = ""
    for _ in range(_PAGES):
        place = {"owner": owner, "name": name, "after": after}
        page: dict[str, Any] | None = client.ask(_LABELS, place, absent=True)["repository"]
        if page is None:
            raise NotFoundError(f"GitHub does not show {repository} to this token.")
        where = str(page["id"])
        found |= {node["name"].casefold(): node["id"] for node in page["labels"]["nodes"]}
        if not page["labels"]["pageInfo"]["hasNextPage"]:
            break
        after = page["labels"]["pageInfo"]["endCursor"]
    return where, found
