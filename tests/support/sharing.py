"""Which tests go to one worker together: those of a file that makes something once for all of them.

The groups of pytest-xdist do nothing with the pytest that we have: they are written to a place that pytest no
longer reads (`item._nodeid`), so every worker made everything anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

_MADE_ONCE = 'scope="module"'


@cache
def _shares(file: Path) -> bool:
    return _MADE_ONCE in file.read_text("utf-8")


def group_of(test: str, root: Path) -> str:
    """The name of the group of a test, such as "tests/test_a.py::test_it[one]"; many are alone in theirs."""
    file = test.partition("::")[0]
    return file if _shares(root / file) else test


def scheduler(config: pytest.Config, log: Any) -> object:
    """What hands groups to workers, those of many tests first."""
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    class Groups(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid, config.rootpath)

    return Groups(config, log)
