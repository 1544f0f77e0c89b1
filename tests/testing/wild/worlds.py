"""Small worlds to draw in, for the tests beside this module."""

from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.wild.conditions import Conditions
from policyrules.testing.wild.definitions import Definitions
from policyrules.testing.wild.document import Document
from policyrules.testing.wild.world import World


def world(seed: int) -> World:
    """Return a world in which nothing is declared yet."""
    return World(Seeded(seed), 4, Document("zh", "flat"), set(), budget=100)


def definitions(seed: int) -> Definitions:
    """Return what declares definitions in such a world."""
    empty = world(seed)
    return Definitions(empty, Conditions(empty))
