"""Templates compiled in a worker while the hub is read: once, and not in each process that fills them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hub_valid import make_valid
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates

from commonplace.workers import Beside

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.theme import Theme

# Whatever of these a plugin changes, a template may come out otherwise when it is compiled.
_DECIDES = (
    "filters tests policies finalize autoescape optimized code_generator_class is_async sandboxed "
    "block_start_string block_end_string variable_start_string variable_end_string "
    "comment_start_string comment_end_string line_statement_prefix line_comment_prefix "
    "trim_blocks lstrip_blocks keep_trailing_newline newline_sequence __class__"
)

_begun: list[Beside[dict[str, bytes]]] = []
_kept: dict[str, bytes] = {}  # for the next build of a running `serve`, too


class _Kept(BytecodeCache):
    """Compiled templates by their keys. Jinja takes one only for the very source that it was made of."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        self.kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


def on_config(config: MkDocsConfig) -> None:
    """Begin: every template of the company's folder, and those that they name."""
    wanted = not _kept and config.theme.get_env().bytecode_cache is None
    _begun[:] = [Beside(lambda: _compiled(config.theme), dict)] if wanted else []


def _compiled(theme: Theme) -> dict[str, bytes]:
    env, kept, folder = theme.get_env(), _Kept({}), Path(theme.dirs[0])
    make_valid(env)
    waiting = [file.relative_to(folder).as_posix() for file in folder.rglob("*.html")]
    known = {*waiting}
    while waiting and env.loader:
        name = waiting.pop()
        try:
            source, filename, _ = env.loader.get_source(env, name)
            read = env.parse(source, name, filename)
            bucket = kept.get_bucket(env, name, filename, source)
            bucket.code = env.compile(read, name, filename)
        except Exception:  # noqa: S112 - whoever needs it is told
            continue
        kept.set_bucket(bucket)
        named = {one for one in find_referenced_templates(read) if one} - known
        waiting.extend(named)
        known |= named
    return kept.kept


def use_compiled(env: Environment, theme: Theme) -> None:
    """Take them, unless a plugin has changed what templates are compiled with, or keeps them itself."""
    while _begun:
        _kept.update(_begun.pop().result())
    fresh = theme.get_env()
    same = all(getattr(env, name) == getattr(fresh, name) for name in _DECIDES.split())
    if same and env.extensions.keys() == fresh.extensions.keys() and env.bytecode_cache is None:
        env.bytecode_cache = _Kept(_kept)
