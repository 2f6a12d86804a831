"""A new identity for a contribution, as every command gives one."""

from __future__ import annotations

import secrets

from commonplace.drafting.draft import ID_LENGTH, ID_LETTERS


def new_id() -> str:
    """Letters by chance; of a million contributions hardly two get the same ones."""
    return "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))
