"""axe in a page: what it finds that keeps people out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.support.node_packages import package_file

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOR = ("color-contrast", "link-in-text-block")
# Fetching style sheets anew helps a single rule, which is an experiment and off: a quarter of the time.
# Scrolled, a link half below the header that stays would count as covered, though anybody can scroll on.
_RUN = """async (rules) => {
  window.scrollTo({ top: 0, behavior: "instant" });
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false });
  return {
    tried: found.passes.length,
    faults: found.violations.flatMap((rule) => rule.nodes.map((node) =>
      `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)} (${node.failureSummary})`)),
  };
}"""


def axe_script() -> str:
    """The script itself. Raises RuntimeError with the way to get it when it is not here."""
    return package_file("axe-core", "axe.min.js")


def faults(page: Page, rules: Sequence[str] = TAGS) -> list[str]:
    """Everything that axe finds on the page as it stands: by every rule of WCAG 2.2 AA and good practice,
    or by `OF_COLOR` alone, where nothing but colors has changed since."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe_script())
    result: dict[str, Any] = page.evaluate(_RUN, list(rules))
    assert rules is not TAGS or result["tried"] > 5, "axe has looked at next to nothing"
    found: list[str] = result["faults"]
    return found
