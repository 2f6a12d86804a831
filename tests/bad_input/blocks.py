"""Blocks at the top that cannot be read, or look as if they could not."""

from __future__ import annotations

from tests.bad_input.row import advice, block, error, tip

BOMB = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x]"]
    + [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
)

ROWS = (
    tip(
        "never-ends",
        "---\ntitle: A tip\n\n# A tip\n\nWords.\n",
        error("frontmatter-unclosed", 1),
        published=False,
    ),
    block(
        "key-twice",
        "title: One\ntitle: Other",
        error("yaml-duplicate-key", 3),
        published=False,
    ),
    block(
        "key-twice-inside",
        "verified:\n  on: 2026-01-01\n  on: 2026-02-01",
        error("yaml-duplicate-key", 4),
        published=False,
    ),
    block("tab", "title: A\n\tsummary: B", error("yaml-tab", 3), published=False),
    block("tab-in-list", "topics:\n\t- sound", error("yaml-tab", 3), published=False),
    block("indented", "title: A\n  summary: B", error("yaml-indent", 3), published=False),
    block("second-colon", "title: Why: because", error("yaml-colon", 2), published=False),
    block("quote-never-ends", 'title: "Never ends', error("yaml-broken"), published=False),
    block("bracket-never-ends", "topics: [sound", error("yaml-broken"), published=False),
    block("anchor", "title: &name A tip", error("yaml-alias", 2), published=False),
    block("alias", "title: *name", error("yaml-alias", 2), published=False),
    block("bomb", BOMB, error("yaml-alias", 2), published=False),
    block("merge-key", "<<: {title: Merged}", advice("field-unknown", 2)),
    block("merge-alias", "a: &a {b: c}\n<<: *a", error("yaml-alias", 2), published=False),
    block(
        "tag-python",
        "title: !!python/object/apply:os.system [echo]",
        error("yaml-tag", 2),
        published=False,
    ),
    block("tag-own", "title: !secret x", error("yaml-tag", 2), published=False),
    block("tag-env", "summary: !ENV HOME", error("yaml-tag", 2), published=False),
    block("directive", "%YAML 9.9\ntitle: A", error("yaml-broken"), published=False),
    block("second-document", "title: A\n--- {b: c}", error("yaml-broken", 3), published=False),
    block("deep", f"title: {'[' * 3000}", error("yaml-too-deep", 2), published=False),
    block(
        "deep-lines",
        "\n".join(f"{'  ' * level}a:" for level in range(60)),
        error("yaml-too-deep"),
        published=False,
    ),
    block(
        "big", "\n".join(f"k{n}: v" for n in range(6000)), error("yaml-too-deep"), published=False
    ),
    block(
        "huge-list",
        f"topics: [{', '.join('x' for _ in range(6000))}]",
        error("yaml-too-deep"),
        published=False,
    ),
    block("a-list", "- one\n- other", error("frontmatter-not-keys", 2), published=False),
    block("only-words", "just some words", error("frontmatter-not-keys", 2), published=False),
    block("list-as-key", "? [a, b]\n: c", error("yaml-broken", 2), published=False),
    block("template-bare", "title: {{ site }}", error("yaml-broken", 2), published=False),
    block("template-percent", "title: {% raw %}", error("yaml-broken"), published=False),
    block("at-sign", "authors: @robin", error("yaml-broken", 2), published=False),
    block("backtick", "title: `code`", error("yaml-broken", 2), published=False),
    block("number-as-key", "1: x", advice("field-unknown", 2)),
    block("no-key", ": x", error("yaml-broken", 2), published=False),
    tip("nothing-in-it", "---\n---\n\n# A tip\n\nWords.\n"),
    tip("only-notes", "---\n# a note\n---\n\n# A tip\n\nWords.\n"),
    tip("dots-end-it", "---\ntitle: Dots\n...\n\nWords.\n"),
    tip("opens-with-a-rule", "---\n\n# A tip\n\nWords.\n\n---\n"),
    tip("rule-alone", "---\n"),
    block(
        "hidden-in-escapes",
        'title: "Read \\u202Eme\\x07"',
        error("text-bidi-control", 2),
        advice("text-control-character", 2),
        published=False,
    ),
    block("surrogate", 'title: "\\uD800"', error("yaml-broken"), published=False),
)
