"""What is set up wrongly, by the settings and what GitHub says: each finding with the way to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.discussions.keep import ThreadPlan
from commonplace.model.discussions import Category, find_category
from commonplace.model.settings import Audience, CommentsIn, Settings

_FILE = "mkdocs.yml"
_GISCUS_FILE = "giscus.json"
_MAY_WRITE = {"WRITE", "MAINTAIN", "ADMIN"}
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_WEEK = 7


@dataclass(frozen=True)
class Facts:
    """What GitHub, giscus and the site answered. None means that nobody could tell.

    `permission` is GitHub's word for what the token's account may do in the repository, `scopes` what a
    classic token was made for. `opened_by_others` is the number of a discussion in the category for
    comments that was opened by somebody who is no maintainer. `giscus_answer` is "installed", "missing" or
    "unreachable"; `giscus_origins` are those that giscus.json allows, if it names any. `site_answer` is
    "hub", "other" or "unreachable".
    """

    private: bool
    archived: bool
    discussions_on: bool
    repo_id: str
    categories: tuple[Category, ...]
    permission: str | None = None
    scopes: frozenset[str] | None = None
    opened_by_others: int | None = None
    giscus_answer: str | None = None
    giscus_origins: tuple[str, ...] = ()
    site_answer: str | None = None
    snapshot_days: int | None = None


def findings(
    settings: Settings, facts: Facts, threads: ThreadPlan | None
) -> tuple[Diagnostic, ...]:
    """Everything that is wrong, what stops everything else first. Empty when all is well."""
    if not facts.discussions_on:
        return (_find("giscus-discussions-off", repository=settings.repository),)
    return (
        *_repository(settings, facts),
        *_categories(settings, facts),
        *_giscus(settings, facts),
        *_site(settings, facts),
        *_threads(settings, threads),
    )


def without_repository(settings: Settings) -> Diagnostic | None:
    """Why nothing can be asked at all, if so."""
    if settings.repo_url is None:
        return _find("giscus-no-repository")
    if settings.repository is None:
        web = settings.github.web
        return _find("giscus-other-host", repo_url=settings.repo_url, web=web)
    return None


def _find(code: str, path: str = _FILE, **values: object) -> Diagnostic:
    return diagnose(code, path, 1, 1, **values)


def _repository(settings: Settings, facts: Facts) -> Iterator[Diagnostic]:
    if facts.archived:
        yield _find("giscus-archived", repository=settings.repository)
    if facts.private and settings.audience is Audience.PUBLIC:
        yield _find("giscus-public-hub", repository=settings.repository)
    lacks_scope = facts.scopes is not None and not facts.scopes & (
        {"repo", "write:discussion"}
        if facts.private
        else {"repo", "public_repo", "write:discussion"}
    )
    if lacks_scope or (facts.permission is not None and facts.permission not in _MAY_WRITE):
        yield _find("giscus-token-reads-only", repository=settings.repository)
    elif facts.permission == "WRITE":
        yield _find("giscus-account-writes-only", repository=settings.repository)
    if facts.snapshot_days is None:
        yield _find("giscus-no-snapshot")
    elif facts.snapshot_days > _WEEK:
        yield _find("giscus-old-snapshot", days=facts.snapshot_days)


def _categories(settings: Settings, facts: Facts) -> Iterator[Diagnostic]:
    names = ", ".join(f"“{one.name}”" for one in facts.categories) or "none"
    wanted = settings.discussions
    comments = find_category(facts.categories, wanted.comments)
    if comments is None:
        yield _find("giscus-category-missing", name=wanted.comments, names=names)
    elif comments.answerable:
        yield _find("giscus-category-answers", name=comments.name)
    elif facts.opened_by_others is not None:
        number = facts.opened_by_others
        yield _find("giscus-category-open", name=comments.name, number=number)
    questions = find_category(facts.categories, wanted.questions)
    if questions is None:
        yield _find("giscus-questions-missing", name=wanted.questions, names=names)
    elif not questions.answerable:
        yield _find("giscus-questions-unanswerable", name=questions.name)
    if comments is not None and comments == questions:
        yield _find("giscus-category-twice", name=comments.name)


def _giscus(settings: Settings, facts: Facts) -> Iterator[Diagnostic]:
    wanted = settings.comments in (CommentsIn.GISCUS, CommentsIn.BOTH)
    given = settings.giscus
    comments = find_category(facts.categories, settings.discussions.comments)
    if given.repo_id and given.repo_id != facts.repo_id:
        yield _find("giscus-repo-id", repository=settings.repository, value=given.repo_id)
    if given.category_id and comments and given.category_id != comments.id:
        yield _find("giscus-category-id", name=comments.name, value=given.category_id)
    if not wanted:
        return
    if not settings.github.is_public:
        yield _find("giscus-enterprise-server", web=settings.github.web)
        return
    if settings.github.managed_users:
        yield _find("giscus-managed-users")
    if not (given.repo_id and given.category_id):
        yield _find("giscus-ids-missing")
    if facts.private:
        yield _find("giscus-private", repository=settings.repository)
    if facts.giscus_answer == "missing":
        yield _find("giscus-app-missing", repository=settings.repository, origin=given.origin)
    elif facts.giscus_answer == "unreachable":
        yield _find("giscus-unreachable", origin=given.origin)
    origin = _origin(settings.site_url)
    if facts.giscus_origins and origin and origin not in facts.giscus_origins:
        yield _find("giscus-origins", _GISCUS_FILE, origin=origin)


def _site(settings: Settings, facts: Facts) -> Iterator[Diagnostic]:
    if settings.site_url is None:
        yield _find("giscus-no-site")
        return
    parts = urlsplit(settings.site_url)
    if parts.hostname in _LOCAL:
        yield _find("giscus-local-site", site=settings.site_url)
    elif facts.site_answer == "other":
        yield _find("giscus-other-site", site=settings.site_url)
    elif facts.site_answer == "unreachable":
        yield _find("giscus-site-unreachable", site=settings.site_url)


def _origin(site: str | None) -> str | None:
    if site is None:
        return None
    parts = urlsplit(site)
    return f"{parts.scheme}://{parts.netloc}"


def _threads(settings: Settings, threads: ThreadPlan | None) -> Iterator[Diagnostic]:
    if threads is None:
        return
    for ident, others in threads.doubled.items():
        numbers = ", ".join(f"#{one.number}" for one in others)
        yield _find("giscus-thread-twice", id=ident, numbers=numbers)
    name = settings.discussions.comments
    for one in threads.orphans:
        yield _find("giscus-thread-orphan", number=one.number, title=one.title)
    for one in threads.unmarked:
        yield _find("giscus-thread-unmarked", number=one.number, title=one.title, name=name)
    if threads.create:
        yield _find("giscus-threads-to-make", count=len(threads.create))
    if threads.renew:
        yield _find("giscus-threads-to-renew", count=len(threads.renew))
