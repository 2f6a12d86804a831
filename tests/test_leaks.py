"""`check` finds leaks wherever they are, says where and what, and never says the value."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonplace.checks.judge import Judge, read_judge
from commonplace.checks.lists import read_allowed, read_words
from commonplace.checks.look_over import look_over, text_problems
from commonplace.checks.names import Names, name_hits
from commonplace.checks.rules import RulesError, shipped_rules
from commonplace.checks.withhold import withhold
from commonplace.diagnostics import Severity, catalog, diagnose
from commonplace.diagnostics.formats import FORMATS
from commonplace.markup.safety import scan
from scripts._bench_leaks import Found, Row, measure, table
from scripts._bench_leaks_said import repeats
from scripts._leak_places import leaks, look_alikes
from scripts._leak_values import grouped, proven, signs
from tests.support.hub import ROOT, run_command
from tests.support.repository import Repository, write_files
from tests.support.shipped import needs_samples
from tests.support.site import gathered

MAIL = "amira.benali@halden-" + "klinik.de"
KEY = "AK" + "IA" + "2345ABCDEFGHQRST"
JUDGE = Judge(shipped_rules())
TIP = "contributions/tips/a.md"


def codes(text: str, path: str = TIP, judge: Judge = JUDGE) -> list[tuple[str, int, int]]:
    return [(one.code, one.line, one.column) for one in text_problems(text, path, judge)]


# ------------------------------------------------------------------ where it looks


def test_every_place_of_a_text_is_looked_at() -> None:
    places = {
        "prose": f"# A\n\nAsk {MAIL}.\n",
        "title": f"---\ntitle: Ask {MAIL}\n---\nx\n",
        "key nobody knows": f"---\nanything: [{{a: '{MAIL}'}}]\n---\nx\n",
        "note in the block": f"---\ntitle: A # {MAIL}\n---\nx\n",
        "link": f"[a](mailto:{MAIL})\n",
        "encoded link": f"[a](https://x.org/?to={MAIL.replace('@', '%40')})\n",
        "definition": f"[a]: https://x.org '{MAIL}'\n",
        "alternative text": f"![Card of {MAIL}](a.png)\n",
        "title of a picture": f'![x](a.png "{MAIL}")\n',
        "code": f"```\n{MAIL}\n```\n",
        "code span": f"`{MAIL}`\n",
        "comment": f"<!-- {MAIL} -->\n",
        "attribute": f'<span title="{MAIL}">x</span>\n',
        "entity": MAIL.replace("@", "&#x40;") + "\n",
        "escaped": MAIL.replace(".", "\\.") + "\n",
        "footnote": f"x[^1]\n\n[^1]: {MAIL}\n",
    }
    assert len(places) > 12
    for place, text in places.items():
        found = codes(text)
        assert [code for code, _, _ in found] == ["leak-email"], place
        line = text.split("\n")[found[0][1] - 1]
        assert line[found[0][2] - 1 :].startswith("amira"), place


def test_a_number_goes_on_in_the_next_line() -> None:
    number = proven(Random(5), "card", lambda r: "5105" + signs(r, "0123456789", 12))  # noqa: S311
    groups = grouped(number, 4, 4, 4).split(" ")
    broken = f"We took the card {groups[0]} {groups[1]}\n{groups[2]} {groups[3]} for it.\n"
    assert codes(broken) == [("leak-card", 1, 18)]
    assert codes(broken.replace("\n", "\n\n")) == []


def test_own_addresses_of_a_profile_are_no_leak_and_all_else_is() -> None:
    text = f"---\nname: A\nemails:\n  - {MAIL}\n  - b@{MAIL.split('@')[1]}\nteam: x\n---\n"
    profile = "contributions/people/a.md"
    assert codes(text, profile) == []
    assert len(codes(text, TIP)) == 2
    assert codes(f"---\nemails: [{MAIL}]\nteam: {MAIL}\n---\n", profile) == [("leak-email", 3, 7)]
    assert codes(f"---\nname: A\n---\nemails: {MAIL}\n", profile) != []
    assert codes(f"---\nemails: [{KEY}]\n---\n", profile) == [("leak-key", 2, 10)]


def test_names_of_files_and_folders(tmp_path: Path) -> None:
    paths = [
        f"contributions/tips/{MAIL}.md",
        f"contributions/tips/{KEY}/a.md",
        "contributions/tips/patient-number-4806212.md",
        "contributions/tips/project_heron.md",
        "contributions/tips/fine.md",
    ]
    write_files(tmp_path, dict.fromkeys(paths, "# A\n"))
    judge = Judge(shipped_rules(), words=read_words("Project Heron"))
    looked = look_over(tmp_path, paths, judge)
    assert [one.code for one in looked.diagnostics] == ["leak-in-name"] * 4
    assert {one.path for one in looked.diagnostics} == {"contributions/tips"}
    said = "".join(form(looked.diagnostics) for form in FORMATS.values())
    for value in (MAIL, KEY, "4806212", "heron", "amira"):
        assert value not in said
    assert "number 1 of 5" in said  # by the alphabet: capitals come first
    assert name_hits("logo@2x.png", JUDGE, is_file=True) == []


DOMAIN = "halden-" + "klinik"
LEAKY_NAMES = [
    *("db-01.corp", "db-01.corp.md", "db-01.corp.tar.gz", "DB-01.Corp.MD", "srv-2.lan"),
    *(
        f"amira.benali@{DOMAIN}.{ending}"
        for ending in ("com", "de", "de.md", "de.PDF", "pl", "com.tar.gz")
    ),
    *("notes.heron", "heron.notes", "project_heron.local.md"),
]
USUAL_NAMES = [
    *(
        "notes.example.md",
        "1.2.3.png",
        "photo@2x.png",
        "README.local.md",
        "README.local",
        ".env.local",
    ),
    *("photo@night.mov", "plan@work.docx", "plan@q3.numbers", "icons@dark.svg", "print@work.pdf"),
    *(
        "settings.local.json",
        "archive.tar.gz",
        "v1.2.3.zip",
        "2026.11.22.md",
        "2026.11.22",
        "10.2.0",
    ),
    *(
        "talk@home.webm",
        "Makefile",
        ".gitignore",
        "a.b.c.d",
        "notes.md.orig",
        "logo@2x.ai",
        "e2e.test.ts",
    ),
]


def test_the_ending_of_a_name_is_looked_at_where_it_is_none_of_a_file() -> None:
    judge = Judge(shipped_rules(), words=read_words("Heron"))
    assert [name for name in LEAKY_NAMES if not name_hits(name, judge, is_file=True)] == []
    assert [name for name in USUAL_NAMES if name_hits(name, judge, is_file=True)] == []


def test_names_are_the_same_one_by_one_and_all_at_once(tmp_path: Path) -> None:
    for paths in (USUAL_NAMES, LEAKY_NAMES, [*USUAL_NAMES, *LEAKY_NAMES]):
        names = Names(tmp_path, Judge(shipped_rules(), words=read_words("Heron")))
        names.prepare(paths)
        leaky = {name for name in paths if names.is_leaky(name)}
        assert leaky == set(LEAKY_NAMES) & set(paths)


@pytest.mark.parametrize("name", ["a.csv", "a.vtt", "a.svg", "a.txt", "a.log", ".env", "a.json"])
def test_other_texts_beside_a_contribution_are_read(name: str, tmp_path: Path) -> None:
    path = f"contributions/tips/{name}"
    for data in (f"x {KEY} y".encode(), f"x {KEY} y".encode("utf-16"), b"\xe9 " + KEY.encode()):
        write_files(tmp_path, {path: data})
        assert [one.code for one in look_over(tmp_path, [path], JUDGE).diagnostics] == ["leak-key"]


# ------------------------------------------------------------------ the company's lists


@pytest.mark.parametrize(
    "text",
    [
        "It was Projekt Marmoräde.",
        "PROJEKT  MARMORADE",
        "projekt-marmoräde",
        "Projekt\nMarmora\u0308de x",
        "a/Projekt%20Marmor%C3%A4de",
    ],
)
def test_words_are_found_whatever_their_spelling(text: str) -> None:
    judge = Judge(shipped_rules(), words=read_words("# note\nProjekt Marmoräde # why\n"))
    assert [one.code for one in text_problems(text, TIP, judge)] == ["leak-must-not-discuss"]


def test_words_are_whole_words() -> None:
    judge = Judge(shipped_rules(), words=read_words("Heron\n"))
    assert judge.hits("herons, heronry, Sheron") == []
    assert len(judge.hits("Heron, heron's; HERON_2, x-heron")) == 4


def test_what_is_allowed_is_no_leak() -> None:
    text = f"{MAIL} and x@press.halden-" + f"klinik.de and {KEY} and +49 171 3928476"
    digest = sha256(KEY.encode()).hexdigest()
    allowed = f"{MAIL.upper()}\n*@press.halden-klinik.de # all\nsha256:{digest}\n+49-171-3928476\n"
    assert len(JUDGE.hits(text)) == 4
    assert Judge(shipped_rules(), allowed=read_allowed(allowed)).hits(text) == []


def test_a_star_allows_no_secret() -> None:
    judge = Judge(shipped_rules(), allowed=read_allowed("AKIA*\n"))
    assert [hit.code for hit in judge.hits(KEY)] == ["leak-key"]


@pytest.mark.parametrize("line", ["*", "*.*", "a*b", "sha256:12", "sha256:" + "g" * 64])
def test_a_list_that_allows_too_much_is_refused(line: str) -> None:
    with pytest.raises(RulesError) as told:
        read_allowed(f"# a note\n{line}\n")
    assert "Line 2 of “checks/allowed.txt”" in str(told.value)
    assert line not in str(told.value) or line == "*"
    with pytest.raises(RulesError):
        read_words("x\n")


@needs_samples
def test_the_shipped_lists_are_filled_in_and_silent_here() -> None:
    judge = read_judge(ROOT)
    assert len(judge.words.entries) >= 3
    assert judge.allowed.patterns


@needs_samples
@pytest.mark.parametrize("web", ["https://github.com/acme/hub", ""])
def test_the_guidelines_lead_to_the_lists_where_the_hub_has_a_repository(
    hub: Callable[..., Path], web: str
) -> None:
    names = ("checks/must-not-discuss.txt", "checks/allowed.txt", "checks/spelling.txt")
    files = {name: (ROOT / name).read_text("utf-8") for name in (*names, "docs/guidelines.md")}
    plan = gathered(hub(files, settings=f"repo_url: {web}\n" if web else "")).plan
    (page,) = [one for one in plan.outputs if one.docs_path == "guidelines.md"]
    for name in names:
        assert (f"({web}/blob/main/{name})" in page.text) is bool(web)
    assert [one.message for one in plan.diagnostics if one.path == "docs/guidelines.md"] == []


# ------------------------------------------------------------------ the command


def test_check_finds_and_never_repeats(hub: Callable[..., Path]) -> None:
    long = "x" * 105 + " " + MAIL  # quoted values are cut short, in the middle of it
    root = hub(
        {
            "contributions/tips/bad.md": f"---\ndate: '{long}'\n{KEY}: 1\nstatus: {KEY}\n---\n"
            f"# A\n\n[x]({KEY}.md)\n",
            f"contributions/tips/{KEY}.md": "---\nnone: 1\n---\n# A\n",
            f"contributions/{KEY}/a.md": "# A\n",
            "contributions/tips/other.md": f"---\nsuperseded_by: {KEY}\n---\n# A\n",
            "docs/topics/t.md": f"---\npicks: ['{MAIL}: because']\n---\n",
            "contributions/people/p.md": f"---\nname: P\nlogins: ['{MAIL}']\n---\n",
        }
    )
    told = {form: run_command(root, "check", "--format", form) for form in FORMATS}
    for form, done in told.items():
        assert done.returncode == 1, done.stderr
        for part in (KEY, KEY[4:], MAIL, "amira", "benali@"):
            assert part.lower() not in (done.stdout + done.stderr).lower(), (form, part)
    rows = json.loads(told["json"].stdout)
    found = {(row["path"], row["code"]) for row in rows}
    assert ("contributions/tips/bad.md", "leak-key") in found
    assert ("contributions/tips", "leak-in-name") in found
    assert ("contributions", "leak-in-name") in found
    assert ("contributions/people/p.md", "leak-email") in found
    assert len([row for row in rows if not row["code"].startswith("leak-")]) >= 4
    for row in rows:
        if row["code"].startswith("leak-") and row["code"] != "leak-place":
            assert row["severity"] == "error"


def test_check_of_one_path_looks_there_alone(hub: Callable[..., Path]) -> None:
    root = hub(
        {"contributions/tips/a.md": f"# A\n\n{MAIL}\n", "contributions/tips/b.md": "# B\n\nx\n"}
    )
    assert run_command(root, "check", "contributions/tips/b.md").returncode == 0
    assert run_command(root, "check", "contributions/tips/a.md").returncode == 1


def test_without_a_list_nothing_passes(hub: Callable[..., Path]) -> None:
    root = hub({"contributions/tips/a.md": "# A\n\nx\n"})
    assert run_command(root, "check").returncode == 0
    for name, data in (
        ("allowed.txt", None),
        ("must-not-discuss.txt", None),
        ("allowed.txt", b"\xff\xfe\x00"),
        ("must-not-discuss.txt", b"\xe9\xe9\n"),
        ("allowed.txt", b"*\n"),
    ):
        path = root / "checks" / name
        before = path.read_bytes()
        path.unlink() if data is None else path.write_bytes(data)
        done = run_command(root, "check", "--format", "json")
        assert done.returncode == 2, (name, data)
        assert done.stdout == ""
        assert name in done.stderr
        assert "Traceback" not in done.stderr
        assert run_command(root, "check", "--base", "HEAD").returncode == 2
        told = run_command(root, "doctor", "--format", "json")
        assert told.returncode == 1
        rows = {(row["code"], row["path"]) for row in json.loads(told.stdout)}
        assert ("doctor-list", f"checks/{name}") in rows
        assert {path for code, path in rows if code == "doctor-list"} == {f"checks/{name}"}
        reviewed = run_command(root, "review", "--base", "HEAD")
        assert reviewed.returncode == 2
        assert reviewed.stderr.count(name) == done.stderr.count(name)  # said once
        path.write_bytes(before)


def test_base_looks_at_what_changed_and_nothing_else(hub: Callable[..., Path]) -> None:
    root = hub({"contributions/tips/old.md": f"# Old\n\n{MAIL}\n"})
    repository = Repository(root)
    base = repository.head()
    assert run_command(root, "check", "--base", base).returncode == 0
    repository.switch("mine")
    repository.commit({"contributions/tips/in-a-commit.md": f"# A\n\n{KEY}\n"})
    repository.commit({"contributions/tips/mended.md": f"# A\n\n{KEY}\n"})
    repository.commit({"contributions/tips/mended.md": "# A\n\nWords.\n"})
    write_files(root, {"contributions/tips/prepared.md": f"# B\n\n{KEY}\n"})
    repository.git("add", "--all")
    write_files(
        root,
        {
            "contributions/tips/new.md": f"# C\n\n{KEY}\n",
            "contributions/tips/unsafe.md": "---\ntitel: x\n---\n# D\n\n<script>x</script>\n",
            "docs/overrides/theirs.html": KEY,
        },
    )
    done = run_command(root, "check", "--base", base, "--format", "json")
    found = {(row["path"].rpartition("/")[2], row["code"]) for row in json.loads(done.stdout)}
    assert found == {
        ("in-a-commit.md", "leak-key"),
        ("prepared.md", "leak-key"),
        ("new.md", "leak-key"),
        ("unsafe.md", "field-unknown"),
        ("unsafe.md", "markup-unsafe"),
    }
    one = run_command(
        root, "check", "--base", base, "contributions/tips/new.md", "--format", "json"
    )
    assert len(json.loads(one.stdout)) == 1
    assert "5 changed files looked at" in run_command(root, "check", "--base", base).stderr


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "HEAD~99", ""])
def test_a_base_that_is_none_is_said_in_words(base: str, hub: Callable[..., Path]) -> None:
    done = run_command(hub({"contributions/tips/a.md": "# A\n"}), "check", f"--base={base}")
    assert done.returncode == 2
    assert "Git can compare" in done.stderr
    assert done.stdout == ""


# ------------------------------------------------------------------ never repeated


SEEDS = [seed for seed in leaks(23, 6) if seed.place != "name of a file"]
QUOTING = [
    one for one in catalog() if re.search(r"\{\w+\}", catalog()[one].message) and "leak" not in one
]


@given(st.sampled_from(SEEDS), st.sampled_from(QUOTING), st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=300)
def test_no_diagnostic_that_quotes_repeats_a_leak(seed, code: str, before: str, after: str) -> None:
    judge = Judge(shipped_rules(), words=read_words("Projekt Marmoräde\nSable Harbor\nVandermolen"))
    quoted = f"{before} {seed.text} {after}"
    names = re.findall(r"\{(\w+)\}", catalog()[code].message + catalog()[code].hint)
    one = diagnose(code, "contributions/tips/a.md", **dict.fromkeys(names, quoted))
    leaky = frozenset({"contributions/tips/a.md"})
    for shown in (withhold([one], judge, leaky), withhold([one], judge, frozenset())):
        said = "".join(form(shown) for form in FORMATS.values())
        assert seed.value not in said


def test_coordinates_are_advice_and_a_drawing_is_made_of_them() -> None:
    text = "It was at 48.137154, 11.576124 then.\n"
    assert [one.severity for one in text_problems(text, TIP, JUDGE)] == [Severity.ADVICE]
    assert codes(text, "contributions/tips/a.svg") == []


def test_every_leak_has_its_code_its_words_and_no_place_for_a_value() -> None:
    entries = [entry for code, entry in catalog().items() if code.startswith("leak-")]
    assert len(entries) >= 17
    for entry in entries:
        named = set(re.findall(r"\{(\w+)\}", entry.message + entry.hint))
        assert named <= {"kind", "what", "number", "count", "reason"}, entry.code
        assert (entry.severity is Severity.ADVICE) == (entry.code == "leak-place")


# ------------------------------------------------------------------ unsafe


UNSAFE = {
    "script": ("<script>x</script>", "markup-unsafe"),
    "handler": ('<a onclick="x">y</a>', "markup-unsafe"),
    "frame": ('<iframe src="//x.org"></iframe>', "markup-unsafe"),
    "javascript": ("[a](javascript:x)", "markup-unsafe"),
    "data link": ("[a](data:text/html,x)", "markup-unsafe"),
    "data picture": ("![a](data:image/png;base64,AA)", "markup-data-address"),
    "data picture in HTML": ('<img src="data:image/png;base64,AA">', "markup-data-address"),
    "beyond the list": ("<marquee>x</marquee>", "markup-beyond-list"),
    "bidirectional": ("a\u202eb", "text-bidi-control"),
    "invisible": ("a\u200bb", "text-invisible-character"),
}


@pytest.mark.parametrize("name", sorted(UNSAFE))
def test_everything_unsafe_blocks(name: str, hub: Callable[..., Path]) -> None:
    text, code = UNSAFE[name]
    root = hub({"contributions/tips/a.md": f"---\nsumary: x\n---\n# A\n\n{text}\n"})
    done = run_command(root, "check", "--format", "json")
    assert done.returncode == 1
    rows = json.loads(done.stdout)
    assert (code, "error", 6) in {(row["code"], row["severity"], row["line"]) for row in rows}
    others = [row["message"] for row in rows if row["code"] == "field-unknown"]
    assert len(others) == 1
    assert "“sumary”" in others[0]  # nothing leaks, so the rest is told with its words


def test_what_is_unsafe_keeps_no_other_thing_from_being_mended(hub: Callable[..., Path]) -> None:
    root = hub({TIP: "---\nsumary: x\n---\n# A\n\n<font>x</font>\n"})
    assert run_command(root, "check", "--fix").returncode == 1
    assert "\nsummary: x\n" in (root / TIP).read_text("utf-8")
    (root / TIP).write_text(f"---\nsumary: x\n---\n# A\n\n<font>{MAIL}</font>\n", "utf-8")
    done = run_command(root, "check", "--fix")
    assert "leak-email" in done.stdout
    assert "“sumary”" not in done.stdout
    assert "\nsumary: x\n" in (root / TIP).read_text("utf-8")


def test_maintainers_may_use_what_html_they_like(hub: Callable[..., Path]) -> None:
    text = "# A\n\n<marquee>x</marquee>\n"
    root = hub({"docs/own.md": text, "docs/topics/t.md": text})
    rows = json.loads(run_command(root, "check", "--format", "json").stdout)
    found = [row["path"] for row in rows if row["code"] == "markup-beyond-list"]
    assert found == ["docs/topics/t.md"]


def test_a_path_that_is_not_there_is_not_repeated_if_it_leaks(hub: Callable[..., Path]) -> None:
    done = run_command(
        hub({"contributions/tips/a.md": "# A\n\nx\n"}), "check", f"contributions/{KEY}.md"
    )
    assert done.returncode == 1
    assert "file-missing" in done.stdout
    assert KEY not in done.stdout + done.stderr


def test_placeholders_and_code_are_not_unsafe() -> None:
    for text in (
        "Say <your-name>.",
        "`<marquee>`",
        "```\n<font>\n![a](data:image/png;base64,AA)\n```",
        "a < b",
    ):
        assert codes(text) == []
        assert scan(text, TIP, 1) == []


# ------------------------------------------------------------------ the bench


def test_the_bench_measures_and_holds_the_bars() -> None:
    found = measure(ROOT, 31)
    assert sum(row.count for row in found.leaks) >= 300
    assert sum(row.count for row in found.alikes) >= 300
    assert len(found.leaks) >= 20
    assert found.met, table(found)
    assert set(found.heard) == {*FORMATS, "--base", "review", "review.json", "comment"}


@pytest.mark.parametrize(
    ("said", "repeated"),
    [
        (f"write to {MAIL}.", True),
        (quote(MAIL, safe=""), True),
        (f"https://example.org/?q={quote(MAIL)}%0A".replace(".", "%2E"), True),
        (html.escape(f"“{MAIL}”").replace("-", "\\-"), True),
        ("amira at a clinic", False),
    ],
)
def test_the_bench_knows_a_value_however_it_is_written(said: str, repeated: bool) -> None:
    assert repeats(said, [MAIL]) is repeated


def test_the_bench_can_fail() -> None:
    good, bad = Row("a", 10, 10), Row("a", 10, 3, ("prose",))
    assert Found((good,), (Row("b", 10, 0),), (), 0.1).met
    assert not Found((bad,), (Row("b", 10, 0),), (), 0.1).met
    assert not Found((good,), (Row("b", 10, 1),), (), 0.1).met
    assert not Found((good,), (Row("b", 10, 0),), ("json",), 0.1).met
    assert "A bar is missed" in table(Found((bad,), (good,), (), 0.1))


def test_no_made_leak_lies_in_the_repository_in_one_piece() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "scripts").glob("_l*.py")]
    assert len(texts) >= 4
    strict = tuple(
        rule for rule in shipped_rules() if rule.code in ("leak-key", "leak-private-key")
    )
    assert [hit.code for text in texts for hit in Judge(strict).hits(text)] == []
    assert len({seed.value for seed in leaks(1, 12)}) > 350
    assert len(look_alikes(1, 18)) > 300


def test_base_tells_what_is_no_plain_file(hub: Callable[..., Path], tmp_path: Path) -> None:
    root = hub({"contributions/tips/old.md": "# Old\n\nWords.\n"})
    repository = Repository(root)
    base = repository.head()
    tips = root / "contributions" / "tips"
    write_files(tmp_path / "outside", {"away.md": f"# A\n\n{KEY}\n"})
    (tips / "link.md").symlink_to(tmp_path / "outside" / "away.md")
    (tips / "links").symlink_to(tmp_path / "outside", target_is_directory=True)
    Repository.create(tips / "inner").commit({"deep.md": f"# D\n\n{KEY}\n"})
    (tips / "sub.md").mkdir()
    repository.git(
        "update-index", "--add", "--cacheinfo", f"160000,{base},contributions/tips/sub.md"
    )
    write_files(root, {"contributions/tips/-rf\n::error::\x1b.md": f"# C\n\n{KEY}\n"})
    done = run_command(root, "check", "--base", base, "--format", "json")
    assert done.returncode == 1, done.stderr
    found = {
        (row["path"].removeprefix("contributions/tips/"), row["code"])
        for row in json.loads(done.stdout)
    }
    assert {
        ("link.md", "file-link"),
        ("links", "file-link"),
        ("inner", "file-not-regular"),
        ("sub.md", "file-not-regular"),
        ("-rf\\u000a::error::\\u001b.md", "leak-key"),
    } <= found


@pytest.mark.parametrize(
    "base",
    ["--upload-pack=touch hit", "--output=hit", "-x", "HEAD..HEAD", "HEAD:docs", "", "\x1b[31m"],
)
def test_an_odd_base_is_no_base(base: str, hub: Callable[..., Path]) -> None:
    root = hub({"contributions/tips/old.md": "# Old\n\nWords.\n"})
    done = run_command(root, "check", f"--base={base}")
    assert done.returncode == 2
    assert "compare" in done.stderr
    assert "\x1b" not in done.stderr
    assert not list(root.rglob("hit"))


@pytest.mark.parametrize("entry", ["*", "*@*", "*@*.com", "**.***", "*0*1*2*3*4*5*", "*.*.*.*.*"])
def test_no_entry_allows_everything(entry: str) -> None:
    with pytest.raises(RulesError):
        read_allowed(entry)


def test_many_stars_cost_nothing() -> None:
    allowed = read_allowed("*@press.example" + "*a" * 40 + "*b\n*begin*@*middle*end\n")
    assert not allowed.allows("leak-email", "x@press.example" + "a" * 5000)
    assert allowed.allows("leak-email", "x@press.example" + "a" * 5000 + "b")
    assert allowed.allows("leak-email", "begin@middle.middle.end")
    assert not allowed.allows("leak-email", "begin@middle.end.x")
