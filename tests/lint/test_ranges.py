from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from policyrules.lint.ranges import Range
from policyrules.source import Source, Span
from policyrules.syntax import ast

ABOUT = ast.Name("甲", span=Span(Source("甲.pol", ""), 0, 0))
POINTS = [Fraction(n, 2) for n in range(-2, 11)]


def allows(range_: Range, point: Fraction) -> bool:
    above = range_.low is None or point > range_.low[0] or (point == range_.low[0] and range_.low[1] == 0)
    below = range_.high is None or point < range_.high[0] or (point == range_.high[0] and range_.high[1] == 0)
    return above and below


def ends(closed: int) -> st.SearchStrategy[tuple[Fraction, int] | None]:
    return st.none() | st.tuples(st.integers(0, 4).map(Fraction), st.sampled_from((0, closed)))


HALF_LINES = st.builds(lambda end: Range(ABOUT, ABOUT, low=end), ends(1)) | st.builds(
    lambda end: Range(ABOUT, ABOUT, high=end), ends(-1)
)
POINTS_OR_STRETCHES = st.builds(
    lambda a, b: Range(ABOUT, ABOUT, (Fraction(min(a, b)), 0), (Fraction(max(a, b)), 0)), st.integers(0, 4), st.integers(0, 4)
)
RANGES = HALF_LINES | POINTS_OR_STRETCHES


@given(RANGES, RANGES)
def test_ranges_are_compared_as_the_sets_of_their_numbers(one: Range, other: Range) -> None:
    mine, theirs = ({point for point in POINTS if allows(range_, point)} for range_ in (one, other))
    assert one.is_within(other) == (mine <= theirs)
    assert one.excludes(other) == (not mine & theirs)
    if all(range_.low is not None or range_.high is not None for range_ in (one, other)):
        assert one.completes(other) == (mine | theirs == set(POINTS))
