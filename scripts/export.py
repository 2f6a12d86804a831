"""Write the hub as plain Markdown files that another engine can build."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.diagnostics import HubError  # noqa: E402
from commonplace.markup.render import Renderer  # noqa: E402
from commonplace.markup.tasks import box_words  # noqa: E402
from commonplace.readers.picture_size import picture_size  # noqa: E402
from commonplace.readers.settings import read_settings  # noqa: E402
from commonplace.site.gather import Request, gather  # noqa: E402
from commonplace.site.plan import SitePlan  # noqa: E402
from commonplace.site.tree import (  # noqa: E402
    DOCS,
    Copied,
    Made,
    PageWriter,
    address_between,
    is_page,
    lead_anew,
    make_resolve,
    moved_pages,
    shared_data,
    tree_files,
)
from scripts import _engine_settings, _site  # noqa: E402
from scripts._export_folder import ExportFolder, held, open_folder  # noqa: E402
from scripts._export_search import search_files  # noqa: E402

_SETTINGS = "mkdocs.yml"
_TEMPLATES = "overrides"


def main(arguments: list[str] | None = None) -> int:
    """Export the hub; 0 when all is well, 2 when it could not."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub export",
        description="Writes the whole hub as a folder that engines without the hub's hooks can build: pages "
        "as Markdown, pictures, templates, feeds, old addresses, and a mkdocs.yml. What is in the texts "
        "is cleaned before. Run it again after a change: files that stay the same are left alone.",
        epilog="Exit codes: 0 all is well, 2 a setting, an option or the machine is at fault. "
        "docs/develop/leaving-mkdocs.md says more.",
    )
    parser.add_argument(
        "folder",
        type=Path,
        metavar="DIR",
        help="a folder that is empty, not there, or an earlier export",
    )
    parser.add_argument(
        "--as-of",
        metavar="DAY",
        help="export the hub as it is on this day, such as 2026-01-31 (otherwise today)",
    )
    options = parser.parse_args(arguments)
    return _site.guarded(lambda: _export(options), failed=2)


def _export(options: argparse.Namespace) -> int:
    _site.set_day(options.as_of)
    node = _engine_settings.read_node(ROOT)
    docs_dir = read_settings(ROOT)[0].docs_dir
    _opened(options.folder, docs_dir)  # before the work, and again once no other export is at it
    markdown = _engine_settings.read_markdown(node)
    try:
        site = gather(Request(root=ROOT, now=datetime.now(UTC)))
    except HubError as problem:
        raise _site.UsageError(str(problem)) from None
    settings, plan = site.hub.settings, site.plan
    templates = _templates(_engine_settings.custom_dir(node))
    moved = moved_pages(plan)
    text = _engine_settings.engine_settings(
        node, settings, shared_data(plan), templates=bool(templates), moved=moved
    )
    files = tree_files(plan, settings) | templates
    renderer = _renderer(files, plan, markdown)
    pages = PageWriter(renderer, native_headings="attr_list" in markdown.extensions, moved=moved)
    search = search_files(ROOT, plan, settings, pages, lambda line: print(line, file=sys.stderr))
    try:
        with held(options.folder):
            folder = _opened(options.folder, docs_dir)
            _write(folder, files, text, pages, search)
    except OSError as problem:
        raise _site.UsageError(
            f"“{problem.filename2 or problem.filename or options.folder}” cannot be read or written "
            f"({problem.strerror or problem}). When that is mended, start again: the rest is then added."
        ) from None
    for line in pages.problems:
        print(line, file=sys.stderr)
    _tell(folder, options.folder)
    return 0


def _opened(folder: Path, docs_dir: str) -> ExportFolder:
    try:
        return open_folder(folder, ROOT, docs_dir)
    except OSError as problem:
        raise _site.UsageError(
            f"“{folder}” cannot be used ({problem.strerror or problem}). Name another folder."
        ) from None


def _renderer(
    files: dict[str, Made | Copied], plan: SitePlan, markdown: _engine_settings.Markdown
) -> Renderer:
    addresses = make_resolve(plan)

    def resolve(start: str, path: str) -> str | None:
        target = addresses.get(path)
        return None if target is None else address_between(addresses[start], target)

    sources = {path: file.source for path, file in files.items() if isinstance(file, Copied)}

    def size_of(path: str) -> tuple[int, int] | None:
        source = sources.get(f"{DOCS}/{path}")
        return picture_size(ROOT / source) if source else None

    try:
        return Renderer(
            markdown.extensions, markdown.configs, resolve, box_words(plan.words), size_of
        )
    except Exception as problem:  # whatever an extension raises
        raise _site.UsageError(
            "One of the “markdown_extensions” in mkdocs.yml cannot be used: its name or its settings are "
            f"wrong, or it is not installed ({problem})."
        ) from None


def _write(
    folder: ExportFolder,
    files: dict[str, Made | Copied],
    text: str,
    pages: PageWriter,
    search: Mapping[str, bytes],
) -> None:
    folder.begin({*files, *search, _SETTINGS})
    for path, file in files.items():
        folder.write(path, _bytes(file, pages))
    for path, data in search.items():
        folder.write(path, data)
    folder.write(_SETTINGS, text.encode("utf-8"))
    folder.finish()


def _bytes(file: Made | Copied, pages: PageWriter) -> bytes:
    if isinstance(file, Copied):
        data = (ROOT / file.source).read_bytes()
        docs_path = file.path.removeprefix(f"{DOCS}/")
        if docs_path == file.path or not is_page(docs_path):
            return data
        text = data.decode("utf-8", "surrogateescape")
        return lead_anew(text, docs_path, pages.moved).encode("utf-8", "surrogateescape")
    return (pages.text(file.page) if file.page else file.text).encode("utf-8", "replace")


def _templates(folder: str | None) -> dict[str, Made | Copied]:
    """The company's templates, those that the product brought among them."""
    if folder is None:
        return {}
    found: dict[str, Made | Copied] = {}
    for above, folders, names in os.walk(ROOT / folder):  # links are not followed
        folders[:] = sorted(set(folders) - {"__pycache__", ".git"})
        for name in sorted(names):
            place = Path(above, name)
            if place.is_file() and not place.is_symlink():
                path = f"{_TEMPLATES}/{place.relative_to(ROOT / folder).as_posix()}"
                found[path] = Copied(path, str(place))
    return found


def _tell(folder: ExportFolder, name: Path) -> None:
    print(
        f"The export is in {name}: {folder.written:,} files written, {folder.kept:,} left as they were, "
        f"{folder.removed:,} removed.\n"
        f"Build it there with “mkdocs build”, then copy what is in {name / 'beside'} over the site, and look "
        f"whether all is there: scripts/hub verify {name / 'site'}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    sys.exit(main())
