"""Pagefind as a service: a program that is told of records, and answers with the files of an index.

Messages are JSON in base64, each with a comma at its end, in both directions. Pagefind's own package for
Python waits a tenth of a second for every answer; this one sends a few records ahead of the answers.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from pagefind_program import SearchError

_AHEAD = 16  # answers that may wait in the pipe, which holds far more
_CHUNK = 1_048_576  # bytes


class Service(AbstractContextManager["Service"]):
    """One run of the program, which ends with it whatever it is doing."""

    def __init__(self, where: Path) -> None:
        try:
            self._process = subprocess.Popen(
                [str(where), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as problem:
            raise SearchError(f"Pagefind does not start ({problem.strerror})") from None
        self._rest = b""

    def index(
        self, language: str, leave_out: Sequence[str], records: Iterable[Mapping[str, str]]
    ) -> Iterator[tuple[str, bytes]]:
        """The files of an index of these records. Raises SearchError."""
        config = {"force_language": language, "exclude_selectors": list(leave_out)}
        try:
            self._send({"type": "NewIndex", "config": config})
            index = self._answer()["index_id"]
            waiting = 0
            for record in records:
                self._send({"type": "AddFile", "index_id": index, "file_path": None, **record})
                waiting += 1
                if waiting >= _AHEAD:
                    self._answer()
                    waiting -= 1
            for _ in range(waiting):
                self._answer()
            self._send({"type": "GetFiles", "index_id": index})
            for file in self._answer()["files"]:
                yield file["path"], base64.b64decode(file["content"])
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise SearchError(f"Pagefind has stopped ({type(problem).__name__})") from None

    def _send(self, payload: Mapping[str, object]) -> None:
        stdin = self._process.stdin
        assert stdin is not None  # noqa: S101 - as it was started
        message = json.dumps({"message_id": 1, "payload": payload}).encode()
        stdin.write(base64.b64encode(message) + b",")
        stdin.flush()

    def _answer(self) -> Any:  # noqa: ANN401 - as it answers
        stdout = self._process.stdout
        assert stdout is not None  # noqa: S101 - as it was started
        parts = [self._rest]
        while b"," not in parts[-1]:
            parts.append(stdout.read1(_CHUNK))  # type: ignore[attr-defined]
            if not parts[-1]:
                raise SearchError("Pagefind has stopped")
        last, _, self._rest = parts.pop().partition(b",")
        payload = json.loads(base64.b64decode(b"".join((*parts, last))))["payload"]
        if payload["type"] == "Error":
            raise SearchError(f"Pagefind says: {payload['message']}")
        return payload

    def close(self) -> None:
        """End the program."""
        self._process.kill()

    def __exit__(self, *_: object) -> None:
        self.close()
        self._process.communicate()
