"""Addresses on GitHub. Without `repo_url` there are none, and no button that needs one is shown."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from commonplace.model.kinds import Kind
from commonplace.model.settings import Settings
from commonplace.model.slug import slug_of
from commonplace.pages.asking import has_discussions

FORMS = ".github/ISSUE_TEMPLATE"
"""The folder in which GitHub looks for issue forms."""

_LONGEST_NAME = 60


def edit_url(settings: Settings, path: str | None) -> str | None:
    """Where a file is changed in the browser; GitHub makes the copy and the proposal by itself, if it may."""
    return _at(settings, "edit", path) if settings.github.forks else None


def edit_base(settings: Settings) -> str:
    """What the addresses begin with at which the pages of the docs folder are changed; empty without one."""
    base = edit_url(settings, settings.docs_dir)
    return f"{base}/" if base else ""


def mend_url(settings: Settings, path: str | None) -> str | None:
    """Where a curator changes a file, who needs no copy of it."""
    return _at(settings, "edit", path)


def history_url(settings: Settings, path: str | None) -> str | None:
    """Where every change of a file is listed."""
    return _at(settings, "commits", path)


def file_url(settings: Settings, path: str) -> str | None:
    """Where a file can be read."""
    return _at(settings, "blob", path)


def line_url(settings: Settings, path: str, line: int) -> str | None:
    """Where a line of a text can be read. GitHub has lines only where it shows the text as written."""
    url = _at(settings, "blob", path)
    return f"{url}?plain=1#L{line}" if url else None


def new_url(
    settings: Settings, kind: Kind, topic: str | None = None, title: str | None = None
) -> str | None:
    """GitHub's page for a new file in the folder of a kind, with the topic and the title filled in."""
    page = folder_url(settings, "new", kind)
    name = slug_of(title or "")[:_LONGEST_NAME].strip("-")
    name = name or ("my-story" if kind.sections else f"my-{kind.name}")
    fields = {"filename": f"{name}.md", "value": new_text(kind, topic, title)}
    return f"{page}?{urlencode(fields)}" if page else None


def folder_url(settings: Settings, verb: str, kind: Kind) -> str | None:
    """GitHub's page that makes (`new`) or takes (`upload`) files in the folder of a kind."""
    return _at(settings, verb, f"contributions/{kind.folder}") if settings.github.forks else None


def form_path(name: str) -> str:
    """Where GitHub reads the issue form of that name."""
    return f"{FORMS}/{name}.yml"


def form_url(settings: Settings, name: str) -> str | None:
    """An issue form on GitHub; whoever shows it has to know that the form is there."""
    if not (settings.repo_page and settings.github.issues):
        return None
    return f"{settings.repo_page}/issues/new?{urlencode({'template': f'{name}.yml'})}"


def discussions_url(settings: Settings) -> str | None:
    """Where colleagues talk."""
    if not has_discussions(settings):
        return None
    return f"{settings.github.web}/{settings.repository}/discussions"


def new_text(kind: Kind, topic: str | None, title: str | None = None) -> str:
    """A text to start from: a title and the headings that readers of this kind expect."""
    top = f"---\ntopics: [{topic}]\n---\n\n" if topic else ""
    sections = "".join(f"\n## {section}\n\n" for section in kind.sections)
    return f"{top}# {title or 'Title'}\n\n{sections}"


def _at(settings: Settings, verb: str, path: str | None) -> str | None:
    if settings.repo_page is None or path is None:
        return None
    return f"{settings.repo_page}/{verb}/{quote(settings.branch)}/{quote(path)}"
