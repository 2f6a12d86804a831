"""Pages that tests use one after the other: a new window takes longer than a page of the hub in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.support.browser import recorded_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

_VIEWPORT = {"width": 1280, "height": 720}  # Playwright's own
# What nobody can take back: a page of which it was asked is used no more.
_OF_PAGE = ("add_init_script", "expose_function", "expose_binding", "on", "once")
_OF_CLOCK = ("install", "set_fixed_time", "set_system_time")
_OF_CONTEXT = (
    *(*_OF_PAGE, "route", "grant_permissions", "set_geolocation", "set_extra_http_headers"),
    "set_default_timeout",
)


Opened = Callable[..., "Page"]
"""What the fixture `opened` is: `opened(viewport=PHONE)` is a page until the end of the test."""


class _Tab:
    """A page in a context of its own, and what it takes to make it as good as new."""

    def __init__(self, browser: Browser, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.context = browser.new_context(**settings)
        self.page = recorded_page(self.context)
        self.lasting = False
        self.origins: set[str] = set()
        self.context.on("request", self._note)
        self.protocol = self.context.new_cdp_session(self.page)
        lasting = ((self.page, _OF_PAGE), (self.page.clock, _OF_CLOCK), (self.context, _OF_CONTEXT))
        for owner, names in lasting:
            for name in names:
                setattr(owner, name, self._watched(getattr(owner, name)))

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if request.is_navigation_request() and parts.scheme in ("http", "https"):
            self.origins.add(f"{parts.scheme}://{parts.netloc}")

    def _watched(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any, **named: Any) -> Any:
            self.lasting = True
            return ask(*arguments, **named)

        return asked

    def clean(self) -> bool:
        """Forget what a test did; False where that cannot be."""
        from playwright.sync_api import Error

        if self.lasting or self.page.is_closed():
            return False
        try:
            self._clean()
        except Error:
            return False
        return True

    def _clean(self) -> None:
        page = self.page
        for other in self.context.pages:
            if other is not page:
                other.close()
        page.unroute_all(behavior="ignoreErrors")
        self.context.set_offline(False)
        page.mouse.up()
        page.mouse.move(-1, -1)
        page.goto("about:blank")
        page.set_viewport_size(self.settings.get("viewport", _VIEWPORT))
        page.emulate_media(
            media="null",
            color_scheme=self.settings.get("color_scheme", "light"),
            reduced_motion=self.settings.get("reduced_motion", "no-preference"),
            forced_colors=self.settings.get("forced_colors", "none"),
            contrast=self.settings.get("contrast", "no-preference"),
        )
        self.protocol.send("Page.resetNavigationHistory")
        for origin in self.origins:
            asked = {"origin": origin, "storageTypes": "all"}
            self.protocol.send("Storage.clearDataForOrigin", asked)
        self.origins.clear()
        self.context.clear_cookies()
        page.seen_errors.clear()  # type: ignore[attr-defined]
        page.seen_requests.clear()  # type: ignore[attr-defined]


class Tabs:
    """The pages of one browser, by the settings that they were opened with."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[_Tab]] = {}

    @contextmanager
    def lend(self, **settings: Any) -> Iterator[Page]:
        """A blank page as `recorded_page` makes it, in a browser that remembers nothing."""
        free = self._free.setdefault(json.dumps(settings, sort_keys=True), [])
        tab = free.pop() if free else _Tab(self._browser, settings)
        try:
            yield tab.page
        finally:
            if tab.clean():
                free.append(tab)
            else:
                tab.context.close()
