"""Other engines than MkDocs, for tests that run only where one is installed."""

from __future__ import annotations

import importlib.util

import pytest


def engine(name: str) -> pytest.MarkDecorator:
    """Skip where the engine is not installed."""
    missing = importlib.util.find_spec(name) is None
    return pytest.mark.skipif(missing, reason=f"{name} is not installed, so it was not tried")
