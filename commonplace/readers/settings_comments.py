"""The settings of comments: where they are shown, in which categories they lie, and whom to write to."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from commonplace.model.mail import is_mail
from commonplace.model.settings import CommentsIn, Discussions, Giscus
from commonplace.readers.fields import Fields

_ID = re.compile(r"[\w=+/-]{4,100}", re.ASCII)
_LONGEST_NAME = 100


@dataclass(frozen=True)
class CommentSettings:
    """What `comments`, `discussions`, `giscus`, `contact` and `snapshot` say."""

    comments: CommentsIn = CommentsIn.PAGE
    discussions: Discussions = field(default_factory=Discussions)
    giscus: Giscus = field(default_factory=Giscus)
    contact: str | None = None
    snapshot: str | None = None


def read_comment_settings(fields: Fields) -> CommentSettings:
    """Read them out of `extra.hub`; what is wrong is reported, and the default is taken."""
    choices = [choice.value for choice in CommentsIn]
    written = fields.choice("comments", choices, "Comments are shown in the page.")
    return CommentSettings(
        comments=CommentsIn(written) if written else CommentsIn.PAGE,
        discussions=_discussions(fields),
        giscus=_giscus(fields),
        contact=_contact(fields),
        snapshot=_snapshot(fields),
    )


def _discussions(fields: Fields) -> Discussions:
    inner = fields.section("discussions")
    if inner is None:
        return Discussions()
    found = Discussions(
        comments=inner.text("comments", limit=_LONGEST_NAME) or Discussions.comments,
        questions=inner.text("questions", limit=_LONGEST_NAME) or Discussions.questions,
        polls=inner.text("polls", limit=_LONGEST_NAME) or Discussions.polls,
    )
    fields.diagnostics.extend(inner.finish())
    return found


def _giscus(fields: Fields) -> Giscus:
    inner = fields.section("giscus")
    if inner is None:
        return Giscus()
    ids = {}
    for key in ("repo_id", "category_id"):
        written = inner.text(key, limit=200)
        if written and not _ID.fullmatch(written):
            inner.report("settings-giscus-id", inner.places[key], key=key, value=written)
            written = None
        ids[key] = written
    origin = inner.text("origin", limit=300)
    if origin and not _is_origin(origin):
        inner.report("settings-address", inner.places["origin"], key="giscus: origin", value=origin)
        origin = None
    fields.diagnostics.extend(inner.finish())
    return Giscus(ids["repo_id"], ids["category_id"], (origin or Giscus.origin).rstrip("/"))


def _is_origin(text: str) -> bool:
    """Whether it is scheme and host alone: messages from the frame are told by it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = not (parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain


def _contact(fields: Fields) -> str | None:
    written = fields.text("contact", limit=300)
    if written is None or is_mail(written):
        return written
    fields.report("settings-contact", fields.places["contact"], value=written)
    return None


def _snapshot(fields: Fields) -> str | None:
    written = fields.text("snapshot", limit=300)
    if written is None:
        return None
    path = posixpath.normpath(written.replace("\\", "/"))
    if path.startswith(("/", "../")) or path in ("..", ".") or ":" in path:
        fields.report("file-outside", fields.places["snapshot"])
        return None
    return path
