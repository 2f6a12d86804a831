"""What readers said on GitHub, made up for tests, and put where `scripts/hub sync` would put it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from commonplace.model.discussions import (
    Actor,
    Category,
    Comment,
    Discussion,
    Poll,
    Snapshot,
    mark,
)
from commonplace.readers.snapshot import SNAPSHOT
from commonplace.writers.snapshot import write_snapshot

REPOSITORY = "example/hub"
WEB = f"https://github.com/{REPOSITORY}/discussions"
COMMENTS = Category("DIC_c", "Comments", "comments")
QUESTIONS = Category("DIC_q", "Q&A", "q-a", answerable=True)
POLLS = Category("DIC_p", "Polls", "polls")
ADA = Actor("ada-login", name="Ada on GitHub")
BO = Actor("bo-login")


def at(day: str) -> datetime:
    """Noon of a day such as "2026-11-01"."""
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


def said(
    number: int,
    text: str = "Words.",
    author: Actor | None = ADA,
    day: str = "2026-11-01",
    *,
    html: str | None = None,
    replies: tuple[Comment, ...] = (),
    in_discussion: int = 1,
    minimized: str | None = None,
    deleted: bool = False,
    is_answer: bool = False,
    edited: str | None = None,
    upvotes: int = 0,
    reactions: Mapping[str, int] | None = None,
) -> Comment:
    """A comment or a reply; `html` is what GitHub made of it, else the text in a paragraph."""
    rendered = f'<p dir="auto">{escape(text)}</p>' if html is None else html
    return Comment(
        id=f"DC_{number}",
        url=f"{WEB}/{in_discussion}#discussioncomment-{number}",
        author=author,
        created=at(day),
        body="" if deleted else text,
        html="" if deleted else rendered,
        edited=at(edited) if edited else None,
        minimized=minimized,
        deleted=deleted,
        is_answer=is_answer,
        upvotes=upvotes,
        reactions=reactions or {},
        replies=replies,
    )


def thread(
    ident: str,
    *comments: Comment,
    number: int = 1,
    author: Actor | None = None,
    body: str = "",
    html: str = "",
    category: Category = COMMENTS,
    locked: bool = False,
    reactions: Mapping[str, int] | None = None,
) -> Discussion:
    """The discussion of the contribution with this id."""
    return Discussion(
        id=f"D_{number}",
        number=number,
        url=f"{WEB}/{number}",
        title="As GitHub has it",
        category=category.id,
        author=author,
        created=at("2026-10-01"),
        updated=at("2026-11-01"),
        body=f"{mark('id', ident)}\n{body}",
        html=html,
        locked=locked,
        reactions=reactions or {},
        comments=comments,
    )


def _marked(marks: Mapping[str, str]) -> str:
    return "\n".join(mark(key, value) for key, value in marks.items())


def asked(
    number: int,
    title: str,
    *comments: Comment,
    author: Actor | None = BO,
    day: str = "2026-11-01",
    answered: str | None = None,
    labels: tuple[str, ...] = (),
    closed: bool = False,
    html: str = "",
    locked: bool = False,
    **marks: str,
) -> Discussion:
    """A question with its marks, such as `topic="calls"`."""
    return Discussion(
        id=f"D_{number}",
        number=number,
        url=f"{WEB}/{number}",
        title=title,
        category=QUESTIONS.id,
        author=author,
        created=at(day),
        updated=at(day),
        body=_marked(marks),
        html=html,
        closed=closed,
        locked=locked,
        answered=at(answered) if answered else None,
        labels=labels,
        comments=comments,
    )


def poll(
    number: int,
    title: str = "Tea or coffee",
    choices: tuple[tuple[str, int], ...] = (("Tea", 3), ("Coffee", 1)),
    *,
    question: str = "What do you drink?",
    author: Actor | None = BO,
    day: str = "2026-11-01",
    category: Category = POLLS,
    closed: bool = False,
    locked: bool = False,
    **marks: str,
) -> Discussion:
    """A poll with its marks, such as `about="one1one1"`."""
    return replace(
        asked(number, title, author=author, day=day, closed=closed),
        category=category.id,
        body=_marked(marks),
        locked=locked,
        poll=Poll(question, choices),
    )


def snapshot(
    *discussions: Discussion,
    private: bool = True,
    taken: str = "2026-11-20",
    repository: str = REPOSITORY,
    categories: tuple[Category, ...] = (COMMENTS, QUESTIONS, POLLS),
) -> Snapshot:
    """Everything that was said in one repository."""
    return Snapshot(
        repository,
        at(taken),
        at(taken),
        private=private,
        categories=categories,
        discussions=discussions,
    )


def put(root: Path, whole: Snapshot) -> None:
    """Lay the snapshot where a build finds it."""
    path = root / SNAPSHOT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_snapshot(whole), "utf-8")
