"""Going through a page with the keyboard, and what a reader sees while doing so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.support.probes import probe

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True)
class Walk:
    """Every stop on the way through a page, and the controls that nobody came to."""

    stops: list[dict[str, Any]]
    missed: list[str]
    controls: int

    def faults(self) -> list[str]:
        """What a reader would stumble over."""
        found = [f"never reached: {name}" for name in self.missed]
        for stop in self.stops:
            for fault in ("covered", "outside", "hidden", "unseen"):
                if stop[fault]:
                    found.append(f"{fault}: {stop['name']}")
            if not stop["changed"]:
                found.append(f"no focus to be seen: {stop['name']}")
        return found


def walk(page: Page, key: str = "Tab") -> Walk:
    """Press a key until the focus has left the page, and look around at each stop."""
    page.evaluate(probe("controls"))
    names: list[str] = page.evaluate(
        "walk.all.map((one) => `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)"
    )
    stops: list[dict[str, Any]] = []
    look = probe("stop")
    for _ in range(2 * len(names) + 5):
        page.keyboard.press(key)
        stop = page.evaluate(look)
        if stop is None or (stops and stop["number"] == stops[0]["number"]):
            break
        stops.append(stop)
    else:
        raise AssertionError(f"the focus is caught: {stops[-1]['name']}")
    reached = {stop["number"] for stop in stops}
    there: list[bool] = page.evaluate(
        "walk.all.map((one) => one.isConnected)"
    )  # Material moves some
    missed = [name for number, name in enumerate(names) if number not in reached and there[number]]
    return Walk(stops, missed, len(names))
