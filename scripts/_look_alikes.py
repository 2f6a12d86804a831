"""What looks like a leak and is none: what documentation, code and orders are full of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from uuid import UUID

from commonplace.checks.check_digits import CHECKS
from scripts._leak_values import DIGITS, UPPER, WORDS, grouped, signs

_HEX = "0123456789abcdef"


def _failing(r: Random, check: str, make: Callable[[Random], str]) -> str:
    return next(number for number in iter(lambda: make(r), "") if not CHECKS[check](number))


def _isbn(r: Random) -> str:
    body = "978" + signs(r, DIGITS, 9)
    total = sum(int(sign) * (1, 3)[at % 2] for at, sign in enumerate(body))
    return grouped(body + str(-total % 10), 3, 1, 3, 5, by="-")


ALIKES: Mapping[str, tuple[Callable[[Random], str], tuple[str, ...]]] = {
    "keys of documentation": (
        lambda r: r.choice(
            (
                "AK" + "IAIOSFODNN7EXAMPLE",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "sk_" + "test_4eC39HqLyjWDarjtT1zdp7dc",
                "ghp_" + "x" * 36,
                "YOUR_API_KEY_GOES_HERE",
                "glpat-" + "x" * 20,
                "AKIA" + "X" * 16,
            )
        ),
        ("Use {} in examples.", "aws_secret_access_key = {}", "api_key: '{}'", "{}"),
    ),
    "placeholders": (
        lambda r: r.choice(
            (
                "${DB_PASSWORD}",
                "<your-password>",
                "changeme",
                "********",
                "{{ password }}",
                "$SECRET",
                "xxxxxxxxxxxx",
                "os.environ['PASSWORD']",
                "get_password(user)",
                "your-password-here",
                "None",
                "true",
            )
        ),
        ("password: {}", "PASSWORD={}", "token = {}", "secret: {}"),
    ),
    "example addresses": (
        lambda r: r.choice(
            (
                "ada@example.org",
                "someone@example.com",
                "you@yourcompany.com",
                "git@github.com:example/hub.git",
                "noreply@github.com",
                "user@host.example",
                "name@domain.com",
                "test@test.com",
                "jane@mail.example.net",
            )
        ),
        ("Write to {}.", "git clone {}", "`{}`", "From: {}"),
    ),
    "things with an at sign": (
        lambda r: r.choice(
            (
                "logo@2x.png",
                "left-pad@1.3.0",
                "@angular/core@17.2.1",
                "getty@tty1.service",
                "actions/checkout@v4",
                "@pytest.mark.slow",
                "@media (min-width: 60em)",
                "user@localhost",
                "@ada on Mastodon",
            )
        ),
        ("{}", "See {} there.", "uses: {}"),
    ),
    "versions": (
        lambda r: r.choice(
            (
                f"{r.randint(1, 20)}.{r.randint(0, 30)}.{r.randint(0, 99)}",
                f"v{r.randint(1, 9)}.0.{r.randint(1, 999)}.1",
                f"{r.randint(2020, 2026)}.{r.randint(10, 12)}.{r.randint(1, 28)}",
                "124.0.6367.118",
                "macOS 14.4.1",
            )
        ),
        ("We run {}.", "version {}", "upgrade to {}"),
    ),
    "hashes": (
        lambda r: signs(r, _HEX, r.choice((7, 32, 40, 64))),
        ("commit {}", "The digest is {}.", "sha256:{}", "{}"),
    ),
    "UUIDs": (
        lambda r: str(UUID(int=r.getrandbits(128), version=4)),
        ("id: {}", "request {}", "trace {} was slow"),
    ),
    "books": (_isbn, ("ISBN {}", "read {}")),
    "days and times": (
        lambda r: r.choice(
            (
                f"{r.randint(1990, 2026)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}",
                "2026-03-01T09:12:44+01:00",
                f"{r.randint(1, 28):02}.{r.randint(1, 12):02}.{r.randint(1990, 2026)}",
                "20260301101112",
                "09:15-17:45",
                f"{r.randint(1, 28):02}/{r.randint(1, 12):02}/{r.randint(2000, 2026)}",
                "1767225600",
                "1767225600123",
            )
        ),
        ("It was {}.", "{}: it fell", "until {} o’clock"),
    ),
    "orders and tickets": (
        lambda r: r.choice(
            (
                f"PO-{signs(r, DIGITS, 6)}",
                f"JIRA-{signs(r, DIGITS, 4)}",
                f"#{signs(r, DIGITS, 5)}",
                f"RFC {signs(r, '3456', 4)}",
                f"{signs(r, '3456789', 7)}",
                f"SKU {signs(r, UPPER, 3)}-{signs(r, '3456', 5)}",
                f"DIN {signs(r, '3456', 5)}",
            )
        ),
        ("order {}", "See {}.", "ticket {} is open", "part {}"),
    ),
    "numbers without a check digit": (
        lambda r: r.choice(
            (
                _failing(r, "card", lambda x: "4" + signs(x, DIGITS, 15)),
                grouped(_failing(r, "card", lambda x: "5" + signs(x, DIGITS, 15)), 4, 4, 4),
                "DE" + _failing(r, "iban", lambda x: "DE" + signs(x, DIGITS, 20))[2:],
                _failing(r, "bsn", lambda x: signs(x, "123456789", 9)),
                _failing(r, "pesel", lambda x: signs(x, DIGITS, 11)),
            )
        ),
        ("meter reading {}", "{}", "parcel {}"),
    ),
    "numbers of documentation": (
        lambda r: r.choice(
            (
                "4111 1111 1111 1111",
                "4242424242424242",
                "DE89 3704 0044 0532 0130 00",
                "078-05-1120",
                "123-45-6789",
                "12345678Z",
                "QQ 12 34 56 C",
                "555-0123",
                "+1 202 555 0147",
                "020 7946 0018",
                "378282246310005",
            )
        ),
        ("For tests, take {}.", "{}", "such as {}"),
    ),
    "figures in code": (
        lambda r: r.choice(
            (
                f"timeout={signs(r, '3456789', 8)}",
                f"x = {signs(r, '345', 10)}",
                f"0x{signs(r, _HEX, 8)}",
                f"[{', '.join(signs(r, '3456', 3) for _ in range(6))}]",
                f"{r.random():.12f}",
                "2147483647",
                "+2147483647",
                f"-{signs(r, '3456', 6)},{signs(r, '3456', 6)}",
                "1 000 000 000",
                "192 x 168 x 10",
                "3.141592653589793",
            )
        ),
        ("{}", "seed {}", "print({})"),
    ),
    "networks of documentation": (
        lambda r: r.choice(
            (
                "192.0.2.10",
                "198.51.100.7",
                "203.0.113.99",
                "127.0.0.1",
                "224.0.0.251",
                "255.255.255.0",
                "192.168.1.1",
                "10.0.0.0/8",
                "10.0.0.5",
                "8.8.8.8",
                "172.17.0.2",
                "00:00:5E:00:53:01",
                "00:11:22:33:44:55",
                "::1",
            )
        ),
        ("It listens on {}.", "ping {}", "{}"),
    ),
    "machines of documentation": (
        lambda r: r.choice(
            (
                "host.docker.internal",
                ".env.local",
                "~/.local/bin",
                "wiki.example.org",
                "raspberrypi.local",
                "localhost",
                "threading.local()",
                "com.sun.internal",
                "api.svc.cluster.local",
                "settings.local.json",
                "www.python.org",
            )
        ),
        ("open {}", "{}", "see {} there"),
    ),
    "public keys and digests": (
        lambda r: r.choice(
            (
                "-----BEGIN PUBLIC KEY-----\n" + signs(r, WORDS, 64),
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + signs(r, WORDS, 43),
                "-----BEGIN CERTIFICATE-----\n" + signs(r, WORDS, 64),
                "pk_" + "live_" + signs(r, WORDS, 24),
                "integrity sha512-" + signs(r, WORDS, 86) + "==",
                "-----BEGIN RSA PRIVATE KEY-----\n…\n",
            )
        ),
        ("{}",),
    ),
    "coordinates of a drawing": (
        lambda r: (
            f"M{r.randint(1, 99)}.{r.randint(1, 99)} {r.randint(1, 99)}.{r.randint(1, 9)}L7 0"
        ),
        ("{}", "path {}"),
    ),
    "words of the trade": (
        lambda r: r.choice(
            (
                "password manager",
                "a token of thanks",
                "the secret of a good shift",
                "the key to it: patience and care",
                "forgot your password?",
                "customer number missing",
                "patient identification",
                "case number on the form",
            )
        ),
        ("It is about {}.", "{}"),
    ),
}
"""By the name that the table shows: how to make one, and what people write around it."""
