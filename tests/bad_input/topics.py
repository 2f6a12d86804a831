"""Topic files that are broken, hostile, or refer to what is not there."""

from __future__ import annotations

from tests.bad_input.hostile import TEMPLATE, payload, shown
from tests.bad_input.row import Bad, Found, advice, error

EMPTY = advice("topic-empty", 1)


def _topic(name: str, lines: str, *found: Found, **options: object) -> Bad:
    """A topic with these lines from line 3 on, below its curators; nothing is written about it."""
    text = f"---\ncurators: [robin]\n{lines}\n---\n\n# Topic {name}\n\nWords.\n"
    return Bad(name, {f"docs/topics/{name}.md": text}, (*found, EMPTY), **options)  # type: ignore[arg-type]


def _whole(name: str, text: str | bytes, *found: Found, **options: object) -> Bad:
    return Bad(name, {f"docs/topics/{name}.md": text}, found, **options)  # type: ignore[arg-type]


ROWS = (
    *(
        Bad(
            f"topic-stray-{number}",
            {f"docs/topics/{name}": "# Stray\n\n<script>window.__pwned='canary_stray'</script>\n"},
            (error("topic-stray", 1),),
            published=False,
            absent=("canary_stray",),
        )
        for number, name in enumerate(
            ("sub/page.md", "page.markdown", "stray.mkd", "index.html", "sound/index.html", "x.js")
        )
    ),
    Bad(
        "topic-notes",
        {"docs/topics/README.md": "# For curators\n\ncanary_notes\n"},
        (advice("topic-unused", 1),),
        published=False,
        absent=("canary_notes",),
    ),
    Bad(
        "topic-drawing",
        {
            "docs/topics/sound.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='canary_drawn()'/>"
        },
        (error("asset-unsafe", 1),),
        published=False,
        absent=("canary_drawn",),
    ),
    _whole("topic-file-empty", "", error("file-empty", 1), published=False),
    _whole(
        "topic-never-ends", "---\ntitle: A\n", error("frontmatter-unclosed", 1), published=False
    ),
    _whole("topic-tab", "---\ntitle: A\n\tx: y\n---\n", error("yaml-tab", 3), published=False),
    _whole(
        "topic-utf-16", "# Topic\n".encode("utf-16"), error("file-encoding", 1), published=False
    ),
    _whole("topic-alone", "# Alone\n\nWords.\n", advice("topic-no-curator"), EMPTY),
    _whole("page", "# Page\n\nWords.\n", error("slug-reserved", 1), published=False),
    _whole("_index_", "# Index\n\nWords.\n", error("slug-reserved", 1), published=False),
    _whole("!!!", "# Signs\n\nWords.\n", error("slug-empty", 1), published=False),
    _topic("topic-curator", "summary: x\nformerly: [old-curator]"),
    _whole(
        "topic-curator-unknown",
        "---\ncurators: [robyn]\n---\n\n# T\n",
        advice("curator-unknown", 2),
        EMPTY,
    ),
    _topic("topic-key", "picts: []", advice("field-unknown", 3)),
    _topic("topic-pick-gone", "picks:\n  - tips/gone: why", advice("pick-gone", 4)),
    _topic("topic-pick-out", "picks: [../../../etc/passwd]", advice("pick-gone", 3)),
    _topic(
        "topic-pick-twice",
        "picks: [tips/good, good.md, tips/good]",
        advice("pick-gone", 3),
        advice("pick-twice", 3),
    ),
    Bad(
        "topic-pick-obsolete",
        {
            "docs/topics/topic-pick-obsolete.md": (
                "---\ncurators: [robin]\npicks: [tips/obsolete-one]\n---\n\n# T\n"
            ),
            "contributions/tips/obsolete-one.md": "---\nstatus: obsolete\n---\n\n# Old\n\nWords.\n",
        },
        (advice("pick-obsolete", 3), EMPTY),
        also=("contributions/tips/obsolete-one.md",),
    ),
    _topic("topic-picks-text", "picks: tips/good", advice("topic-picks", 3)),
    _topic("topic-picks-odd", "picks: [[x], {a: b, c: d}, {pick: [x]}]", advice("topic-picks", 3)),
    _topic(
        "topic-picks-many",
        f"picks: [{', '.join(['tips/good'] * 50)}]",
        advice("field-too-many", 3),
        advice("pick-twice", 3),
    ),
    _topic("topic-sections-text", "sections: words", advice("topic-sections", 3)),
    _topic("topic-sections-odd", "sections: [words, {text: x}]", advice("topic-sections", 3)),
    _topic(
        "topic-section-key", "sections:\n  - title: A\n    pics: []", advice("field-unknown", 5)
    ),
    _topic("topic-questions-group", "questions: {a: b}", advice("topic-questions", 3)),
    _topic(
        "topic-questions-odd",
        "questions: [[x], {ask: [x]}, {by: robin}, '', '<b></b>', {How: so}]",
        advice("topic-questions", 3),
        advice("field-text", 3),
    ),
    _topic("topic-question-colon", "questions:\n  - Why so: slow?", advice("topic-questions", 4)),
    _topic(
        "topic-question-key",
        "questions:\n  - {ask: Why?, bye: robin}",
        advice("field-unknown", 4),
    ),
    _topic(
        "topic-question-by",
        "questions:\n  - {ask: Why?, by: robyn}",
        advice("question-by-unknown", 4),
    ),
    _topic(
        "topic-question-since",
        "questions:\n  - {ask: Why?, since: 2026-02-30}",
        advice("field-date", 4),
    ),
    _topic(
        "topic-question-long",
        f"questions:\n  - {'why ' * 60}",
        advice("field-too-long", 4),
    ),
    _topic(
        "topic-questions-many",
        f"questions: [{', '.join(f'Why {n}' for n in range(25))}]",
        advice("field-too-many", 3),
        absent=("Why 20",),
    ),
    _topic("topic-question-twice", "questions: [Why so?, why so]", advice("question-twice", 3)),
    _topic(
        "topic-question-answered",
        "questions:\n  - a GOOD tip?",
        advice("question-answered", 4),
    ),
    _topic("topic-formerly", "formerly: [sound, '../../x', topics]"),
    Bad(
        "two-topics",
        {"docs/topics/two topics.md": "# B\n", "docs/topics/Two-Topics.md": "# A\n"},
        (
            error("slug-taken", 1),
            advice("topic-no-curator", 1, "docs/topics/Two-Topics.md"),
            advice("topic-empty", 1, "docs/topics/Two-Topics.md"),
        ),
        published=False,
        also=("docs/topics/Two-Topics.md",),
    ),
    Bad(
        "topic-hostile",
        {
            "docs/topics/topic-hostile.md": (
                f'---\ntitle: "{shown("canary_topic")[:110]}`"\nsummary: "{shown("canary_tsummary")}"\n'
                f'curators: ["<script>canary_curator</script>"]\npicks:\n'
                f'  - tips/of-topic-hostile: "{shown("canary_why")}"\n'
                f'sections:\n  - title: "`<img src=x onerror=canary_section>`"\n'
                f'    text: "{shown("canary_stext")}"\n    picks: ["<svg onload=canary_pick>"]\n'
                f'questions: ["{shown("canary_question")[:150]}`"]\n---\n\n'
                f"# Hostile\n\n{payload('canary_tbody')}\n\n{TEMPLATE}\n"
            ),
            "contributions/tips/of-topic-hostile.md": (
                "---\ntopics: [topic-hostile]\n---\n\n# Of it\n\nWords.\n"
            ),
        },
        (
            advice("curator-unknown", 4),
            advice("pick-gone", 10),
            error("markup-unsafe"),
            advice("link-dead"),
        ),
        also=("contributions/tips/of-topic-hostile.md",),
        dead=("canary_",),
        absent=("evaluated",),
    ),
    Bad(
        "own-words-broken",
        {"docs/articles/index.md": "---\ntitle: a: b\n---\n\n# Articles\n"},
        (error("yaml-colon", 2),),
        None,
    ),
    Bad(
        "own-words-latin-1",
        {"docs/links/index.md": "# Café\n".encode("latin-1")},
        (error("file-encoding", 1),),
        None,
    ),
    Bad(
        "doc-latin-1",
        {"docs/cafe.md": "# Café\n".encode("latin-1")},
        (error("file-encoding", 1),),
        None,
    ),
    Bad("doc-broken", {"docs/about.md": "---\ntitle: [a\n---\n\n# About\n"}, (), None),
)
