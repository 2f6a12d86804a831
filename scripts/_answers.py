"""What init wants to know: each answer checked and brought into one form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from commonplace.model.mail import is_mail
from commonplace.model.slug import slug_of
from commonplace.readers.slugs import RESERVED, RESERVED_ANYWHERE
from scripts._git import web_address
from scripts._names import DEVICE
from scripts._settings_text import one_line

_NONE = ("-", "none")
_TAKEN = "the hub or Windows needs a file of that name itself. Write it with one more word."
_MOST_PEOPLE = 10_000_000


class AnswerError(Exception):
    """An answer that cannot be used; the message says what can."""


@dataclass(frozen=True)
class Department:
    """A department, and how many work there where that was said."""

    name: str
    people: int | None

    def __str__(self) -> str:
        if self.people is not None:
            return f"{self.name}: {self.people}"
        return f"{self.name}:" if re.search(r"\s\d+$", self.name) else self.name


@dataclass(frozen=True)
class Answers:
    """Everything that init asks. An empty text, or nothing in a list, is "none"."""

    name: str
    description: str
    repository: str
    site: str
    topics: tuple[str, ...]
    curator: str
    departments: tuple[Department, ...]
    audience: str
    contact: str = ""


def as_name(text: str) -> str:
    """The hub's name."""
    return _text(text, "a name", 80)


def as_description(text: str) -> str:
    """One line about the hub."""
    return "" if text.strip() in _NONE else _text(text, "one line", 300)


def as_repository(text: str) -> str:
    """Where the texts are kept, as a browser takes it; "-" is nowhere."""
    if text.strip() in ("", *_NONE):
        return ""
    found = web_address(text.strip())
    if found is None:
        raise AnswerError(
            f"“{one_line(text)}” is no address of a repository. "
            "Write it as https://github.com/example/hub."
        )
    return found


def as_site(text: str) -> str:
    """Where the hub will stand, with a slash at the end; "-" is nowhere yet."""
    text = text.strip()
    if text in ("", *_NONE):
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        parts, host = None, None
    if parts is None or not host or parts.scheme not in ("http", "https") or parts.username:
        host = None
    if host is None or re.search(r"[\s\"'<>\\?#]", text) or text != one_line(text):
        raise AnswerError(
            f"“{one_line(text)}” is no web address. Write it as https://hub.example.org/."
        )
    return text if text.endswith("/") else f"{text}/"


def as_topics(text: str) -> tuple[str, ...]:
    """Names of topics, told apart by commas; each name once."""
    found: dict[str, str] = {}
    for name in () if text.strip() in _NONE else text.split(","):
        name = one_line(name)
        slug = slug_of(name)
        if name and _taken(slug, RESERVED):
            raise AnswerError(f"“{name}” cannot be a topic: {_TAKEN}")
        if name and (not slug or len(name) > 80):
            raise AnswerError(
                f"“{name}” cannot be a topic. Use words, such as: Handovers, On call."
            )
        if name:
            found.setdefault(slug, name)
    return tuple(found.values())


def as_person(text: str) -> str:
    """Somebody's name; "-" is nobody."""
    name = "" if text.strip() in ("", *_NONE) else _text(text, "a name", 80)
    slug = slug_of(name)
    if name and not slug:
        raise AnswerError(f"“{name}” is no name of a person.")
    if _taken(slug, RESERVED_ANYWHERE):
        raise AnswerError(f"“{name}” cannot be a page of a person: {_TAKEN}")
    return name


def as_departments(text: str) -> tuple[Department, ...]:
    """ "Nursing 40, Sales": each with how many work there, where that is said.

    "Ward 4: 18" has eighteen in Ward 4, and "Ward 4:" does not say.
    """
    found: dict[str, Department] = {}
    for written in () if text.strip() in _NONE else text.split(","):
        part = one_line(written)
        if not part:
            continue
        pattern = r"(.*?)\s*:\s*(\d+)?" if ":" in part else r"(.*?)(?:\s+(\d+))?"
        match = re.fullmatch(pattern, part)
        name, people = (match[1], match[2]) if match else ("", None)
        if not re.search(r"[^\W\d_]", name) or len(name) > 80:
            raise AnswerError(f"“{part}” is no department. Write: Nursing 40, Sales, Ward 4: 18.")
        if people is not None and not 0 < int(people[:12]) <= _MOST_PEOPLE:
            raise AnswerError(f"“{part}”: how many work there is a number from 1 on, or left out.")
        found.setdefault(name, Department(name, int(people) if people else None))
    return tuple(found.values())


_AUDIENCES = {
    "internal": "internal",
    "public": "public",
    "colleagues": "internal",
    "everyone": "public",
}


def as_audience(text: str) -> str:
    """Who may read the hub."""
    choice = text.strip().casefold()
    for word, audience in _AUDIENCES.items():
        if choice and word.startswith(choice):
            return audience
    raise AnswerError(f"“{one_line(text)}” is neither “internal” nor “public”.")


def as_contact(text: str) -> str:
    """An e-mail address for those who have no account; "-" is none."""
    text = text.strip()
    if text in ("", *_NONE):
        return ""
    if not is_mail(text):
        raise AnswerError(f"“{one_line(text)}” is no e-mail address. Write it as hub@example.org.")
    return text


def guess_site(repository: str) -> str:
    """Where GitHub shows the pages of a repository; nothing for a repository anywhere else."""
    found = re.fullmatch(r"https://github\.com/([\w-]+)/([\w.-]+)", repository)
    if not found:
        return ""
    owner, name = found[1].lower(), found[2]
    own = name.lower() == f"{owner}.github.io"
    return f"https://{owner}.github.io/" if own else f"https://{owner}.github.io/{name}/"


def _taken(slug: str, reserved: tuple[str, ...]) -> bool:
    return slug in reserved or DEVICE.fullmatch(slug) is not None


def _text(text: str, what: str, longest: int) -> str:
    line = one_line(text)
    if not line or len(line) > longest:
        raise AnswerError(f"Write {what} of at most {longest} characters.")
    return line
