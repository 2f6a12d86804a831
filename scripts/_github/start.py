"""Starting a workflow: GitHub starts none by itself for what another workflow pushed or proposed."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from scripts._github.errors import (
    AnswerError,
    ForbiddenError,
    GitHubError,
    NotFoundError,
    UncertainError,
)
from scripts._github.rest import Rest
from scripts._github.transport import Bounds, CutError

_DONE = (200, 204)  # GitHub says which run it is, or nothing


def start_workflow(
    api: str,
    token: str,
    repository: str,
    file: str,
    branch: str,
    inputs: Mapping[str, str],
    bounds: Bounds | None = None,
) -> None:
    """Start the workflow in `file` on a branch of "owner/name". Once, for two runs are one too many.

    Source: docs.github.com, REST API, "Create a workflow dispatch event". Raises GitHubError.
    """
    place = f"actions/workflows/{quote(file, safe='')}/dispatches"
    try:
        given = {"ref": branch, "inputs": dict(inputs)}
        reply = Rest(api, token, repository, bounds).post(place, given)
    except CutError:
        raise UncertainError("GitHub did not answer, so nobody can tell whether it runs.") from None
    if reply.status not in _DONE:
        raise _why(reply.status, file)


def _why(status: int, file: str) -> GitHubError:
    if status in (401, 403):
        return ForbiddenError("The job needs “actions: write”.")
    if status == 404:
        return NotFoundError(
            f"There is no workflow “{file}” here, or the job lacks “actions: write”."
        )
    if status == 422:
        return NotFoundError(f"The workflow “{file}” cannot be started by “workflow_dispatch”.")
    return AnswerError(f"GitHub answered with the status {status}.")
