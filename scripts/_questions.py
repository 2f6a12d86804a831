"""The questions of init, asked on a terminal: everything has an answer that Enter gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scripts._answers import (
    AnswerError,
    Answers,
    as_audience,
    as_contact,
    as_departments,
    as_description,
    as_name,
    as_person,
    as_repository,
    as_site,
    as_topics,
    guess_site,
)

READING: Mapping[str, Callable[[str], Any]] = {
    "name": as_name,
    "description": as_description,
    "repository": as_repository,
    "site": as_site,
    "topics": as_topics,
    "curator": as_person,
    "departments": as_departments,
    "audience": as_audience,
    "contact": as_contact,
}
_QUESTIONS = {
    "name": "What is the hub called?",
    "description": "One line that says what it is, at the top of the home page and for search engines",
    "repository": "Where are its texts kept? A web address; “-” for nowhere yet",
    "site": "At which web address will it stand? “-” if you do not know yet",
    "topics": "Topics to begin with, with commas between them, such as: Handovers, On call",
    "curator": "Your name, if you look after these topics for now; “-” for nobody",
    "departments": "Your departments, with how many work there if you know: Nursing 40, Sales",
    "audience": "Who may read it: “internal” (colleagues) or “public” (everyone)?",
    "contact": "An e-mail address for what colleagues without an account on GitHub send; “-” for none",
}


def answers(
    given: Mapping[str, Any], now: Answers, ask: Callable[[str], str] | None, *, guess: bool
) -> Answers:
    """What was `given` by options, then what is asked, then what holds `now`.

    `ask` shows a question and returns what was typed; without it, nothing is asked. With `guess`, the
    site's address is guessed where none is set.
    """
    found: dict[str, Any] = {}
    for key, question in _QUESTIONS.items():
        default = getattr(now, key)
        if key == "site" and guess and not default:
            default = guess_site(found["repository"])
        if key in given:
            found[key] = given[key]
        elif ask is None or (key == "curator" and not found["topics"]):
            found[key] = default
        else:
            found[key] = _asked(ask, key, question, default)
    return Answers(**found)


def _asked(ask: Callable[[str], str], key: str, question: str, default: object) -> object:
    shown = ", ".join(map(str, default)) if isinstance(default, tuple) else default
    while True:
        typed = ask(f"{question}\n  [{shown or 'none'}] ")
        if not typed.strip():
            return default
        try:
            return READING[key](typed)
        except AnswerError as problem:
            print(f"  {problem}")
