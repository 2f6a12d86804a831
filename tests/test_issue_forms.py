"""The forms on GitHub: what GitHub takes, what whoever writes is told first, and answers read back."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from commonplace.model.kinds import BY_NAME, KINDS
from commonplace.model.settings import CommentsIn, Settings
from commonplace.pages.github import FORMS as FOLDER
from commonplace.repository.files import MARK
from commonplace.repository.form_answers import Answers, read_answers
from commonplace.repository.form_draft import Writer, draft_of
from commonplace.repository.form_fields import fields_of, hints_of, option_of
from commonplace.repository.forms import form_files, issue_forms
from commonplace.repository.ground import Ground
from commonplace.repository.proposal import bare_words
from commonplace.words import words
from commonplace.writers.plain_yaml import write_yaml
from tests.support.hub import ROOT
from tests.support.issues import form_body
from tests.support.shipped import needs_samples
from tests.support.site import gathered
from tests.support.workflow_tools import check_schema

WORDS = words("en")
TOPICS = {
    "calls": "First calls, and (later) ones",
    "no": "no",
    "ü": "Ü: “x” # y",
    "x": "- [ ] @all",
}
HUBS = {
    "nothing known": (Settings(), {}),
    "on GitHub": (Settings(repo_url="https://github.com/acme/hub"), TOPICS),
    "on a server": (Settings(repo_url="https://git.example.org/acme/hub"), TOPICS),
    "comments off": (
        Settings(repo_url="https://github.com/acme/hub", comments=CommentsIn.OFF),
        {"only": "Only"},
    ),
}
# GitHub's documentation, "Syntax for GitHub's form schema".
OWN = {
    "markdown": {"value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "input": {"label", "description", "placeholder", "value"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}
NEEDED = {
    "markdown": {"value"},
    "dropdown": {"label", "options"},
    "checkboxes": {"label", "options"},
}


@pytest.fixture(params=HUBS)
def files(request: pytest.FixtureRequest) -> dict[str, Any]:
    settings, topics = HUBS[request.param]
    made = form_files(settings, topics, WORDS)
    return {path: yaml.safe_load(text) for path, text in made.items()}


def forms(files: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    found = [(path, data) for path, data in files.items() if not path.endswith("/config.yml")]
    assert len(found) == len(KINDS) + 1
    yield from found


def test_every_form_keeps_to_githubs_rules(files: dict[str, Any]) -> None:
    names = []
    for path, form in forms(files):
        assert re.fullmatch(r"\.github/ISSUE_TEMPLATE/[a-z-]+\.yml", path)
        assert set(form) == {"name", "description", "labels", "body"}
        names.append(form["name"])
        assert all(isinstance(one, str) and one for one in (form["name"], form["description"]))
        assert len(form["description"]) <= 200
        assert all(isinstance(one, str) and 0 < len(one) <= 50 for one in form["labels"])
        ids = [one["id"] for one in form["body"] if "id" in one]
        labels = [
            one["attributes"]["label"] for one in form["body"] if "label" in one["attributes"]
        ]
        assert len(ids) == len(set(ids)) == len(labels) == len(set(map(str.casefold, labels)))
        assert all(re.fullmatch(r"[A-Za-z0-9_-]+", one) for one in ids)
        assert any(one["type"] != "markdown" for one in form["body"])
        for one in form["body"]:
            _keeps(one)
    assert len(names) == len(set(names))


def _keeps(one: dict[str, Any]) -> None:
    kind, has = one["type"], one["attributes"]
    assert set(one) <= {"type", "id", "attributes", "validations"}
    assert NEEDED.get(kind, {"label"}) <= set(has) <= OWN[kind]
    assert set(one.get("validations", {})) <= {"required"}
    assert all(type(value) is bool for value in one.get("validations", {}).values())
    assert all(isinstance(has[key], str) and has[key] for key in set(has) - {"options", "multiple"})
    options = has.get("options", ["one"])
    if kind == "dropdown":
        assert type(has["multiple"]) is bool
        assert all(isinstance(option, str) and option.strip() == option for option in options)
        assert "none" not in [option.casefold() for option in options]
        assert len(options) == len(set(options)) > 0
    if kind == "checkboxes":
        assert all(set(option) == {"label"} for option in options)
        assert len(options) > 0


@pytest.mark.parametrize("hub", HUBS)
def test_every_form_keeps_to_the_published_schema(hub: str, tmp_path: Path) -> None:
    settings, topics = HUBS[hub]
    files = form_files(settings, topics, WORDS)
    config = [path for path in files if path.endswith("/config.yml")]
    assert len(files) - len(config) == len(KINDS) + 1
    for path, text in files.items():
        (tmp_path / Path(path).name).write_text(text, "utf-8")
    for schema, names in (
        ("vendor.github-issue-forms", sorted(files.keys() - set(config))),
        ("vendor.github-issue-config", config),
    ):
        if names:
            done = check_schema(schema, *(tmp_path / Path(name).name for name in names))
            assert done.returncode == 0, done.stdout


def test_the_warning_stands_above_the_first_field(files: dict[str, Any]) -> None:
    for _, form in forms(files):
        first = form["body"][0]
        assert first["type"] == "markdown"
        text = first["attributes"]["value"]
        assert "before anybody has checked it" in text
        assert "GitHub mails it" in text
        assert all(f"- {row}\n" in text for row in WORDS["forms"]["list"])
        assert "(../blob/HEAD/docs/guidelines.md)" in text
        assert text.index("Read this first") < text.index("belongs here")
        assert [one["type"] for one in form["body"]].count("markdown") == 1


def test_a_war_story_asks_its_questions(files: dict[str, Any]) -> None:
    form = files[f"{FOLDER}/war-story.yml"]
    kind = BY_NAME["war-story"]
    asked = {one["attributes"]["label"]: one for one in form["body"] if "id" in one}
    for heading in kind.sections:
        assert asked[heading]["type"] == "textarea"
        assert asked[heading]["attributes"]["description"] == hints_of(kind)[heading]
    assert list(asked)[1:5] == list(kind.sections)


def test_what_comes_after_the_text_is_not_published(files: dict[str, Any]) -> None:
    for kind in KINDS:
        form = files[f"{FOLDER}/{kind.name}.yml"]
        ids = [one["id"] for one in form["body"] if "id" in one]
        assert ids[-3:] == ["told_by", "unnamed", "note"]
        assert "does not become part of the text" in str(form["body"][-1])
        assert form["labels"] == ["share", f"kind: {kind.name}"]


@pytest.mark.parametrize("name", HUBS)
def test_questions_are_led_to_where_they_are_asked(name: str) -> None:
    settings, topics = HUBS[name]
    config = yaml.safe_load(form_files(settings, topics, WORDS)[f"{FOLDER}/config.yml"])
    assert config["blank_issues_enabled"] is True
    links = config.get("contact_links")
    if name == "on GitHub":
        (link,) = links
        assert set(link) == {"name", "url", "about"}
        assert link["url"] == "https://github.com/acme/hub/discussions/new?category=q-a"
    else:
        assert links is None


@needs_samples
def test_the_forms_of_the_sample_are_up_to_date() -> None:
    wanted = issue_forms(Ground(gathered(ROOT).hub))
    folder = ROOT / FOLDER
    there = {f"{FOLDER}/{path.name}": path.read_text("utf-8") for path in folder.iterdir()}
    assert len(wanted) == len(KINDS) + 2
    assert there == dict(wanted), "scripts/hub repository writes them"
    assert all(MARK in text.split("\n")[0] for text in wanted.values())


def test_the_first_label_tells_the_kinds_apart() -> None:
    every = [set(fields_of(kind, WORDS)[0].labels) for kind in KINDS]
    labels = [label for kind in KINDS for one in fields_of(kind, WORDS)[1:] for label in one.labels]
    assert sum(map(len, every)) == len(set().union(*every))
    assert set().union(*every).isdisjoint(labels)


ANSWERS = (
    "Words.",
    "Two\n\nparagraphs",
    "    code first\n\n    more",
    "- a\n- b\n\n> c",
    "```\n### Another heading\n```",
    "#### Topics\n\n##Topics\n\n###Topics\n\n ### Topics",
    "😀 كيف 日本",
    "a" * 5000,
    "- [X] ticked",
)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_answers_come_back_as_they_were_given(kind: str, newline: str) -> None:
    chance = random.Random(kind)  # noqa: S311
    fields = [one.ident for one in fields_of(BY_NAME[kind], WORDS) if one.is_long]
    for _ in range(60):
        given = {ident: chance.choice(ANSWERS) for ident in fields if chance.random() < 0.8}
        given = {"text": "Always.", **given, "told_by": chance.choice(["Bo", "Ana, Cy"])}
        body = form_body(
            kind, newline=newline, **{k.replace("-", "_"): v for k, v in given.items()}
        )
        found = read_answers(body, WORDS)
        assert found
        assert found.problems == ()
        assert {key: value for key, value in found.said.items() if key != "unnamed"} == given
        assert found.kind.name == kind


@pytest.mark.parametrize("label", ["Your tip", "Topics", "Whose story is it?", "Named or not"])
def test_a_label_in_an_answer_is_never_guessed_at(label: str) -> None:
    for before in ("Words.\n\n", "", "\n", "```\n"):
        found = read_answers(form_body("tip", text=f"{before}### {label}\n\nBoss"), WORDS)
        assert found
        assert ("twice", label) in [(one.name, one.label) for one in found.problems]


def test_labels_of_before_are_understood() -> None:
    table: Any = WORDS["forms"]["fields"]
    older = {**table, "tip": {**table["tip"], "formerly": ["A tip"]}}
    known = {**WORDS, "forms": {**WORDS["forms"], "fields": older}}
    found = read_answers(
        form_body("tip", text="Words.").replace("### Your tip", "### A tip"), known
    )
    assert found
    assert (found.said["text"], found.problems) == ("Words.", ())


def test_topics_come_back_whatever_their_titles() -> None:
    options = [option_of(title, slug) for slug, title in TOPICS.items()]
    assert not any("," in option or option.count("(") > 1 for option in options)
    found = read_answers(form_body("tip", text="x", topics=", ".join(options)), WORDS)
    assert found
    assert found.topics == tuple(TOPICS)


def unnamed(text: str, name: str, writer: Writer | None = None) -> list[str]:
    """The problems of a text whose teller would rather not be named."""
    body = form_body("tip", text=text, told_by=name, unnamed="x")
    answers = read_answers(body, WORDS)
    assert isinstance(answers, Answers)
    assert answers.unnamed
    drafted = draft_of("A title", answers, writer, {}, "a" * 10)
    assert drafted.draft.told_by == ()
    assert drafted.name_stands_here
    return [one.name for one in drafted.problems]


@pytest.mark.parametrize(
    "text",
    [
        *("Wilhelmina said so.", "It was W. Quast.", "WILHELMINA QUAST", "wilhelmina quast, then"),
        *(
            "Wilhelmina's phone",
            "**Quast**",
            "![Quast](x.png)",
            "<!-- Wilhelmina -->",
            "Wílhelmina Quast",
        ),
    ],
)
def test_who_stays_unnamed_is_named_nowhere(text: str) -> None:
    assert unnamed(text, "Wilhelmina Quast") == ["named"]


@pytest.mark.parametrize(
    "text", ["She said so.", "Quastenflosser", "wilhelminian", "A will, a way"]
)
def test_other_words_are_no_name(text: str) -> None:
    assert unnamed(text, "Wilhelmina Quast") == []
    assert unnamed("We will do it.", "Will Grant") == []


def test_who_writes_cannot_be_unnamed_in_their_own_issue() -> None:
    for name in ("Ana Example", "ana", "@ana", "ANA  example"):
        assert unnamed("Words.", name, Writer("ana", "Ana Example")) == ["own_name"]
    assert unnamed("Words.", "Bo", Writer("ana", "Ana Example")) == []


BARE = {
    "Fixes #1": "Fixes 1",
    "closes GH-12, closes acme/hub#3": "closes GH 12, closes acme hub 3",
    "@acme/team see https://example.org/x": "acme team see https example org x",
    "www.example.org": "www example org",
    "[skip ci] `x` *y* <b>": "skip ci x y b",
    "Co-authored-by: A <a@b.c>": "Co-authored-by: A a b c",
    "a\nb\r\nc\u2028d\u202ee\u200bf": "a b c d e f",
    "Well-known: 3.5 % of Dr. No’s 7:30": "Well-known: 3.5 % of Dr. No’s 7:30",
    "كيف 日本 👩🏽\u200d⚕️": "كيف 日本 👩🏽\u200d⚕️",
    "": "",
    "###": "",
    "x" * 300: "x" * 99 + "…",
}


@pytest.mark.parametrize(("written", "bare"), BARE.items())
def test_bare_words(written: str, bare: str) -> None:
    assert bare_words(written) == bare


def test_yaml_comes_back_whatever_stands_in_it() -> None:
    chance = random.Random(7)  # noqa: S311
    signs = "ab \n\t\r:#-[]{}&*!|>'\"%@`,?~0\\\x00\x1b\x85\u2028\ufeff\ud83dü日😀"
    for _ in range(3000):
        text = "".join(chance.choice(signs) for _ in range(chance.randrange(12)))
        text = text.replace("\ud83d", "x")
        data: dict[str, Any] = {
            "a": text,
            text or "b": [text, True, 3, {"c": f"{text}\n", "d": {"e": [text]}}],
            "f": f"line\n\n  {text}\nend\n",
            "g": [],
        }
        if text not in ("a", "f", "g"):
            assert yaml.safe_load(write_yaml(data)) == data, write_yaml(data)
