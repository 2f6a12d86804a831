"""Settings that are none. MkDocs itself refuses some of these files; the hub's reader must not stumble."""

from __future__ import annotations

from tests.bad_input.hostile import payload
from tests.bad_input.row import Bad, Found, advice, error

FILE = "mkdocs.yml"


def _hub(name: str, lines: str, *found: Found) -> Bad:
    """Settings with these lines below `hub:`, from line 4 on."""
    body = "\n".join(f"    {line}" for line in lines.split("\n"))
    return Bad(name, {FILE: f"site_name: X\nextra:\n  hub:\n{body}\n"}, found, None, alone=True)


def _file(name: str, text: str | bytes, *found: Found, **options: object) -> Bad:
    return Bad(name, {FILE: text}, found, None, alone=True, **options)  # type: ignore[arg-type]


ROWS = (
    _file("settings-empty", "", error("settings-broken", 1)),
    _file("settings-a-list", "- a\n- b\n", error("settings-broken", 1)),
    _file("settings-text", "words\n", error("settings-broken", 1)),
    _file("settings-broken", "site_name: [\n", error("yaml-broken")),
    _file("settings-tab", "site_name: X\nextra:\n\thub:\n", error("yaml-tab", 3)),
    _file("settings-colon", "site_name: a: b\n", error("yaml-colon", 1)),
    _file("settings-key-twice", "site_name: X\nsite_name: Y\n", error("yaml-duplicate-key", 2)),
    _file("settings-utf-16", "site_name: X\n".encode("utf-16"), error("file-encoding", 1)),
    _file("settings-deep", f"site_name: {'[' * 3000}\n", error("yaml-too-deep", 1)),
    _file("settings-python", "site_name: !!python/object/apply:os.system [echo]\n"),
    _file("settings-alias", "site_name: &a X\nsite_description: *a\n"),
    _file("settings-names-list", "site_name: [a]\nsite_url: {a: b}\nrepo_url: [x]\n"),
    _hub("settings-checks", "checks: {off: [leak-key, form-twins]}", advice("settings-checks", 4)),
    _file("settings-extra-text", "site_name: X\nextra: words\n"),
    _file("settings-hub-list", "site_name: X\nextra:\n  hub: [a]\n", error("settings-hub", 3)),
    _file("settings-hub-text", "site_name: X\nextra:\n  hub: yes\n", error("settings-hub", 3)),
    Bad(
        "audience-left-out",
        {
            "contributions/tips/secret-tip.md": "---\naudience: internal\n---\n# Ours\n\nOnly ours.\n",
            FILE: "site_name: X\nextra: {hub: {audience: public}}\n",
        },
        (advice("audience-left-out", 2),),
        published=False,
        alone=True,
    ),
    _file(
        "settings-flat-addresses",
        "site_name: X\nuse_directory_urls: false\n",
        error("settings-flat-addresses", 2),
    ),
    _hub("departments-text", "departments: Nursing"),
    _hub(
        "departments-numbers",
        "departments:\n  Nursing: many\n  Sales: 0\n  Ward: [3]\n  Rest:",
        advice("settings-department", 5),
    ),
    _hub("departments-nested", "departments: [[a], {b: c}]", advice("field-list", 4)),
    Bad(
        "person-department",
        {
            "contributions/people/kim.md": "---\nname: Kim Example\nteam: Nursng\n---\n",
            FILE: "site_name: X\nextra: {hub: {departments: [Nursing, Sales]}}\n",
        },
        (advice("person-department", 3),),
        alone=True,
    ),
    _file("settings-hub-nothing", "site_name: X\nextra:\n  hub:\n"),
    _file(
        "settings-docs-out",
        "site_name: X\ndocs_dir: ../outside\n",
        error("file-outside", 2),
        absent=("outside-secret",),
    ),
    _file("settings-docs-absolute", "site_name: X\ndocs_dir: /etc\n", error("file-outside", 2)),
    _file(
        "settings-repo-script",
        "repo_url: javascript://x/%0acanary\n",
        advice("settings-address", 1),
        dead=("canary",),
    ),
    _file(
        "settings-site-script",
        "site_url: javascript:canary\n",
        advice("settings-address", 1),
        dead=("canary",),
    ),
    _file(
        "settings-snippets",
        "site_name: X\nmarkdown_extensions: [pymdownx.snippets]\n",
        advice("settings-snippets", 2),
    ),
    _hub("hub-unknown", "audienze: public", advice("field-unknown", 4)),
    _hub("hub-as-of", "as_of: tomorrow", advice("field-date", 4)),
    _hub("hub-as-of-list", "as_of: [2026-01-01]", advice("field-date", 4)),
    _hub("hub-audience", "audience: everybody", advice("field-choice", 4)),
    _hub("hub-language", "language: ../../../../etc/passwd", advice("field-too-long", 4)),
    _hub("hub-language-list", "language: [en]", advice("field-text", 4)),
    _hub("hub-timezone", "timezone: Mars/Olympus", advice("settings-timezone", 4)),
    _hub("hub-timezone-path", "timezone: ../../../etc/passwd", advice("settings-timezone", 4)),
    _hub("hub-timezone-folder", "timezone: Europe", advice("settings-timezone", 4)),
    _hub("hub-timezone-list", "timezone: [UTC]", advice("field-text", 4)),
    _hub("hub-review", "review_every: soon", advice("field-period", 4)),
    _hub("hub-bots-keys", "bots: {a: b}", advice("field-list", 4)),
    _hub("hub-github-text", "github: github.example.org", advice("field-group", 4)),
    _hub(
        "hub-github-script",
        "github: {web: 'javascript:alert(1)', ap: x}",
        advice("settings-address", 4),
        advice("field-unknown", 4),
    ),
    _hub("hub-branch", "branch: 'a b\"><script>'", advice("settings-branch", 4)),
    _hub("hub-history-text", "history: none", advice("field-group", 4)),
    _hub(
        "hub-history-bad",
        "history: {ignore: [not-a-commit], x: y}",
        advice("settings-commit", 4),
        advice("field-unknown", 4),
    ),
    _hub("hub-develop", "develop: perhaps", advice("field-yes-no", 4)),
    _hub("hub-empty-values", "timezone:\nbots:", advice("field-empty", 4)),
    _hub("hub-hostile", f'contact: "{payload("canary_contact")}"', advice("settings-contact", 4)),
    _hub("hub-mood", f'mood: "{payload("canary_mood")}"', advice("field-unknown", 4)),
    _hub("hub-giscus", "giscus: {repo_id: '<b>'}", advice("settings-giscus-id", 4)),
)
