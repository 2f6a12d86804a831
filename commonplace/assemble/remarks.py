"""Comments as the hub shows them: cleaned, dated in its own time zone, by the people it knows."""

from __future__ import annotations

import re
import zlib
from datetime import tzinfo

from commonplace.assemble.speakers import Speakers
from commonplace.markup.characters import clean_text
from commonplace.markup.comments_html import CommentWords, clean_comment
from commonplace.markup.discreet import without_names
from commonplace.markup.marks import PART, marks_of, without_code
from commonplace.markup.opening import without_title
from commonplace.markup.stacked import without_stacks
from commonplace.model.discussions import Actor, ActorKind, Comment, Discussion
from commonplace.model.threads import Remark, Speaker, Voice
from commonplace.words import words

_NUMBER = re.compile(r"#discussioncomment-(\d{1,18})\Z")
_ADDRESS = re.compile(r"[\w:/.#?=&%~+-]{1,500}", re.ASCII)


class Remarks:
    """Makes comments of one hub. `web` is where links to GitHub have to lead; without it there are none."""

    def __init__(self, speakers: Speakers, zone: tzinfo, language: str, web: str | None) -> None:
        table = words(language)
        self._speakers, self._zone, self._web = speakers, zone, web
        self._words = CommentWords(
            picture=str(table["comments"]["picture"]),
            film=str(table["comments"]["film"]),
            colleague=str(table["comments"]["colleague"]),
        )

    def of(self, discussion: Discussion, title: str) -> tuple[Remark, ...]:
        """What was said about a text: what somebody began with, then the comments."""
        opening = self._opening(discussion, title)
        return (*((opening,) if opening else ()), *self.comments(discussion))

    def comments(self, discussion: Discussion) -> tuple[Remark, ...]:
        """The comments of a discussion: those with the accepted answer first, then oldest first."""
        found = sorted(discussion.comments, key=lambda one: one.created)
        found.sort(key=lambda one: not any(each.is_answer for each in (one, *one.replies)))
        kept = (one for one in found if not all(each.deleted for each in (one, *one.replies)))
        return tuple(map(self.one, kept))

    def words(self, discussion: Discussion) -> Remark | None:
        """What stands in the discussion itself, if anything."""
        cleaned = clean_comment(discussion.html, self._words, self._speakers.hidden)
        return self._begun(discussion, cleaned.html, cut=cleaned.cut) if cleaned.html else None

    def one(self, comment: Comment) -> Remark:
        """One comment with its replies."""
        by = self.speaker(comment.author)
        replies = sorted(comment.replies, key=lambda one: one.created)
        empty = comment.deleted
        cleaned = clean_comment("" if empty else comment.html, self._words, self._speakers.hidden)
        return Remark(
            number=_number(comment),
            by=by,
            on=comment.created.astimezone(self._zone).date(),
            html=cleaned.html,
            cut=cleaned.cut,
            # The page there shows whose words these are.
            url=None if by.voice is Voice.HIDDEN else self.url(comment.url),
            edited=comment.edited.astimezone(self._zone).date() if comment.edited else None,
            minimized=comment.minimized,
            deleted=empty,
            is_answer=comment.is_answer,
            upvotes=comment.upvotes,
            reactions=comment.reactions,
            replies=tuple(self.one(one) for one in replies if not one.deleted),
        )

    def speaker(self, author: Actor | None) -> Speaker:
        """Who an account is."""
        return self._speakers.of(author)

    def url(self, address: str) -> str | None:
        """An address on GitHub, if links there work and it is one."""
        fits = self._web and address.startswith(self._web) and _ADDRESS.fullmatch(address)
        return address if fits else None

    def plain(self, text: str) -> str:
        """A line that somebody wrote, without what nobody sees and without names that are not shown."""
        line = " ".join(without_stacks(clean_text(text)[0]).split())
        escaped = line.replace("<", "\ue000")  # it is no HTML
        named = without_names(escaped, self._speakers.hidden, self._words.colleague)
        return named.replace("\ue000", "<")

    def _opening(self, one: Discussion, title: str) -> Remark | None:
        """What somebody wrote when they began the discussion. Where the hub began it, whatever else stands
        there may be anybody's, so it is nobody's comment."""
        if one.author is None or one.author.kind is ActorKind.BOT or not marks_of(one.body):
            return None
        if PART in without_code(one.body):
            return None
        cleaned = clean_comment(one.html, self._words, self._speakers.hidden)
        html = without_title(cleaned.html, title)
        return self._begun(one, html, cut=cleaned.cut) if html else None

    def _begun(self, one: Discussion, html: str, *, cut: bool) -> Remark:
        by = self.speaker(one.author)
        return Remark(
            number=0,
            by=by,
            on=one.created.astimezone(self._zone).date(),
            html=html,
            cut=cut,
            url=None if by.voice is Voice.HIDDEN else self.url(one.url),
            upvotes=one.upvotes,
            reactions=one.reactions,
        )


def _number(comment: Comment) -> int:
    """The comment's own number on GitHub, which its address ends in; else one made of its id."""
    found = _NUMBER.search(comment.url)
    return int(found[1]) if found else zlib.crc32(comment.id.encode("utf-8", "replace"))
