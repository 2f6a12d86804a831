"""What is left to do after a text was withdrawn, in the order in which it helps: what applies here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commonplace.repository.form_fields import ISSUE_BRANCH
from scripts import _git
from scripts._for_shells import quoted
from scripts._withdrawal import Withdrawal

_WORKFLOWS = ".github/workflows"

_CHANGE_IT = (
    "If a password, key or token was in it: change it now. Everything below comes too late for it."
)
_PUBLISH = (
    'Publish this: git add --all -- {touched}; git commit -m "Withdraw a text"{push}. Then build and '
    "publish the hub. Readers see nothing of the text from then on."
)
_TALK = "Delete what was said about it on GitHub, if it repeats the text: {said}"
_BRANCHES = (
    "If it was sent by a form: the branch of its issue still has it. git ls-remote {address} "
    "'refs/heads/{branch}*' lists them, git push {address} --delete {branch}<number> deletes one."
)
_RUNS = (
    "Runs on GitHub keep it, too: the preview with the whole text for 14 days, the built hub for 3, and"
    " lines of it in their logs. At {web}/actions, open {runs} since it was sent, and choose “Delete "
    "workflow run” for each: that takes files and logs along, and nobody can publish an older hub with "
    "“Re-run jobs”."
)
_CACHES = (
    "What builds keep for the next one may repeat it (titles, comments): delete every entry at "
    "{web}/actions/caches."
)
_HISTORY = (
    "The history of the repository still has the text. Whoever looks after the repository can take it "
    "out, in a fresh clone, with the program git-filter-repo: git filter-repo --invert-paths "
    "{paths}{push}. Everybody else has to clone anew after that, and the emptied file has to be put "
    "back."
)
_FORCE = "; then git push --force --mirror {address}, since that program forgets where the clone came from"
_MESSAGES = (
    " It leaves the messages of commits as they are, and a proposal that was squashed has its title "
    "there: git log --format='%h %s' -- {files} shows them before. Write each part that says too much "
    "into a file, a line each, and add --replace-message and the name of that file to the command."
)
_TAKEN = (
    " Earlier versions of {paths} may have words of it, too. Something else stands there today, so it "
    "is not in that command: look through its history."
)
_SHALLOW = (
    " This copy has only the latest part of the history, so names of before may be missing there: “git "
    "fetch --unshallow” gets all of it, then “git log --follow --name-only -- {path}” lists them."
)
_COPIES = (
    "GitHub keeps copies of its own: in forks, in pull requests (which cannot be deleted; their titles "
    "and texts can be changed), and under the ids of old commits. Ask GitHub's support to remove them, "
    "with the address of the repository and the ids of the commits; on a server of your own, ask "
    "whoever runs it."
)
_SENT = "{what} in which the text was sent in are copies, too: delete them."
_FAR = (
    "Search engines, feed readers and mail have it for a while. In a public hub, ask the search engines"
    " to forget the page."
)


@dataclass(frozen=True)
class Home:
    """Where the repository is: its page on a GitHub, if it has one; whether it is anywhere but here; and
    the names of its workflows."""

    web: str | None
    is_pushed: bool
    workflows: frozenset[str]


def home_of(root: Path, repo_url: str | None) -> Home:
    """The home of the repository in `root`, as its settings and Git know it."""
    found = (root / _WORKFLOWS).glob("*.yml")
    web = repo_url or _git.origin(root)
    remotes = (_git.ask(root, "remote") or b"").strip()
    return Home(web, bool(web or remotes), frozenset(one.name for one in found))


def steps_after(root: Path, plan: Withdrawal, home: Home) -> Iterator[str]:
    """Each step as a sentence or two, with its command or place."""
    address = quoted(home.web) if home.web else "<the address of the repository>"
    touched = " ".join(quoted(path) for path in sorted({plan.path, plan.new_path, *plan.pictures}))
    yield _CHANGE_IT
    yield _PUBLISH.format(touched=touched, push="; git push" if home.is_pushed else "")
    if home.web:
        yield from _on_github(plan, home, home.web, address)
    yield _history(root, plan, _FORCE.format(address=address) if home.is_pushed else "")
    if home.web:
        yield _COPIES
    yield _SENT.format(what="Drafts and issues" if home.web else "Drafts")
    yield _FAR


def _on_github(plan: Withdrawal, home: Home, web: str, address: str) -> Iterator[str]:
    """What has to go there before the history does, as it would keep the text alive."""
    if plan.discussions:
        said = (f"{web}/discussions/{number}" for number in plan.discussions)
        yield _TALK.format(said=", ".join(said))
    if "issue.yml" in home.workflows:
        yield _BRANCHES.format(address=address, branch=ISSUE_BRANCH)
    runs = {"pull-request.yml": "“Pull request”", "publish.yml": "“Publish”"}
    named = [name for file, name in runs.items() if file in home.workflows]
    if named:
        yield _RUNS.format(web=web, runs="the runs of " + " and ".join(named))
    if "publish.yml" in home.workflows:
        yield _CACHES.format(web=web)


def _history(root: Path, plan: Withdrawal, push: str) -> str:
    # A name that begins with a dash would be taken for an option.
    paths = " ".join(
        f"--path{'=' if path.startswith('-') else ' '}{quoted(path)}" for path in plan.past
    )
    step = _HISTORY.format(paths=paths, push=push)
    step += _MESSAGES.format(files=" ".join(map(quoted, plan.past)))
    if plan.taken:
        step += _TAKEN.format(paths=", ".join(map(quoted, plan.taken)))
    if _git.is_shallow(root):
        step += _SHALLOW.format(path=quoted(plan.path))
    return step
