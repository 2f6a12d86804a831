"""The look: colors that everyone can read, nothing loaded from elsewhere, settings that keep it so."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.shipped import product_files, shipped_settings

ROOT = Path(__file__).parent.parent
ASSETS = ROOT / "docs" / "assets"

GROUNDS = ("paper", "raised", "well")
TEXT_ON = (
    *((ink, on) for ink in ("ink", "soft", "accent", "accent-strong") for on in GROUNDS),
    *((kind, on) for kind in ("article", "war-story", "tip", "link") for on in GROUNDS),
    *((state, on) for state in ("due", "obsolete") for on in GROUNDS),
    *((ink, "accent-wash") for ink in ("ink", "soft", "accent", "accent-strong")),
    ("on-accent", "accent"),
    ("paper", "accent-strong"),
    ("paper", "ink"),
    ("on-stale", "stale"),
    ("ink", "marker"),
    *(("on-face", f"face-{tone}") for tone in range(12)),
)
# What is not text but has to be seen: outlines of fields and the ring of focus.
SHAPE_ON = (("edge", "paper"), ("edge", "raised"), ("accent", "paper"), ("accent", "raised"))
SCHEMES = ("default", "slate")


def tokens(scheme: str) -> Mapping[str, str]:
    text = (ASSETS / "tokens.css").read_text("utf-8")
    for selector, body in re.findall(r"([^{}]+){([^{}]*)}", text):
        found = dict(re.findall(r"--hub-([\w-]+):\s*(#[0-9a-f]{6});", body))
        if f'"{scheme}"' in selector and found:
            return found
    raise AssertionError(f"no colors for {scheme}")


def luminance(color: str) -> float:
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_can_be_read(scheme: str, ink: str, ground: str) -> None:
    assert contrast(tokens(scheme)[ink], tokens(scheme)[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_ON)
def test_outlines_can_be_seen(scheme: str, shape: str, ground: str) -> None:
    assert contrast(tokens(scheme)[shape], tokens(scheme)[ground]) >= 3


def test_both_palettes_have_the_same_colors() -> None:
    assert set(tokens("default")) == set(tokens("slate"))
    assert len(tokens("default")) > 30


def theme_files() -> list[Path]:
    found = product_files([*ASSETS.rglob("*"), *(ROOT / "docs" / "overrides").rglob("*.html")])
    return sorted(path for path in found if path.suffix in {".css", ".js", ".html"})


@pytest.mark.parametrize("path", theme_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    assert "@import" not in text
    # One place asks for files, in a way that the browser refuses where it would lead to another host.
    assert text.count("fetch(") == (path.name == "site-file.js")
    assert text.count("fetch(") == text.count('mode: "same-origin"')
    assert len(text.splitlines()) < 300


@pytest.mark.parametrize(
    "path",
    [p for p in product_files(sorted(ASSETS.glob("*.css"))) if p.stem != "company"],
    ids=lambda path: path.name,
)
def test_every_token_that_is_used_is_defined(path: Path) -> None:
    all_css = "".join(css.read_text("utf-8") for css in ASSETS.glob("*.css"))
    defined = set(re.findall(r"(--hub-[\w-]+):", all_css))
    used = set(re.findall(r"var\((--hub-[\w-]+)", path.read_text("utf-8")))
    assert used <= defined
    assert used


def settings() -> dict[str, Any]:
    class Loader(yaml.SafeLoader):
        pass

    def named(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> str:
        return suffix

    Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", named)
    loaded: dict[str, Any] = yaml.load(shipped_settings(), Loader)  # noqa: S506
    return loaded


def test_the_settings_load_nothing_from_elsewhere() -> None:
    loaded = settings()
    assert loaded["theme"]["font"] is False
    assert loaded["extra"]["generator"] is False
    assert loaded["plugins"] == []
    used = {next(iter(e)) if isinstance(e, dict) else e for e in loaded["markdown_extensions"]}
    assert not used & {"pymdownx.snippets", "pymdownx.b64", "pymdownx.magiclink"}
    assert {"pymdownx.superfences", "tables", "toc"} <= used
    emoji = next(e for e in loaded["markdown_extensions"] if "pymdownx.emoji" in e)
    assert emoji["pymdownx.emoji"]["emoji_generator"] == "pymdownx.emoji.to_alt"


def test_every_asset_that_is_named_is_there() -> None:
    ground = (ROOT / "docs/overrides/partials/hub/looks.html").read_text("utf-8")
    styles = re.search(r"for name in \[(.*?)\]", ground)
    assert styles
    named = {f"{name}.css" for name in re.findall(r'"(\w+)"', styles[1])}
    named.update(Path(path).name for path in settings()["extra_css"])
    for template in (ROOT / "docs/overrides").rglob("*.html"):
        named.update(re.findall(r"'assets/([\w/-]+\.(?:css|js))'", template.read_text("utf-8")))
    scripts = sorted(ASSETS.rglob("*.js"))
    for script in scripts:
        modules = re.findall(
            r'(?:from|import\(|URL\(|import) ?"(\.[\w./-]+\.js)"', script.read_text("utf-8")
        )
        folder = script.parent.relative_to(ASSETS).as_posix()
        named.update(posixpath.normpath(posixpath.join(folder, module)) for module in modules)
    assert len(scripts) > 80
    files = product_files([*scripts, *ASSETS.glob("*.css")])
    assert named == {"company.css", *(path.relative_to(ASSETS).as_posix() for path in files)}
