"""Makes a hub to measure: colleagues, topics, texts, and years of changes as Git keeps them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from random import Random
from typing import TypeVar

from commonplace.checks.lists import ALLOWED, MUST_NOT
from scripts._bench_texts import Vocabulary, Writer
from scripts._product import SETTINGS, files_of, read_product

FIRST_DAY = datetime(2021, 1, 4, 8, tzinfo=UTC)
YEARS = 5
_KINDS = {
    "articles": (0.45, 320),
    "war-stories": (0.15, 420),
    "tips": (0.3, 110),
    "links": (0.1, 60),
}
_TEAMS = ("Device Software", "Field Service", "Platform", "Quality", "Sales North", "Ward 4")
_SYLLABLES = (
    "ba",
    "dor",
    "ely",
    "fen",
    "gri",
    "hol",
    "ka",
    "lin",
    "mo",
    "nar",
    "ost",
    "pe",
    "quil",
    "ro",
    "sen",
    "tam",
)
_T = TypeVar("_T")
_RENAMED, _MERGED, _TOGETHER, _REVIEWED = 0.03, 0.05, 0.1, 0.2


@dataclass(frozen=True)
class Size:
    """What is asked for. `commits` is at least `articles`, since each arrives in one."""

    articles: int
    commits: int
    seed: int = 1


@dataclass(frozen=True)
class Person:
    """A made-up colleague."""

    handle: str
    name: str
    email: str


@dataclass
class _Text:
    path: str
    title: str
    topics: tuple[str, ...]
    body: str

    def file(self) -> str:
        return f"---\ntopics: [{', '.join(self.topics)}]\n---\n\n# {self.title}\n\n{self.body}"


@dataclass(frozen=True)
class _Commit:
    person: Person
    message: str
    changed: dict[str, str]
    removed: tuple[str, ...] = ()
    merged: bool = False


@dataclass
class _Company:
    """Everything that exists by now, while the years go by."""

    size: Size
    writer: Writer
    random: Random
    people: list[Person]
    topics: list[str]
    texts: list[_Text] = field(default_factory=list)

    def commits(self) -> Iterator[_Commit]:
        """The history, oldest first: texts come in evenly, all else changes what is there."""
        made = 0
        while made < self.size.commits:
            adds = len(self.texts) * self.size.commits < made * self.size.articles
            left = self.size.commits - made == self.size.articles - len(self.texts)
            commit = self._add() if adds or left or not self.texts else self._change()
            room = self.size.commits - made - (self.size.articles - len(self.texts))
            merged = room >= 1 and self.random.random() < _MERGED
            made += 2 if merged else 1
            yield _Commit(commit.person, commit.message, commit.changed, commit.removed, merged)

    def _add(self) -> _Commit:
        number = len(self.texts)
        kinds = list(_KINDS)
        kind = self.random.choices(kinds, [_KINDS[k][0] for k in kinds])[0]
        title = self.writer.title(number)
        path = f"contributions/{kind}/{title.lower().replace(' ', '-')}.md"
        known = self.random.sample(self.texts, min(self.random.choice((0, 1, 1, 2)), number))
        links = [(text.title, _relative(text.path)) for text in known]
        words = int(self.random.lognormvariate(0, 0.5) * _KINDS[kind][1])
        topics = {_often(self.random, self.topics) for _ in range(self.random.choice((1, 1, 2)))}
        text = _Text(path, title, tuple(sorted(topics)), self.writer.text(words, links))
        self.texts.append(text)
        return self._signed(f"Add “{title}”", {path: text.file()})

    def _change(self) -> _Commit:
        text = self.random.choice(self.texts)
        blocks = text.body.split("\n\n")
        if self.random.random() < _RENAMED:
            old, path = text.path, PurePosixPath(text.path)
            text.path = str(
                path.with_name(f"{self.random.choice(self.writer.words.names)}-{path.name}")
            )
            return self._signed("Give it a better name", {text.path: text.file()}, (old,))
        if self.random.random() < 0.5:
            blocks.append(self.writer.paragraph())
            del blocks[1:-8]  # so that texts do not grow for ever
        else:
            blocks[0] = self.writer.paragraph()
        text.body = "\n\n".join(blocks).rstrip("\n") + "\n"
        return self._signed("Say it better", {text.path: text.file()})

    def _signed(self, said: str, changed: dict[str, str], removed: tuple[str, ...] = ()) -> _Commit:
        trailers = []
        for name, chance in (("Co-authored-by", _TOGETHER), ("Reviewed-by", _REVIEWED)):
            if self.random.random() < chance:
                other = _often(self.random, self.people)
                trailers.append(f"{name}: {other.name} <{other.email}>")
        message = f"{said}\n\n" + "\n".join(trailers)
        return _Commit(_often(self.random, self.people), message.strip() + "\n", changed, removed)


def make_hub(product: Path, target: Path, size: Size, words: Vocabulary) -> None:
    """Write a hub of `size` with the product's files into the empty folder `target`.

    Raises CalledProcessError when Git fails, and OSError.
    """
    random = Random(size.seed)  # noqa: S311 - not for secrets
    writer = Writer(words, random)
    people = _people(random, max(20, min(400, size.articles // 6)))
    topics = [
        f"topic-{name}" for name in random.sample(words.names, max(6, round(size.articles**0.5)))
    ]
    _copy_product(product, target)
    first = _Commit(people[0], "Begin\n", dict(_ground(writer, people, topics)))
    company = _Company(size, writer, random, people, topics)
    _import_history(target, (first, *company.commits()))


def _copy_product(product: Path, target: Path) -> None:
    listed = read_product(product)
    for path in files_of(product, listed) if listed else ():
        if not path.startswith("tests/"):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(product / path, target / path)
    settings = (product / SETTINGS).read_text("utf-8").splitlines(keepends=True)
    shown = [
        re.sub(
            r"^# (?=(?:site|repo)_url:)", "", line
        )  # so that feeds and links for editing are made
        for line in settings
        if not line.lstrip().startswith(("as_of:", "history:"))  # the sample's own
    ]
    (target / "mkdocs.yml").write_text("".join(shown), "utf-8")
    own = ("docs/assets/company.css", "docs/index.md", "docs/guidelines.md", ALLOWED, MUST_NOT)
    (target / "checks").mkdir(exist_ok=True)
    for path in own:
        if (product / path).is_file():
            shutil.copyfile(product / path, target / path)
    (target / ".gitignore").write_text("/*\n!/contributions/\n!/docs/\n/docs/*\n!/docs/topics/\n")


def _ground(
    writer: Writer, people: Sequence[Person], topics: Sequence[str]
) -> Iterator[tuple[str, str]]:
    for person in people[::2]:  # many never write a profile
        said = {"name": person.name, "team": writer.random.choice(_TEAMS)}
        said["emails"] = f"[{person.email}]"
        said["ask_me_about"] = f"[{', '.join(writer.random.sample(writer.words.names, 3))}]"
        yield f"contributions/people/{person.handle}.md", _with_block(said, writer.paragraph())
    for topic in topics:
        said = {"title": topic.removeprefix("topic-").capitalize()}
        said["curators"] = f"[{_often(writer.random, people[::2]).handle}]"
        said["summary"] = json.dumps(writer.sentence(), ensure_ascii=False)
        yield f"docs/topics/{topic}.md", _with_block(said, writer.paragraph())


def _with_block(said: Mapping[str, str], text: str) -> str:
    block = "".join(f"{key}: {value}\n" for key, value in said.items())
    return f"---\n{block}---\n\n{text}\n"


def _people(random: Random, count: int) -> list[Person]:
    names: dict[str, None] = {}
    while len(names) < count:
        given, family = ("".join(random.sample(_SYLLABLES, n)).capitalize() for n in (2, 3))
        names[f"{given} {family}"] = None
    handles = [name.lower().replace(" ", "-") for name in names]
    return [Person(h, n, f"{h}@example.org") for h, n in zip(handles, names, strict=True)]


def _often(random: Random, things: Sequence[_T]) -> _T:
    """One of `things`; the first ones much more often than the last ones."""
    return things[int(len(things) * random.random() ** 2.5)]


def _relative(path: str) -> str:
    return f"../{PurePosixPath(path).relative_to('contributions')}"


def _import_history(target: Path, commits: Sequence[_Commit]) -> None:
    git = ["git", "-c", "core.autocrlf=false", "-C", str(target)]
    environment = {n: v for n, v in os.environ.items() if not n.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True, env=environment)
    with (
        subprocess.Popen(
            [*git, "fast-import", "--quiet", "--date-format=raw"],
            stdin=subprocess.PIPE,
            env=environment,
        ) as importer,
        suppress(BrokenPipeError),
    ):  # its exit code says so, too
        importer.stdin.writelines(_stream(commits))  # type: ignore[union-attr]
    if importer.returncode:
        raise subprocess.CalledProcessError(importer.returncode, "git fast-import")
    subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True, env=environment)


def _stream(commits: Sequence[_Commit]) -> Iterator[bytes]:
    """https://git-scm.com/docs/git-fast-import: the last commit of main is mark 1, a proposal is mark 2."""
    step = YEARS * 365 * 86_400 // max(1, len(commits))
    for number, commit in enumerate(commits):
        when = f"{int(FIRST_DAY.timestamp()) + number * step} +0000"
        who = f"{commit.person.name} <{commit.person.email}> {when}\n"
        branch, mark = ("proposal", 2) if commit.merged else ("main", 1)
        yield f"commit refs/heads/{branch}\nmark :{mark}\nauthor {who}committer {who}".encode()
        yield _data(commit.message) + (b"from :1\n" if number else b"")
        yield from _files(commit)
        if commit.merged:
            yield f"commit refs/heads/main\nmark :1\ncommitter {who}".encode()
            yield _data("Merge a proposal\n") + b"from :1\nmerge :2\n"
            yield from _files(commit)


def _files(commit: _Commit) -> Iterator[bytes]:
    for path in commit.removed:
        yield f"D {path}\n".encode()
    for path, text in commit.changed.items():
        yield f"M 100644 inline {path}\n".encode()
        yield _data(text)


def _data(text: str) -> bytes:
    raw = text.encode()
    return b"data %d\n%s\n" % (len(raw), raw)
