"""A query in two, for the rows in which all facts are known and for the others: the answers are those of one query."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest

import policyrules
from policyrules.columns.duck import run
from policyrules.columns.layout import columns, rows
from policyrules.columns.outcomes import statement
from policyrules.columns.query import Lane, query
from policyrules.core.case import Case
from policyrules.core.facts import read_case
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import draw_trial
from policyrules.testing.wild.policies import draw_policy

DAY = date(2024, 3, 1)


def cases(policy: Policy, count: int) -> list[Case]:
    """Cases of which some lack facts and some do not."""
    drawn = (draw_trial(policy, Seeded(number), unknown=number % 2 * 15, on=DAY) for number in range(count))
    return [read_case(policy.program, trial.facts, DAY) for trial in islice(drawn, count)]


def told(row: Mapping[str, Any]) -> dict[str, object]:
    """What a row tells: of a fraction its value, whatever stands under the line; of what is exact, where it is not."""
    found: dict[str, object] = {}
    for name, value in row.items():
        under = row.get(f"{name}_of", 1)
        if not name.endswith(("_of", "_exact")):
            number = isinstance(value, int) and not isinstance(value, bool)
            found[name] = Fraction(value, under) if number else value
        elif value is False:
            found[name] = value
    return found


def answered(policy: Policy, given: list[Case], lanes: bool) -> list[dict[str, object]]:
    empty = read_case(policy.program, {}, DAY)
    text = statement(policy.outline, policy.program, empty, distances=True, lanes=lanes).text
    assert lanes or "UNION ALL" not in text
    held = [row for row in rows(policy.program, given) if row is not None]
    return [told(row) for row in sorted(run(text, columns(policy.program), held), key=lambda row: row["row"])]


def made(which: str | int) -> Policy:
    """Return a policy that ships, or a random one."""
    return policyrules.load(which) if isinstance(which, str) else draw_policy(Seeded(which)).build()


@pytest.mark.parametrize("which", ["中小企业划型", "优质中小企业", "江门专精特新", *range(6)])
def test_a_query_in_two_tells_what_one_tells(which: str | int) -> None:
    policy = made(which)
    given = cases(policy, 40)
    apart, together = answered(policy, given, True), answered(policy, given, False)
    assert len(apart) == len(together) > 0
    for one, other in zip(apart, together, strict=True):
        if not other["beyond"]:  # what is known may need less than what may be anything
            assert one == other


def test_each_row_is_in_one_of_both() -> None:
    policy = policyrules.load("优质中小企业")
    wanted = [tier.criteria.node for tier in policy.outline.tiers if tier.criteria is not None]
    held = [row for row in rows(policy.program, cases(policy, 40)) if row is not None]
    empty = read_case(policy.program, {}, DAY)
    texts = {lane: query(policy.program, wanted, case=empty, lane=lane).text for lane in Lane}
    found = {lane: [row["row"] for row in run(text, columns(policy.program), held)] for lane, text in texts.items()}
    assert sorted(found[Lane.KNOWN] + found[Lane.OTHERS]) == [row["row"] for row in held]
    assert found[Lane.KNOWN] and found[Lane.OTHERS]
