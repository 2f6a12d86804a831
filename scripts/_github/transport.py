"""One request over the wire: to one host alone, bounded in time and size, the token never passed on."""

from __future__ import annotations

import contextlib
import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase

from scripts._github.errors import AddressError, HeavyError, ProxyError, RedirectError, TlsError

_CONNECT_SECONDS = 15.0
_SILENCE_SECONDS = 60.0
_WHOLE_SECONDS = 180.0
MOST_BYTES = 64_000_000
_PIECE = 65_536
_TELLING = 16  # shorter ones are no tokens of GitHub's, and may be a word


class CutError(Exception):
    """No whole answer came. `sent`: the request may have reached the server; `late`: it took too long."""

    def __init__(self, *, sent: bool, late: bool = False) -> None:
        """Say how far it came."""
        super().__init__("cut")
        self.sent = sent
        self.late = late


@dataclass(frozen=True)
class Reply:
    """What came back: the status, the headers in any case, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Bounds:
    """How long to wait for a connection, for the next piece and for the whole, and how much to read."""

    connect: float = _CONNECT_SECONDS
    silence: float = _SILENCE_SECONDS
    whole: float = _WHOLE_SECONDS
    most: int = MOST_BYTES


class _Bearer(AuthBase):
    """Puts the token in; that there is one keeps requests from asking .netrc for another."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def endpoint_of(api: str) -> str:
    """Where GraphQL is asked, for an API as the settings name it. Raises AddressError.

    `https://api.github.com` gives `https://api.github.com/graphql`, and an Enterprise server's
    `https://host/api/v3` gives `https://host/api/graphql`.
    """
    try:
        parts = urlsplit(api.strip())
        host = parts.hostname
        _ = parts.port
    except ValueError:
        host = None
    if not host or "@" in parts.netloc or parts.query or parts.fragment:
        raise AddressError(
            "The address of GitHub's API in mkdocs.yml (extra.hub.github.api) is no address. "
            "It looks like https://api.github.com, or https://your.server/api/v3."
        )
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise AddressError(
            f"The API at {host} is not asked without https, since anybody on the way could read the "
            "token. Write https:// in mkdocs.yml (extra.hub.github.api)."
        )
    path = parts.path.rstrip("/")
    path = f"{path.removesuffix('/v3')}/graphql" if path.endswith("/api/v3") else f"{path}/graphql"
    return f"{parts.scheme}://{parts.netloc}{path}"


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Transport:
    """Asks one host, at one address by POST. Follows no redirect."""

    def __init__(
        self, address: str, token: str, bounds: Bounds, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Get ready; nothing is sent yet."""
        self.address = address
        self.host = urlsplit(address).hostname or ""
        self._token = token.encode("ascii")
        self._bounds = bounds
        self._clock = clock
        self._session = requests.Session()
        self._session.auth = _Bearer(token)
        self._session.trust_env = not is_loopback(self.host)  # a proxy is no way to this machine
        self._session.mount("https://", HTTPAdapter(max_retries=0))
        self._session.mount("http://", HTTPAdapter(max_retries=0))
        self._session.headers.update(
            {
                "User-Agent": "commonplace-hub",
                "Accept": "application/json",
                "Content-Type": "application/json; charset=utf-8",
            }
        )

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def post(self, body: bytes) -> Reply:
        """Send `body` and return what came. Raises CutError, or the GitHubError that says why not."""
        return self._explained("POST", self.address, body)

    def get(self, address: str) -> Reply:
        """What stands at an address of the same host. Raises as `post` does."""
        if urlsplit(address)[:2] != urlsplit(self.address)[:2]:
            raise ValueError("the token is for one host alone")
        return self._explained("GET", address, None)

    def _explained(self, method: str, address: str, body: bytes | None) -> Reply:
        try:
            return self._send(method, address, body)
        except requests.exceptions.SSLError as problem:
            raise self._of_tls(problem) from None
        except requests.exceptions.ProxyError:
            raise ProxyError(
                f"The proxy did not let us through to {self.host}. Check the environment variable "
                "HTTPS_PROXY, and NO_PROXY for a server inside your company."
            ) from None
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema):
            raise AddressError(
                "The address of GitHub's API in mkdocs.yml (extra.hub.github.api), or of the proxy in "
                "the environment (HTTPS_PROXY), cannot be used."
            ) from None
        except requests.exceptions.ConnectTimeout:
            raise CutError(sent=False, late=False) from None
        except requests.exceptions.Timeout:
            raise CutError(sent=True, late=True) from None
        except requests.exceptions.ConnectionError as problem:
            raise CutError(sent=not _never_connected(problem)) from None
        except requests.exceptions.RequestException:
            raise CutError(sent=True) from None
        except OSError:
            # requests says so by a plain OSError where the file with certificates is not there
            raise TlsError(
                "The file with certificates cannot be read. Check the environment variables "
                "REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE."
            ) from None

    def _send(self, method: str, address: str, body: bytes | None) -> Reply:
        began = self._clock()
        with self._session.request(
            method,
            address,
            data=body,
            stream=True,
            allow_redirects=False,
            timeout=(self._bounds.connect, self._bounds.silence),
        ) as answer:
            if answer.is_redirect or 300 <= answer.status_code < 400:
                raise RedirectError(
                    f"{self.host} sent us to another address, and the token is given to no other. "
                    "Write the API's real address into mkdocs.yml (extra.hub.github.api)."
                )
            pieces, size = [], 0
            for piece in answer.iter_content(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > self._bounds.most:
                    raise HeavyError(
                        f"{self.host} sent more than {self._bounds.most // 1_000_000} MB in one answer, "
                        "which GitHub does not do. Check the API's address in mkdocs.yml."
                    )
                if self._clock() - began > self._bounds.whole:
                    raise CutError(sent=True, late=True)
            return Reply(answer.status_code, answer.headers, self._without_token(b"".join(pieces)))

    def _of_tls(self, problem: Exception) -> TlsError:
        if "CERTIFICATE_VERIFY_FAILED" in str(problem):
            return TlsError(
                f"The certificate of {self.host} is not trusted here. Ask your IT department for the "
                "company's certificate file, and name it in the environment variable REQUESTS_CA_BUNDLE."
            )
        return TlsError(
            f"No secure connection to {self.host} could be made. Check the API's address in mkdocs.yml "
            "(extra.hub.github.api), and whether a firewall is in between."
        )

    def _without_token(self, body: bytes) -> bytes:
        """An answer that repeats the token, as a proxy may or a careless comment, is kept without it."""
        return body.replace(self._token, b"***") if len(self._token) >= _TELLING else body


def _never_connected(problem: BaseException) -> bool:
    """Whether not even a connection was made, so that nothing can have been sent."""
    found: BaseException | None = problem
    for _ in range(6):
        if type(found).__name__ in ("NewConnectionError", "NameResolutionError"):
            return True
        inner = getattr(found, "reason", None)
        if inner is None and found is not None:
            with contextlib.suppress(IndexError):
                inner = found.args[0]
        found = inner if isinstance(inner, BaseException) else None
    return False
