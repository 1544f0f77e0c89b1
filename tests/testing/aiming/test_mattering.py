"""A value that was moved to a threshold matters there: were the comparison to come out otherwise, something would change."""

from datetime import date

import pytest

import policyrules
from policyrules.core.program import Op
from policyrules.testing.aiming.mattering import matters, stand
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.drawing.thresholds import ABOVE, AT, BELOW
from tests.testing.policies import POLICY


@pytest.mark.parametrize("side", [BELOW, AT, ABOVE])
def test_conditions_decide_where_their_value_was_moved_to(side: str) -> None:
    plan = plan_of(policyrules.load(POLICY))
    conditions = [
        one
        for one in plan.compared
        if len(one.path) == 1 and plan.program.nodes[one.path[0]].op is Op.COMPARE and side in plan.sides(one)
    ]
    assert len(conditions) >= 3
    for one in conditions:
        drafts = [Draft(plan, {}, date(2024, 6, 1).toordinal(), {}) for _ in range(4)]
        moved = [draft for seed, draft in enumerate(drafts) if stand(draft, one, side, Seeded(seed))]
        assert any(matters(draft, one) for draft in moved), one


def test_nothing_is_claimed_of_a_side_that_cannot_be_reached() -> None:
    plan = plan_of(policyrules.load(POLICY))
    points = next(one for one in plan.compared if one.type == "number")
    assert not stand(Draft(plan, {}, plan.first_day, {}), points, ABOVE, Seeded(1))
