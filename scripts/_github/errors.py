"""What can go wrong between a hub and GitHub, each as one class. Messages are for who runs a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class GitHubError(Exception):
    """Something is in the way. The message says what, and how to mend it; it never holds the token."""


class NoTokenError(GitHubError):
    """No token is set, or what is set cannot be one."""


class TokenError(GitHubError):
    """GitHub does not accept the token."""


class ForbiddenError(GitHubError):
    """The token may not do what is needed."""


class SsoError(ForbiddenError):
    """The organization asks for single sign-on, and the token has not been allowed for it."""


class NotFoundError(GitHubError):
    """GitHub knows no such thing, or does not show it to this token."""


def no_repository(name: str) -> NotFoundError:
    """What to say of a repository that `repo_url` names and GitHub does not show."""
    return NotFoundError(
        f"GitHub has no repository “{name}”, or does not show it to this token. Check “repo_url” in "
        "mkdocs.yml, and that the token is for this repository."
    )


class LimitError(GitHubError):
    """GitHub's limit is reached, and the wait is longer than was allowed."""


class HeavyError(GitHubError):
    """The question was too much at once. Whoever asked can ask for less."""


class UnreachableError(GitHubError):
    """No answer could be had: no network, a cut connection, a server that is down."""


class TlsError(GitHubError):
    """The server's certificate is not trusted here."""


class ProxyError(GitHubError):
    """The proxy refused."""


class RedirectError(GitHubError):
    """The server sent us elsewhere. The token goes to no other place."""


class AnswerError(GitHubError):
    """What came is not an answer of GitHub's."""


class AddressError(GitHubError):
    """The address in the settings cannot be used."""


@contextmanager
def as_github_answers() -> Iterator[None]:
    """Take an answer apart: one that lacks what was asked for is none. Raises AnswerError."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError):
        raise AnswerError(
            "What came is not an answer of GitHub's. Check the API's address in mkdocs.yml "
            "(extra.hub.github.api)."
        ) from None


class QueryError(GitHubError):
    """GitHub did not understand the question, or will not do what it asks."""


class UncertainError(GitHubError):
    """A change was sent and no answer came: it may have been made or not. Look before you send it again."""
