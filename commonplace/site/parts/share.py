"""The page on which people write, with the rules of leaks and of form that their browsers check by."""

from __future__ import annotations

from collections.abc import Iterator

from commonplace.checks.form.published import published_form
from commonplace.checks.rules import published_rules
from commonplace.pages.paging import pages_of
from commonplace.pages.share_page import share_view
from commonplace.pages.sharing import SHARE
from commonplace.site.desk import Desk
from commonplace.site.parts.lists import GUIDELINES, has_guidelines
from commonplace.site.plan import PlannedOutput, PlannedPage

RULES = f"{SHARE}leaks.json"
FORM = f"{SHARE}form.json"


def share_pages(desk: Desk) -> Iterator[PlannedPage]:
    """One page, of which a browser makes the most."""
    nothing: tuple[str, ...] = ()
    guidelines = GUIDELINES if has_guidelines(desk) else None
    view = share_view(desk.show, guidelines, desk.around.is_file)
    for part in pages_of(nothing, SHARE):
        yield desk.list_page(part, "share.html", view, desk.words["share"])


def share_outputs(desk: Desk) -> Iterator[PlannedOutput]:
    """The product's own rules of leaks, and all that advice on form needs. What the company keeps to itself
    stays in the repository."""
    yield PlannedOutput(RULES, published_rules())
    form = published_form(desk.hub.settings.checks_off, desk.around.spellings())
    yield PlannedOutput(FORM, form)
