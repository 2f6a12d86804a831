"""Values in the block at the top that are not what the hub wants there."""

from __future__ import annotations

from tests.bad_input.row import advice, block, error

LONG = "word " * 2000

ROWS = (
    block("no-as-title", "title: no", advice("field-boolean", 2)),
    block("yes-in-a-list", "authors: [yes]", advice("field-boolean", 2)),
    block("no-as-topic", "topics: no", advice("field-boolean", 2), advice("topic-unknown", 2)),
    block("date-word", "date: yesterday", advice("field-date", 2)),
    block("date-30-february", "date: 2026-02-30", advice("field-date", 2)),
    block("date-zero", "date: 0000-00-00", advice("field-date", 2)),
    block("date-far", "date: 99999-01-01", advice("field-date", 2)),
    block("date-list", "date: [2026-01-01]", advice("field-date", 2)),
    block("date-local", "date: 01.03.2026", advice("field-date", 2)),
    block("date-first-of-all", "date: 0001-01-01"),
    block("date-last-of-all", "date: 9999-12-31"),
    block("date-with-time", "date: 2026-03-01T10:00:00+25:99"),
    block("title-list", "title: [a, b]", advice("field-text", 2)),
    block("title-keys", "title: {a: b}", advice("field-text", 2)),
    block("title-empty", "title:", advice("field-empty", 2)),
    block("title-tilde", "title: ~", advice("field-empty", 2)),
    block("title-long", f"title: {LONG}", advice("field-too-long", 2)),
    block("summary-long", f"summary: {LONG}", advice("field-too-long", 2)),
    block("summary-block", "summary: |\n  One line.\n  Another."),
    block("authors-keys", "authors: {robin: yes}", advice("field-list", 2)),
    block("authors-lists", "authors: [[robin]]", advice("field-list", 2)),
    block(
        "many-topics",
        f"topics: [{', '.join(['sound', *['none'] * 70])}]",
        advice("field-too-many", 2),
        advice("topic-unknown", 2),
    ),
    block("topic-unknown", "topics: [sond]", advice("topic-unknown", 2)),
    block("key-unknown", "tiitle: A", advice("field-unknown", 2)),
    block("key-capital", "Title: A", advice("field-unknown", 2)),
    block("kind-as-key", "kind: poem", advice("field-unknown", 2)),
    block("status-unknown", "status: publishd", error("status-unknown", 2), published=False),
    block("status-list", "status: [draft]", error("status-unknown", 2), published=False),
    block("status-no", "status: no", error("status-unknown", 2), published=False),
    block("status-draft", "status: draft", published=False),
    block("audience-unknown", "audience: secret", advice("field-choice", 2)),
    block("review-negative", "review_every: -1", advice("field-period", 2)),
    block("review-zero", "review_every: 0 months", advice("field-period", 2)),
    block("review-ages", "review_every: 1000000000 years", advice("field-period", 2)),
    block("review-long", "review_every: 9999 years"),
    block("review-word", "review_every: sometimes", advice("field-period", 2)),
    block("review-list", "review_every: [6, months]", advice("field-period", 2)),
    block("id-path", "id: ../../robin", advice("field-id", 2)),
    block("id-capitals", "id: ABCDEF", advice("field-id", 2)),
    block("id-short", "id: a", advice("field-id", 2)),
    block("id-long", f"id: {'a' * 41}", advice("field-id", 2)),
    block("id-list", "id: [abcd]", advice("field-text", 2)),
    block("verified-text", "verified: yes", advice("field-group", 2)),
    block("verified-without-day", "verified: {by: robin}", advice("field-incomplete", 2)),
    block("verified-bad-day", "verified: {on: soon}", advice("field-date", 2)),
    block("verified-key", "verified: {on: 2026-01-01, of: x}", advice("field-unknown", 2)),
    block("imported-text", "imported_from: elsewhere", advice("field-group", 2)),
    block("imported-half", "imported_from: {source: a}", advice("field-incomplete", 2)),
    block("told-by-nobody", "told_by: [Nobody Known]"),
    block("author-slip", "authors: [robyn]", advice("author-unknown", 2)),
    block(
        "author-address", "authors: [Someone <someone@example.org>]", absent=("someone@example",)
    ),
    block("owner-list", "owner: [a]", advice("field-text", 2)),
)
