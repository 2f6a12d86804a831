"""What the page on which people write shows."""

from __future__ import annotations

from typing import TypedDict

from commonplace.pages.views.people import ChoiceView


class ShareQuestion(TypedDict):
    """A heading that readers of a kind expect, with a hint what to write below it."""

    heading: str
    hint: str
    name: str


class ShareKind(TypedDict):
    """A kind to choose: `line` says what it is for, `text` and `hint` are of its first field.

    `address` says whether it is about an address elsewhere. `plain_url` is GitHub's page for a new text of
    the kind, for who has no scripts; None where there is no repository.
    """

    name: str
    label: str
    line: str
    text: str
    hint: str
    address: bool
    questions: list[ShareQuestion]
    plain_url: str | None


class ShareView(TypedDict):
    """Template `share.html`; `page.content` is what docs/share/index.md says.

    `data` is what the page's scripts need, as JSON: addresses by kind, budgets, and their sentences.
    `github` and `form` say whether a text can go to GitHub's page for a new file, or to its form; `mail_url`
    opens a mail to the inbox. `with_pictures` says before anybody writes how pictures get to the hub, and
    `upload_note` what to do where GitHub does not take them, empty without a repository. `guidelines_url`
    says what to share, None where the company says nothing.
    """

    page: str
    data: str
    kinds: list[ShareKind]
    topics: list[ChoiceView]
    many_topics: bool
    github: bool
    form: bool
    mail_url: str | None
    mail_note: str
    with_pictures: str
    upload_note: str
    guidelines_url: str | None
