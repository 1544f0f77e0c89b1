"""Days are moved, counted and taken apart as the reference does: at the end of February, and at both ends of the calendar."""

from datetime import date
from fractions import Fraction

import pytest

from policyrules.core.program import FactSpec, Op, ParameterSpec
from policyrules.values.types import Scalar
from tests.columns.programs import Nodes, every, program, same

pytest.importorskip("duckdb")

DAYS = (
    None, date(2024, 2, 29), date(2023, 2, 28), date(2024, 1, 31), date(2023, 8, 31), date(2023, 12, 31), date(2024, 1, 1),
    date.min, date(1, 1, 31), date.max, date(9999, 2, 28), date(9998, 12, 31),
)  # fmt: skip
ANY, NEAR = (
    FactSpec("any", Scalar.DATE),
    FactSpec("near", Scalar.DATE, low=Fraction(date(2023, 1, 31).toordinal()), high=Fraction(date(2024, 2, 29).toordinal())),
)
NEAR_DAYS = (None, date(2023, 1, 31), date(2023, 2, 28), date(2024, 2, 29))


@pytest.mark.parametrize("unit", ["months", "days"])
def test_a_day_is_moved_by_any_number_of_months_or_days(unit: str) -> None:
    type_ = Scalar.MONTHS if unit == "months" else Scalar.DAYS
    far = FactSpec("far", type_)
    nodes = Nodes()
    for spec in (ANY, NEAR):
        day = nodes.fact(spec)
        for sign in "+-":
            steps = [nodes.number(number, type_) for number in (0, 1, 12, 36, 119_988, 10**12)]
            for by in (*steps, nodes.fact(far)):
                nodes.add(Op.SHIFT, (day, by), Scalar.DATE, f"{sign}{unit}")
    asked = program(nodes, [ANY, NEAR, far])
    lengths = (None, 0, 1, 13, 365, 10**16)
    same(asked, [*every({"any": DAYS, "far": lengths}, asked), *every({"near": NEAR_DAYS, "far": lengths}, asked)])


def test_a_day_beyond_all_that_exist_is_moved_on_from_the_first_or_the_last() -> None:
    nodes, day = Nodes(), FactSpec("near", Scalar.DATE, low=NEAR.low, high=NEAR.high)
    months, days = nodes.number(12, Scalar.MONTHS), nodes.number(4_000_000, Scalar.DAYS)
    for sign, back in (("-", "+"), ("+", "-")):
        gone = nodes.add(Op.SHIFT, (nodes.fact(day), days), Scalar.DATE, f"{sign}days")
        for once in (nodes.add(Op.SHIFT, (gone, months), Scalar.DATE, f"{way}months") for way in (sign, back)):
            nodes.comparisons(once, nodes.fact(day))
    asked = program(nodes, [day])
    same(asked, every({"near": NEAR_DAYS}, asked))


def test_full_years_and_months_are_counted_to_the_day_both_ways() -> None:
    nodes, other = Nodes(), FactSpec("other", Scalar.DATE)
    first, near, last, today = nodes.fact(ANY), nodes.fact(NEAR), nodes.fact(other), nodes.add(Op.DAY, (), Scalar.DATE)
    for start, end in ((first, last), (near, last), (first, today), (today, near)):
        for unit in ("years", "months"):
            nodes.add(Op.ELAPSED, (start, end), Scalar.INTEGER, unit)
        nodes.add(Op.ARITHMETIC, (end, start), Scalar.DAYS, "-")
        nodes.comparisons(start, end)
        nodes.add(Op.EXTREME, (start, end), Scalar.DATE, "max")
    asked = program(nodes, [ANY, NEAR, other])
    cases = [*every({"any": DAYS, "other": DAYS}, asked), *every({"near": NEAR_DAYS, "other": DAYS}, asked)]
    same(asked, cases)
    same(asked, cases, on_one_day=True)


def test_a_day_is_taken_apart() -> None:
    nodes, other = Nodes(), FactSpec("other", Scalar.DATE)
    between = nodes.add(Op.EXTREME, (nodes.fact(NEAR), nodes.fact(other)), Scalar.DATE, "min")
    for part, type_ in (("year", Scalar.INTEGER), ("month", Scalar.INTEGER), ("day", Scalar.INTEGER),
                        ("year_quarter", Scalar.QUARTER), ("year_month", Scalar.MONTH)):  # fmt: skip
        for day in (0, 1, between):
            nodes.add(Op.CALENDAR, (day,), type_, part)
    asked = program(nodes, [NEAR, other])
    same(asked, every({"near": NEAR_DAYS, "other": DAYS}, asked))


@pytest.mark.parametrize(("low", "high"), [(None, None), (Fraction(0), Fraction(1))])
def test_a_parameter_is_what_was_published_last(low: Fraction | None, high: Fraction | None) -> None:
    values = (
        (date(2023, 2, 1), Fraction(365, 10_000)),
        (date(2023, 9, 1), Fraction(345, 10_000)),
        (date(2024, 1, 31), Fraction(1, 7)),
    )
    rate = ParameterSpec("rate", Scalar.PERCENT, values, date(2024, 2, 20), low=low, high=high)
    never = ParameterSpec("never", Scalar.PERCENT, (), None, low=low, high=high)
    until = ParameterSpec(
        "until", Scalar.DATE, ((date(2023, 2, 1), Fraction(date(2024, 2, 29).toordinal())),), date(2024, 1, 1)
    )
    nodes, other = Nodes(), FactSpec("other", Scalar.DATE)
    days = [nodes.fact(NEAR), nodes.fact(other), nodes.add(Op.DAY, (), Scalar.DATE)]
    days.append(nodes.add(Op.EXTREME, days[:2], Scalar.DATE, "max"))
    for day in days:
        for name in ("rate", "never"):
            nodes.add(Op.PARAMETER, (day,), Scalar.PERCENT, name)
        nodes.add(
            Op.SHIFT,
            (nodes.add(Op.PARAMETER, (day,), Scalar.DATE, "until"), nodes.number(1, Scalar.DAYS)),
            Scalar.DATE,
            "+days",
        )
    asked = program(nodes, [NEAR, other], [rate, never, until])
    near = (*NEAR_DAYS, date(2023, 9, 1), date(2024, 2, 20), date(2024, 2, 21))
    cases = every({"near": near, "other": (*DAYS, date(2023, 8, 31), date(2024, 1, 31))}, asked)
    same(asked, cases)
    same(asked, every({"near": near, "other": (None,)}, asked, date(2023, 10, 1)), on_one_day=True)
