"""Learning paths: `docs/paths/<slug>.md`, written by curators: steps in order, each with the reason."""

from __future__ import annotations

import posixpath
from pathlib import Path

from commonplace.diagnostics import Diagnostic, diagnose
from commonplace.markup.text import plain_text
from commonplace.model.paths import PathSource
from commonplace.model.slug import slug_of
from commonplace.readers.curated_folders import PATHS, curated_texts
from commonplace.readers.markdown_file import read_markdown
from commonplace.readers.picks import read_picks
from commonplace.readers.slugs import RESERVED, slug_of_name

_MAX_STEPS = 100


def read_paths(root: Path, docs_dir: str) -> tuple[tuple[PathSource, ...], tuple[Diagnostic, ...]]:
    """Read every path directly below `<docs_dir>/paths`; index.md there is the list of paths itself."""
    texts, listed = curated_texts(root, docs_dir, PATHS)
    problems: list[Diagnostic] = list(listed)
    paths: dict[str, PathSource] = {}
    for path in texts:
        source, found = _read_path(root, path)
        problems.extend(found)
        if source is None:
            continue
        if source.slug in paths:
            problems.append(diagnose("slug-taken", path, other=paths[source.slug].path))
            continue
        paths[source.slug] = source
    return tuple(paths.values()), tuple(problems)


def _read_path(root: Path, path: str) -> tuple[PathSource | None, list[Diagnostic]]:
    file, problems = read_markdown(root, path)
    if file is None:
        return None, problems
    stem = posixpath.splitext(posixpath.basename(path))[0]
    slug, problem = slug_of_name(stem, path, reserved=RESERVED)
    if problem is not None:
        return None, [*problems, problem]
    fields = file.fields
    title = fields.text("title", limit=120)
    source = PathSource(
        slug=slug,
        path=path,
        title=(plain_text(title) if title else file.heading) or slug.replace("-", " ").capitalize(),
        summary=plain_text(fields.text("summary", limit=400) or ""),
        meant_for=plain_text(fields.text("for", limit=300) or ""),
        curators=fields.texts("curators", limit=100),
        steps=read_picks(fields, "steps", "step", "path-steps", _MAX_STEPS),
        formerly=tuple(s for name in fields.texts("formerly") if (s := slug_of(name))),
        body=file.body,
        body_line=file.body_line,
        places=fields.places,
    )
    return source, problems + fields.finish()
