"""How far it is: one line that renews itself on a terminal, a few plain ones elsewhere."""

from __future__ import annotations

import shutil
from typing import TextIO

_STEP = 0.25


class Progress:
    """Writes to a stream. Ask `end` before anything else is written there."""

    def __init__(self, stream: TextIO) -> None:
        """Find out what the stream is."""
        self._stream = stream
        self._renews = stream.isatty()
        self._open = False
        self._told: tuple[str, int] = ("", 0)

    def say(self, words: str) -> None:
        """A whole sentence, on a line of its own."""
        self.end()
        print(words, file=self._stream, flush=True)

    def show(self, what: str, done: int, total: int) -> None:
        """What is under way. Without a `total`, only a terminal shows it."""
        words = f"{what}: {done} of {total}" if total else f"{what}: {done}"
        words = words[:1].upper() + words[1:]
        if self._renews:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write(f"\r\x1b[K{words[:width]}")
            self._stream.flush()
            self._open = True
            return
        part = int(done / total / _STEP) if total else 0
        if total and self._told != (what, part) and (part or self._told[0] != what):
            self._told = (what, part)
            print(words, file=self._stream, flush=True)

    def end(self) -> None:
        """Take the renewing line away."""
        if self._open:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._open = False
