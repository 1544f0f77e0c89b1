"""Changed policies for Hypothesis.

In: a policy. Out: a strategy for the slips that a drafter may make in it, one at a time; a failing one shrinks to the first in
the text. None is drawn that checking refuses or that decides nothing otherwise.
"""

from functools import lru_cache

from hypothesis import strategies as st

from policyrules.messages.drawing import both
from policyrules.policy import Policy
from policyrules.testing.mutation.edits import Edit, Workshop
from policyrules.testing.mutation.edits import edits as all_edits
from policyrules.values.reading import written


def edits(policy: Policy) -> st.SearchStrategy[Edit]:
    """Draw changes of a policy: `edit.before` and `edit.after` are the lines, `edit.applied()` is the changed policy.

    Raises `TypeError` where it is given something else than a policy.
    """
    if not isinstance(policy, Policy):
        raise TypeError(both("not-a-policy", found=written(policy)))
    workshop, found = _made(policy)
    drawn = st.integers(0, len(found) - 1).map(found.__getitem__)
    return drawn.filter(lambda edit: _decides_otherwise(workshop, edit))


@lru_cache(maxsize=16)
def _made(policy: Policy) -> tuple[Workshop, tuple[Edit, ...]]:
    return Workshop(policy), tuple(all_edits(policy))


@lru_cache(maxsize=4_096)
def _decides_otherwise(workshop: Workshop, edit: Edit) -> bool:
    digest = workshop.build(edit).digest
    return digest is not None and digest != workshop.digest
