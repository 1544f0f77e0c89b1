"""What counts the cuts that a number has passed says how many they are, and refuses a fact that lies beyond its ends."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.backends.cuts import Cuts
from policyrules.backends.passing import counting, of_divided, refusing

CUTS = st.lists(st.integers(-200, 200), min_size=1, max_size=12, unique=True).map(sorted)


def counts(text: str) -> Callable[[int], int]:
    def refused() -> None:
        raise ValueError

    found: Callable[[int], int] = eval(f"lambda number: {text}", {"refused": refused})
    return found


@given(CUTS, st.integers(-250, 250))
def test_the_cuts_that_a_number_has_passed_are_counted(cuts: list[int], number: int) -> None:
    assert counts(counting("number", cuts, repr))(number) == sum(cut <= number for cut in cuts)


@given(CUTS, st.integers(-250, 250), st.booleans())
def test_what_was_divided_is_looked_up_alike(at: list[int], number: int, up: bool) -> None:
    cuts = Cuts(tuple(at), Fraction(100), up)
    expected = sum(cut <= number for cut in at)
    assert counts(of_divided("number", cuts, False, repr))(number) == expected
    if number >= -up:
        assert counts(of_divided("number", cuts, True, repr))(number) == expected


def test_few_comparisons_are_made_of_what_is_soon_above_all_cuts() -> None:
    text = of_divided("q", Cuts((3, 4, 6, 8, 10), Fraction(100)), True, repr)
    assert text == "(0, 0, 0, 1, 2, 2, 3, 3, 4, 4, )[q] if q < 10 else 5"


@given(CUTS, st.integers(0, 50), st.integers(0, 50), st.integers(-260, 260))
def test_a_fact_beyond_its_ends_is_refused(cuts: list[int], below: int, above: int, number: int) -> None:
    low, high = cuts[0] - below, cuts[-1] + above
    count = counts(refusing("number", cuts, (low, high), repr))
    if low <= number <= high:
        assert count(number) == sum(cut <= number for cut in cuts)
    else:
        with pytest.raises(ValueError):
            count(number)
