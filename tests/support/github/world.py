"""A GitHub in memory that tests change as people would: accounts, discussions, pull requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.support.github.records import (
    Account,
    Category,
    Choice,
    Comment,
    Commit,
    Discussion,
    File,
    Issue,
    Label,
    Labeled,
    Poll,
    Pull,
    Remark,
    Repository,
    Review,
)

FIRST_DAY = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


@dataclass
class Token:
    """What somebody with a token may do. `sso`: the organization still has to allow it; `proposes`: the
    repository lets workflows make pull requests."""

    login: str
    discussions: bool = True
    write: bool = True
    private: bool = True
    maintains: bool = True
    sso: bool = False
    proposes: bool = True


@dataclass
class World:
    """Everything that is on the local GitHub. Its clock moves by `step` with every change that is dated.

    `pages` is what REST says of GitHub Pages, by repository. `workflows` are the files of those that can be
    started, and `started` is what with.
    `undated` names what does not move a discussion's updatedAt; it is what is safe to assume of GitHub.
    """

    now: datetime = FIRST_DAY
    step: timedelta = timedelta(seconds=1)
    web: str = "https://github.com"
    undated: frozenset[str] = frozenset({"react", "upvote", "vote"})
    tokens: dict[str, Token] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    repositories: dict[str, Repository] = field(default_factory=dict)
    nodes: dict[str, object] = field(default_factory=dict)
    pages: dict[str, object] = field(default_factory=dict)
    workflows: set[str] = field(default_factory=lambda: {"pull-request.yml"})
    started: list[Mapping[str, object]] = field(default_factory=list)
    viewer: Account | None = None
    _ids: int = 0

    def wait(self, seconds: float) -> None:
        """Let time go by, such as while a client waits."""
        self.now += timedelta(seconds=seconds)

    def tick(self) -> datetime:
        """The time of the next change."""
        self.now += self.step
        return self.now

    def new_id(self, prefix: str, node: object) -> str:
        """An id nobody can read anything out of, as GitHub's are."""
        self._ids += 1
        made = f"{prefix}_kwDOA{self._ids:07d}"
        self.nodes[made] = node
        return made

    def allow(self, token: str, login: str = "ana", **rights: bool) -> Token:
        """Let somebody in by a token."""
        self.account(login)
        self.tokens[token] = Token(login, **rights)
        return self.tokens[token]

    def account(self, login: str, typename: str = "User", name: str | None = None) -> Account:
        """The account of that login; made where there is none."""
        if login not in self.accounts:
            made = Account(login, typename, name)
            made.id = self.new_id("U", made)
            made.database_id = 1000 + self._ids
            self.accounts[login] = made
        return self.accounts[login]

    def leave(self, login: str) -> None:
        """Delete an account: what it wrote stays, without an author."""
        gone = self.accounts.pop(login)
        for repository in self.repositories.values():
            for pull in repository.pulls:
                pull.author = None if pull.author is gone else pull.author
                for review in pull.reviews:
                    review.author = None if review.author is gone else review.author
            for discussion in repository.talk:
                tops = discussion.comments
                for one in (discussion, *tops, *(reply for top in tops for reply in top.replies)):
                    one.author = None if one.author is gone else one.author

    def repository(
        self, name: str = "acme/hub", *, visibility: str = "PRIVATE", categories: bool = True
    ) -> Repository:
        """Make a repository, with the categories Comments, Q&A and General."""
        made = Repository(self, "", name, visibility != "PUBLIC", visibility, self.tick())
        made.id = self.new_id("R", made)
        self.repositories[name.lower()] = made
        if categories:
            self.category(made, "Comments", announcement=True)
            self.category(made, "Q&A", answerable=True)
            self.category(made, "General")
        return made

    def category(
        self,
        repository: Repository,
        name: str,
        *,
        answerable: bool = False,
        announcement: bool = False,
    ) -> Category:
        """Make a category."""
        slug = "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split()) or "-"
        made = Category("", name, slug, answerable, announcement, repository, self.tick())
        made.id = self.new_id("DIC", made)
        repository.categories.append(made)
        return made

    def discuss(
        self,
        category: Category,
        title: str = "A title",
        body: str = "Some words.",
        *,
        author: Account | str | None = "ana",
        html: str | None = None,
    ) -> Discussion:
        """Open a discussion."""
        who, when = self._who(author), self.tick()
        where = category.repository
        made = Discussion(
            *(self, "", who, body, when, when, html),
            number=where.next_number(),
            title=title,
            category=category,
            repository=where,
        )
        made.id = self.new_id("D", made)
        where.talk.append(made)
        return made

    def comment(
        self,
        on: Discussion | Comment,
        body: str = "A comment.",
        *,
        author: Account | str | None = "bo",
        html: str | None = None,
    ) -> Comment:
        """Comment on a discussion, or reply to a comment."""
        who, when = self._who(author), self.tick()
        top = on if isinstance(on, Comment) else None
        where = on.discussion if isinstance(on, Comment) else on
        made = Comment(*(self, "", who, body, when, when, html), discussion=where, reply_to=top)
        made.id = self.new_id("DC", made)
        (top.replies if top else where.comments).append(made)
        self._date(where, "comment", when)
        return made

    def edit(self, one: Discussion | Comment, body: str, *, title: str | None = None) -> None:
        """Change a text."""
        when = self.tick()
        one.body, one.html, one.last_edited_at, one.updated_at = body, None, when, when
        if isinstance(one, Discussion):
            one.title = title or one.title
        else:
            self._date(one.discussion, "edit", when)

    def delete(self, one: Discussion | Comment) -> None:
        """Take something away; a comment with replies leaves its place."""
        when = self.tick()
        if isinstance(one, Discussion):
            one.repository.talk.remove(one)
            del self.nodes[one.id]
            return
        if one.replies:
            one.deleted_at, one.body, one.html, one.author = when, "", "", None
            one.is_answer = False
        else:
            (one.reply_to.replies if one.reply_to else one.discussion.comments).remove(one)
            del self.nodes[one.id]
        self._date(one.discussion, "delete", when)

    def react(self, one: Discussion | Comment, kind: str = "HEART", more: int = 1) -> None:
        """Add reactions, or with a number below zero take them back."""
        one.reacted[kind] = max(0, one.reacted.get(kind, 0) + more)
        self._date(one.discussion if isinstance(one, Comment) else one, "react")

    def upvote(self, one: Discussion | Comment, more: int = 1) -> None:
        """Vote for something."""
        one.upvote_count += more
        self._date(one.discussion if isinstance(one, Comment) else one, "upvote")

    def answer(self, one: Comment | None, of: Discussion, by: str = "ana") -> None:
        """Choose the answer, or with None take the choice back."""
        for top in of.comments:
            for comment in (top, *top.replies):
                comment.is_answer = comment is one
        of.answer_chosen_at = self.tick() if one else None
        of.answer_chosen_by = self.account(by) if one else None
        self._date(of, "answer", self.now)

    def minimize(self, one: Comment, reason: str | None = "spam") -> None:
        """Hide a comment, or with None show it again."""
        one.minimized_reason = reason
        self._date(one.discussion, "minimize")

    def move(self, one: Discussion, category: Category) -> None:
        """Put a discussion into another category, also of another repository."""
        if category.repository is not one.repository:
            one.repository.talk.remove(one)
            one.repository = category.repository
            one.number = one.repository.next_number()
            one.repository.talk.append(one)
        one.category = category
        self._date(one, "move")

    def set_state(
        self, one: Discussion, *, closed: bool | None = None, locked: bool | None = None
    ) -> None:
        """Close, open, lock or unlock."""
        one.closed = one.closed if closed is None else closed
        one.locked = one.locked if locked is None else locked
        self._date(one, "state")

    def put_label(self, one: Pull, label: Label, by: Account | None) -> None:
        """Put a label on a pull request, which remembers by whom."""
        if label not in one.labels:
            one.labels.append(label)
            made = Labeled(f"LE_{len(one.timeline_items)}", by, label, self.tick())
            one.timeline_items.append(made)

    def new_label(self, repository: Repository, name: str) -> Label:
        """The label of that name; made where there is none."""
        found = next((one for one in repository.labels if one.name == name), None)
        if found is None:
            found = Label("", name)
            found.id = self.new_id("LA", found)
            repository.labels.append(found)
        return found

    def label(self, one: Discussion | Issue, *names: str) -> None:
        """Give something these labels and no others."""
        one.labels = [self.new_label(one.repository, name) for name in names]
        if isinstance(one, Discussion):
            self._date(one, "label")

    def ask_all(self, one: Discussion, question: str, choices: Sequence[tuple[str, int]]) -> Poll:
        """Put a poll into a discussion."""
        options = [Choice("", text, votes) for text, votes in choices]
        for option in options:
            option.id = self.new_id("DPO", option)
        one.poll = Poll("", question, options)
        one.poll.id = self.new_id("DP", one.poll)
        self._date(one, "vote")
        return one.poll

    def merge(
        self,
        repository: Repository,
        title: str = "Add a tip",
        files: Sequence[str] = ("contributions/tips/a.md",),
        *,
        author: Account | str | None = "ana",
        state: str = "MERGED",
    ) -> Pull:
        """A pull request that was merged, or is in another state."""
        when = self.tick()
        done = state == "MERGED"
        number = repository.next_number()
        made = Pull(
            *("", number, title, self._who(author), when, when, repository, state),
            merged_at=when if done else None,
            merged_by=self.account("bo") if done else None,
            merge_commit=Commit(f"{number:040x}") if done else None,
            files=[File(path) for path in files],
        )
        made.id = self.new_id("PR", made)
        repository.pulls.append(made)
        return made

    def review(
        self, pull: Pull, author: Account | str | None = "cy", state: str = "APPROVED"
    ) -> Review:
        """Somebody's review of a pull request."""
        made = Review("", self._who(author), state, self.tick())
        made.id = self.new_id("PRR", made)
        pull.reviews.append(made)
        pull.updated_at = self.now
        return made

    def open_issue(
        self,
        repository: Repository,
        title: str = "A title",
        body: str = "Some words.",
        *,
        author: Account | str | None = "ana",
    ) -> Issue:
        """Open an issue."""
        when, number = self.tick(), repository.next_number()
        texts = (self, "", self._who(author), body, when, when)
        made = Issue(*texts, number=number, title=title, repository=repository)
        made.id = self.new_id("I", made)
        repository.issues.append(made)
        return made

    def remark(
        self, on: Issue | Pull, body: str = "A comment.", *, author: Account | str | None = "bo"
    ) -> Remark:
        """Comment on an issue or pull request."""
        when = self.tick()
        made = Remark(*(self, "", self._who(author), body, when, when), subject=on)
        made.id = self.new_id("IC", made)
        on.comments.append(made)
        on.updated_at = when
        return made

    def _who(self, author: Account | str | None) -> Account | None:
        return self.account(author) if isinstance(author, str) else author

    def _date(self, one: Discussion, what: str, when: datetime | None = None) -> None:
        if what not in self.undated:
            one.updated_at = when or self.tick()
