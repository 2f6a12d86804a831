"""What a value looks like that has no check digit: made by chance, a placeholder, a phone number, a place.

docs/assets/leaks/looks.js says the same for the browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

_PLACEHOLDER = re.compile(
    r"x{4}|\*{3}|\.{3}|0{8}|12345|abcde|qwert|example|placeholder|change|redact|dummy|sample|insert"
    r"|replace|secret|passw|token|api.?key|foobar|your|todo|none|null|test|fake|mock|lorem|deadbeef|s3cr|p[4@]ss|passw0"
    r"|[<>{}]|\$\w",
    re.IGNORECASE | re.ASCII,
)
_USUAL = (
    "pass passwd password pwd secret postgres postgresql mysql mariadb root admin administrator "
    "guest user username test token login mongo redis rabbitmq minio hunter2 letmein default demo "
    "app db name"
)
_COMMON = frozenset(_USUAL.split())
_SIGN_KINDS = (re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"[0-9]"))
_WORD = re.compile(r"[A-Za-z]{4,}")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")


def _kind(sign: str) -> int:
    return next((n for n, kind in enumerate(_SIGN_KINDS) if kind.match(sign)), 3)


def random(value: str) -> bool:
    """Whether a value was made by chance or as a password: it changes between letters and digits often."""
    if len(value) < 8 or _PLACEHOLDER.search(value):
        return False
    kinds = [_kind(sign) for sign in value]
    if 2 not in kinds or not ({0, 1} & set(kinds)):
        return False
    distinct = len(set(value))
    return distinct >= 6 and distinct * 4 >= min(len(value), 32) and _changes(kinds) >= 2


def _changes(kinds: list[int]) -> int:
    return sum(1 for one, other in pairwise(kinds) if one != other)


def key(value: str) -> bool:
    """Whether a value is long and was made by chance: no name of a variable, no path, no words."""
    if len(value) < 16 or not random(value) or _changes([_kind(sign) for sign in value]) < 4:
        return False
    words = [word for word in _WORD.findall(value) if _VOWEL.search(word)]
    lower = sum(len(word) for word in words if word in (word.lower(), word.capitalize()))
    return lower * 2 < len(value)


def not_placeholder(value: str) -> bool:
    """Whether a password is none that everybody writes where one has to stand."""
    return value.lower() not in _COMMON and not _PLACEHOLDER.search(value)


def phone(value: str) -> bool:
    """Whether there are as many digits as phone numbers have, and not always the same ones."""
    digits = re.sub("[^0-9]", "", value)
    return 7 <= len(digits) <= 15 and len(set(digits)) > 2 and digits not in "01234567890123456789"


def address(value: str) -> bool:
    """Whether all four numbers of an address of the network are below 256."""
    return all(int(part) < 256 for part in re.sub("/.*", "", value).split("."))


def place(value: str) -> bool:
    """Whether two numbers can be a latitude and a longitude."""
    numbers = [float(part) for part in re.findall(r"-?[0-9]+\.[0-9]+", value)]
    if len(numbers) != 2:
        return False
    north, east = numbers
    return abs(north) <= 90 and abs(east) <= 180 and not (north == 0 and east == 0)


def device(value: str) -> bool:
    """Whether a hardware address is none of those that everybody writes for an example."""
    bare = re.sub("[^0-9a-f]", "", value.lower())
    pairs = [bare[at : at + 2] for at in range(0, 12, 2)]
    rising = "00112233445566778899aabbccddeeff"
    return len(set(pairs)) > 3 and bare not in rising + rising and not bare.startswith("00005e0053")


LOOKS: Mapping[str, Callable[[str], bool]] = {
    "random": random,
    "key": key,
    "not-placeholder": not_placeholder,
    "phone": phone,
    "address": address,
    "place": place,
    "device": device,
}
"""By the names that rules use."""
