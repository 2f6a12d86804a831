"""Where a suggestion for a text can go: the form on GitHub if the repository has it, else the hub's inbox."""

from __future__ import annotations

from commonplace.model.contribution import Contribution, Status
from commonplace.model.settings import Settings
from commonplace.pages.asking import mail_url
from commonplace.pages.github import form_path, form_url
from commonplace.pages.views.contribution import SuggestView

SUGGESTION = "suggestion"
"""The name of the form for a suggestion, and of the label of what it makes."""

SUGGESTION_FORM = form_path(SUGGESTION)
PAGE, QUOTE, CHANGE = "page", "quote", "change"
"""The ids of its fields. docs/assets/suggest.js fills the first two in, in the address."""


def suggest_view(settings: Settings, *, has_form: bool) -> SuggestView | None:
    """Where readers' suggestions go; None where nothing would open."""
    url = form_url(settings, SUGGESTION) if has_form and settings.repository else None
    if url:
        return {"url": url, "way": "github"}
    mail = mail_url(settings)
    return {"url": mail, "way": "mail"} if mail else None


def can_be_suggested_to(one: Contribution) -> bool:
    """Whether colleagues see the text at all."""
    return one.committed and one.status is not Status.DRAFT
