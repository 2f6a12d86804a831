"""People: `contributions/people/<handle>.md` with, if they like, a picture of the same name beside it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.text import plain_text
from commonplace.model.contribution import Place
from commonplace.model.people import Profile, Visibility
from commonplace.model.slug import slug_of
from commonplace.readers.contributions import FOLDER, PEOPLE
from commonplace.readers.fields import Fields
from commonplace.readers.files import MAX_ASSET, list_files, too_large
from commonplace.readers.markdown_file import read_markdown
from commonplace.readers.slugs import slug_of_name
from commonplace.readers.wishes import hidden_profile, means_visibility

_TEXTS = (".md", ".markdown", ".mdown", ".txt")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LOGIN = re.compile(r"@?[A-Za-z0-9][A-Za-z0-9-]{0,38}(_[A-Za-z0-9]+)?(\[bot\])?")


def read_people(root: Path) -> tuple[tuple[Profile, ...], tuple[Diagnostic, ...]]:
    """Read every profile. Of two files with one handle the first in alphabetical order counts."""
    listing = list_files(root, f"{FOLDER}/{PEOPLE}")
    problems: list[Diagnostic] = []  # links and the like were reported with the contributions
    pictures = {path.lower(): path for path in listing.sizes if path.lower().endswith(_PICTURES)}
    profiles: dict[str, Profile] = {}
    unread: list[str] = []
    for path in listing.sizes:
        folder, name = posixpath.split(path)
        if not name.lower().endswith(".md") or name.lower() == "readme.md":
            if name.lower().endswith(_TEXTS):
                unread.append(path)
            continue
        profile, found = _read_profile(root, path)
        problems.extend(found)
        if profile is None:
            unread.append(path)
            continue
        if profile.handle in profiles:
            other = profiles[profile.handle].path
            problems.append(diagnose("slug-taken", path, other=other))
            unread.append(path)
            continue
        stem = f"{folder}/{posixpath.splitext(name)[0]}".lower()
        picture = next((pictures[stem + s] for s in _PICTURES if stem + s in pictures), None)
        if picture is not None and listing.sizes[picture] > MAX_ASSET:
            problems.append(too_large(picture, listing.sizes[picture]))
            picture = None
        profiles[profile.handle] = Profile(**{**vars(profile), "picture": picture})
    for number, path in enumerate(unread):
        handle = _free_handle(path, number, profiles)
        hidden = hidden_profile(root, path, handle)
        if hidden is not None:
            profiles[handle] = hidden
            problems.append(diagnose("person-visibility", path))
    return tuple(profiles.values()), tuple(problems)


def _free_handle(path: str, number: int, taken: Container[str]) -> str:
    stem = slug_of(posixpath.splitext(posixpath.basename(path))[0])
    return stem if stem and stem not in taken else f"{stem or 'colleague'}-unread-{number}"


def _read_profile(root: Path, path: str) -> tuple[Profile | None, list[Diagnostic]]:
    file, problems = read_markdown(root, path)
    if file is None:
        return None, problems
    handle, problem = slug_of_name(posixpath.splitext(posixpath.basename(path))[0], path)
    if problem is not None:
        return None, [*problems, problem]
    fields = file.fields
    if not fields.places and hidden_profile(root, path, handle):
        return None, problems  # what it asks for stands in no block at the top
    name = fields.text("name", limit=80) or file.heading
    if not name:
        fields.report("person-name", fields.places.get("name", Place()), handle=handle)
    visibility = _visibility(fields)
    profile = Profile(
        handle=handle,
        path=path,
        name=plain_text(name) if name else handle.replace("-", " ").title(),
        team=fields.text("team", limit=80),
        location=fields.text("location", limit=80),
        emails=_matching(fields, "emails", _EMAIL, "person-email"),
        logins=tuple(
            login.lstrip("@") for login in _matching(fields, "logins", _LOGIN, "person-login")
        ),
        names=fields.texts("names", limit=80),
        expertise=fields.texts("expertise", limit=80),
        ask_me_about=fields.texts("ask_me_about", limit=120),
        mentoring=bool(fields.flag("mentoring")),
        visibility=visibility,
        formerly=tuple(slug for name in fields.texts("formerly") if (slug := slug_of(name))),
        about=file.body,
        about_line=file.body_line,
        places=fields.places,
    )
    return profile, problems + fields.finish()


def _visibility(fields: Fields) -> Visibility:
    """As it is written; where that is unclear, the person is not named."""
    chosen = fields.choice(
        "visibility",
        [v.value for v in Visibility],
        "The person is not named, to be on the safe side.",
    )
    if chosen is not None:
        return Visibility(chosen or Visibility.UNNAMED)
    unclear = next((key for key in fields.places if means_visibility(key)), None)
    if unclear is None:
        return Visibility.ALL
    fields.report("person-visibility", fields.places[unclear])
    return Visibility.UNNAMED


def _matching(fields: Fields, key: str, pattern: re.Pattern[str], code: str) -> tuple[str, ...]:
    kept = []
    for value in fields.texts(key, limit=200):
        if pattern.fullmatch(value):
            kept.append(value)
        else:
            fields.report(code, fields.places[key], value=value)
    return tuple(kept)
