"""What must not go out does not: unnamed people, drafts, internal texts, and everybody's e-mail address."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

import pytest

from commonplace.diagnostics.formats import FORMATS
from commonplace.reports.doctor import examine
from tests.support.hub import run_command
from tests.support.site import BuiltSite, built, gathered, start_hub

PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture"
HIDDEN = "Zerlina Quibble"
QUIET = "Waldo Humperdinck"
GIT_ADDRESSES = (
    "zq77@mail.example.org",
    "waldo88@mail.example.org",
    "ada@example.org",
    "noname55@mail.example.org",
    "given66@mail.example.org",
    "profile99@mail.example.org",
    "owner44@mail.example.org",
    "checker33@mail.example.org",
    "curator22@mail.example.org",
)
FILES: dict[str, str | bytes] = {
    "contributions/people/zq-secret.md": (
        f"---\nname: {HIDDEN}\nteam: Canaryteam\nexpertise: [canaryskill, hidden-topic]\n"
        "ask_me_about: [canaryask]\nlocation: Canarytown\nvisibility: unnamed\nformerly: [zq-former]\n"
        f"emails: [zq77@mail.example.org]\nlogins: [zqlogin]\n---\nI am {HIDDEN}, canaryabout.\n"
    ),
    "contributions/people/zq-secret.png": PICTURE + b"canarypicture",
    "contributions/people/waldo-h.md": (
        f"---\nname: {QUIET}\nteam: Quietteam\nvisibility: no-directory\nexpertise: [quietskill]\n"
        "formerly: [waldo-former]\nemails: [waldo88@mail.example.org]\n---\nquietabout\n"
    ),
    "contributions/people/waldo-h.png": PICTURE + b"quietpicture",
    "contributions/people/ada.md": (
        "---\nname: Ada Example\nemails: [ada@example.org, profile99@mail.example.org]\n---\n"
    ),
    "contributions/tips/by-hidden.md": (
        "---\nauthors: [zq-secret]\nowner: zqlogin\nverified: {on: 2026-11-01, by: zq-secret}\n"
        "topics: [hidden-topic]\n---\n# By hidden\n\nSee [her](../people/zq-secret.md), "
        "[there](/people/zq-former/) and ![a face](../people/zq-secret.png).\n"
    ),
    "contributions/tips/told.md": f"---\ntold_by: [{HIDDEN}]\n---\n# Told\n\nA story.\n",
    "contributions/tips/quiet.md": (
        "---\nauthors: [waldo-h]\n---\n# Quiet\n\nSee [him](../people/waldo-h.md).\n"
    ),
    "contributions/tips/addressed.md": (
        "---\nauthors: [given66@mail.example.org]\nowner: owner44@mail.example.org\n"
        "verified: {on: 2026-11-01, by: checker33@mail.example.org}\n---\n# Addressed\n\nText.\n"
    ),
    "docs/topics/hidden-topic.md": (
        "---\ntitle: A topic\ncurators: [zq-secret, waldo-h, curator22@mail.example.org]\n---\nText.\n"
    ),
    "contributions/tips/canarydraft.md": (
        "---\nstatus: draft\nauthors: [Draftine Canaryperson]\ntopics: [hidden-topic]\n"
        "addresses: [notes/canarydraft-old]\n---\n# Canarydraft title\n\n"
        "Canarydraft text. ![](canarydraft.png)\n"
    ),
    "contributions/tips/canarydraft.png": PICTURE,
    "contributions/tips/canaryinternal.md": (
        "---\naudience: internal\nauthors: [Interna Canaryperson]\naddresses: [notes/canaryinternal-old]\n"
        "---\n# Canaryinternal title\n\nCanaryinternal text. ![](canaryinternal.png)\n"
    ),
    "contributions/tips/canaryinternal.png": PICTURE,
    "docs/topics/asked.md": (
        "---\ntitle: Asked\ncurators: [zq-former]\npicks: [tips/canarydraft: why, tips/zq-secret: why]\n"
        "questions: [{ask: How is it done?, by: zqlogin, since: 2026-10-01}]\n---\nText.\n"
    ),
    "docs/paths/walked.md": (
        "---\ntitle: Walked\ncurators: [zq-secret, waldo-h]\nsteps: [tips/by-hidden: why, "
        "tips/canarydraft: why, tips/canaryinternal: why]\n---\nText.\n"
    ),
    "contributions/tips/leads.md": (
        "# Leads\n\n[one](canarydraft.md), [two](canaryinternal.md) and [three](/tips/canarydraft/).\n"
    ),
}
SETTINGS = (
    "site_url: https://hub.example.org/\nrepo_url: https://github.com/example/hub\n"
    "extra: {{hub: {{audience: {}}}}}\n"
)


def make(folder: Path, audience: str) -> Path:
    hub = start_hub(folder, FILES, settings=SETTINGS.format(audience))
    hub.commit(
        {"contributions/tips/git-hidden.md": "# From Git\n\nText.\n"},
        author=f"{HIDDEN} <zq77@mail.example.org>",
        trailers=["Co-authored-by: noname55@mail.example.org <noname55@mail.example.org>"],
    )
    hub.commit(
        {"contributions/tips/git-hidden.md": "# From Git\n\nText, better.\n"},
        author="Waldo H <waldo88@mail.example.org>",
        trailers=[f"Reviewed-by: {HIDDEN} <zq77@mail.example.org>"],
    )
    return hub.root


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(make(tmp_path_factory.mktemp("public") / "hub", "public"), strict=True)


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(make(tmp_path_factory.mktemp("internal") / "hub", "internal"), strict=True)


def where(
    site: BuiltSite, words: Iterable[str], besides: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    """Every file, by its name or its bytes, that holds one of `words`."""
    wanted = [word.casefold() for word in words]
    found = []
    looked_at = 0
    for name, content in site.files().items():
        if content.startswith(b"\x1f\x8b"):  # so are the files of the search
            content = gzip.decompress(content)
        looked_at += 1
        if name in besides:
            continue
        text = f"{name}\n{content.decode('utf-8', 'replace')}".casefold()
        found += [(name, word) for word in wanted if word in text]
    assert looked_at > 30
    return found


def test_who_is_unnamed_is_nowhere(internal: BuiltSite) -> None:
    words = [
        *("Zerlina", "Quibble", "zq-secret", "zq-former", "zqlogin", "zq77"),
        *("canaryteam", "canaryskill", "canaryask", "canarytown", "canaryabout", "canarypicture"),
    ]
    assert where(internal, words) == []
    assert "A colleague" in internal.words("tips/by-hidden/")
    assert "A colleague" in internal.words("tips/git-hidden/")
    rows = {row["url"]: row for row in internal.data()["contributions"]}
    assert rows["tips/by-hidden/"]["authors"] == []
    assert rows["tips/told/"]["told_by"] == []


def test_who_is_not_in_the_directory_is_named_and_no_more(internal: BuiltSite) -> None:
    words = [
        "waldo-h",
        "waldo-former",
        "waldo88",
        "quietteam",
        "quietskill",
        "quietabout",
        "quietpicture",
    ]
    assert where(internal, words) == []
    assert QUIET in internal.words("tips/quiet/")
    assert QUIET not in internal.words("people/")
    assert QUIET not in str(internal.data())
    experts = internal.words("topics/hidden-topic/")
    assert QUIET in experts  # as its curator, whom readers may ask


def test_drafts_are_nowhere(public: BuiltSite, internal: BuiltSite) -> None:
    for site in (public, internal):
        assert where(site, ["canarydraft", "Draftine"]) == []


def test_what_is_internal_is_in_no_public_build(public: BuiltSite, internal: BuiltSite) -> None:
    assert where(public, ["canaryinternal", "Interna "]) == []
    assert "Canaryinternal text" in internal.words("tips/canaryinternal/")
    assert internal.leads_to("notes/canaryinternal-old/") == "tips/canaryinternal/"


def test_links_to_what_is_not_out_are_plain_words(public: BuiltSite) -> None:
    assert "one, two and three." in public.words("tips/leads/")


def test_a_public_build_says_what_it_left_out(public: BuiltSite) -> None:
    found = [
        one for one in gathered(public.root).plan.diagnostics if one.code == "audience-left-out"
    ]
    assert [one.path for one in found] == ["contributions/tips/canaryinternal.md"]


def test_no_address_of_anybody_is_anywhere(public: BuiltSite, internal: BuiltSite) -> None:
    for site in (public, internal):
        assert where(site, [*GIT_ADDRESSES, "mail.example.org"]) == []


def test_no_address_is_told_to_a_log(internal: BuiltSite) -> None:
    site = gathered(internal.root)
    said = "".join(FORMATS[form](site.plan.diagnostics) for form in FORMATS)
    said += "".join(FORMATS[form](examine(site.hub)) for form in FORMATS)
    done = run_command(internal.root, "doctor")
    said += internal.said + done.stdout + done.stderr
    assert not [address for address in GIT_ADDRESSES[:6] if address in said]
