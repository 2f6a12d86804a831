"""`check --fix`: writes fixes into their files, each whole or not at all, and says what it left and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from commonplace.diagnostics.fix import Fix, apply, fitting
from commonplace.readers.files import MAX_TEXT
from commonplace.readers.raw_bytes import UnreadError, read_bytes
from scripts._check_run import Checked, all_fixes
from scripts._product import ProductError
from scripts._writing import refuse_unwritable, write

_MARK = b"\xef\xbb\xbf"


@dataclass
class Mended:
    """Which fixes were written, and the files that were left, with the reason."""

    done: list[Fix] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """What to tell: codes and places, and nothing of what stands there."""
        for fix in self.done:
            yield f"mended {fix.path}:{fix.edits[0].line}: {fix.code}"
        for path, reason in sorted(self.left.items()):
            yield f"left   {path}: {reason}"


def write_fixes(root: Path, checked: Checked) -> Mended:
    """Make every fix that goes together with the others of its file; the rest is for the next round."""
    mended = Mended()
    by_path: dict[str, list[Fix]] = {}
    for fix in all_fixes(checked):
        by_path.setdefault(fix.path, []).append(fix)
    for path, fixes in sorted(by_path.items()):
        reason = _write(root, path, fitting(fixes, checked.texts[path]), checked.texts[path])
        if reason:
            mended.left[path] = reason
        else:
            mended.done += fitting(fixes, checked.texts[path])
    return mended


def _write(root: Path, path: str, fixes: list[Fix], seen: str) -> str:
    """Write one file; a reason where it is left as it is."""
    try:
        refuse_unwritable(root, path)
        data = read_bytes(root, path, MAX_TEXT)
        text = data.decode("utf-8-sig")
        if text.replace("\r\n", "\n").replace("\r", "\n") != seen:
            return "it was changed meanwhile. Run it once more."
        mark = _MARK if data.startswith(_MARK) else b""
        write(root, path, mark + apply(fixes, text).encode("utf-8"))
    except (ProductError, UnreadError) as problem:
        return str(problem)
    except (OSError, UnicodeError) as problem:
        return f"it cannot be written ({getattr(problem, 'strerror', None) or type(problem).__name__})."
    return ""
