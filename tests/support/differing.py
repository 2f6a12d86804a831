"""What differs between two folders that a test has read whole."""

from __future__ import annotations

_FILES = 20
_AROUND = 80  # bytes shown before and after the first that differs


def differing(left: object, right: object) -> list[str] | None:
    """The files that two folders (path to content) do not share, and where the first difference of each is.

    None when either is no folder's content, so that pytest explains it by itself.
    """
    if not (_is_folder(left) and _is_folder(right)):
        return None
    assert isinstance(left, dict)
    assert isinstance(right, dict)
    lines = ["two folders with the same files"]
    lines += [f"only on the left: {path}" for path in sorted(left.keys() - right.keys())]
    lines += [f"only on the right: {path}" for path in sorted(right.keys() - left.keys())]
    for path in sorted(left.keys() & right.keys()):
        if left[path] != right[path]:
            lines += _first_difference(path, left[path], right[path])
    return lines[: 3 * _FILES] + (["and more"] if len(lines) > 3 * _FILES else [])


def _is_folder(value: object) -> bool:
    return isinstance(value, dict) and any(isinstance(content, bytes) for content in value.values())


def _first_difference(path: str, left: object, right: object) -> list[str]:
    if not (isinstance(left, bytes) and isinstance(right, bytes)):
        return [f"not alike: {path}"]
    pairs = enumerate(zip(left, right, strict=False))
    at = next((place for place, (one, other) in pairs if one != other), min(len(left), len(right)))
    first, last = max(0, at - _AROUND), at + _AROUND
    return [
        f"not alike from byte {at} on: {path}",
        f"  {left[first:last]!r}",
        f"  {right[first:last]!r}",
    ]
