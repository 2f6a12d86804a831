"""The history reader: the only place that talks to Git."""

from commonplace.readers.history.reader import read_history

__all__ = ["read_history"]
