"""What is no valid HTML in Material's own page and cannot be overridden is mended as it is read."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import BaseLoader, Environment

# Drawer and search are check boxes in no block of the page. `autocomplete` keeps a browser from opening them
# when somebody comes back, and is not allowed at a check box; at a form that the boxes belong to it is.
_PAGE = "base.html"
_BOXES = ("__drawer", "__search")
_FORM = '<form id="__boxes" autocomplete="off" hidden></form>'

Source = tuple[str, str | None, Callable[[], bool] | None]


def make_valid(env: Environment) -> None:
    """Change where the templates of the build that goes on come from."""
    if env.loader:
        env.loader = _Mended(env.loader)


class _Mended(BaseLoader):
    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str) -> Source:
        source, path, is_current = self._loader.get_source(environment, template)
        return mended(source) if template == _PAGE else source, path, is_current

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()


def mended(source: str) -> str:
    """Material's page with boxes that are valid; as it was, where it has others by now."""
    changed = source
    for box in _BOXES:
        changed = changed.replace(f'id="{box}" autocomplete="off"', f'id="{box}" form="__boxes"')
    if changed == source:
        return source
    return changed.replace('<input class="md-toggle"', f'{_FORM}\n    <input class="md-toggle"', 1)
