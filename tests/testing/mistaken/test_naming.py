"""Every kind of mistake of this module is made somewhere, changes a line, and is seen by checking."""

from policyrules.testing.mistaken.naming import KINDS
from tests.testing.mistaken.making import unseen


def test_every_kind_of_mistake_is_made_and_seen() -> None:
    assert unseen(KINDS) == []
