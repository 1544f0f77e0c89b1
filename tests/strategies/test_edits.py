"""Hypothesis draws slips that decide something otherwise, and shrinks to the first in the text."""

from datetime import date

import pytest
from hypothesis import HealthCheck, find, given, settings

from policyrules.strategies import Edit, edits
from policyrules.testing.mutation.edits import Workshop, program_digest
from tests.testing.slips import policy

MADE = policy("条件: 人数 不低于 300 且 占比 高于 3%")


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(edit=edits(MADE))
def test_every_edit_is_a_policy_that_decides_otherwise(edit: Edit) -> None:
    changed = edit.applied()
    assert program_digest(changed.lowered) != Workshop(MADE).digest
    changed.decide({"人数": 300}, date(2024, 1, 1))


def test_a_failing_edit_shrinks_to_the_first_in_the_text() -> None:
    def is_caught(edit: Edit) -> bool:
        return edit.applied().decide({"人数": 300, "占比": "4%"}, date(2024, 1, 1))["补助"].verdict.value != "entitled"

    found = find(edits(MADE), is_caught, settings=settings(deadline=None))
    assert found.words == ("2023-01-01", "2024-01-02") or found.line == 38
    assert find(edits(MADE), lambda edit: edit.line == 38, settings=settings(deadline=None)).line == 38


def test_something_else_than_a_policy_is_refused() -> None:
    with pytest.raises(TypeError, match="这里要给一个政策"):
        edits("江门专精特新")  # type: ignore[arg-type]
