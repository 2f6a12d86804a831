"""How a worker hands over what it made."""

from __future__ import annotations

import threading
from collections import deque
from multiprocessing.connection import Connection


class Outbox:
    """Sends what was made. With `room` for so many bytes, making goes on while nobody takes."""

    def __init__(self, given: Connection, room: int) -> None:
        self._given, self._room = given, room
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._is_over = self._is_broken = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._send_all, daemon=True) if room else None
        if self._thread:
            self._thread.start()

    def put(self, data: bytes) -> bool:
        """Have it sent, and wait while there is no room for more; whether anybody takes it."""
        if not self._thread:
            return self._send(data)
        with self._changed:
            self._waiting.append(data)
            self._bytes += len(data)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._bytes <= self._room or self._is_broken)
            return not self._is_broken

    def close(self) -> bool:
        """Wait until everything is sent; whether it was."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        if self._thread:
            self._thread.join()
        return not self._is_broken

    def _send(self, data: bytes) -> bool:
        try:
            self._given.send_bytes(data)
        except OSError:
            self._is_broken = True
        return not self._is_broken

    def _send_all(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._is_over)
                if not self._waiting:
                    return
                data = self._waiting.popleft()
            taken = self._send(data)
            with self._changed:
                self._bytes -= len(data)
                self._changed.notify_all()
            if not taken:
                return
