"""Makes values that look like leaks, out of parts: none of them stands in the repository in one piece."""

from __future__ import annotations

import string
from collections.abc import Callable
from random import Random

from commonplace.checks.check_digits import CHECKS

LOWER, UPPER, DIGITS = string.ascii_lowercase, string.ascii_uppercase, string.digits
WORDS = LOWER + UPPER + DIGITS
_HEX = "0123456789abcdef"
_COMPANY = (
    "nordwind-pumpen",
    "halden-klinik",
    "brightwater-labs",
    "casa-olmo",
    "vestergaard-foods",
)
_FIRST = ("ingrid", "tomasz", "amira", "lucas", "noemi", "björn", "yuki", "fatou")
_LAST = (
    "halvorsen",
    "kowalczyk",
    "benali",
    "ferreira",
    "castellan",
    "lindqvist",
    "okafor",
    "meyer",
)
_TRIES = 100_000


def signs(random: Random, alphabet: str, count: int) -> str:
    """So many signs, by chance."""
    return "".join(random.choice(alphabet) for _ in range(count))


def proven(random: Random, check: str, make: Callable[[Random], str]) -> str:
    """A number that its own check digit proves."""
    for _ in range(_TRIES):
        number = make(random)
        if CHECKS[check](number):
            return number
    raise AssertionError(f"no number for {check}")


def grouped(number: str, *sizes: int, by: str = " ") -> str:
    """A number in groups."""
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return by.join(part for part in (*parts, number[at:]) if part)


def day(random: Random, order: str) -> str:
    """A day as some of its parts."""
    parts = {
        "y": f"{random.randint(40, 99):02}",
        "m": f"{random.randint(1, 12):02}",
        "d": f"{random.randint(1, 28):02}",
    }
    return "".join(parts[one] for one in order)


def aws(r: Random) -> str:
    """A key of Amazon Web Services."""
    return r.choice(("AK", "AS")) + "IA" + signs(r, UPPER + "234567", 16)


def github(r: Random) -> str:
    """A token of GitHub, of the old form or the new."""
    if r.random() < 0.3:
        return "github_" + "pat_" + signs(r, WORDS, 22) + "_" + signs(r, WORDS, 59)
    return "gh" + r.choice("pousr") + "_" + signs(r, WORDS, 36)


def slack(r: Random) -> str:
    """A token of Slack."""
    return (
        "xo"
        "x"
        + r.choice("bp")
        + f"-{signs(r, DIGITS, 12)}-{signs(r, DIGITS, 12)}-{signs(r, WORDS, 24)}"
    )


def service(r: Random) -> str:
    """A key of one of ten other services."""
    return r.choice(
        (
            lambda: "sk_" + "live_" + signs(r, WORDS, 24),
            lambda: "glp" + "at-" + signs(r, WORDS, 20),
            lambda: "np" + "m_" + signs(r, WORDS, 36),
            lambda: "py" + "pi-AgEIcHlwaS5vcmc" + signs(r, WORDS, 70),
            lambda: "AI" + "za" + signs(r, WORDS + "_-", 34) + r.choice(WORDS),
            lambda: "S" + "G." + signs(r, WORDS, 22) + "." + signs(r, WORDS, 43),
            lambda: "dop_" + "v1_" + signs(r, _HEX, 64),
            lambda: "hv" + "s." + signs(r, WORDS, 28),
            lambda: "sk-" + "ant-api03-" + signs(r, WORDS, 60),
            lambda: "shp" + "at_" + signs(r, _HEX, 32),
        )
    )()


def jwt(r: Random) -> str:
    """A signed token."""
    return "eyJhbGciOiJIUzI1NiJ9.eyJ" + signs(r, WORDS, 40) + "." + signs(r, WORDS + "_", 42) + "x"


def azure(r: Random) -> str:
    """A key of a storage account."""
    return "Account" + "Key=" + signs(r, WORDS, 86) + "=="


def pem(r: Random) -> str:
    """A private key."""
    kind = r.choice(("RSA ", "", "EC ", "OPENSSH "))
    body = "\n".join(signs(r, WORDS + "+/", 64) for _ in range(3))
    return f"-----BEGIN {kind}PRIVATE" + f" KEY-----\n{body}\n-----END {kind}PRIVATE KEY-----"


def password(r: Random) -> str:
    """A password as people choose them."""
    word = r.choice(("Gletscher", "Maraschino", "Bluebell", "Trombone"))
    return f"{word}{r.randint(2, 9)}{r.choice('-_.+')}{signs(r, WORDS, 4)}{r.randint(10, 99)}"


def secret(r: Random) -> str:
    """A secret made by chance."""
    return signs(r, WORDS, r.choice((24, 32, 40))) + str(r.randint(10, 99))


def basic(r: Random) -> str:
    """An address with a name and a password."""
    scheme = r.choice(("https", "postgres", "mongodb+srv", "amqp", "ftp"))
    return f"{scheme}://{r.choice(_FIRST[:4])}:{password(r)}@{r.choice(_COMPANY)}.com"


def connection(r: Random) -> str:
    """What a program needs to open a database."""
    return (
        f"Server={r.choice(_COMPANY)}.com;Database=stock;User Id=app;Pass" + f"word={password(r)};"
    )


def email(r: Random) -> str:
    """An address of a person."""
    join = r.choice((".", "_", "", "-"))
    name = f"{r.choice(_FIRST)}{join}{r.choice(_LAST)}"
    return f"{name}@{r.choice(_COMPANY)}.{r.choice(('com', 'de', 'co.uk', 'se'))}"


def phone(r: Random) -> str:
    """A phone number in one of ten spellings."""

    def some(count: int) -> str:
        return r.choice("2346789") + signs(r, "23456789", count - 1)

    return r.choice(
        (
            f"+49 {some(3)} {some(7)}",
            f"+44 20 {some(4)} {some(4)}",
            f"+1 ({some(3)}) {some(3)}-{some(4)}",
            f"+46-70-{some(3)} {some(2)} {some(2)}",
            f"0{some(3)}/{some(6)}",
            f"0{some(4)} {some(6)}",
            f"({some(3)}) {some(3)}-{some(4)}",
            f"{some(3)}.{some(3)}.{some(4)}",
            f"06 {some(2)} {some(2)} {some(2)} {some(2)}",
            f"+33{some(9)}",
        )
    )


def card_number(r: Random) -> str:
    """The number of a payment card, in groups or not."""

    def make(x: Random) -> str:
        start = x.choice(("4", "51", "52", "6011", "2300"))
        return start + signs(x, DIGITS, 16 - len(start))

    number = proven(r, "card", make)
    return r.choice((number, grouped(number, 4, 4, 4), grouped(number, 4, 4, 4, by="-")))


def iban(r: Random) -> str:
    """An IBAN, in groups or not."""
    land, count, letters = r.choice(
        (("DE", 18, ""), ("GB", 14, "NWBK"), ("NL", 10, "RABO"), ("ES", 20, ""))
    )
    rest = letters + signs(r, DIGITS, count)
    number = proven(r, "iban", lambda x: land + f"{x.randint(2, 98):02}" + rest)
    return number if r.random() < 0.4 else grouped(number, *(4,) * 8)


def ids(check: str, make: Callable[[Random], str]) -> Callable[[Random], str]:
    """A maker of numbers that a check proves."""
    return lambda r: proven(r, check, make)


def spaced(check: str, make: Callable[[Random], str], *sizes: int) -> Callable[[Random], str]:
    """The same, in groups every other time."""

    def value(r: Random) -> str:
        number = proven(r, check, make)
        return grouped(number, *sizes) if r.random() < 0.5 else number

    return value


def host(r: Random) -> str:
    """The name of a machine inside."""
    name = r.choice(("db-01", "sap-prod", "files02", "print.hq", "jira.eng"))
    return f"{name}.{r.choice(('corp', 'internal', 'lan', 'intranet'))}"


def network(r: Random) -> str:
    """An address inside."""
    low = r.randint(20, 250)
    return r.choice(
        (f"10.{low}.{low % 90 + 11}.{low}", f"172.2{low % 9}.{low}.14", f"192.168.{low + 3}.{low}")
    )


def device(r: Random) -> str:
    """A hardware address."""
    return ":".join(f"{r.randint(17, 250):02x}" for _ in range(6))


def record(r: Random) -> str:
    """The number of a patient, a customer or a case."""
    return r.choice(("", "P-", "K")) + str(r.randint(2, 9)) + signs(r, "0246789", r.choice((6, 7)))
