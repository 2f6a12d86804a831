"""What the page on which a question is asked shows."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.people import ChoiceView


class AskView(TypedDict):
    """Template `ask.html`; `page.content` is what docs/ask/index.md says.

    `github_url` is GitHub's page for a new question, `mail_url` opens a mail to the inbox for those without
    an account, of which `mail_note` says more: each None where it would lead nowhere. `topics` can be picked.
    `shards` is how many files say what an id is about (`reading-list/0.json` and so on).
    """

    page: str
    topics: list[ChoiceView]
    github_url: str | None
    mail_url: str | None
    mail_note: str | None
    shards: int
