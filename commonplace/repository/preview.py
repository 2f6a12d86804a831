"""One HTML file that shows what somebody sends: it opens from a phone's downloads, and asks for nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


@dataclass(frozen=True)
class ShownText:
    """A contribution. `html` is clean and stands alone; all else is plain text."""

    title: str
    kind: str
    kind_label: str
    standfirst: str
    names: str
    minutes: int
    html: str


@dataclass(frozen=True)
class Preview:
    """What is in the file. `absent` are places of texts that cannot be shown; `more` texts are left out."""

    site_name: str
    language: str
    texts: Sequence[ShownText]
    absent: Sequence[str] = ()
    more: int = 0


@cache
def _styles() -> str:
    return resources.files(__package__).joinpath("preview.css").read_text("utf-8")


def preview_page(preview: Preview, told: Mapping[str, str]) -> str:
    """The whole file. `told` are the hub's words for it."""
    one = preview.texts[0].title if len(preview.texts) == 1 else ""
    title = told["title"].format(site=preview.site_name)
    body = [f'<p class="note">{escape(told["line"])}</p>']
    if len(preview.texts) > 1:
        body.append(_contents(preview.texts, told))
    body += [_text(number, text, told) for number, text in enumerate(preview.texts, 1)]
    if not preview.texts and not preview.absent:
        body.append(f"<p>{escape(told['nothing'])}</p>")
    if preview.absent:
        places = "".join(f"<li><code>{escape(place)}</code></li>" for place in preview.absent)
        body.append(
            f'<section><h2 class="absent-title">{escape(told["absent"])}</h2>'
            f"<p>{escape(told['absent_line'])}</p><ul>{places}</ul></section>"
        )
    if preview.more:
        body.append(f"<p>{escape(told['too_many'].format(count=preview.more))}</p>")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(preview.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(f'{one} · {title}' if one else title)}</title>\n<style>\n{_styles()}</style>\n"
        f"</head>\n<body>\n<main>\n{''.join(body)}\n</main>\n</body>\n</html>\n"
    )


def _contents(texts: Sequence[ShownText], told: Mapping[str, str]) -> str:
    rows = "".join(
        f'<li><a href="#text-{number}" dir="auto">{escape(text.title)}</a></li>'
        for number, text in enumerate(texts, 1)
    )
    return f"<nav><h2>{escape(told['contents'])}</h2><ol>{rows}</ol></nav>"


def _text(number: int, text: ShownText, told: Mapping[str, str]) -> str:
    by = told["by"].format(names=text.names) if text.names else ""
    line = " · ".join(part for part in (by, told["minutes"].format(count=text.minutes)) if part)
    standfirst = (
        f'<p class="standfirst" dir="auto">{escape(text.standfirst)}</p>' if text.standfirst else ""
    )
    return (
        f'<article id="text-{number}" class="kind-{escape(text.kind)}">'
        f'<p class="kicker">{escape(text.kind_label)}</p><h1 dir="auto">{escape(text.title)}</h1>'
        f'{standfirst}<p class="line">{escape(line)}</p><div class="text">{text.html}</div></article>'
    )
