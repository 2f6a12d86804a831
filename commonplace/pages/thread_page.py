"""The comments on a contribution: on its page, and on pages of their own where they are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from commonplace.model.contribution import Contribution
from commonplace.model.hub import Hub
from commonplace.model.threads import Remark, Thread
from commonplace.pages.giscus_view import only_in_frame
from commonplace.pages.paging import pager_view
from commonplace.pages.polls import poll_view
from commonplace.pages.presenter import Presenter
from commonplace.pages.remarks import reaction_views, remark_view
from commonplace.pages.views.thread import CommentsView, ExchangeView, ThreadView

_MOST = 100  # comments and replies on one page
_MOST_HTML = 120_000
_OLD = timedelta(days=3)


@dataclass(frozen=True)
class Exchange:
    """A comment with its replies, or with those of them that stand on this page."""

    remark: Remark
    replies: tuple[Remark, ...]
    goes_on: bool = False


def comments_address(one: Contribution, number: int) -> str:
    """Where page `number` of the comments on a contribution lies; the first is the contribution's own."""
    return one.address if number == 1 else f"{one.address}comments/{number}/"


def pages_of_thread(thread: Thread) -> list[list[Exchange]]:
    """Everything that was said, page by page."""
    return pages_of_remarks(thread.remarks, _MOST, _MOST_HTML)


def pages_of_remarks(remarks: Sequence[Remark], most: int, most_html: int) -> list[list[Exchange]]:
    """So many remarks a page, and so much HTML. A comment and its replies stay together where they can."""
    pages: list[list[Exchange]] = [[]]
    room, html_room = most, most_html
    for remark in remarks:
        first, rest = True, remark.replies
        while first or rest:
            taken = _fitting(remark, rest, room, html_room, first=first)
            whole = first and taken == len(rest)
            if pages[-1] and ((first and not whole and room < most) or taken < (0 if first else 1)):
                pages.append([])
                room, html_room = most, most_html
                continue
            taken = max(taken, 0 if first else 1)
            pages[-1].append(Exchange(remark, rest[:taken], goes_on=not first))
            room -= taken + first
            html_room -= _length(rest[:taken]) + (len(remark.html) if first else 0)
            first, rest = False, rest[taken:]
    return pages


def _fitting(
    remark: Remark, replies: Sequence[Remark], room: int, html_room: int, *, first: bool
) -> int:
    """How many of the replies fit; -1 if the comment itself does not."""
    if first:
        room, html_room = room - 1, html_room - len(remark.html)
    if room < 0 or html_room < 0:
        return -1
    count = 0
    for reply in replies[:room]:
        html_room -= len(reply.html)
        if html_room < 0:
            break
        count += 1
    return count


def _length(remarks: Sequence[Remark]) -> int:
    return sum(len(remark.html) for remark in remarks)


def places_of_remarks(one: Contribution, thread: Thread, show: Presenter) -> Mapping[int, str]:
    """Where each comment stands: an address with its anchor, by the comment's number."""
    if only_in_frame(thread, show.hub.settings):
        return {remark.number: f"{one.address}#comments" for remark in thread.everything()}
    found: dict[int, str] = {}
    for number, page in enumerate(pages_of_thread(thread), start=1):
        address = comments_address(one, number)
        for exchange in page:
            for remark in (exchange.remark, *exchange.replies):
                found.setdefault(remark.number, f"{address}#{remark.anchor}")
    return found


def thread_view(one: Contribution, show: Presenter) -> ThreadView | None:
    """The section on the page of a contribution. None where nothing was said or asked, and nothing can be."""
    poll = one.id in show.ballots
    thread = show.hub.threads.get(one.id) or Thread(one.id, 0, None, (), 0, None)
    if not (thread.count or thread.url or poll):
        return None
    return _view(one, thread, _pages_of(one, show.hub), 1, show)


def further_comments(one: Contribution, hub: Hub) -> list[str]:
    """The addresses of the further pages of comments on a contribution."""
    pages = _pages_of(one, hub)
    return [comments_address(one, number) for number in range(2, len(pages) + 1)]


def _pages_of(one: Contribution, hub: Hub) -> list[list[Exchange]]:
    thread = hub.threads.get(one.id)
    if thread is None or only_in_frame(thread, hub.settings):
        return [[]]
    return pages_of_thread(thread)


def comments_views(one: Contribution, show: Presenter) -> Iterator[tuple[str, CommentsView]]:
    """The further pages of comments, each with its address."""
    thread, pages = show.hub.threads.get(one.id), _pages_of(one, show.hub)
    if thread is None:
        return
    title = str(show.words["comments"]["page_title"]).format(title=one.title)
    for number in range(2, len(pages) + 1):
        yield (
            comments_address(one, number),
            {
                "page": "comments",
                "title": title,
                "about": show.link(one.id),
                "thread": _view(one, thread, pages, number, show),
            },
        )


def _view(
    one: Contribution,
    thread: Thread,
    pages: Sequence[Sequence[Exchange]],
    number: int,
    show: Presenter,
) -> ThreadView:
    words = show.words["comments"]
    counted = show.counted("comments", "count", thread.count)
    pager = pager_view(number, len(pages), thread.count, lambda place: comments_address(one, place))
    poll = show.ballots.get(one.id) if number == 1 else None
    heading = words["heading"] if thread.url or not poll else show.words["polls"]["heading"]
    return {
        "title": counted if thread.count else str(heading),
        "poll": poll_view(poll, show) if poll else None,
        "exchanges": [exchange_view(exchange, show) for exchange in pages[number - 1]],
        "reactions": reaction_views(thread.reactions, show),
        "invitation": "" if thread.count or not thread.url else str(words["none"]),
        "reply_url": None if thread.locked else _reply_url(thread),
        "locked": thread.locked and thread.url is not None,
        "as_of": "" if only_in_frame(thread, show.hub.settings) else as_of(show),
        "pager": pager if len(pages) > 1 else None,
    }


def as_of(show: Presenter) -> str:
    """The age of the comments in words, or nothing where they are new."""
    fetched = show.hub.fetched
    if fetched is None or show.hub.as_of - fetched.taken <= _OLD:
        return ""
    return str(show.words["comments"]["as_of"]).format(date=show.day(fetched.taken))


def exchange_view(exchange: Exchange, show: Presenter) -> ExchangeView:
    """A comment with its replies."""
    words = show.words["comments"]
    name = show.speaker(exchange.remark.by)["name"]
    return {
        "remark": None if exchange.goes_on else remark_view(exchange.remark, show),
        "goes_on": str(words["replies_to"]).format(name=name) if exchange.goes_on else "",
        "replies": [remark_view(reply, show) for reply in exchange.replies],
    }


def _reply_url(thread: Thread) -> str | None:
    """Where the conversation stands now: at its last comment, with the box to write in below."""
    seen = (remark for remark in thread.remarks if not remark.minimized)
    last = max(seen, key=lambda remark: (remark.on, remark.number), default=None)
    return (last.url if last else None) or thread.url
