"""Ids, addresses and successors that clash with others, with the hub's own pages, or with themselves."""

from __future__ import annotations

from commonplace.assemble.identify import derived_id
from tests.bad_input.row import Bad, advice, block, error

TIPS = "contributions/tips"


def _other(extra: str = "", word: str = "Other") -> str:
    return f"---\n{extra}\n---\n\n# {word}\n\nWords.\n"


ROWS = (
    Bad(
        "two-with-one-id",
        {f"{TIPS}/id-b.md": _other("id: same-id-1"), f"{TIPS}/id-a.md": _other("id: same-id-1")},
        (error("id-taken", 2),),
        also=(f"{TIPS}/id-a.md",),
    ),
    block(
        "id-of-another",
        f"id: {derived_id('contributions/tips/good.md', 0)}",
        error("id-taken", 2),
    ),
    Bad(
        "two-with-one-slug",
        {f"{TIPS}/z/same-slug.md": _other(), f"{TIPS}/a/same-slug.md": _other()},
        (error("slug-taken", 1),),
        published=False,
        also=(f"{TIPS}/a/same-slug.md",),
    ),
    Bad(
        "file-and-folder",
        {f"{TIPS}/both/index.md": _other(), f"{TIPS}/both.md": _other()},
        (error("slug-taken", 1),),
        published=False,
        also=(f"{TIPS}/both.md",),
    ),
    Bad(
        "spaces-and-capitals",
        {f"{TIPS}/My tip!.md": _other(), f"{TIPS}/My Tip.md": _other()},
        (error("slug-taken", 1),),
        published=False,
        also=(f"{TIPS}/My Tip.md",),
    ),
    Bad(
        "case-only",
        {f"{TIPS}/case-only.md": _other(), f"{TIPS}/Case-Only.md": _other()},
        (error("slug-taken", 1),),
        published=False,
        also=(f"{TIPS}/Case-Only.md",),
        possible=lambda folder: not (folder / folder.name.upper()).exists(),
    ),
    block("superseded-self", "superseded_by: tips/superseded-self", advice("successor-self", 2)),
    block("superseded-gone", "superseded_by: tips/never-was", advice("successor-gone", 2)),
    block("superseded-out", "superseded_by: ../../../etc/passwd", advice("successor-gone", 2)),
    block("superseded-list", "superseded_by: [tips/good]", advice("field-text", 2)),
    Bad(
        "superseded-round",
        {
            f"{TIPS}/round-a.md": _other("superseded_by: tips/round-b"),
            f"{TIPS}/round-b.md": _other("superseded_by: tips/round-a"),
        },
        (advice("successor-loop", 2), advice("successor-loop", 2, f"{TIPS}/round-b.md")),
        also=(f"{TIPS}/round-b.md",),
    ),
    block("address-of-another", "addresses: [tips/good]", advice("address-taken")),
    block("address-of-a-list", "addresses: [topics]", advice("address-reserved", 2)),
    block("address-of-a-topic", "addresses: [topics/sound]", advice("address-reserved", 2)),
    block("address-of-hub-json", "addresses: [hub.json]", advice("address-reserved", 2)),
    block("address-of-assets", "addresses: [assets/x]", advice("address-reserved", 2)),
    block("address-of-a-file", "addresses: [sitemap.xml.gz]", advice("address-reserved", 2)),
    *(
        block(f"address-kept-{number}", f"addresses: [{name}]", advice("address-reserved", 2))
        for number, name in enumerate(
            (
                *("robots.txt", "CNAME", "llms.txt", ".well-known/security.txt", "leaderboard"),
                *("share", "people/ex-colleague", "topics/old-topic", "questions", "paths/first"),
            )
        )
    ),
    block("address-in-a-page", "addresses: [tips/good/index.html]", advice("address-reserved", 2)),
    block(
        "address-is-index",
        "addresses: [index.html, tips/index.html]",
        advice("address-reserved", 2),
    ),
    block(
        "address-in-own-way", "addresses: [old-a, old-a/index.html]", advice("address-reserved", 2)
    ),
    block("address-dot", "addresses: [., ./x, x/./y]", advice("field-address", 2)),
    block("address-up", "addresses: [../../x, a/../../b]", advice("field-address", 2)),
    block("address-of-the-machine", "addresses: [/etc/passwd]"),
    block("address-web", "addresses: ['https://evil.example/x']", advice("field-address", 2)),
    block("address-script", "addresses: ['javascript:alert(1)']", advice("field-address", 2)),
    block("address-quote", "addresses: ['a\"b', \"a'b\", 'a<b']", advice("field-address", 2)),
    block("address-very-long", f"addresses: [{'a' * 300}]", advice("field-address", 2)),
    block("address-wide", f"addresses: ['{'語' * 100}']", advice("field-address", 2)),
    block("address-space", "addresses: [a b]", advice("field-address", 2)),
    block("address-own", "addresses: [tips/address-own]"),
    block("address-keys", "addresses: {a: b}", advice("field-list", 2)),
)
