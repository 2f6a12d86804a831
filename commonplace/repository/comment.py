"""The one comment on a proposed change, in words for somebody who has never used Git."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from commonplace.diagnostics import Severity, is_leak
from commonplace.diagnostics.on_github import as_code, as_words
from commonplace.model.hub import Hub
from commonplace.model.people import Person
from commonplace.repository.labels import topics_of
from commonplace.repository.review import Finding, Review
from commonplace.repository.waiting import wait_words
from commonplace.words import words

_SHOWN = (40, 20, 10, 5, 2, 0)
_MOST_ELSEWHERE = 5
_LONGEST = 60_000  # GitHub takes 65,536 letters
Told = Mapping[str, str]
SHOWN_WITHOUT = frozenset(
    {
        "markup-unsafe",
        "markup-data-address",
        "markup-beyond-list",
        "text-bidi-control",
        "text-invisible-character",
        "asset-unsafe",
        "id-taken",
        "people-emails-claimed",
        "people-logins-claimed",
    }
)
"""Errors with which a text is shown all the same, but for what is wrong."""


@dataclass(frozen=True)
class Around:
    """What is known for sure beside the review: the hub as it is published, and what GitHub itself says.

    `first`: it is their first text here. `usual` is how long it takes. `preview` is the address where the
    preview can be had. `failed`: the run ended badly, whatever the review says. `offered` counts what can be
    committed at its lines.
    """

    hub: Hub
    first: bool = False
    usual: timedelta | None = None
    preview: str | None = None
    failed: bool = False
    offered: int = 0


def comment_text(review: Review, around: Around) -> str:
    """The comment as Markdown. Everything that somebody else wrote is escaped, and nothing is repeated
    that the checks have found to be a leak, since no finding holds it."""
    texts = (_text(review, around, shown) for shown in _SHOWN)
    return next(text for text in texts if len(text) <= _LONGEST)


def unstarted_text(language: str, run: str) -> str:
    """The comment where the check itself did not start; `run` is the address of what should have been it."""
    told: Told = words(language)["review"]
    return f"{told['thanks']} {told['unstarted']}\n\n{told['unstarted_curator'].format(url=run)}\n"


def _text(review: Review, around: Around, shown: int) -> str:
    told: Told = words(around.hub.settings.language)["review"]
    parts = [_thanks(review, around, told)]
    if around.first and review.texts:
        parts.append(welcome(topics_of(review.texts, around.hub), around.hub))
    parts += _findings(review, told, shown)
    if around.offered and review.findings:
        offer = told["lines_one" if around.offered == 1 else "lines"]
        parts.append(offer.format(count=around.offered))
    parts.append(_elsewhere(review, told, shown))
    if around.preview and review.texts:
        parts.append(told["preview"].format(url=around.preview))
    parts.append(_next(review, around, told))
    return "\n\n".join(part for part in parts if part) + "\n"


def _thanks(review: Review, around: Around, told: Told) -> str:
    many = "_many" if len(review.texts) > 1 else ""
    parts = [told[f"thanks{many}"]]
    if not review.whole or (around.failed and not (review.errors or review.elsewhere)):
        parts.append(told["broken"])
    elif not review.findings:
        parts.append(told[f"well{many}"] if review.texts else told["other"])
    return " ".join(parts)


def welcome(topics: Iterable[str], hub: Hub) -> str:
    """For whoever sends their first text: who helps with the first topic that somebody looks after."""
    told: Told = words(hub.settings.language)["review"]
    for slug in topics:
        names = _curators([slug], hub, told)
        if names:
            many = len(_named([slug], hub)) > 1
            line = told["welcome_curators" if many else "welcome_curator"]
            title = as_words(hub.topics[slug].title)
            return f"{told['welcome']} {line.format(curators=names, topic=title)}"
    return f"{told['welcome']} {told['welcome_nobody']}"


def _findings(review: Review, told: Told, shown: int) -> list[str]:
    errors = review.errors
    advice = [one for one in review.findings if one.severity is Severity.ADVICE]
    parts = []
    if errors:
        kept = _kept_line(errors, told, shown)
        lines = [f"**{told['mend']}:**", _listed(errors[:shown], told), kept]
        if any(is_leak(one.code) for one in errors):
            lines.append(told["leak_line"])
        parts += lines
    if advice:
        lead = told["better_too" if errors else "better"]
        parts += [f"**{lead}:**", _listed(advice[:shown], told)]
    left = review.more + sum(max(0, len(part) - shown) for part in (errors, advice))
    if left:
        parts.append(told["more"].format(count=left))
    return parts


def _elsewhere(review: Review, told: Told, shown: int) -> str:
    """What nobody touched here and a curator has to mend: for whoever sees the run fail without a fault."""
    if not review.elsewhere:
        return ""
    shown = min(shown, _MOST_ELSEWHERE)
    places = [
        told["elsewhere_place"].format(
            path=as_code(one.path), line=one.line, code=as_code(one.code)
        )
        for one in review.elsewhere[:shown]
    ]
    left = len(review.elsewhere) - len(places)
    places += [told["elsewhere_more"].format(count=left)] if left else []
    return told["elsewhere"].format(places="; ".join(places))


def _kept_line(errors: Sequence[Finding], told: Told, shown: int) -> str:
    """Whether what is wrong keeps a text out of the hub, or only a part of it, and of several, which."""
    out = list(dict.fromkeys(one.path for one in errors if one.code not in SHOWN_WITHOUT))
    every = {one.path for one in errors}
    if not out:
        return told["mend_line_shown"]
    if len(out) == len(every) or not shown:
        return told["mend_line_many" if len(out) > 1 else "mend_line"]
    return told["mend_line_some"].format(paths=", ".join(map(as_code, out[:shown])))


def _listed(findings: Sequence[Finding], told: Told) -> str:
    return "\n".join(
        "- "
        + told["item"].format(
            path=as_code(one.path),
            line=one.line,
            message=as_words(one.message),
            hint=as_words(one.hint),
        )
        for one in findings
    )


def _next(review: Review, around: Around, told: Told) -> str:
    lines = [f"**{told['next']}:**"]
    when = "then" if review.errors else "next"
    if review.errors:
        lines.append(told["next_mend"])
    names = _curators(topics_of(review.texts, around.hub), around.hub, told)
    read = f"{when}_read" if names else f"{when}_read_nobody"
    lines.append(told[read].format(curators=names))
    if around.usual is not None:
        lines.append(told["usually"].format(time=wait_words(around.usual, told)))
    return " ".join(lines)


def _named(topics: Iterable[str], hub: Hub) -> list[Person]:
    """The curators of topics who may be named, each once."""
    idents = dict.fromkeys(ident for slug in topics for ident in hub.topics[slug].curators)
    return [
        hub.people[ident] for ident in idents if ident in hub.people and hub.people[ident].named
    ]


def _curators(topics: Iterable[str], hub: Hub, told: Told) -> str:
    """Up to three names as a sentence has them, with a link where the hub has their page."""
    names = [_name(person, hub) for person in _named(topics, hub)[:3]]
    if len(names) < 2:
        return "".join(names)
    return told["and"].format(first=", ".join(names[:-1]), last=names[-1])


def _name(person: Person, hub: Hub) -> str:
    name = as_words(person.name)
    if hub.settings.site_url is None or not person.has_page:
        return name
    return f"[{name}]({hub.settings.site_url.rstrip('/')}/people/{quote(person.id)}/)"
