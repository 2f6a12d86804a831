"""The words of the hub as frozen dataclasses: plain data that every other part reads."""
