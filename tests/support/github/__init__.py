"""A GitHub on this machine, made from the schema that GitHub publishes, with faults to order.

    world = World()
    hub = world.repository("acme/hub")
    thread = world.discuss(hub.categories[0], body="Words")
    with serve_github(world) as github:
        Client(github.api, TOKEN).ask("query { viewer { login } }")
        github.fail(What.BAD_GATEWAY, at=2)
        assert github.operations == [...]

Queries are validated against the whole schema, weighed by GitHub's documented rules and executed on what
the world holds. A field that the world does not hold raises AttributeError in the server: add it there.
"""

from tests.support.github.faults import Fault, What
from tests.support.github.server import TOKEN, Asked, GitHub, serve_github
from tests.support.github.world import Token, World

__all__ = ["TOKEN", "Asked", "Fault", "GitHub", "Token", "What", "World", "serve_github"]
