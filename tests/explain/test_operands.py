"""Sides of comparisons: what they are called, what they were computed from, and how far apart they are."""

from fractions import Fraction

import pytest

from policyrules.explain.explanation import Explanation
from policyrules.explain.operands import Comparison, OperandKind
from policyrules.values.answers import Interval, Truth
from tests.explain.cases import PROVINCIAL, enterprise
from tests.explain.pipeline import decide, jiangmen, lowered

TEXT = """
policy p "p":
    number: "1"
    issuer: "x"
    issued: 2022-01-01
    in force: 2022-01-01 onwards
    language: "en"

facts:
    n: number 0 to 100

measure m @1 "m":
    responsible: unstated
    entitlement e may "e":
        quote:
            | may
        when: n {operator} 10
"""


def labelled(explanation: Explanation, label: str) -> Comparison:
    """Return the comparison of the line with a label."""
    found = [leaf.comparison for leaf in lines(explanation) if leaf.label == label and leaf.comparison is not None]
    return found[0]


def lines(explanation: Explanation) -> list[Explanation]:
    return [explanation, *(line for child in explanation.children for line in lines(child))]


def test_a_side_is_the_day_a_field_or_a_definition_by_its_title() -> None:
    explanation = decide(jiangmen(), PROVINCIAL, "2023-03-01")["税务服务"].explain()
    known, lapsed = labelled(explanation, "已认定"), labelled(explanation, "未到期")
    assert (known.left.kind, known.left.path) == (OperandKind.FIELD, "认定[1].认定日")
    assert known.right.kind is OperandKind.DAY
    assert (lapsed.right.kind, lapsed.right.name) == (OperandKind.NAMED, "有效期末日")


@pytest.mark.parametrize(
    ("operator", "given", "gap"),
    [
        ("not below", 8, 2), ("above", 8, 2), ("not above", 12, 2), ("below", 13, 3), ("is", 7, 3), ("is", 14, 4),
        ("above", 10, None), ("is not", 10, None),
    ],
)  # fmt: skip
def test_the_distance_is_what_is_lacking(operator: str, given: int, gap: int | None) -> None:
    outcome = decide(lowered(TEXT.format(operator=operator)), {"n": given}, "2022-06-01")["e"]
    assert outcome.truth is Truth.F
    (failed,) = outcome.gaps
    distance = failed.comparison.gap
    assert (None if distance is None else distance.distance) == gap and (distance is None or distance.exact)


def test_a_side_that_is_not_given_is_open_within_its_range() -> None:
    outcome = decide(lowered(TEXT.format(operator="below")), {}, "2022-06-01")["e"]
    (compared,) = (line.comparison for line in lines(outcome.explain()) if line.comparison and line.comparison.left.name == "n")
    assert compared.left.answer == Interval(Fraction(0), Fraction(100)) and outcome.missing == ("n",)


def test_an_enterprise_without_titles_has_no_gaps() -> None:
    assert decide(jiangmen(), enterprise(), "2023-03-01")["税务服务"].gaps == ()
