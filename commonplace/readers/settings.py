"""Settings: mkdocs.yml, most of it under `extra.hub`, with the place of every value."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.contribution import Place
from commonplace.model.settings import Audience, GitHub, Settings
from commonplace.readers import yaml_nodes as nodes
from commonplace.readers.departments import read_departments
from commonplace.readers.fields import Fields
from commonplace.readers.files import read_text
from commonplace.readers.settings_checks import read_checks_off
from commonplace.readers.settings_comments import read_comment_settings

FILE = "mkdocs.yml"
_COMMIT = re.compile(r"[0-9a-fA-F]{7,64}|all")
_EXCLUDING = ("exclude_docs", "draft_docs")
_BRANCH = re.compile(r"[\w./-]+")


def read_settings(
    root: Path, environ: Mapping[str, str] = os.environ
) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read mkdocs.yml in `root`. Wrong values are reported and replaced by their defaults.

    `environ` fills `!ENV` values and gives GitHub's addresses where CI runs (GITHUB_SERVER_URL and
    GITHUB_API_URL, as GitHub Actions sets them).
    """
    text = read_text(root, FILE)
    if isinstance(text, Diagnostic):
        return Settings(), (text,)
    tree, problems = nodes.parse_yaml(nodes.YamlText(text, FILE, allow_tags=True))
    if not isinstance(tree, nodes.Mapping):
        return Settings(), tuple(problems) or (diagnose("settings-broken", FILE),)
    extra = tree.get("extra")
    hub = extra.get("hub") if isinstance(extra, nodes.Mapping) else None
    if hub is not None and not isinstance(hub, nodes.Mapping):
        if not (isinstance(hub, nodes.Scalar) and hub.value in ("", "~", "null")):
            problems.append(diagnose("settings-hub", FILE, hub.place.line, hub.place.column))
        hub = None
    fields = Fields(hub, FILE, "extra.hub: ")
    site_url, repo_url = (_address(fields, tree, key, environ) for key in ("site_url", "repo_url"))
    history = fields.section("history")
    ignore = _commits(history)
    talk = read_comment_settings(fields)
    settings = Settings(
        site_name=_plain(tree.get("site_name"), environ) or "Commonplace",
        site_url=site_url,
        site_description=_plain(tree.get("site_description"), environ) or "",
        repo_url=repo_url.rstrip("/") if repo_url else None,
        docs_dir=_docs_dir(fields, tree, environ),
        branch=_branch(fields),
        audience=_audience(fields),
        github=_github(fields, environ),
        timezone=_timezone(fields),
        as_of=fields.day("as_of"),
        review_every=fields.months("review_every") or 12,
        bots=fields.texts("bots", limit=100),
        departments=read_departments(fields, fields.node("departments")),
        history_ignore=ignore,
        develop=bool(fields.flag("develop")),
        language=fields.text("language", limit=20) or _language(tree),
        snippets=_has_snippets(tree),
        excludes=any(tree.get(key) is not None for key in _EXCLUDING),
        comments=talk.comments,
        discussions=talk.discussions,
        giscus=talk.giscus,
        contact=talk.contact,
        snapshot=talk.snapshot,
        checks_off=read_checks_off(fields),
    )
    if history is not None:
        fields.diagnostics.extend(history.finish())
    flat = tree.get("use_directory_urls")
    if isinstance(flat, nodes.Scalar) and flat.value.lower() in ("false", "no", "off"):
        problems.append(
            diagnose("settings-flat-addresses", FILE, flat.place.line, flat.place.column)
        )
    if settings.snippets:
        place = _place(tree.get("markdown_extensions"))
        problems.append(diagnose("settings-snippets", FILE, place.line, place.column))
    return settings, (*problems, *fields.finish())


def _place(node: nodes.Node | None) -> Place:
    return node.place if node is not None else Place()


def _plain(node: nodes.Node | None, environ: Mapping[str, str]) -> str | None:
    """A top-level text of mkdocs.yml, MkDocs' `!ENV NAME` and `!ENV [NAME, OTHER, default]` included."""
    if isinstance(node, nodes.Sequence) and node.tag == "!ENV":
        names = [item.value for item in node.items if isinstance(item, nodes.Scalar)]
        found = next((environ[name] for name in names[:-1] if name in environ), None)
        return found or (environ.get(names[-1], names[-1]) if names else None)
    if not isinstance(node, nodes.Scalar):
        return None
    if node.tag == "!ENV":
        return environ.get(node.value) or None
    return node.value.strip() or None


def is_web_address(text: str) -> bool:
    """Whether `text` is a whole address on the web, so that a link to it runs nothing."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _address(
    fields: Fields, tree: nodes.Mapping, key: str, environ: Mapping[str, str]
) -> str | None:
    written = _plain(tree.get(key), environ)
    if written is None or is_web_address(written):
        return written
    fields.report("settings-address", _place(tree.get(key)), key=key, value=written)
    return None


def _docs_dir(fields: Fields, tree: nodes.Mapping, environ: Mapping[str, str]) -> str:
    written = (_plain(tree.get("docs_dir"), environ) or "docs").rstrip("/")
    folder = posixpath.normpath(written.replace("\\", "/"))
    if folder.startswith(("/", "../")) or folder in ("..", "."):
        fields.report("file-outside", _place(tree.get("docs_dir")))
        return "docs"
    return folder


def _commits(history: Fields | None) -> tuple[str, ...]:
    if history is None:
        return ()
    kept = []
    for commit in history.texts("ignore", limit=80):
        if _COMMIT.fullmatch(commit):
            kept.append(commit.lower())
        else:
            history.report("settings-commit", history.places["ignore"], value=commit)
    return tuple(kept)


def _branch(fields: Fields) -> str:
    written = fields.text("branch", limit=200)
    if written and not _BRANCH.fullmatch(written):
        fields.report("settings-branch", fields.places["branch"], value=written)
        written = None
    return written or "main"


def _audience(fields: Fields) -> Audience:
    choices = [audience.value for audience in Audience]
    written = fields.choice("audience", choices, "The hub is taken as internal.")
    return Audience(written) if written else Audience.INTERNAL


def _github(fields: Fields, environ: Mapping[str, str]) -> GitHub:
    inner = fields.section("github")
    web = environ.get("GITHUB_SERVER_URL") or GitHub.web
    api = environ.get("GITHUB_API_URL") or GitHub.api
    if inner is None:
        return GitHub(web.rstrip("/"), api.rstrip("/"))
    found = {"web": web, "api": api}
    for key in found:
        written = inner.text(key, limit=300)
        if written is None:
            continue
        if is_web_address(written):
            found[key] = written
        else:
            inner.report("settings-address", inner.places[key], key=f"github: {key}", value=written)
    managed = bool(inner.flag("managed_users"))
    forks, issues = (inner.flag(key) is not False for key in ("forks", "issues"))
    fields.diagnostics.extend(inner.finish())
    return GitHub(found["web"].rstrip("/"), found["api"].rstrip("/"), managed, forks, issues)


def _timezone(fields: Fields) -> str:
    written = fields.text("timezone", limit=80)
    if written is None:
        return "UTC"
    try:
        ZoneInfo(written)
    except (KeyError, ValueError, OSError):
        fields.report("settings-timezone", fields.places["timezone"], value=written)
        return "UTC"
    return written


def _language(tree: nodes.Mapping) -> str:
    theme = tree.get("theme")
    written = theme.get("language") if isinstance(theme, nodes.Mapping) else None
    return written.value if isinstance(written, nodes.Scalar) and written.value else "en"


def _has_snippets(tree: nodes.Mapping) -> bool:
    node = tree.get("markdown_extensions")
    if isinstance(node, nodes.Mapping):
        return node.get("pymdownx.snippets") is not None
    if not isinstance(node, nodes.Sequence):
        return False
    return any(
        (isinstance(item, nodes.Scalar) and item.value == "pymdownx.snippets")
        or (isinstance(item, nodes.Mapping) and item.get("pymdownx.snippets") is not None)
        for item in node.items
    )
