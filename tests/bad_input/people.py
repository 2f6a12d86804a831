"""Profiles that are wrong, hostile, or claim what is somebody else's."""

from __future__ import annotations

from tests.bad_input.hostile import TEMPLATE, payload, shown
from tests.bad_input.row import Bad, Found, advice, error

PEOPLE = "contributions/people"


def _person(name: str, lines: str, *found: Found, **options: object) -> Bad:
    """A profile with these lines from line 3 on, below the name."""
    text = f"---\nname: Person {name}\n{lines}\n---\n\nWords.\n"
    return Bad(name, {f"{PEOPLE}/{name}.md": text}, found, **options)  # type: ignore[arg-type]


def _whole(name: str, text: str | bytes, *found: Found, **options: object) -> Bad:
    return Bad(name, {f"{PEOPLE}/{name}.md": text}, found, **options)  # type: ignore[arg-type]


SLIP = (advice("field-unknown", 3), advice("person-visibility", 3))
EMPTY = (advice("field-empty", 3), advice("person-visibility", 3))
ROWS = (
    _person("person-visibility-slip", "visiblity: unnamed", *SLIP, published=False),
    _person("person-visibility-empty", "visibility:", *EMPTY, published=False),
    _whole(
        "person-visibility-unread",
        "---\nname: Person-visibility-unread Canary_wish\nvisibility: unnamed\nteam: A: B\n---\n",
        error("yaml-colon", 4),
        advice("person-visibility"),
        published=False,
        absent=("Canary_wish",),
    ),
    _whole("person-empty", "", error("file-empty", 1), published=False),
    _whole(
        "person-latin-1",
        "---\nname: José\n---\n".encode("latin-1"),
        error("file-encoding", 2),
        published=False,
    ),
    _whole(
        "person-never-ends", "---\nname: A\n", error("frontmatter-unclosed", 1), published=False
    ),
    _whole(
        "person-key-twice",
        "---\nname: A\nname: B\n---\n",
        error("yaml-duplicate-key", 3),
        published=False,
    ),
    _whole("person-without-name", "---\nteam: Ward 4\n---\n\nWords.\n", advice("person-name")),
    _whole("person-just-text", "Words about me.\n", advice("person-name")),
    _whole(
        "person-name-list",
        "---\nname: [A, B]\n---\n",
        advice("field-text", 2),
        advice("person-name", 2),
    ),
    _whole("index", "---\nname: In Dex\n---\n", error("slug-reserved", 1), published=False),
    _whole("person-name-no", "---\nname: no\n---\n", advice("field-boolean", 2)),
    _whole(
        "person-name-address",
        "---\nname: secret@example.org\n---\n",
        absent=("secret@example.org",),
    ),
    _person("person-unknown-key", "hobby: chess", advice("field-unknown", 3)),
    _person("person-mail-bad", "emails: [not an address]", advice("person-email", 3)),
    _person(
        "person-mail",
        "emails: [private-canary@example.org]",
        absent=("private-canary",),
    ),
    _person("person-mail-keys", "emails: {home: a@example.org}", advice("field-list", 3)),
    _person("person-login-bad", "logins: ['a/b', '../x']", advice("person-login", 3)),
    _person(
        "person-expertise-many",
        f"expertise: [{', '.join(f'e{n}' for n in range(70))}]",
        advice("field-too-many", 3),
    ),
    _person("person-mentoring", "mentoring: perhaps", advice("field-yes-no", 3)),
    _person(
        "person-hidden",
        "visibility: hiden",
        advice("field-choice", 3),
        published=False,
        absent=("Person person-hidden", "person-hidden"),
    ),
    _person(
        "person-visibility-list", "visibility: [all]", advice("field-choice", 3), published=False
    ),
    _person(
        "person-unnamed", "visibility: unnamed", published=False, absent=("Person person-unnamed",)
    ),
    _person("person-formerly-taken", "formerly: [robin]", advice("people-formerly-taken", 3)),
    _person("person-formerly-odd", "formerly: ['../../x', '', '!!!']"),
    Bad(
        "two-with-one-mail",
        {
            f"{PEOPLE}/mail-b.md": "---\nname: Mail Bee\nemails: [both-canary@example.org]\n---\n",
            f"{PEOPLE}/mail-a.md": "---\nname: Mail Ay\nemails: [both-canary@example.org]\n---\n",
        },
        (error("people-emails-claimed", 3),),
        also=(f"{PEOPLE}/mail-a.md",),
        absent=("both-canary",),
    ),
    Bad(
        "two-with-one-login",
        {
            f"{PEOPLE}/login-b.md": "---\nname: Login Bee\nlogins: [shared]\nnames: [Shared One]\n---\n",
            f"{PEOPLE}/login-a.md": "---\nname: Login Ay\nlogins: [shared]\nnames: [Shared One]\n---\n",
        },
        (error("people-logins-claimed", 3), advice("people-names-claimed", 4)),
        also=(f"{PEOPLE}/login-a.md",),
    ),
    Bad(
        "two-with-one-handle",
        {
            f"{PEOPLE}/z/same.md": "---\nname: Same B\n---\n",
            f"{PEOPLE}/a/same.md": "---\nname: Same A\n---\n",
        },
        (error("slug-taken", 1),),
        published=False,
        also=(f"{PEOPLE}/a/same.md",),
    ),
    _whole("🙂", "---\nname: Smile\n---\n", error("slug-empty", 1), published=False),
    _whole(
        "person-hostile",
        f'---\nname: "{shown("canary_name")}"\nteam: "{payload("canary_team")}"\n'
        f'location: "<img src=x onerror=canary_location>"\n'
        f'expertise: ["<script>canary_expertise</script>"]\n'
        f'ask_me_about: ["<svg onload=canary_ask>{TEMPLATE}"]\nnames: ["<script>canary_n</script>"]\n---\n\n'
        "<script>window.__pwned='canary_about'</script>\n\n[x](javascript:canary_about)\n\n"
        f"{TEMPLATE}\n",
        advice("field-too-long"),
        error("markup-unsafe"),
        dead=("canary_",),
        absent=("evaluated",),
    ),
    _whole(
        "person-reads-files",
        '---\nname: Reads Files\n---\n\n--8<-- "../secret.txt"\n\n![x](../../../secret.txt)\n',
        advice("markup-include", 5),
        advice("link-outside", 7),
        absent=("outside-secret",),
    ),
    Bad(
        "mailmap-garbage",
        {".mailmap": b"\xff\xfe<<>>\n<<<@>@ <\n\x00\nA <> <>\n" * 50},
        (),
        None,
        git=True,
    ),
)
