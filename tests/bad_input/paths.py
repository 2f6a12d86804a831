"""Learning paths that are broken, hostile, or lead through what is not there."""

from __future__ import annotations

from tests.bad_input.hostile import TEMPLATE, payload, shown
from tests.bad_input.row import Bad, Found, advice, error

EMPTY = advice("path-empty", 1)


def _path(name: str, lines: str, *found: Found, **options: object) -> Bad:
    """A path with these lines from line 3 on, below its curators."""
    text = f"---\ncurators: [robin]\n{lines}\n---\n\n# Path {name}\n\nWords.\n"
    return Bad(name, {f"docs/paths/{name}.md": text}, found, **options)  # type: ignore[arg-type]


def _whole(name: str, text: str | bytes, *found: Found, **options: object) -> Bad:
    return Bad(f"path-{name}", {f"docs/paths/{name}.md": text}, found, **options)  # type: ignore[arg-type]


def _step_of(name: str, block: str, *found: Found, **options: object) -> Bad:
    """A path through one tip, which has this block at the top."""
    return Bad(
        name,
        {
            f"docs/paths/{name}.md": f"---\nsteps:\n  - tips/of-{name}: canary_left_out\n---\n\n# Path\n",
            f"contributions/tips/of-{name}.md": f"---\n{block}\n---\n\n# Canary_title\n\nWords.\n",
        },
        (*found, EMPTY),
        absent=("canary_left_out",),
        **options,  # type: ignore[arg-type]
    )


ROWS = (
    *(
        Bad(
            f"path-stray-{number}",
            {f"docs/paths/{name}": "# Stray\n\n<script>window.__pwned='canary_stray'</script>\n"},
            (error("path-stray", 1),),
            published=False,
            absent=("canary_stray",),
        )
        for number, name in enumerate(
            ("sub/page.md", "page.markdown", "stray.mkd", "index.html", "first/index.html", "x.js")
        )
    ),
    Bad(
        "path-notes",
        {"docs/paths/README.md": "# For curators\n\ncanary_notes\n"},
        (advice("path-unused", 1),),
        published=False,
        absent=("canary_notes",),
    ),
    Bad(
        "path-drawing",
        {"docs/paths/way.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='canary_drawn()'/>"},
        (error("asset-unsafe", 1),),
        published=False,
        absent=("canary_drawn",),
    ),
    Bad(
        "path-list-broken",
        {"docs/paths/index.md": "---\ntitle: a: b\n---\n\n# Paths\n"},
        (error("yaml-colon", 2),),
        None,
    ),
    _whole("file-empty", "", error("file-empty", 1), published=False),
    _whole("never-ends", "---\ntitle: A\n", error("frontmatter-unclosed", 1), published=False),
    _whole("tab", "---\ntitle: A\n\tx: y\n---\n", error("yaml-tab", 3), published=False),
    _whole("utf-16", "# Path\n".encode("utf-16"), error("file-encoding", 1), published=False),
    _whole("alone", "# Alone\n\nWords.\n", EMPTY),
    _whole("page", "# Page\n\nWords.\n", error("slug-reserved", 1), published=False),
    _whole("!!!", "# Signs\n\nWords.\n", error("slug-empty", 1), published=False),
    _whole(
        "curator-unknown",
        "---\ncurators: [robyn]\nsteps: [tips/good]\n---\n\n# P\n",
        advice("curator-unknown", 2),
    ),
    _path("path-key", "stepps: []\nsteps: [tips/good]", advice("field-unknown", 3)),
    _path("path-for-list", "for: [a, b]\nsteps: [tips/good]", advice("field-text", 3)),
    _path(
        "path-for-long",
        f"for: {'x' * 400}\nsteps: [tips/good]",
        advice("field-too-long", 3),
    ),
    _path("path-steps-text", "steps: tips/good", advice("path-steps", 3), EMPTY),
    _path("path-steps-empty", "steps:", advice("field-empty", 3), EMPTY),
    _path(
        "path-steps-odd",
        "steps: [[x], {a: b, c: d}, {step: [x]}, tips/good]",
        advice("path-steps", 3),
    ),
    _path(
        "path-steps-many",
        f"steps: [{', '.join(['tips/good'] * 120)}]",
        advice("field-too-many", 3),
        advice("step-twice", 3),
    ),
    _path("path-step-gone", "steps:\n  - tips/gone: why", advice("step-gone", 4), EMPTY),
    _path("path-step-out", "steps: [../../../etc/passwd]", advice("step-gone", 3), EMPTY),
    _path("path-step-twice", "steps: [tips/good, /tips/good/]", advice("step-twice", 3)),
    _step_of("path-step-obsolete", "status: obsolete", advice("step-obsolete", 3)),
    _step_of("path-step-draft", "status: draft", advice("step-draft", 3)),
    Bad(
        "path-step-internal",
        {
            "docs/paths/path-step-internal.md": (
                "---\nsteps:\n  - tips/of-internal: canary_left_out\n  - tips/good: Why.\n---\n\n# Path\n"
            ),
            "contributions/tips/of-internal.md": (
                "---\naudience: internal\n---\n\n# Canary_title\n\nWords.\n"
            ),
            "mkdocs.yml": "site_name: Made for a test\nextra: {hub: {audience: public}}\n",
        },
        (
            advice("step-internal", 3),
            advice("audience-left-out", 2, "contributions/tips/of-internal.md"),
        ),
        absent=("canary_left_out", "Canary_title", "of-internal"),
        alone=True,
    ),
    _path("path-formerly", "formerly: [first, '../../x', paths]\nsteps: [tips/good]"),
    Bad(
        "two-paths",
        {
            "docs/paths/two paths.md": "---\nsteps: [tips/good]\n---\n\n# B\n",
            "docs/paths/Two-Paths.md": "---\nsteps: [tips/good]\n---\n\n# A\n",
        },
        (error("slug-taken", 1),),
        published=False,
        also=("docs/paths/Two-Paths.md",),
    ),
    Bad(
        "path-hostile",
        {
            "docs/paths/path-hostile.md": (
                f'---\ntitle: "{shown("canary_path")[:110]}`"\nsummary: "{shown("canary_psummary")}"\n'
                f'curators: ["<script>canary_pcurator</script>"]\nfor: "{shown("canary_pfor")}"\n'
                f'steps:\n  - tips/good: "{shown("canary_pwhy")}"\n  - "<svg onload=canary_pstep>"\n'
                f"---\n\n# Hostile\n\n{payload('canary_pbody')}\n\n{TEMPLATE}\n"
            ),
        },
        (
            advice("curator-unknown", 4),
            advice("step-gone", 8),
            error("markup-unsafe"),
            advice("link-dead"),
        ),
        dead=("canary_",),
        absent=("evaluated",),
    ),
)
