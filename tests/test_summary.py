"""What a build says at the end, and that the shipped hub is as alive in a year as today."""

from __future__ import annotations

from pathlib import Path

from tests.support.hub import make_hub, run_command, run_python
from tests.support.site import start_hub

LATER = """
import datetime, runpy, sys, time
days = datetime.timedelta(days=400)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + days
class LaterDay(datetime.date):
    @classmethod
    def today(cls):
        return super().today() + days
datetime.datetime, datetime.date = Later, LaterDay
clock = time.time
time.time = lambda: clock() + 400 * 86400
sys.argv = ["build", *sys.argv[1:]]
runpy.run_path("scripts/build.py", run_name="__main__")
"""


def said(root: Path, *arguments: str) -> list[str]:
    done = run_command(root, "build", *arguments)
    lines = done.stderr.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("The hub is in"))
    assert len(lines[start:]) == 6
    return [line.strip() for line in lines[start + 1 :]]


def test_six_lines_say_what_was_made_and_what_was_not(tmp_path: Path) -> None:
    files = {
        "contributions/tips/a.md": "---\naudience: public\n---\n# A\n\nWords.\n",
        "contributions/tips/draft.md": "---\nstatus: draft\n---\n# D\n\nWords.\n",
        "contributions/tips/ours.md": "---\naudience: internal\n---\n# O\n\nWords.\n",
        "contributions/tips/broken.md": "---\ntitle: [\n---\n# B\n",
        "contributions/war-stories/old.md": "---\nverified: {on: 2020-01-01}\n---\n# Old\n\nWords.\n",
    }
    repository = start_hub(
        tmp_path / "hub", files, settings="extra: {hub: {audience: public, as_of: 2026-11-21}}"
    )
    repository.move("contributions/tips/a.md", "contributions/tips/b.md")
    repository.commit(message="Rename it")
    texts, pages, left_out, not_made, to_mend = said(repository.root)
    assert texts == "2 contributions by 1 person: 1 war story, 1 tip."
    assert pages.startswith("0 topics, 0 learning paths, ")
    assert pages.endswith(", 1 old address that leads on, as on 2026-11-21, for everyone.")
    assert "1 draft (" in left_out
    assert "1 internal text (" in left_out
    assert "1 file with errors" in left_out
    assert "feeds (site_url is not set)" in not_made
    assert "repo_url is not set" in not_made
    assert "1 error, " in to_mend
    assert "1 text due for a look" in to_mend


def test_where_all_is_well_the_lines_say_so(tmp_path: Path) -> None:
    text = "---\ndate: 2026-11-01\nauthors: [Ada Example]\n---\n# A\n\nWords.\n"
    settings = (
        "{site_url: 'https://example.org/', repo_url: 'https://example.org/a/hub', "
        "extra: {hub: {as_of: 2026-11-21}}}"
    )
    lines = said(make_hub(tmp_path / "hub", {"contributions/tips/a.md": text}, settings=settings))
    assert lines[2:] == ["Left out: nothing.", "Not made: nothing is missing.", "To mend: nothing."]


def test_a_hub_with_a_day_of_its_own_is_the_same_400_days_later(tmp_path: Path) -> None:
    """Every byte but a packed file's own note of when it was packed, by MkDocs itself."""
    text = "---\ndate: 2026-10-01\nverified: {on: 2026-11-01}\nauthors: [Ada Example]\n---\n# A\n\nWords.\n"
    files = {f"contributions/{folder}/a.md": text for folder in ("tips", "war-stories", "articles")}
    settings = "{site_url: 'https://example.org/', extra: {hub: {as_of: 2026-11-21}}}"
    root = make_hub(tmp_path / "hub", files, settings=settings)
    here, there = tmp_path / "today", tmp_path / "later"
    now = run_python(root, "scripts/build.py", "--site-dir", str(here))
    later = run_python(root, "-c", LATER, "--site-dir", str(there))
    assert (now.returncode, later.returncode) == (0, 0), now.stderr + later.stderr
    present = [p.relative_to(here) for p in sorted(here.rglob("*")) if p.is_file()]
    assert len(present) > 60
    assert present == [p.relative_to(there) for p in sorted(there.rglob("*")) if p.is_file()]
    different = [
        path.name for path in present if (here / path).read_bytes() != (there / path).read_bytes()
    ]
    assert different == ["sitemap.xml.gz"]
