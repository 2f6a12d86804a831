"""The forms on GitHub by which colleagues share without a file: .github/ISSUE_TEMPLATE."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonplace.model.kinds import KINDS, Kind
from commonplace.model.settings import Settings
from commonplace.pages.asking import question_url
from commonplace.pages.github import form_path
from commonplace.pages.suggesting import CHANGE, PAGE, QUOTE, SUGGESTION
from commonplace.repository.form_fields import (
    TOPICS,
    UNNAMED,
    Field,
    fields_of,
    option_of,
)
from commonplace.repository.ground import Ground
from commonplace.repository.labels import share_labels, suggestion_label
from commonplace.words import words as words_of
from commonplace.writers.plain_yaml import Node, write_yaml

_HEAD = (
    "# Written by “scripts/hub repository” from the hub's own words and its topics. Change those, and run\n"
    "# it again: what you change here is lost.\n"
)
_MOST_TOPICS = 250


def issue_forms(ground: Ground) -> Mapping[str, str]:
    """Every file of the folder, by its path: a form for each kind, one for suggestions, and the settings."""
    hub = ground.hub
    topics = {topic.slug: topic.title for topic in hub.topics.values()}
    return form_files(hub.settings, topics, words_of(hub.settings.language))


def form_files(
    settings: Settings, topics: Mapping[str, str], words: Mapping[str, Any]
) -> dict[str, str]:
    """The same, of the titles of topics by their slugs."""
    files: dict[str, Mapping[str, Node]] = {
        kind.name: _form(kind, settings, topics, words) for kind in KINDS
    }
    files[SUGGESTION] = _suggestion(settings, words)
    files["config"] = _config(settings, words)
    return {form_path(name): _HEAD + write_yaml(data) for name, data in files.items()}


def _form(
    kind: Kind, settings: Settings, topics: Mapping[str, str], words: Mapping[str, Any]
) -> dict[str, Node]:
    told, kinds = words["forms"], words["kinds"][kind.name]
    return {
        "name": kinds["label"],
        "description": told["about"].format(description=kinds["description"]),
        "labels": [one.name for one in share_labels(kind, words)],
        "body": [
            _markdown(_warning(settings, told, told["title"])),
            *(
                _input(field, topics, told)
                for field in fields_of(kind, words)
                if field.ident != TOPICS or topics
            ),
        ],
    }


def _suggestion(settings: Settings, words: Mapping[str, Any]) -> dict[str, Node]:
    told = words["forms"]
    own = told["suggestion"]
    fields = ((PAGE, False), (QUOTE, True), (CHANGE, True))
    return {
        "name": told["suggest_name"],
        "description": told["suggest_about"],
        "labels": [suggestion_label(words).name],
        "body": [
            _markdown(_warning(settings, told, told["suggest_title"])),
            *(
                _text(Field(name, own[name], (), own[f"{name}_hint"], name == CHANGE, is_long))
                for name, is_long in fields
            ),
        ],
    }


def _config(settings: Settings, words: Mapping[str, Any]) -> dict[str, Node]:
    told, ask = words["forms"], question_url(settings)
    links: list[Node] = (
        [{"name": told["link_name"], "url": ask, "about": told["link_about"]}] if ask else []
    )
    return {"blank_issues_enabled": True, **({"contact_links": links} if links else {})}


def _warning(settings: Settings, told: Mapping[str, Any], title: str) -> str:
    guidelines = f"../blob/HEAD/{settings.docs_dir}/guidelines.md"
    rows = "\n".join(f"- {row}" for row in told["list"])
    parts = (told["warning"], f"{told['never']}\n\n{rows}", told["more"], title)
    return "\n\n".join(parts).format(guidelines=guidelines) + "\n"


def _markdown(text: str) -> Node:
    return {"type": "markdown", "attributes": {"value": text}}


def _input(field: Field, topics: Mapping[str, str], told: Mapping[str, Any]) -> Node:
    if field.ident == TOPICS:
        options = [option_of(title, slug) for slug, title in list(topics.items())[:_MOST_TOPICS]]
        more: dict[str, Node] = {"multiple": True, "options": options}
        return _field("dropdown", field, more)
    if field.ident == UNNAMED:
        choice = told["fields"][UNNAMED]["choice"]
        return _field("checkboxes", field, {"options": [{"label": choice}]})
    return _text(field)


def _text(field: Field) -> Node:
    return _field("textarea" if field.is_long else "input", field, {})


def _field(kind: str, field: Field, more: Mapping[str, Node]) -> Node:
    hint: dict[str, Node] = {"description": field.hint} if field.hint else {}
    made: dict[str, Node] = {
        "type": kind,
        "id": field.ident,
        "attributes": {"label": field.label, **hint, **more},
    }
    return {**made, "validations": {"required": True}} if field.required else made
