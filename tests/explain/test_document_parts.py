"""The parts of documents: exact values, and numbers by their ends."""

from fractions import Fraction

import pytest

from policyrules.explain.document_parts import exact, exact_value, interval_data
from policyrules.values.answers import Absent, Answer, Interval, Symbol, Truth, point
from policyrules.values.types import OptionalType, Scalar, Type


@pytest.mark.parametrize(
    ("answer", "type_", "expected"),
    [
        (Truth.T, Scalar.BOOL, True), (Truth.F, Scalar.BOOL, False), (Truth.U, Scalar.BOOL, None),
        (Symbol("新会区"), Scalar.TEXT, "新会区"), (Symbol(None), Scalar.TEXT, None),
        (point(738000), Scalar.DATE, "2021-07-29"), (point(738000), OptionalType(Scalar.DATE), "2021-07-29"),
        (point(Fraction(1, 8)), Scalar.PERCENT, "0.125"), (Interval(Fraction(1), Fraction(2)), Scalar.MONEY, None),
        (Absent(), OptionalType(Scalar.DATE), None),
    ],
)  # fmt: skip
def test_a_known_answer_is_written_exactly_any_other_is_null(answer: Answer, type_: Type, expected: str | bool | None) -> None:
    assert exact_value(answer, type_) == expected


def test_a_number_stands_by_its_ends() -> None:
    assert exact(Fraction(1, 3)) == "1/3" and exact(None) is None
    assert interval_data(Interval(Fraction(1), None)) == {"value": None, "low": "1", "high": None}
