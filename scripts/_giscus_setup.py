"""Chooses where comments are read and written, and writes that into mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass

from commonplace.model.settings import CommentsIn, Giscus, Settings
from scripts._settings_text import LayoutError, SettingsText, quoted, unquoted

_HUB = ("extra", "hub")
_WHY = {
    CommentsIn.PAGE: "in the page itself; “Reply” leads to GitHub. Works everywhere.",
    CommentsIn.BOTH: "in the page itself, and written there with giscus.",
    CommentsIn.GISCUS: "read and written in the frame of giscus alone.",
    CommentsIn.OFF: "no comments at all.",
}


@dataclass(frozen=True)
class Found:
    """What GitHub and giscus said: `giscus` whether its app answers for this repository."""

    repo_id: str
    category_id: str
    private: bool
    giscus: bool


def possible(settings: Settings, found: Found) -> tuple[CommentsIn, ...]:
    """The choices that can work here, the best one first.

    giscus reads a private repository's discussions without any login, so it is never offered there.
    """
    outside = found.private or not settings.github.is_public or settings.github.managed_users
    if outside or not found.giscus:
        return (CommentsIn.PAGE, CommentsIn.OFF)
    return (CommentsIn.PAGE, CommentsIn.BOTH, CommentsIn.GISCUS, CommentsIn.OFF)


def why_not(settings: Settings, found: Found) -> str:
    """Why giscus is not offered; empty where it is."""
    if not settings.github.is_public:
        return f"giscus is not offered: it cannot reach {settings.github.web}."
    if settings.github.managed_users:
        return "giscus is not offered: accounts of an enterprise cannot sign in to it."
    if found.private:
        return (
            "giscus is not offered: the repository is private, and giscus shows its discussions to "
            "whoever knows the repository's name."
        )
    if not found.giscus:
        origin = settings.giscus.origin
        return (
            f"giscus is not offered: {origin} does not answer, or its app is not installed in the "
            "repository. That page says how to install it."
        )
    return ""


def explained(choices: tuple[CommentsIn, ...]) -> list[str]:
    """A line for each choice."""
    return [f"  {choice.value:7}{_WHY[choice]}" for choice in choices]


def write_choice(
    text: str, choice: CommentsIn, found: Found, origin: str
) -> tuple[str, list[str], list[str]]:
    """mkdocs.yml with the choice, what changed in it, and what somebody has to write by hand.

    `origin` is where giscus stands by the present settings.
    """
    settings = SettingsText(text)
    changed: list[str] = []
    by_hand: list[str] = []
    ids = {"repo_id": found.repo_id, "category_id": found.category_id}
    wanted: dict[tuple[str, ...], str] = {("comments",): choice.value}
    if _is_in_braces(settings):
        if origin != Giscus.origin:
            ids["origin"] = origin
        inside = ", ".join(f"{key}: {quoted(value)}" for key, value in ids.items())
        wanted[("giscus",)] = f"{{{inside}}}"
    else:
        wanted.update({("giscus", key): value for key, value in ids.items()})
    for keys, value in wanted.items():
        written = value if keys == ("giscus",) else _written(value)
        try:
            present = settings.value(*_HUB, *keys)
            if present is not None and value in (present, unquoted(present)):
                continue
            if present is None and keys == ("comments",) and choice is CommentsIn.PAGE:
                continue  # so it is by default
            settings.put(written, *_HUB, *keys)
        except LayoutError:
            by_hand.append(f"{'.'.join((*_HUB, *keys))}: {written}")
        else:
            changed.append(f"{'.'.join(keys)}: {value}")
    return str(settings), changed, by_hand


def _is_in_braces(settings: SettingsText) -> bool:
    """Whether `giscus` stands on one line: then it is written anew as a whole."""
    try:
        present = settings.value(*_HUB, "giscus")
    except LayoutError:
        return False
    return present is not None and present.startswith("{") and present.endswith("}")


def _written(value: str) -> str:
    # Bare `off` is “no” to other readers of YAML.
    return f'"{value}"' if value == CommentsIn.OFF.value else quoted(value)
