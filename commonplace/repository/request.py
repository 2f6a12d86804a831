"""The text that GitHub puts before whoever proposes a change: what matters, in a minute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonplace.repository.ground import Ground
from commonplace.words import words

PATH = ".github/pull_request_template.md"
_HEAD = (
    "<!-- Written by “scripts/hub repository”, from the hub's own words. Its name and guidelines can be\n"
    "changed; a file of your own in its place, without this line, is left alone. -->\n"
)


def request_template(ground: Ground) -> Mapping[str, str]:
    """The template, in brief: the list of words itself is not in it, since some would rather not be read."""
    settings = ground.hub.settings
    told: Mapping[str, Any] = words(settings.language)["request"]
    lines = [told["lead"], "", f"**{told['never']}**", ""]
    lines += [f"- {line}" for line in told["list"]]
    lines += ["", told["more"].format(guidelines=f"../blob/HEAD/{settings.docs_dir}/guidelines.md")]
    lines += ["", told["unsure"], ""]
    return {PATH: _HEAD + "\n".join(lines)}
