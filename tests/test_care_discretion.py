"""A care page is as public as any page: it names no draft, no internal or broken text, and nobody shy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.hub import run_command
from tests.support.site import BuiltSite, built, gathered, planned, start_hub

HIDDEN, QUIET = "Zerlina Quibble", "Waldo Humperdinck"
IN = "---\ntopics: [calls]\n"
FILES: dict[str, str | bytes] = {
    "contributions/people/zq-secret.md": (
        f"---\nname: {HIDDEN}\nvisibility: unnamed\nformerly: [zq-former]\nlogins: [zqlogin]\n---\n"
    ),
    "contributions/people/waldo-h.md": f"---\nname: {QUIET}\nvisibility: no-directory\n---\n",
    "contributions/people/ada.md": "---\nname: Ada Example\nemails: [ada@example.org]\n---\n",
    "contributions/tips/canary-internal.md": (
        "---\naudience: internal\ntopics: [calls]\nid: canaryid1\naddresses: [notes/canary-old]\n"
        "review_every: 1 month\n---\n# Canarytitle of it\n\n[x](canary-link.md)\n"
    ),
    "contributions/tips/canary-draft.md": (
        "---\nstatus: draft\ntopics: [calls]\n---\n# A canarydraft\n\n[x](canary-other.md)\n"
    ),
    "contributions/tips/canary-broken/index.md": "---\ntopics: [calls]\ntitle: a: b\n---\n# Broken\n",
    "contributions/articles/canary-stray.md": "---\naudience: internal\n---\n# Oven\n\nFlour.\n",
    "docs/topics/calls.md": (
        "---\ntitle: Calls\ncurators: [zq-secert, walod-h, ada, canary@mail.example.org]\npicks:\n"
        "  - tips/canary-internal: A\n  - canaryid1: B\n  - notes/canary-old: C\n"
        "  - tips/canary-draft: D\n  - tips/canary-broken: E\n  - tips/vanished: F\n"
        "  - tips/canary%2Ddraft: G\n  - 'tips/canary draft': H\n  - canary-internal.md: I\n"
        "questions:\n  - {ask: Who rings?, by: zq-secert}\n  - {ask: Who hears?, by: zq-secret}\n"
        "  - {ask: Who sees?, by: waldo-h}\n---\nWords.\n"
    ),
    "contributions/tips/leads.md": (
        f"{IN}---\n# Leads\n\n[a](canary-internal.md) [b](/tips/canary-draft/) "
        "[c](canary-broken/index.md) [d](../people/zq-secret.md) [e](/people/zq-former/) "
        "[f](../people/waldo-h.md) [g](canary%2Dinternal.md) [h](nowhere.md) "
        f"[i](canary-internal-{'x' * 120}.md)\n"
    ),
    "contributions/tips/by-hidden.md": (
        f"{IN}authors: [zq-secret, waldo-h]\nreview_every: 1 month\n---\n# By hidden\n\nx\n"
    ),
    "contributions/tips/kept.md": (
        f"{IN}owner: zqlogin\nreview_every: 1 month\n---\n# Kept by hidden\n\nx\n"
    ),
}
SETTINGS = "repo_url: https://github.com/example/hub\nextra: {{hub: {{audience: {}}}}}\n"
CARE = "topics/calls/care/"
CANARIES = (
    *("zq-", "zqlogin", "zerlina", "quibble", "secert", "waldo-h", "walod", "mail.example.org"),
    *("canary-draft", "canary draft", "canary%2ddraft", "canarydraft", "canary-broken"),
    *("canary-link", "canary-other"),
)
INTERNAL = (
    "canary-internal",
    "canary%2dinternal",
    "canaryid1",
    "canary-old",
    "canarytitle",
    "canary-stray",
)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    hub = start_hub(tmp_path_factory.mktemp("d") / "hub", FILES, settings=SETTINGS.format("public"))
    done = run_command(hub.root, "build")
    assert "Traceback" not in done.stdout + done.stderr
    return BuiltSite(hub.root, hub.root / "site", done.stdout + done.stderr)


def pages_with(site: BuiltSite, word: str) -> list[str]:
    return [
        name
        for name, content in site.files().items()
        if word in f"{name}\n{content.decode('utf-8', 'replace')}".casefold()
    ]


@pytest.mark.parametrize("word", [*CANARIES, *INTERNAL])
def test_a_public_build_names_nothing_that_is_kept_back(public: BuiltSite, word: str) -> None:
    assert pages_with(public, word) == []


def test_the_canaries_would_be_seen(public: BuiltSite) -> None:
    said = "".join(f"{d.path} {d.message}" for d in gathered(public.root).plan.diagnostics)
    missing = {word for word in (*CANARIES, *INTERNAL) if word not in said.casefold()}
    # Those that only pages of people, or of the texts themselves, could tell.
    assert missing <= {"zqlogin", "zerlina", "quibble", "canarydraft", "canarytitle"} | {
        "canary-link",
        "canary-other",
    }


def test_what_has_to_be_mended_is_told_all_the_same(public: BuiltSite) -> None:
    words = public.words(CARE)
    assert "The contribution of this pick is not there any more, so the pick is left out." in words
    assert "A link here leads nowhere" in words
    assert "A name under “curators” is of nobody whom the hub knows." in words
    assert "“…”" not in words
    view = planned(gathered(public.root), CARE).view
    assert len(view["own"]) == 13
    assert len(view["texts"][0]["problems"]) == 9
    assert "A colleague" in words
    assert f"A colleague and {QUIET}" in words


def test_an_internal_hub_keeps_drafts_back_and_shows_its_texts(tmp_path: Path) -> None:
    hub = start_hub(tmp_path / "hub", FILES, settings=SETTINGS.format("internal"))
    view = planned(gathered(hub.root), CARE).view
    shown = str(view).casefold()
    assert "there is no contribution “tips/vanished” any more" in shown
    assert "“nowhere.md” leads nowhere" in shown
    assert "canary-internal" in shown
    assert [word for word in CANARIES if word in shown.replace("canary-link", "")] == []
    picks = [
        one["row"]["title"] for one in planned(gathered(hub.root), "topics/calls/").view["picks"]
    ]
    assert picks == ["Canarytitle of it"]


def test_where_nobody_is_shy_names_are_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "contributions/people/ada.md": "---\nname: Ada Example\n---\n",
        "docs/topics/calls.md": "---\ntitle: Calls\ncurators: [adda]\n---\nWords.\n",
        "contributions/tips/a.md": f"{IN}---\n# A\n\n[x](../people/adda.md)\n",
    }
    hub = start_hub(tmp_path / "hub", files)
    view = planned(gathered(hub.root), CARE).view
    assert "“adda”. Did you mean “ada”?" in view["own"][0]["problem"]["message"]
    assert "people/adda.md" in view["texts"][0]["problems"][0]["message"]


def test_no_diagnostics_about_people_or_other_texts_are_there(public: BuiltSite) -> None:
    site = gathered(public.root)
    view = planned(site, CARE).view
    paths = {one["mend"]["path"] for name in ("own", "texts", "due") for one in view[name]}
    own = {one.source for one in site.hub.contributions.values()} | {"docs/topics/calls.md"}
    assert len(paths) == 4
    assert paths <= own


def test_a_care_page_asks_not_to_be_indexed_and_is_not_searched(public: BuiltSite) -> None:
    assert '<meta name="robots" content="noindex">' in public.html(CARE)
    assert 'name="robots"' not in public.html("topics/calls/")
    places = public.found()
    assert "/tips/leads/" in places
    assert [place for place in places if "care/" in place] == []
    assert CARE in public.pages_linked("topics/calls/")


def test_the_care_page_of_a_built_hub_stands(tmp_path: Path) -> None:
    hub = start_hub(
        tmp_path / "hub",
        {
            "docs/topics/calls.md": "---\ntitle: Calls\n---\nWords.\n",
            "contributions/tips/a.md": f"{IN}---\n# A\n\nx\n",
        },
    )
    site = built(hub.root, strict=True)
    assert "Nobody looks after this topic yet." in site.words(CARE)
    assert "Nobody looks after this topic yet." in site.words("topics/calls/")


def test_what_is_told_of_a_text_repeats_no_leak(tmp_path: Path) -> None:
    """A link to nowhere is quoted, unless it holds what must not get out: in a name, since a text goes."""
    number = "48" + "06212"  # in pieces, as the tests' vectors
    token = f"patient-number-{number}"
    files: dict[str, str | bytes] = {
        "contributions/tips/keys.md": (
            f"{IN}---\n# Keys\n\n[a](nowhere.md) [b]({token}.md) [c](../{token}/x.md)\n"
        ),
        f"contributions/tips/{token}.md": "# A\n\nWords.\n",
        "docs/topics/calls.md": "---\ntitle: Calls\n---\nWords.\n",
    }
    hub = start_hub(tmp_path / "hub", files)
    done = run_command(hub.root, "build")
    site = BuiltSite(hub.root, hub.root / "site", done.stdout + done.stderr)
    problems = planned(gathered(hub.root), CARE).view["texts"][0]["problems"]
    assert len(problems) == 3
    for told in (site.words(CARE), site.said):
        assert "“nowhere.md” leads nowhere" in told
        assert "A link here leads nowhere" in told
        assert number not in told
