"""The client that asks GitHub: patient, polite, silent about its token, never in doubt about a change."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from scripts._github.client import RATE, Client, Manners
from scripts._github.errors import (
    AddressError,
    AnswerError,
    ForbiddenError,
    GitHubError,
    HeavyError,
    LimitError,
    NotFoundError,
    NoTokenError,
    QueryError,
    RedirectError,
    SsoError,
    TokenError,
    UncertainError,
    UnreachableError,
)
from scripts._github.tokens import NAMES, token_of
from scripts._github.transport import Bounds, endpoint_of
from tests.support.github import TOKEN, Fault, GitHub, What, World, serve_github

WHO = f"query Who {{ viewer {{ login }} {RATE} }}"
OPEN = """mutation Open($repository: ID!, $category: ID!, $title: String!) {
  createDiscussion(input: {repositoryId: $repository, categoryId: $category, title: $title, body: "B"}) {
    discussion { id number title }
  }
}"""


@pytest.fixture
def github() -> Iterator[GitHub]:
    world = World()
    world.repository()
    with serve_github(world) as served:
        yield served


class Ear:
    """Hears what the client says, and how long it pauses; the world's time goes by meanwhile."""

    def __init__(self, world: World) -> None:
        self.world, self.pauses, self.words = world, list[float](), list[str]()

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.world.wait(seconds)

    def manners(self, **more: Any) -> Manners:
        return Manners(pause=self.pause, say=self.words.append, now=lambda: self.world.now, **more)


@pytest.fixture
def ear(github: GitHub) -> Ear:
    return Ear(github.world)


@pytest.fixture
def client(github: GitHub, ear: Ear) -> Iterator[Client]:
    made = Client(github.api, TOKEN, ear.manners())
    yield made
    made.close()


@pytest.mark.parametrize(
    ("api", "endpoint"),
    [
        ("https://api.github.com", "https://api.github.com/graphql"),
        ("https://api.github.com/", "https://api.github.com/graphql"),
        ("https://git.example.org/api/v3", "https://git.example.org/api/graphql"),
        ("https://git.example.org/api/v3/", "https://git.example.org/api/graphql"),
        ("https://git.example.org:8443/api", "https://git.example.org:8443/api/graphql"),
        ("http://127.0.0.1:99", "http://127.0.0.1:99/graphql"),
        ("http://[::1]:99/api/v3", "http://[::1]:99/api/graphql"),
    ],
)
def test_where_graphql_is_asked(api: str, endpoint: str) -> None:
    assert endpoint_of(api) == endpoint


@pytest.mark.parametrize(
    "api",
    [
        *("http://api.github.com", "http://127.0.0.1.example.org", "ftp://api.github.com", "", "x"),
        *(
            "https://",
            "https://a:b@api.github.com",
            "https://h:port",
            "https://h/?q=1",
            "https://[",
        ),
    ],
)
def test_addresses_that_are_not_asked(api: str) -> None:
    with pytest.raises(AddressError):
        Client(api, TOKEN)


def test_the_token_comes_from_the_first_name_that_is_set() -> None:
    everyone = {name: name.lower() for name in NAMES}
    assert token_of(everyone) == "hub_github_token"
    assert token_of({**everyone, NAMES[0]: " "}) == "github_token"
    assert token_of({"GH_TOKEN": " t\n"}) == "t"
    with pytest.raises(NoTokenError, match="Set HUB_GITHUB_TOKEN"):
        token_of({})
    for odd in ("two words", "ä", "a\nb", "x" * 1001):
        with pytest.raises(NoTokenError, match="GH_TOKEN holds cannot be a token") as told:
            token_of({"GH_TOKEN": odd})
        assert odd not in str(told.value)


def test_an_answer_and_what_it_took(client: Client, github: GitHub) -> None:
    assert client.ask(WHO)["viewer"] == {"login": "ana"}
    assert client.spent.requests == client.spent.points == 1
    assert client.clock == github.world.now
    (asked,) = github.log
    assert asked.operation == "Who"
    assert asked.headers["Authorization"] == "…"
    assert TOKEN not in repr(client) + repr(github.log)


@pytest.mark.parametrize(
    "query",
    [
        "query Q { viewer { logins } }",
        'query Q { repository(owner: 1, name: "x") { id } }',
        "query Q { viewer { login } ",
        "query Q($x: Int) { viewer { login } nothing }",
    ],
)
def test_a_wrong_question_is_told_at_once(client: Client, github: GitHub, query: str) -> None:
    with pytest.raises(QueryError):
        client.ask(query)
    assert len(github.log) == 1


PAGES = (
    'query Q($n: Int) { repository(owner: "acme", name: "hub") { discussions(first: $n) { %s } } }'
)


DEEP = "nodes { comments(first: 100) { nodes { replies(first: 100) { nodes { id } } } } }"


@pytest.mark.parametrize(
    ("query", "size", "word"),
    [
        (PAGES % "nodes { id }", 101, "exceeds the `first` limit of 100"),
        (PAGES % "nodes { id }", None, "You must provide a `first` or `last` value"),
        (PAGES % DEEP, 100, "1,010,100 possible nodes"),
    ],
)
def test_the_local_github_keeps_githubs_limits(
    client: Client, query: str, size: int | None, word: str
) -> None:
    with pytest.raises(GitHubError, match=word):
        client.ask(query, {"n": size})
    assert client.ask(PAGES % "totalCount", {"n": None})


def test_points_are_counted_as_github_documents_it(client: Client) -> None:
    query = (
        PAGES % "nodes { comments(first: 20) { nodes { replies(first: 20) { nodes { id } } } } }"
    )
    query = f"{query.removesuffix('}')} {RATE} }}"
    assert client.ask(query, {"n": 25})["rateLimit"]["cost"] == 5


DOWN = (
    *(What.BAD_GATEWAY, What.UNAVAILABLE, What.GATEWAY_TIMEOUT, What.CUT_BEFORE, What.CUT_AFTER),
    *(What.HALF, What.NOT_JSON, What.EMPTY),
)


@pytest.mark.parametrize("what", DOWN)
def test_a_server_that_is_down_is_asked_again_with_growing_pauses(
    client: Client, github: GitHub, ear: Ear, what: What
) -> None:
    github.fail(what, times=5)
    assert client.ask(WHO)["viewer"]["login"] == "ana"
    assert ear.pauses == [1, 2, 4, 8, 16]
    github.fail(what, times=6)
    with pytest.raises((UnreachableError, HeavyError)):
        client.ask(WHO)


def test_a_server_that_is_silent_is_asked_again(github: GitHub, ear: Ear) -> None:
    client = Client(github.api, TOKEN, ear.manners(bounds=Bounds(silence=0.2)))
    github.fail(Fault(What.SLOW, 0.5))
    assert client.ask(WHO)["viewer"]["login"] == "ana"
    assert ear.pauses == [1]
    github.fail(Fault(What.SLOW, 0.5), times=2)
    with pytest.raises(HeavyError):
        client.ask(WHO, tries=2)


def test_an_answer_without_end_is_not_read_to_its_end(github: GitHub, ear: Ear) -> None:
    client = Client(github.api, TOKEN, ear.manners(bounds=Bounds(most=3_000_000)))
    github.fail(What.HUGE)
    with pytest.raises(HeavyError, match="more than 3 MB"):
        client.ask(WHO)


def test_nobody_there(ear: Ear) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    client = Client(f"http://127.0.0.1:{port}", TOKEN, ear.manners())
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1 cannot be reached"):
        client.ask(WHO)
    assert ear.pauses == [1, 2]
    with pytest.raises(UnreachableError):
        client.change(OPEN, {})


@pytest.mark.parametrize("status", [403, 429])
def test_a_secondary_limit_is_obeyed(client: Client, github: GitHub, ear: Ear, status: int) -> None:
    github.fail(Fault(What.SECONDARY, 7, status=status))
    assert client.ask(WHO)
    assert ear.pauses == [8]
    github.fail(Fault(What.SECONDARY, status=status), times=2)
    assert client.ask(WHO)
    assert ear.pauses == [8, 61, 121]
    github.fail(Fault(What.SECONDARY, status=status), times=9)
    with pytest.raises(LimitError, match="What was read is kept"):
        client.ask(WHO)


def test_new_points_are_waited_for_when_they_are_near(
    client: Client, github: GitHub, ear: Ear
) -> None:
    github.fail(Fault(What.LIMIT, 200))
    assert client.ask(WHO)
    assert ear.pauses == [201]
    github.fail(Fault(What.LIMIT, 2000))
    with pytest.raises(LimitError, match=r"Go on at \d\d:\d\d UTC, in about 33 minutes"):
        client.ask(WHO)
    assert ear.pauses == [201]


def test_a_few_points_are_left_for_colleagues(client: Client, github: GitHub, ear: Ear) -> None:
    github.budget.limit = 30
    for _ in range(21):
        client.ask(WHO)
    with pytest.raises(LimitError):
        client.ask(WHO)
    assert github.budget.used == 21
    assert github.budget.reset_at is not None
    github.world.now = github.budget.reset_at - timedelta(minutes=4)
    client.clock = github.world.now
    assert client.ask(WHO)
    assert ear.pauses == [241]


SAYS: dict[str, tuple[Fault, type[GitHubError], str]] = {
    "not found": (Fault(What.ERROR, kind="NOT_FOUND", message="no"), NotFoundError, "does not find"),
    "forbidden": (Fault(What.ERROR, kind="FORBIDDEN", message="no"), ForbiddenError, "Discussions: read"),
    "scopes": (Fault(What.ERROR, kind="INSUFFICIENT_SCOPES", message="no"), ForbiddenError, "repo"),
    "saml": (Fault(What.ERROR, kind="FORBIDDEN", message="SAML enforcement"), SsoError, "Configure SSO"),
    "large": (Fault(What.ERROR, kind="RESOURCE_LIMITS_EXCEEDED", message="x"), HeavyError, "too large"),
    "other": (Fault(What.ERROR, kind="MIGHTY_ODD", message="x"), QueryError, "refuses it"),
    "hostile": (Fault(What.ERROR, message="\x1b[31m" + "x" * 9999), QueryError, "xxx …"),
    "refused": (Fault(What.REFUSED, message="Resource not accessible"), ForbiddenError, "“Resource not"),
    "refused by sso": (Fault(What.REFUSED, message="Resource protected by SAML"), SsoError, "single"),
    "gone": (Fault(What.REFUSED, message="x", status=404), AnswerError, "no API"),
    "odd": (Fault(What.REFUSED, message="x", status=418), AnswerError, "418"),
    "moved": (Fault(What.REDIRECT, to="http://127.0.0.1:9/elsewhere"), RedirectError, "real address"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAYS)
def test_each_refusal_is_one_class_and_a_plain_sentence(
    client: Client, github: GitHub, ear: Ear, name: str
) -> None:
    fault, kind, word = SAYS[name]
    github.fail(fault)
    with pytest.raises(GitHubError, match=word) as told:
        client.ask(WHO)
    assert type(told.value) is kind
    assert TOKEN not in str(told.value)
    assert str(told.value).isprintable()
    assert ear.pauses == []
    assert len(github.log) == 1


def test_the_token_goes_nowhere_else(github: GitHub, ear: Ear) -> None:
    with serve_github(World()) as other:
        github.fail(Fault(What.REDIRECT, to=f"{other.api}/graphql"))
        with pytest.raises(RedirectError):
            Client(github.api, TOKEN, ear.manners()).ask(WHO)
        assert other.log == []


def test_a_wrong_token(github: GitHub, ear: Ear) -> None:
    with pytest.raises(TokenError, match="does not accept the token") as told:
        Client(github.api, "ghp_wrong", ear.manners()).ask(WHO)
    assert "ghp_wrong" not in str(told.value)
    assert ear.pauses == []


def test_netrc_and_proxies_of_the_environment_do_not_come_between(
    github: GitHub, ear: Ear, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert Client(github.api, TOKEN, ear.manners()).ask(WHO)["viewer"]["login"] == "ana"


def opened(github: GitHub) -> Callable[[Client], dict[str, Any]]:
    hub = github.world.repositories["acme/hub"]
    values = {"repository": hub.id, "category": hub.categories[0].id, "title": "T"}
    return lambda client: client.change(OPEN, values)


def test_a_change_is_made(client: Client, github: GitHub, ear: Ear) -> None:
    change = opened(github)
    assert change(client)["createDiscussion"]["discussion"]["title"] == "T"
    github.fail(Fault(What.SECONDARY, 5))
    assert change(client)
    assert ear.pauses == [1, 6]
    assert len(github.world.repositories["acme/hub"].talk) == 2


@pytest.mark.parametrize("what", DOWN)
def test_a_change_is_not_sent_again_blindly(client: Client, github: GitHub, what: What) -> None:
    github.fail(what, times=9)
    with pytest.raises(UncertainError, match="looks first"):
        opened(github)(client)
    assert len(github.log) == 1
    made = len(github.world.repositories["acme/hub"].talk)
    assert made == (1 if what in (What.CUT_AFTER, What.HALF) else 0)


def test_a_change_that_is_refused_is_told(github: GitHub, ear: Ear) -> None:
    github.world.allow("reader", write=False)
    client = Client(github.api, "reader", ear.manners())
    with pytest.raises(ForbiddenError):
        opened(github)(client)


def test_what_is_not_there_is_null_for_who_asks_so(client: Client, github: GitHub) -> None:
    hub = github.world.repositories["acme/hub"]
    query = f"query Q($ids: [ID!]!) {{ nodes(ids: $ids) {{ id }} {RATE} }}"
    asked = {"ids": [hub.id, "nothing"]}
    assert client.ask(query, asked, absent=True)["nodes"] == [{"id": hub.id}, None]
    with pytest.raises(NotFoundError):
        client.ask(query, asked)
