"""Every place where a program holds a value against another is found, and what each value shows is told apart."""

from fractions import Fraction

import policyrules
from policyrules.core.program import resting
from policyrules.testing.drawing.thresholds import (
    ABOVE,
    AT,
    BELOW,
    UNKNOWN,
    Compared,
    compared,
    outcomes,
    relation,
    users_of,
)
from policyrules.values.answers import Interval, Symbol, point
from policyrules.values.types import Scalar
from tests.testing.policies import POLICY


def found() -> list[Compared]:
    policy = policyrules.load(POLICY)
    return list(compared(policy.program, outcomes(policy.outline)))


def test_conditions_bands_counts_and_what_is_asked_of_records_are_found() -> None:
    written = {(one.type, one.against) for one in found() if isinstance(one.against, Fraction)}
    assert {(Scalar.RATIO, Fraction(3, 100)), (Scalar.RATIO, Fraction(1, 100)), (Scalar.INTEGER, Fraction(2))} == written
    within = [one for one in found() if len(one.path) == 2]
    assert {one.type for one in within} == {Scalar.INTEGER, Scalar.DATE}


def test_the_unit_is_the_least_difference() -> None:
    units = {one.type: one.unit for one in found()}
    assert units[Scalar.RATIO] == Fraction(1, 10_000)
    assert units[Scalar.MONEY] == units[Scalar.DATE] == 1
    assert units[Scalar.NUMBER] == 5  # points are 0, 5 or 10


def test_a_value_shows_one_of_four() -> None:
    for number, shown in ((9, BELOW), (10, AT), (11, ABOVE), (12, None)):
        assert relation(point(number), point(10), Fraction(1)) == shown
    assert relation(Interval(None, Fraction(10)), point(10), Fraction(1)) == UNKNOWN
    assert relation(Interval(Fraction(11), None), point(10), Fraction(1)) is None
    assert relation(Symbol("甲"), point(10), Fraction(1)) is None


def test_users_and_what_is_needed_are_each_others_converse() -> None:
    nodes = policyrules.load(POLICY).program.nodes
    users = users_of(nodes)
    for index in range(len(nodes)):
        for part in resting(nodes, [index]) - {index}:
            assert index in users[part]
