"""Say whether this hub may be published on GitHub Pages, so that no private one gets out by mistake."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from commonplace.model.settings import Audience  # noqa: E402
from commonplace.readers.settings import read_settings  # noqa: E402
from scripts import _site  # noqa: E402
from scripts._event import here  # noqa: E402
from scripts._github.client import Client  # noqa: E402
from scripts._github.errors import GitHubError  # noqa: E402
from scripts._github.pages import Pages, is_private, read_pages  # noqa: E402
from scripts._github.tokens import token_of  # noqa: E402

_REFUSED = (
    "The hub is not published. Its repository is private, and {why}: then everybody on the internet could "
    "read what only colleagues can read now.\n"
    "Either let GitHub Pages show the site to colleagues alone (on GitHub: Settings, Pages, “GitHub Pages "
    "visibility”: Private; that needs GitHub Enterprise Cloud), or put what scripts/hub build makes on a "
    "server of your own. If everybody may read it, say so: write “audience: public” below extra.hub in "
    "mkdocs.yml; then texts that are internal are left out."
)
_PUBLIC = "its site would be public"
_UNKNOWN = "who could see its site cannot be told ({why})"


def main(arguments: list[str] | None = None) -> int:
    """Say it; 0 when it may be, 1 when it may not, 2 when nobody can be asked."""
    parser = argparse.ArgumentParser(
        prog="scripts/hub publishable",
        description="For the workflow that publishes: refuses when the repository is private and its site "
        "on GitHub Pages would be public, or when that cannot be told. With “audience: public” in "
        "mkdocs.yml it may be public. HUB_GITHUB_TOKEN, GITHUB_TOKEN or GH_TOKEN holds the token.",
        epilog="Exit codes: 0 it may be published, 1 it may not, 2 an option, the token, the network or the "
        "machine is at fault, and it may not either.",
    )
    parser.parse_args(arguments)
    return _site.guarded(_publishable, failed=2)


def _publishable() -> int:
    settings, _ = read_settings(ROOT)
    if settings.audience is Audience.PUBLIC:
        print("This hub is for everybody (audience: public), so it may be published.")
        return 0
    repository = here(os.environ)
    try:
        token = token_of(os.environ)
        client = Client(settings.github.api, token)
        try:
            private = is_private(client, repository)
        finally:
            client.close()
        if not private:
            print("Everybody can read the repository, so its site may be published.")
            return 0
        return _judged(read_pages(settings.github.api, token, repository))
    except GitHubError as problem:
        print(f"The hub is not published, since GitHub cannot be asked. {problem}", file=sys.stderr)
        return 2


def _judged(pages: Pages) -> int:
    if pages.public is False:
        print("Only who can read the repository can see its site, so it may be published.")
        return 0
    why = _PUBLIC if pages.public else _UNKNOWN.format(why=pages.why)
    print(_REFUSED.format(why=why), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
