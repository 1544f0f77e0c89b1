"""A product that might not fit is left out and named; a number that is written is turned into the unit of its column."""

from fractions import Fraction

import pytest

from policyrules.columns.dialect import DUCKDB
from policyrules.columns.exact import Exact, values
from policyrules.columns.extents import WIDE, Extent
from policyrules.columns.held import End, Whole
from policyrules.values.answers import WHOLE_LINE, Interval


def column(name: str, low: int, high: int, scale: int = 1) -> End:
    return End(Whole(name, Extent(low, high)), Exact(DUCKDB, print).constant(scale), True)


def test_a_product_takes_the_width_that_it_needs() -> None:
    named: list[str] = []
    exact = Exact(DUCKDB, named.append)
    small, large = Whole("f0", Extent(0, 10**9)), Whole("f1", Extent(-(10**18), 10**18))
    assert exact.times(small, small).text == "(f0 * f0)"
    assert exact.times(small, large).text == "(CAST(f0 AS HUGEINT) * f1)"
    assert named == []
    cube = exact.times(exact.times(large, large), large)
    assert named and "abs(" in named[0] and named[0].startswith("NOT (")
    assert cube.extent.largest <= WIDE


def test_a_sum_that_might_not_fit_is_named_too() -> None:
    named: list[str] = []
    exact = Exact(DUCKDB, named.append)
    widest = Whole("v1", Extent(-WIDE, WIDE))
    assert exact.minus(widest, widest).extent.largest <= WIDE
    assert len(named) == 1
    with pytest.raises(OverflowError):
        exact.constant(WIDE + 1)


@pytest.mark.parametrize(
    ("number", "whole"), [(Fraction(1, 3), "34"), (Fraction(1, 2), "50"), (Fraction(-1, 3), "(-33)"), (Fraction(0), "0")]
)
def test_what_is_written_is_turned_into_the_unit_of_the_column(number: Fraction, whole: str) -> None:
    exact, share = Exact(DUCKDB, print), column("f0", 0, 100, 100)
    assert exact.at_least(share, exact.fraction(number)) == f"(f0 >= {whole})"
    assert exact.below(share, exact.fraction(number)) == f"(f0 < {whole})"


def test_a_known_number_is_never_null() -> None:
    exact, amount = Exact(DUCKDB, print), column("f0", 0, 9)
    assert exact.number(amount, WHOLE_LINE).low.above.text == "f0"
    ranged = exact.number(amount, Interval(Fraction(0), None))
    assert (ranged.low.above.text, ranged.high.above.text) == ("COALESCE(f0, 0)", "f0")
    sure = exact.number(amount, Interval(Fraction(4), Fraction(4)))
    assert not sure.open and sure.low.above.text == "COALESCE(f0, 4)"


def test_ends_are_added_above_a_common_line() -> None:
    exact = Exact(DUCKDB, print)
    both = exact.add(column("f0", 0, 9, 4), column("f1", 0, 9, 6))
    assert (both.above.text, both.scale) == ("((f0 * 3) + (f1 * 2))", 12)
    assert values(both) == (Fraction(0), Fraction(45, 12))


def test_a_written_number_over_a_column_is_held_against_one_as_the_column_is() -> None:
    exact = Exact(DUCKDB, print)
    share = End(exact.constant(10), Whole("f0", Extent(1, 100)), False)
    assert exact.at_least(share, exact.fraction(Fraction(3))) == "(f0 <= 3)"
    assert exact.below(share, exact.fraction(Fraction(-1))) == "FALSE"
    assert exact.below(exact.fraction(Fraction(11)), share) == "FALSE"  # it is 10 at most
    assert exact.at_least(share, exact.fraction(Fraction(0))) == "TRUE"


@pytest.mark.parametrize(
    ("holds", "fails", "text"),
    [
        ("a", "b", "(CASE WHEN a THEN TRUE WHEN b THEN FALSE END)"),
        ("TRUE", "FALSE", "TRUE"),
        ("a", "TRUE", "FALSE"),
        ("FALSE", "b", "(CASE WHEN b THEN FALSE END)"),
        ("FALSE", "FALSE", "CAST(NULL AS BOOLEAN)"),
    ],
)
def test_a_truth_of_which_something_is_sure_asks_no_more(holds: str, fails: str, text: str) -> None:
    assert Exact(DUCKDB, print).either(holds, fails) == text


def test_numbers_that_are_chosen_among_written_ones_are_reckoned_with_before_any_row_is_looked_at() -> None:
    exact = Exact(DUCKDB, print)
    points = [exact.fraction(Fraction(number)) for number in (0, 5, 10)]
    guards = ["f0 IS NULL", "(f0 < 3)", "(f0 < 7)"]
    chosen = exact.case(list(zip(guards, (exact.lacking(), *points), strict=False)), points[-1]).above
    assert chosen.text == (
        "(CASE WHEN f0 IS NULL THEN NULL WHEN (f0 < 3) THEN 0 WHEN (f0 < 7) THEN 5 ELSE CAST(10 AS BIGINT) END)"
    )
    doubled = exact.plus(exact.times(chosen, exact.constant(100)), exact.constant(1))
    assert [number for _, number in doubled.among] == [None, 1, 501, 1001]
    assert [number for _, number in exact.coalesced(doubled, exact.constant(7)).among] == [7, 1, 501, 1001]
    assert exact.times(chosen, exact.constant(10**30)).text.endswith("* 1000000000000000000000000000000)")  # of 128 bits
