"""Pages of learning paths, the list of them, and the way on at the end of each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from urllib.parse import quote

from commonplace.model.contribution import Contribution
from commonplace.model.kinds import TIP
from commonplace.model.paths import LearningPath
from commonplace.pages.github import edit_url
from commonplace.pages.paging import Slice, pages_of
from commonplace.pages.presenter import Presenter
from commonplace.pages.sharing import share_url
from commonplace.pages.views.path import PathPlaceView, PathRow, PathsView, PathView, StepView

_MOST_PLACES = 5


def mark_of(one: Contribution) -> str:
    """What a reader's browser remembers a text by: its id, so that a rename loses nothing.

    Its address where the id is worked out without a full history, and so is another one tomorrow.
    """
    return one.id if one.lasting_id else one.address


def minutes_of(path: LearningPath, show: Presenter) -> int:
    """How long it takes to read all steps of a path."""
    return sum(show.hub.contributions[step.contribution].reading_minutes for step in path.steps)


def path_row(path: LearningPath, show: Presenter) -> PathRow:
    """A path as one entry of a list."""
    steps = [show.hub.contributions[step.contribution] for step in path.steps]
    return {
        "title": path.title,
        "url": path.address,
        "summary": path.summary,
        "curators": show.faces(path.curators),
        "count": show.counted("path", "steps", len(steps)) if steps else "",
        "minutes": show.counted("path", "minutes", minutes_of(path, show)) if steps else "",
        "widest": _progress(path, len(steps), show),
        "marks": [mark_of(one) for one in steps],
    }


def paths_views(show: Presenter) -> Iterator[tuple[Slice[LearningPath], PathsView]]:
    """The list of paths, page by page."""
    for part in pages_of(list(show.hub.paths.values()), "paths/"):
        rows = [path_row(path, show) for path in part.items]
        yield part, {"page": "paths", "paths": rows, "pager": part.pager}


def path_view(path: LearningPath, show: Presenter) -> PathView:
    """The page of one path."""
    settings = show.hub.settings
    row = path_row(path, show)
    return {
        "page": "path",
        "title": path.title,
        "url": path.address,
        "summary": path.summary,
        "meant_for": path.meant_for,
        "curators": row["curators"],
        "steps": list(_steps(path, show)),
        "count": row["count"],
        "minutes": row["minutes"],
        "begun": _progress(path, 0, show),
        "begin": _begin(path, show),
        "left": show.counted("path", "left", minutes_of(path, show)) if path.steps else "",
        "write_url": share_url(TIP),
        "edit_url": edit_url(settings, path.source),
    }


def path_places(show: Presenter) -> Mapping[str, list[PathPlaceView]]:
    """For every contribution that is a step: where, in the first few paths that lead through it."""
    places: dict[str, list[PathPlaceView]] = {}
    sentence = str(show.words["path"]["place"])
    for path in show.hub.paths.values():
        idents = [step.contribution for step in path.steps]
        for number, (ident, after) in enumerate(zip_longest(idents, idents[1:]), 1):
            found = places.setdefault(ident, [])
            if len(found) < _MOST_PLACES:
                found.append(
                    {
                        "path": show.path_link(path.slug),
                        "place": sentence.format(number=number, of=len(idents)),
                        "next": show.link(after) if after else None,
                    }
                )
    return places


def _steps(path: LearningPath, show: Presenter) -> Iterator[StepView]:
    root = show.hub.settings.site_url
    for step in path.steps:
        one = show.hub.contributions[step.contribution]
        printed = f"{root.rstrip('/')}/{quote(one.address)}" if root else None
        yield {
            "row": show.row(one.id),
            "why": step.why,
            "mark": mark_of(one),
            "tick": str(show.words["path"]["tick"]).format(title=one.title),
            "printed": printed,
        }


def _begin(path: LearningPath, show: Presenter) -> str:
    if not path.steps:
        return ""
    title = show.hub.contributions[path.steps[0].contribution].title
    return str(show.words["path"]["begin"]).format(title=title)


def _progress(path: LearningPath, read: int, show: Presenter) -> str:
    return str(show.words["path"]["progress"]).format(read=read, of=len(path.steps))
