"""Who can see a repository, and who can see the site that GitHub Pages makes of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from scripts._github.client import RATE, Client
from scripts._github.errors import NotFoundError, as_github_answers
from scripts._github.rest import Rest
from scripts._github.transport import Bounds, CutError

_VISIBILITY = f"""query Visibility($owner: String!, $name: String!) {{
  {RATE}
  repository(owner: $owner, name: $name) {{ isPrivate }}
}}"""


@dataclass(frozen=True)
class Pages:
    """Whether the site can be seen by everybody; None where that cannot be told. `why` is for people."""

    public: bool | None
    why: str = ""


def is_private(client: Client, repository: str) -> bool:
    """Whether a repository is closed to the public: internal ones of an enterprise are, too."""
    owner, _, name = repository.partition("/")
    with as_github_answers():
        found = client.ask(_VISIBILITY, {"owner": owner, "name": name}, absent=True)["repository"]
        if found is not None:
            return found["isPrivate"] is not False
    raise NotFoundError(f"GitHub does not show {repository} to this token.")


def read_pages(api: str, token: str, repository: str, bounds: Bounds | None = None) -> Pages:
    """What GitHub says of the repository's site. Whatever goes wrong, nothing is guessed."""
    try:
        reply = Rest(api, token, repository, bounds).get("pages")
    except CutError:
        return Pages(None, "GitHub did not answer")
    if reply.status == 404:
        return Pages(None, "GitHub Pages is not switched on, or not shown to this token")
    if reply.status != 200:
        return Pages(None, f"GitHub answered with the status {reply.status}")
    try:
        found = json.loads(reply.body)
    except (ValueError, RecursionError):
        found = None
    public = found.get("public") if isinstance(found, dict) else None
    if not isinstance(public, bool):
        return Pages(None, "this GitHub does not say who can see a site")
    return Pages(public)
