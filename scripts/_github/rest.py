"""GitHub's REST, for the few things that GraphQL does not say, or does without a word when it cannot."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from scripts._github.transport import Bounds, Reply, Transport, endpoint_of

_MOST_BYTES = 1_000_000


class Rest:
    """One repository, "owner/name". Everything is asked once, and raises GitHubError or CutError."""

    def __init__(self, api: str, token: str, repository: str, bounds: Bounds | None = None) -> None:
        """Get ready; nothing is sent yet. Raises AddressError."""
        parts = urlsplit(endpoint_of(api))  # held to https there
        root = f"{parts.scheme}://{parts.netloc}{urlsplit(api.strip()).path.rstrip('/')}"
        self._address = f"{root}/repos/{repository}"
        self._token = token
        self._bounds = bounds or Bounds(most=_MOST_BYTES)

    def get(self, path: str) -> Reply:
        """What stands at a path below the repository."""
        return self._asked(f"{self._address}/{path}", None)

    def post(self, path: str, data: Mapping[str, object]) -> Reply:
        """The answer to something that is to be done."""
        return self._asked(f"{self._address}/{path}", json.dumps(data).encode("ascii"))

    def _asked(self, address: str, body: bytes | None) -> Reply:
        transport = Transport(address, self._token, self._bounds)
        try:
            return transport.get(address) if body is None else transport.post(body)
        finally:
            transport.close()
