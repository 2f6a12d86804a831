"""Bringing notes in: a folder or a repository of Markdown notes becomes contributions of this hub."""
