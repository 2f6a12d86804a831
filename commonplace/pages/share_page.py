"""The page on which people write, from an empty field to what GitHub or a curator is sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from commonplace.diagnostics import catalog
from commonplace.model.kinds import KINDS, LINK, Kind
from commonplace.model.settings import Audience, Settings
from commonplace.pages.asking import mail_url
from commonplace.pages.github import folder_url, form_path, form_url, new_url
from commonplace.pages.presenter import Presenter
from commonplace.pages.views.share import ShareKind, ShareQuestion, ShareView
from commonplace.words import template_hints

_FEW_TOPICS = 16


def share_view(
    show: Presenter, guidelines: str | None, is_file: Callable[[str], bool]
) -> ShareView:
    """The page, before a browser fills anything in. `guidelines` is the address of the page that says what to
    share; `is_file` whether there is a file at a path of the repository."""
    settings, words = show.hub.settings, show.words["share"]
    forms = {
        kind.name: form_url(settings, kind.name) for kind in KINDS if is_file(form_path(kind.name))
    }
    topics = show.hub.topics.items()
    by = _pictures_by(settings)
    note = str(words["mail_note"]).format(contact=settings.contact) if settings.contact else ""
    return {
        "page": "share",
        "data": json.dumps(_data(show, forms), ensure_ascii=False),
        "kinds": [_kind(kind, show) for kind in KINDS],
        "topics": [{"value": slug, "label": topic.title} for slug, topic in topics],
        "many_topics": len(show.hub.topics) > _FEW_TOPICS,
        "github": _takes_files(settings),
        "form": any(forms.values()),
        "mail_url": mail_url(settings),
        "mail_note": note,
        "with_pictures": str(words["with_pictures"][by]),
        "upload_note": str(words["upload_note"].get(by, "")),
        "guidelines_url": guidelines,
    }


def _takes_files(settings: Settings) -> bool:
    """Whether a file that a reader makes on GitHub can become a proposal."""
    return settings.repo_url is not None and settings.github.forks


def _pictures_by(settings: Settings) -> str:
    """Which ways there are for pictures: GitHub's form takes none, and its page for files wants the right
    to write."""
    if not _takes_files(settings):
        return "mail" if settings.contact else "neither"
    if settings.contact:
        return "both"
    return "public" if settings.audience is Audience.PUBLIC else "github"


def _kind(kind: Kind, show: Presenter) -> ShareKind:
    own, hints = show.words["share"]["kinds"][kind.name], _hints(kind, show)
    return {
        "name": kind.name,
        "label": str(show.words["kinds"][kind.name]["label"]),
        "line": str(own["line"]),
        "text": str(own["text"]),
        "hint": hints.get("", ""),
        "address": kind is LINK,
        "questions": [
            _question(kind, number, heading, hints) for number, heading in enumerate(kind.sections)
        ],
        "plain_url": new_url(show.hub.settings, kind),
    }


def _question(kind: Kind, number: int, heading: str, hints: Mapping[str, str]) -> ShareQuestion:
    return {
        "heading": heading,
        "hint": hints.get(heading, ""),
        "name": f"{kind.name}-{number}",
    }


def _hints(kind: Kind, show: Presenter) -> Mapping[str, str]:
    return template_hints(show.hub.settings.language, kind.name)


def _data(show: Presenter, forms: dict[str, str | None]) -> dict[str, Any]:
    """What the scripts of the page need to know."""
    settings = show.hub.settings
    kinds = {
        kind.name: {
            "label": show.words["kinds"][kind.name]["label"],
            "folder": kind.folder,
            "address": kind is LINK,
            "budget": kind.word_budget,
            "sections": list(kind.sections),
            "new": folder_url(settings, "new", kind),
            "upload": folder_url(settings, "upload", kind),
            "form": forms.get(kind.name),
            "field": show.words["forms"]["fields"][kind.name]["label"],
            **{key: show.words["share"]["kinds"][kind.name][key] for key in ("text", "write")},
        }
        for kind in KINDS
    }
    said = show.words["share"]["said"]
    files = {**_messages("docx-", "picture-"), **said["files"]}
    said = {**said, "files": files, "beyond": _messages("preview-")}
    return {
        "kinds": kinds,
        "said": said,
        "site": settings.site_name,
        "unnamed": show.words["forms"]["fields"]["unnamed"]["choice"],
        "topics": f"{settings.docs_dir}/topics",
    }


def _messages(*starts: str) -> dict[str, str]:
    """What is said of documents, pictures and previews, in the words that commands have for it."""
    return {code: entry.message for code, entry in catalog().items() if code.startswith(starts)}
