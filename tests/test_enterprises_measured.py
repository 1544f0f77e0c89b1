"""What the benchmark of drawn enterprises measures is what it says, and its page tells what is demanded of them."""

import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

import policyrules
from policyrules.core.program import Op
from policyrules.testing.drawing.plans import Plan, plan_of
from policyrules.testing.drawing.thresholds import Compared
from policyrules.testing.enterprises import Trial, trials

CLONE = Path(__file__).parents[1]
sys.path.insert(0, str(CLONE / "benchmarks"))

import enterprises  # noqa: E402

POLICY = policyrules.load("中小企业划型")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(POLICY)


def thresholds_of(plan: Plan, name: str) -> Iterator[Compared]:
    return (one for one in plan.compared if one.value is not None and plan.slot(one.path[:-1], one.value) == (name,))


def decided(staff: int) -> enterprises.Decided:
    trial = Trial({"行业代码": "7320", "从业人员": staff}, next(trials(POLICY, 1)).day)
    one = enterprises.decided(POLICY.program, trial)
    assert one is not None
    return one


def test_a_planted_bug_shows_at_its_threshold_and_nowhere_else(plan: Plan) -> None:
    shown = set()
    for one in thresholds_of(plan, "从业人员"):
        bug = enterprises.planted(plan, one)
        assert bug is not None and bug.program != POLICY.program
        shown |= {staff for staff in (9, 10, 11, 99, 100, 101, 299, 300, 301) if bug.differs(decided(staff), plan.outcomes)}
    assert shown == {10, 100, 300}


def test_sides_are_counted_as_hit_where_a_value_stands_on_them(plan: Plan) -> None:
    answers = enterprises.answering(POLICY.program, plan.cones, decided(299))
    sides = {side for one in thresholds_of(plan, "从业人员") for side in enterprises.hit(one, answers)}
    assert sides == {"below"}


def test_nearly_all_bugs_are_found_and_few_by_strategies_written_by_hand(plan: Plan) -> None:
    chosen, _ = enterprises.bugs(POLICY, 8)
    assert len(chosen) == 8 and all(POLICY.program.nodes[bug.threshold.path[0]].op is Op.COMPARE for bug in chosen)
    drawn = enterprises.usable(POLICY.program, list(islice(trials(POLICY, 3), 500)))
    naive = enterprises.usable(POLICY.program, enterprises.drawn(enterprises.naive(POLICY), 1, 60))
    found, by_hand = (
        sum(enterprises.found_within(bug, plan.outcomes, examples) is not None for bug in chosen) for examples in (drawn, naive)
    )
    assert found >= 7 and by_hand <= 2


# --- the page -------------------------------------------------------------------------------------------------------------


def cells(title: str) -> dict[str, str]:
    """Return what the page says of each policy in a line of its first table."""
    table = [line.strip("| ").split(" | ") for line in enterprises.PAGE.read_text(encoding="utf-8").splitlines() if "|" in line]
    names = next(row for row in table if set(enterprises.POLICIES) <= set(row))
    row = next(row for row in table if row[0] == title)
    return dict(zip(names, row[1:], strict=True))


def percent(cell: str) -> float:
    found = re.search(r"\(([0-9.]+) %\)", cell)
    assert found is not None, cell
    return float(found[1])


def test_the_page_tells_that_thresholds_are_hit_in_little_time() -> None:
    for title, least in (("hit below, at and above, where there is such a value", 90), ("sides hit", 95)):
        assert all(percent(cell) >= least for cell in cells(title).values()), title
    for title in ("median time of a draw", "the same through Hypothesis"):
        assert all(float(cell.removesuffix(" ms")) < 5 for cell in cells(title).values()), title


def test_the_page_tells_that_planted_bugs_are_found_and_not_so_by_hand() -> None:
    found, by_hand = cells("found"), cells("found by strategies written by hand")
    for name in enterprises.POLICIES:
        assert percent(found[name]) >= 95 and percent(by_hand[name]) < percent(found[name]) - 20, name


def test_the_page_tells_that_every_verdict_occurs() -> None:
    page = enterprises.PAGE.read_text(encoding="utf-8")
    assert "10000 enterprises drawn for each policy" in page and "500 examples" in page
    assert "Every verdict occurs." in page
