"""Commonplace: contributions and Git history in, a site plan out. It knows nothing of MkDocs."""

__version__ = "0.1.0"
