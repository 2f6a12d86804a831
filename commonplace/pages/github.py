"""Addresses on GitHub. Without `repo_url` there are none, and no button that needs one is shown."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from commonplace.model.kinds import Kind
from commonplace.model.settings import Settings


def edit_url(settings: Settings, path: str | None) -> str | None:
    """Where a file is changed in the browser; GitHub makes the copy and the proposal by itself."""
    return _at(settings, "edit", path)


def history_url(settings: Settings, path: str | None) -> str | None:
    """Where every change of a file is listed."""
    return _at(settings, "commits", path)


def file_url(settings: Settings, path: str) -> str | None:
    """Where a file can be read."""
    return _at(settings, "blob", path)


def new_url(settings: Settings, kind: Kind, topic: str | None = None) -> str | None:
    """GitHub's page for a new file in the folder of a kind, with the topic filled in."""
    if settings.repo_url is None:
        return None
    folder = quote(f"contributions/{kind.folder}")
    fields = {"filename": "my-story.md" if kind.sections else f"my-{kind.name}.md"}
    fields["value"] = new_text(kind, topic)
    return f"{settings.repo_url}/new/{quote(settings.branch)}/{folder}?{urlencode(fields)}"


def new_text(kind: Kind, topic: str | None) -> str:
    """A text to start from: a title and the headings that readers of this kind expect."""
    top = f"---\ntopics: [{topic}]\n---\n\n" if topic else ""
    sections = "".join(f"\n## {section}\n\n" for section in kind.sections)
    return f"{top}# Title\n\n{sections}"


def _at(settings: Settings, verb: str, path: str | None) -> str | None:
    if settings.repo_url is None or path is None:
        return None
    return f"{settings.repo_url}/{verb}/{quote(settings.branch)}/{quote(path)}"
