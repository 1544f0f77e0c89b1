"""Making each kind of mistake once."""

from collections.abc import Iterable
from functools import cache

from policyrules.checking.policy import CheckedPolicy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.mistaken.mistakes import wrong_text
from policyrules.testing.wild.policies import draw_policy

#: A kind that has no place in so many policies is not made at all.
_POLICIES = 400


@cache
def policy(seed: int) -> CheckedPolicy:
    """Return a random policy."""
    return draw_policy(Seeded(7_000 + seed)).checked


def unseen(kinds: Iterable[str]) -> list[str]:
    """Return the kinds of mistakes that cannot be made, or of which nothing is said."""
    return [kind for kind in kinds if not _is_seen(kind)]


def _is_seen(kind: str) -> bool:
    for seed in range(_POLICIES):
        wrong = wrong_text(policy(seed), Seeded(seed), kinds=(kind,))
        if wrong is not None:
            return wrong.text != policy(seed).source.text and wrong.diagnostics() != ()
    return False
