"""HTML and template code in every field of a contribution, and in its text."""

from __future__ import annotations

from tests.bad_input.row import Bad, Found, advice, block, error, tip

TEMPLATE = "{{ 'eval' ~ 'uated' }}{% include '../secret.txt' %}"


def payload(word: str) -> str:
    """Words that would run if anything printed them as HTML. Holds single quotes only."""
    return (
        f"<script>window.__pwned='{word}'</script><img src=x onerror=window.__pwned='{word}'>"
        f"</title><svg onload=window.__pwned='{word}'>{TEMPLATE}"
    )


def shown(word: str) -> str:
    """The same as code, which titles show as it is written."""
    return f"`{payload(word)}`"


_WORD = "canary_{}"


def field(name: str, value: str, *found: Found, published: bool = True) -> Bad:
    """A tip with this value, in double quotes, under the key `name`."""
    key = name.removeprefix("html-in-").replace("-", "_")
    return block(name, f'{key}: "{value}"', *found, published=published, **_options(key))


def _options(word: str) -> dict[str, tuple[str, ...]]:
    return {"dead": (_WORD.format(word),), "absent": ("evaluated",)}


def _in(key: str) -> str:
    return payload(_WORD.format(key))


ROWS = (
    field("html-in-title", shown("canary_title")),
    field("html-in-summary", shown("canary_summary")),
    field("html-in-topics", _in("topics"), advice("field-too-long", 2), advice("topic-unknown", 2)),
    field("html-in-authors", _in("authors"), advice("field-too-long", 2)),
    field("html-in-told-by", _in("told_by"), advice("field-too-long", 2)),
    field("html-in-date", _in("date"), advice("field-date", 2)),
    field("html-in-id", _in("id"), advice("field-id", 2)),
    field("html-in-status", _in("status"), error("status-unknown", 2), published=False),
    field("html-in-superseded-by", _in("superseded_by"), advice("successor-gone", 2)),
    field("html-in-owner", _in("owner"), advice("field-too-long", 2)),
    field("html-in-verified", _in("verified"), advice("field-group", 2)),
    field("html-in-review-every", _in("review_every"), advice("field-period", 2)),
    field("html-in-audience", _in("audience"), advice("field-choice", 2)),
    field("html-in-addresses", _in("addresses"), advice("field-address", 2)),
    field("html-in-imported-from", _in("imported_from"), advice("field-group", 2)),
    block(
        "html-in-groups",
        f'verified: {{on: 2026-01-01, by: "<img src=x onerror=canary_by>", note: "{_in("note")}"}}\n'
        f'imported_from: {{source: "{_in("source")}", path: "{_in("path")}", blob: "{_in("blob")}"}}',
        advice("field-too-long"),
        dead=("canary_by", "canary_note", "canary_source", "canary_path", "canary_blob"),
        absent=("evaluated",),
    ),
    block(
        "html-short-names",
        'authors: ["<img src=x onerror=canary_short>", "</title><script>canary_short2</script>"]\n'
        'owner: "<svg onload=canary_short3>"',
        dead=("canary_short",),
    ),
    block(
        "html-as-key",
        '"<script>canary_key</script>": x',
        advice("field-unknown", 2),
        dead=("canary_key",),
    ),
    tip(
        "html-in-heading",
        f"# {shown('canary_heading')}\n\nWords.\n",
        dead=("canary_heading",),
        absent=("evaluated",),
    ),
    tip(
        "html-in-heading-bare",
        f"# A title {payload('canary_bare')}\n\n{payload('canary_first')}\n",
        error("markup-unsafe"),
        advice("link-dead"),
        dead=("canary_bare", "canary_first"),
        absent=("evaluated",),
    ),
    tip(
        "html-as-entities",
        "# &lt;script&gt;window.__pwned='canary_entity'&lt;/script&gt; &lt;img src=x "
        "onerror=window.__pwned='canary_entity'&gt;\n\n"
        "&lt;img src=x onerror=window.__pwned='canary_entity2'&gt; in a first paragraph.\n",
        dead=("canary_entity",),
    ),
    tip(
        "html-escaped",
        "# \\<img src=x onerror=window.__pwned='canary_escaped'>\n\n"
        "\\<script>window.__pwned='canary_escaped2'\\</script> in a first paragraph.\n",
        error("markup-unsafe"),  # Markdown does not know this escape
        dead=("canary_escaped",),
    ),
    tip(
        "html-everywhere",
        "# Everywhere\n\nWords.\n\n"
        "<script>window.__pwned='canary_e1'</script>\n\n"
        "## A part { onclick=window.__pwned='canary_e2' }\n\n"
        "<iframe srcdoc=\"<script>parent.__pwned='canary_e3'</script>\"></iframe>\n\n"
        "<form action=https://evil.example/canary_e4><input name=q></form>\n\n"
        "<style>body { background: url(https://evil.example/canary_e5) }</style>\n\n"
        "<a href=\"javascript:window.__pwned='canary_e6'\">x</a>\n\n"
        '<p style="background:url(https://evil.example/canary_e7)">x</p>\n\n'
        "<meta http-equiv=refresh content='0; url=https://evil.example/canary_e8'>\n\n"
        "<base href=https://evil.example/canary_e9/>\n\n"
        "<svg><animate onbegin=window.__pwned='canary_e10' attributeName=x dur=1s></svg>\n\n"
        "<object data=https://evil.example/canary_e11></object>\n\n"
        "*[Words]: \"><img src=x onerror=window.__pwned='canary_e12'>\n\n"
        "!!! note \"<img src=x onerror=window.__pwned='canary_e13'>\"\n    x\n\n"
        "=== \"<img src=x onerror=window.__pwned='canary_e14'>\"\n\n    x\n\n"
        "[^1]\n\n[^1]: <img src=x onerror=window.__pwned='canary_e15'>\n",
        error("markup-unsafe"),
        advice("link-dead"),
        dead=("canary_e",),
    ),
    tip(
        "html-to-be-found",
        "# Findable `<img src=x onerror=window.__pwned='canary_found'>` words\n\n"
        "Findable `<svg onload=window.__pwned='canary_found'>` and `</p><script>canary_found</script>`.\n",
        dead=("canary_found",),
    ),
    tip("html-picture-elsewhere", "# A picture\n\n![x](https://evil.example/canary.png)\n"),
    tip(
        "html-video-elsewhere",
        '# A film\n\n<video src="https://evil.example/c.mp4" autoplay></video>\n',
    ),
    tip(
        "html-in-mermaid",
        "# A diagram\n\n```mermaid\ngraph TD; A[\"<img src=x onerror=window.__pwned='canary_m'>\"]\n```\n",
        dead=("canary_m",),
    ),
    tip(
        "html-in-code",
        "# Code\n\n```html title=\"<img src=x onerror=window.__pwned='canary_t'>\"\n"
        "<script>window.__pwned='canary_c'</script>\n```\n\n"
        "`<script>window.__pwned='canary_s'</script>`\n",
        dead=("canary_",),
    ),
    tip(
        "html-poses-as-hub",
        '# Posing\n\n<div class="md-dialog hub-freshness" id="__search" data-md-component="search">x</div>\n',
    ),
)
