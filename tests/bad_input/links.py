"""Links and pictures that lead nowhere, outside, or to a file that no site should carry."""

from __future__ import annotations

from pathlib import Path

from tests.bad_input.row import SECRET, Bad, Content, Found, advice, error, tip

TIPS = "contributions/tips"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8ff"
    "ff3f0005fe02fea7352f0000000049454e44ae426082"
)


def _text(name: str, line: str, *found: Found, **options: object) -> Bad:
    """A tip with this line as line 3."""
    return tip(name, f"# The tip {name}\n\n{line}\n", *found, **options)


def _beside(
    name: str, line: str, file: str, content: Content, *found: Found, **options: object
) -> Bad:
    """The same in a folder, with a file beside it."""
    folder = f"{TIPS}/{name}"
    files = {f"{folder}/index.md": f"# The tip {name}\n\n{line}\n", f"{folder}/{file}": content}
    return Bad(name, files, found, **options)  # type: ignore[arg-type]


def _drawing(name: str, inside: str, *, safe: bool = False) -> Bad:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'
    path = f"{TIPS}/{name}/drawing.svg"
    found = () if safe else (error("asset-unsafe", 1, path), advice("image-missing", 3))
    return _beside(name, "![A drawing](drawing.svg)", "drawing.svg", svg, *found, dead=("canary",))


def _twenty_five_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.write(PIXEL)
        file.truncate(25_000_000)


ROWS = (
    _text("picture-missing", "![A cat](cat.png)", advice("image-missing", 3)),
    _text("picture-in-html", '<img src="cat.png" alt="A cat">', advice("link-dead", 3)),
    _text("nowhere", "[gone](gone.md)", advice("link-dead", 3)),
    _text("nowhere-from-the-top", "[gone](/tips/gone/)", advice("link-dead", 3)),
    _text("nowhere-bare-host", "[x](www.example.org/page)", advice("link-no-scheme", 3)),
    _text("nowhere-long-name", f"[x]({'long' * 80}.pdf)", advice("link-dead", 3)),
    _text("nowhere-long-folder", f"[x]({'long' * 80}/a.md)", advice("link-dead", 3)),
    _text("picture-long-name", f"![A cat]({'long' * 80}.png)", advice("image-missing", 3)),
    _text("nowhere-empty", "[empty]()"),
    _text("nowhere-reference", "[words][ref]\n\n[ref]: gone.md", advice("link-dead")),
    _text("wrong-capitals", "[good](Good.md)"),
    _text(
        "out-link",
        "[passwd](../../../../../../../etc/passwd)",
        advice("link-outside", 3),
        absent=("root:x:0",),
    ),
    _text(
        "out-picture",
        "![secret](../../../secret.txt)",
        advice("link-outside", 3),
        absent=(SECRET,),
    ),
    _text("out-coded", "[x](%2e%2e/%2e%2e/%2e%2e/secret.txt)", advice("link-outside", 3)),
    _text("out-backslash", "[x](..\\..\\..\\secret.txt)", advice("link-dead", 3)),
    _text("out-absolute", "[x](/etc/passwd)", advice("link-dead", 3)),
    _text("out-up-absolute", "[x](/../../etc/passwd)", advice("link-outside", 3)),
    _text("out-file-address", "[x](file:///etc/passwd)", absent=("file:///",)),
    _text("to-the-settings", "![x](../../mkdocs.yml)", advice("image-missing", 3)),
    _text("to-git", "![x](../../.git/config)", advice("image-missing", 3)),
    _text("to-a-folder", "[x](../tips/)"),
    _text("to-itself", "[x](to-itself.md#nowhere)"),
    _text(
        "script-link",
        "[run](javascript:canary_script_link)",
        error("markup-unsafe", 3),
        dead=("canary_script_link",),
    ),
    _text(
        "script-disguised",
        "[run](java&#10;script:canary_disguised) [x](&#106;avascript:canary_disguised)",
        error("markup-unsafe", 3),
        dead=("canary_disguised",),
    ),
    _text(
        "script-by-reference",
        "[run][1]\n\n[1]: JaVaScRiPt:canary_reference",
        error("markup-unsafe"),
        dead=("canary_reference",),
    ),
    _text(
        "script-in-angles",
        "<javascript:canary_angles>",
        error("markup-unsafe"),
        dead=("canary_angles",),
    ),
    _text(
        "data-link",
        "[run](data:text/html;base64,Y2FuYXJ5X2RhdGE=)",
        error("markup-unsafe", 3),
        dead=("Y2FuYXJ5X2RhdGE",),
    ),
    _beside("program", "[Get it](tool.exe)", "tool.exe", b"MZ", advice("asset-unused-type", 3)),
    _beside(
        "page-beside",
        "[See](other.html)",
        "other.html",
        "<script>window.__pwned='canary-page'</script>",
        advice("asset-unused-type", 3),
        absent=("canary-page",),
    ),
    _beside(
        "picture-of-25-mb",
        "![Large](large.png)",
        "large.png",
        _twenty_five_megabytes,
        advice("asset-too-large", 3),
    ),
    _beside("picture-that-is-text", "![x](x.png)", "x.png", "<script>canary</script>"),
    _beside("picture-empty", "![x](x.png)", "x.png", b""),
    _beside("picture-odd-name", '![x](<it\'s a "picture".png>)', 'it\'s a "picture".png', PIXEL),
    _drawing("svg-plain", '<path d="M0 0h9v9z"/>', safe=True),
    _drawing("svg-script", "<script>window.__pwned='canary'</script>"),
    _drawing("svg-handler", "<rect onload=\"window.__pwned='canary'\"/>"),
    _drawing("svg-frame", '<foreignObject><iframe src="javascript:canary"/></foreignObject>'),
    _drawing("svg-fetches", '<image href="https://evil.example/canary.png"/>'),
    _drawing("svg-link", '<a xlink:href="javascript:canary"><path d="M0 0"/></a>'),
    _drawing("svg-entity", '<a href="&#106;avascript:canary"><path d="M0 0"/></a>'),
    _drawing(
        "svg-prefixed", '<é·b:script xmlns:é·b="http://www.w3.org/2000/svg">canary()</é·b:script>'
    ),
    _drawing("svg-escape", "<style>rect{fill:u\\72l(https://evil.example/canary.png)}</style>"),
    _drawing(
        "svg-image-set", '<style>svg{background:image-set("//evil.example/canary" 1x)}</style>'
    ),
    _drawing(
        "svg-page", '<form xmlns="http://www.w3.org/1999/xhtml" action="//evil.example/canary"/>'
    ),
)
