"""Start a contribution: a file with the right name, in the right place, with hints inside."""

from __future__ import annotations

import argparse
import sys
from importlib import resources
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.markup.characters import clean_text  # noqa: E402
from commonplace.model.kinds import BY_NAME, KINDS, Kind  # noqa: E402
from commonplace.model.slug import slug_of  # noqa: E402
from commonplace.readers.contributions import slug_of_path  # noqa: E402
from commonplace.readers.files import list_files  # noqa: E402
from scripts import _site  # noqa: E402
from scripts._new_id import new_id  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    """Write the file and print its path."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub new",
        usage="scripts/hub new [-h] KIND TITLE",
        description="Starts a contribution: makes a file with the right name in the right place, "
        "with hints inside that readers never see.",
        epilog='Example: scripts/hub new war-story "How we lost the Friday deploy"',
    )
    kinds = ", ".join(kind.name for kind in KINDS)
    parser.add_argument("kind", metavar="KIND", help=f"one of: {kinds}")
    parser.add_argument("title", metavar="TITLE", nargs="+", help="the title, best in quotes")
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _new(options.kind, " ".join(options.title)), failed=2)


def _new(kind_name: str, title: str) -> int:
    kind = _kind(kind_name)
    cleaned = " ".join(clean_text(title.replace("\x00", ""))[0].split())
    slug = slug_of(cleaned)
    if not slug or slug == "index" or len(cleaned) > 200:
        raise _site.UsageError(
            "Give a title of at least one letter or digit and at most 200 characters, in quotes."
        )
    folder = f"contributions/{kind.folder}"
    taken = {slug_of_path(path)[0] for path in list_files(ROOT, folder).sizes}
    if slug in taken:
        raise _site.UsageError(
            f"There is a {kind.name} with this name already. Add a word that tells them apart, "
            "or improve the one that is there."
        )
    path = ROOT / folder / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    template = resources.files("commonplace.words").joinpath("templates", f"en.{kind.name}.md")
    text = template.read_text("utf-8").replace("{title}", cleaned.lstrip("#").strip() or cleaned)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(f"---\nid: {new_id()}\ntopics: []\n---\n\n{text}")
    print(path.relative_to(ROOT).as_posix())
    print(
        "Open it, write, and look at it with “scripts/hub serve”. "
        "“scripts/hub check” looks it over.",
        file=sys.stderr,
    )
    return 0


def _kind(written: str) -> Kind:
    names = {**BY_NAME, **{kind.folder: kind for kind in KINDS}, "story": BY_NAME["war-story"]}
    kind = names.get(slug_of(written))
    if kind is None:
        choices = ", ".join(kind.name for kind in KINDS)
        raise _site.UsageError(f"“{written}” is not a kind of contribution. Use one of: {choices}.")
    return kind


if __name__ == "__main__":
    sys.exit(main())
