"""What is wrong or unsure with a hub, beyond single texts: its history, its settings, its people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.model.hub import Hub
from commonplace.readers.settings import FILE

_MAILMAP = ".mailmap"


def examine(hub: Hub) -> list[Diagnostic]:
    """Everything that somebody should look at once: settings left out, people merged by name alone,
    names that look alike, names that look like programs. The hub's own diagnostics about settings and
    history are among them; those about single texts are not.
    """
    about_hub = [one for one in hub.diagnostics if _is_about_hub(one)]
    return sorted([*about_hub, *_settings(hub), *_people(hub)])


def _is_about_hub(one: Diagnostic) -> bool:
    return one.path in (FILE, _MAILMAP, ".git", ".") or one.code.startswith(
        ("history-", "settings-")
    )


def _settings(hub: Hub) -> Iterator[Diagnostic]:
    settings = hub.settings
    if settings.site_url is None:
        yield diagnose("doctor-no-site-url", FILE)
    if settings.repo_url is None:
        yield diagnose("doctor-no-repo-url", FILE)
    elif not settings.repo_url.startswith(settings.github.web):
        yield diagnose(
            "doctor-other-host", FILE, repo_url=settings.repo_url, web=settings.github.web
        )
    if settings.as_of is not None:
        yield diagnose("doctor-as-of", FILE, day=settings.as_of.isoformat())


def _people(hub: Hub) -> Iterator[Diagnostic]:
    for merge in hub.merges:
        if not merge.sure:
            names = _listed(merge.names)
            yield diagnose("doctor-merged", _MAILMAP, names=names, reason=merge.reason)
    for miss in hub.near_misses:
        one, other = (f"{hub.people[ident].name} ({ident})" for ident in (miss.one, miss.other))
        yield diagnose("doctor-near-miss", _MAILMAP, one=one, other=other)
    for name in hub.possible_bots:
        yield diagnose("doctor-possible-bot", FILE, name=name)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
