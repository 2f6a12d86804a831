"""From a project's folder to its site plan, in one call: what hooks, commands and exports start with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from commonplace.assemble.hub import assemble
from commonplace.assemble.sources import read_sources
from commonplace.checks.form.house_words import house_words
from commonplace.checks.form.published import fit_to_print
from commonplace.checks.judge import Judge, read_judge
from commonplace.checks.rules import RulesError, shipped_rules
from commonplace.model.hub import Hub
from commonplace.model.settings import Settings
from commonplace.readers.docs import read_docs
from commonplace.readers.files import is_file
from commonplace.readers.settings import is_web_address
from commonplace.site.gate import Gate, texts_that_pass, through
from commonplace.site.landscape import GENERATED_INDEXES, Surroundings
from commonplace.site.plan import SitePlan
from commonplace.site.planner import Begin, plan_site
from commonplace.workers import Beside


@dataclass(frozen=True)
class Site:
    """The hub and the plan made from it."""

    hub: Hub
    plan: SitePlan


@dataclass(frozen=True)
class Request:
    """What to plan: the project in `root`. `now` (with a time zone) is today where nothing else says so.

    `survey` also looks for people who may be one. `with_leaks` is for those who publish nothing and want to
    know of every text. `site_url` and `repo_url` are given by an engine that knows better than mkdocs.yml.
    """

    root: Path
    now: datetime
    drafts: bool = False
    survey: bool = False
    with_leaks: bool = False
    site_url: str | None = None
    repo_url: str | None = None


def choose_day(settings: Settings, now: datetime, environ: Mapping[str, str]) -> date:
    """The day to build for: HUB_AS_OF (set by `--as-of`), SOURCE_DATE_EPOCH, `extra.hub.as_of`, or today.

    A value of the environment that is no day is passed over; see https://reproducible-builds.org/specs/source-date-epoch/.
    """
    zone = UTC if settings.timezone == "UTC" else ZoneInfo(settings.timezone)
    try:
        if environ.get("HUB_AS_OF"):
            return date.fromisoformat(environ["HUB_AS_OF"])
        if environ.get("SOURCE_DATE_EPOCH"):
            return datetime.fromtimestamp(int(environ["SOURCE_DATE_EPOCH"]), zone).date()
    except (ValueError, OverflowError, OSError):
        pass
    return settings.as_of or now.astimezone(zone).date()


def _web(address: str | None) -> str | None:
    return address if address and is_web_address(address) else None


def _judge(request: Request) -> Judge:
    """Without the lists nothing passes; where all may pass, a diagnostic still repeats nothing."""
    try:
        return read_judge(request.root)
    except RulesError:
        if not request.with_leaks:
            raise
        return Judge(shipped_rules())


def _spellings(root: Path, judge: Judge) -> tuple[tuple[str, str], ...]:
    """The house's spellings for browsers: none where nobody can say what the company keeps to itself."""
    return fit_to_print(house_words(root)[0].pairs, judge) if judge.made_of else ()


def gather(
    request: Request, environ: Mapping[str, str] = os.environ, begin: Begin | None = None
) -> Site:
    """Read everything, join it, and plan the site. Nothing but the cache is written.

    `begin` is told the texts before the rest is planned.
    Raises RulesError where nobody can tell what leaks.
    """
    root, judge = request.root, _judge(request)
    passing = None
    if not request.with_leaks:
        passing = Beside[frozenset[bytes]](lambda: texts_that_pass(root, judge), frozenset)
    sources = read_sources(root, environ)
    settings = replace(
        sources.settings,
        site_url=_web(request.site_url) or sources.settings.site_url,
        repo_url=(_web(request.repo_url) or sources.settings.repo_url or "").rstrip("/") or None,
    )
    docs = read_docs(root, settings.docs_dir, GENERATED_INDEXES, develop=settings.develop)
    sources = replace(
        sources, settings=settings, diagnostics=(*sources.diagnostics, *docs.diagnostics)
    )
    gate = Gate(
        root,
        settings.docs_dir,
        judge,
        is_open=request.with_leaks,
        passing=passing.result() if passing else frozenset(),
    )
    sources, docs = through(gate, sources, docs)
    hub = assemble(
        sources,
        choose_day(settings, request.now, environ),
        drafts=request.drafts,
        survey=request.survey,
    )
    around = Surroundings(
        sources.assets,
        docs,
        lambda path: is_file(root, path),
        gate,
        lambda: _spellings(root, judge),
    )
    site = Site(hub, plan_site(hub, around, begin))
    gate.remember()
    return site
