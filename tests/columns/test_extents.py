"""What numbers lie between is never less than what they can be, and a product of two that are within limits fits."""

from policyrules.columns.extents import NARROW, WIDE, Extent, covering, limits


def test_a_product_lies_between_its_corners() -> None:
    assert Extent(-2, 3).times(Extent(-5, 7)) == Extent(-15, 21)
    assert Extent(-2, 3).plus(Extent(1, 2)) == Extent(-1, 5)
    assert Extent(-2, 3).negated() == Extent(-3, 2)
    assert covering([Extent(1, 2), Extent(-4, 0)]) == Extent(-4, 2)


def test_the_widest_column_is_known_by_its_digits() -> None:
    assert Extent(0, NARROW).is_narrow and not Extent(0, NARROW + 1).is_narrow
    assert Extent(-WIDE, 0).is_wide and not Extent(-WIDE - 1, 0).is_wide


def test_numbers_within_limits_have_a_product_that_fits() -> None:
    for one, other in ((10**30, 10**20), (10**18, 10**37), (5, WIDE), (WIDE, WIDE)):
        first, second = limits(Extent(-one, one), Extent(0, other))
        assert 0 < first <= one and 0 < second <= other
        assert first * second <= WIDE < (first + 1) * (second + 2) * 2
