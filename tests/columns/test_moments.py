"""A date that is made of others is held against a day by days of their own, and the answer is that of the reference."""

from datetime import date
from fractions import Fraction

import pytest

from policyrules.columns.query import query
from policyrules.core.facts import no_facts
from policyrules.core.program import Body, Comparator, FactSpec, Op, Quantifier
from policyrules.values.types import Field, ListType, OptionalType, RecordType, Scalar
from tests.columns.programs import DAY, Nodes, every, program, same

pytest.importorskip("duckdb")

LIMITS = (date(2024, 2, 29), date(2023, 2, 28), date(2024, 3, 1), date(2024, 1, 31), date.min, date(1, 1, 4), date.max)
DAYS = (
    None, date(2024, 2, 29), date(2023, 2, 28), date(2024, 1, 31), date(2021, 2, 28), date(2021, 3, 1), date(2023, 12, 31),
    date.min, date(9996, 2, 29), date.max,
)  # fmt: skip
FIRST, NEAR = (
    FactSpec("first", Scalar.DATE),
    FactSpec("near", Scalar.DATE, low=Fraction(date(2021, 1, 31).toordinal()), high=Fraction(date(2024, 2, 29).toordinal())),
)
NEAR_DAYS = (None, date(2021, 1, 31), date(2023, 2, 28), date(2024, 2, 29))


def against_limits(nodes: Nodes, asked: int) -> None:
    for limit in LIMITS:
        day = nodes.number(Fraction(limit.toordinal()), Scalar.DATE)
        for comparator in Comparator:
            nodes.add(Op.COMPARE, (asked, day), Scalar.BOOL, comparator)
        nodes.add(Op.COMPARE, (day, asked), Scalar.BOOL, Comparator.LE)
        nodes.add(Op.COMPARE, (day, asked), Scalar.BOOL, Comparator.GT)


@pytest.mark.parametrize("spec", [FIRST, NEAR], ids=lambda spec: str(spec.name))
@pytest.mark.parametrize("unit", ["months", "days"])
def test_a_day_that_is_moved(spec: FactSpec, unit: str) -> None:
    nodes, type_ = Nodes(), Scalar.MONTHS if unit == "months" else Scalar.DAYS
    day = nodes.fact(spec)
    for sign in "+-":
        for steps in (0, 1, 36, 119_000, 10**12):
            against_limits(nodes, nodes.add(Op.SHIFT, (day, nodes.number(steps, type_)), Scalar.DATE, f"{sign}{unit}"))
    asked = program(nodes, [spec])
    same(asked, every({spec.name: DAYS if spec is FIRST else NEAR_DAYS}, asked), on_one_day=True)


def test_one_of_two_dates_and_the_earlier_or_the_later_of_them() -> None:
    nodes, held = Nodes(), FactSpec("held", Scalar.BOOL)
    first, near, guard = nodes.fact(FIRST), nodes.fact(NEAR), nodes.fact(held)
    later = nodes.add(Op.SHIFT, (first, nodes.number(36, Scalar.MONTHS)), Scalar.DATE, "+months")
    for which in ("min", "max"):
        against_limits(nodes, nodes.add(Op.EXTREME, (later, near), Scalar.DATE, which))
    chosen = nodes.add(Op.CHOOSE, (guard, later, near), Scalar.DATE)
    against_limits(nodes, chosen)
    against_limits(nodes, nodes.add(Op.EXTREME, (chosen, first), Scalar.DATE, "min"))
    asked = program(nodes, [FIRST, NEAR, held])
    same(asked, every({"first": DAYS, "near": NEAR_DAYS, "held": (None, True, False)}, asked), on_one_day=True)


def test_a_day_that_may_be_left_out_moves_nothing_in_any_record() -> None:
    record = RecordType("title", (Field("since", Scalar.DATE), Field("until", Scalar.DATE, optional=True)))
    titles, nodes = FactSpec("titles", ListType(record)), Nodes()
    listed = nodes.fact(titles)
    for limit in LIMITS[:3]:
        inside = Nodes()
        since = inside.add(Op.FIELD, (), Scalar.DATE, (0, "since"))
        until = inside.add(Op.FIELD, (), OptionalType(Scalar.DATE), (0, "until"))
        ends = inside.add(Op.SHIFT, (since, inside.number(36, Scalar.MONTHS)), Scalar.DATE, "+months")
        told = inside.add(Op.OTHERWISE, (until, ends), Scalar.DATE)
        day = inside.number(Fraction(limit.toordinal()), Scalar.DATE)
        valid = inside.add(Op.COMPARE, (told, day), Scalar.BOOL, Comparator.GE)
        body = Body(tuple(inside), valid, None, record)
        nodes.add(Op.EACH, (listed,), Scalar.BOOL, (Quantifier.SOME, 0), body)
    asked = program(nodes, [titles])
    given = [
        None,
        *([{"since": since, "until": until}] for since in DAYS for until in (None, date(2024, 2, 29), date.min)),
        *([{"since": since}] for since in DAYS),
    ]
    same(asked, every({"titles": given}, asked), on_one_day=True)
    text = query(asked, range(1, len(nodes)), case=no_facts(asked, DAY)).text
    assert "to_months" not in text and "list_transform(list_transform(" not in text


def test_dates_that_rest_on_one_another_twice_over_are_not_written_out() -> None:
    nodes, step = Nodes(), 1
    days = nodes.number(step, Scalar.DAYS)
    asked = nodes.fact(FIRST)
    for _ in range(60):
        later = nodes.add(Op.SHIFT, (asked, days), Scalar.DATE, "+days")
        asked = nodes.add(Op.EXTREME, (asked, later), Scalar.DATE, "max")
    limit = nodes.number(Fraction(date(2024, 2, 29).toordinal()), Scalar.DATE)
    wanted = nodes.add(Op.COMPARE, (asked, limit), Scalar.BOOL, Comparator.GE)
    text = query(program(nodes, [FIRST]), [wanted], case=no_facts(program(nodes, [FIRST]), DAY)).text
    assert len(text) < 40_000
