"""A line cut into pieces: which ones a number, or an interval, meets."""

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.values.answers import WHOLE_LINE, Interval, point
from policyrules.values.bands import Bands

HALVES = st.integers(-2, 12).map(lambda n: Fraction(n, 2))
CUTS = st.lists(st.tuples(st.integers(0, 5).map(Fraction), st.sampled_from(("below", "above", "alone"))), max_size=4)


def bands_of(cuts: list[tuple[Fraction, str]], whole: bool) -> Bands:
    sides = {"below": (False,), "above": (True,), "alone": (True, False)}
    made = tuple((number, side) for number, kind in sorted(dict(cuts).items()) for side in sides[kind])
    return Bands(made, tuple(range(len(made) + 1)), whole)


def lies_in(number: Fraction, bands: Bands, piece: int) -> bool:
    """Say whether a number lies in a piece, by its two ends alone."""
    above = piece == 0 or bands.cuts[piece - 1][0] < number or (bands.cuts[piece - 1] == (number, True))
    below = piece == len(bands.cuts) or number < bands.cuts[piece][0] or (bands.cuts[piece] == (number, False))
    return above and below


@given(CUTS, HALVES)
def test_a_number_lies_in_one_piece(cuts: list[tuple[Fraction, str]], number: Fraction) -> None:
    bands = bands_of(cuts, whole=False)
    assert bands.is_well_made()
    assert [piece for piece in bands.places if piece is not None and lies_in(number, bands, piece)] == [bands.piece(number)]


@settings(max_examples=300)
@given(CUTS, HALVES, HALVES, st.booleans())
def test_an_interval_meets_the_pieces_that_one_of_its_numbers_lies_in(
    cuts: list[tuple[Fraction, str]], one: Fraction, other: Fraction, whole: bool
) -> None:
    bands, (low, high) = bands_of(cuts, whole), sorted((one, other))
    if whole:
        low, high = Fraction(floor(low)), Fraction(ceil(high))
    # Every piece between whole cuts has a half, if not a whole number.
    numbers = [Fraction(n, 2) for n in range(int(low * 2), int(high * 2) + 1) if not whole or n % 2 == 0]
    assert bands.met(Interval(low, high)) == tuple(sorted({bands.piece(number) for number in numbers}))


def test_an_unbounded_interval_meets_the_outermost_pieces() -> None:
    bands = Bands(((Fraction(1), True), (Fraction(2), True)), (0, 1, 2))
    assert bands.met(WHOLE_LINE) == (0, 1, 2)
    assert bands.met(Interval(Fraction(1), None)) == (1, 2)
    assert bands.met(Interval(None, Fraction(1))) == (0, 1)


def test_pieces_that_share_a_value_have_one_place() -> None:
    bands = Bands(((Fraction(1), True), (Fraction(2), True), (Fraction(3), True)), (0, None, 0, 1))
    assert bands.places_met(Interval(Fraction(0), Fraction(2))) == (0, None)
    assert bands.places_met(point(3)) == (1,)


def test_where_numbers_are_whole_nothing_lies_between_two_neighbours() -> None:
    cuts = ((Fraction(20), False), (Fraction(21), True))
    between = Interval(Fraction(0), Fraction(50))
    assert Bands(cuts, (0, None, 1), whole=True).places_met(between) == (0, 1)
    assert Bands(cuts, (0, None, 1)).places_met(between) == (0, None, 1)


@pytest.mark.parametrize(
    ("cuts", "places"),
    [
        (((2, True), (1, True)), (0, 1, 2)),
        (((1, False), (1, True)), (0, 1, 2)),
        (((1, True), (1, True)), (0, 1, 2)),
        (((1, True),), (0,)),
    ],
)
def test_cuts_ascend_and_every_piece_has_a_place(cuts: tuple[tuple[int, bool], ...], places: tuple[int, ...]) -> None:
    assert not Bands(tuple((Fraction(cut), side) for cut, side in cuts), places).is_well_made()
