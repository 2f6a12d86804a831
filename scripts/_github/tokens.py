"""The token, from the environment. It is printed nowhere and written nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scripts._github.errors import NoTokenError

NAMES = ("HUB_GITHUB_TOKEN", "GITHUB_TOKEN", "GH_TOKEN")
_TOKEN = re.compile(r"[!-~]{1,1000}")


def token_of(environ: Mapping[str, str]) -> str:
    """The first token that is set. Raises NoTokenError, which does not show what is wrong with one."""
    for name in NAMES:
        token = environ.get(name, "").strip()
        if not token:
            continue
        if not _TOKEN.fullmatch(token):
            raise NoTokenError(
                f"What {name} holds cannot be a token: it has a space, a line break or a letter that "
                "no token has. Copy the token once more, alone and whole."
            )
        return token
    raise NoTokenError(
        f"GitHub answers only to somebody with a token, and none is set. Set {NAMES[0]} (or "
        f"{NAMES[1]} or {NAMES[2]}) to one. On your machine, “gh auth token” prints one; in a "
        "workflow, write “GITHUB_TOKEN: ${{ github.token }}” below “env:” and give the job the "
        "permissions that the hub's own workflow for it has, in .github/workflows."
    )
