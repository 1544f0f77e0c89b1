"""A line cut into pieces, each with its place among the values of a table of bands.

In: ascending cuts and the place of each piece. Out: `Bands`, which says which pieces a number or an interval meets. Knows
neither programs nor how bands are written.
"""

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from attrs import frozen

from policyrules.values.answers import Interval


@frozen
class Bands:
    """A line cut into pieces.

    `cuts` are ascending; the truth beside a number says whether the number itself belongs to the piece above it. A piece of
    one number c is made by the cuts (c, True), (c, False). `places` has one entry per piece, so one more than there are
    cuts: the place of its value, from 0, or `None` where the table has none (a gap). Several pieces may share a value.
    `whole` says that only whole numbers lie on the line: a piece between 3 and 4 is never met.
    """

    cuts: tuple[tuple[Fraction, bool], ...]
    places: tuple[int | None, ...]
    whole: bool = False

    def piece(self, number: Fraction) -> int:
        """Return the piece that a number lies in, counted from 0."""
        above_line, under_line = number.numerator, number.denominator
        for piece, (cut, above) in enumerate(self.cuts):
            beyond = cut.numerator * under_line - above_line * cut.denominator
            if beyond > 0 or (beyond == 0 and not above):
                return piece
        return len(self.cuts)

    def met(self, numbers: Interval) -> tuple[int, ...]:
        """Return the pieces that can hold one of the numbers, in order."""
        first = 0 if numbers.low is None else self.piece(Fraction(ceil(numbers.low)) if self.whole else numbers.low)
        last = (
            len(self.cuts)
            if numbers.high is None
            else self.piece(Fraction(floor(numbers.high)) if self.whole else numbers.high)
        )
        return tuple(piece for piece in range(first, last + 1) if piece in (first, last) or self._holds_any(piece))

    def places_met(self, numbers: Interval) -> tuple[int | None, ...]:
        """Return the places of the values that the numbers can have, each once; `None` stands for a gap."""
        number = numbers.point
        if number is not None and (number.denominator == 1 or not self.whole):
            return (self.places[self.piece(number)],)
        return tuple(dict.fromkeys(self.places[piece] for piece in self.met(numbers)))

    def is_well_made(self) -> bool:
        """Say whether the cuts ascend and every piece has a place."""
        ascending = all(a < b or (a == b and above and not also) for (a, above), (b, also) in pairwise(self.cuts))
        return len(self.places) == len(self.cuts) + 1 and ascending

    def _holds_any(self, piece: int) -> bool:
        """Say whether any number of the line lies in a piece between two cuts."""
        if not self.whole:
            return True
        (low, from_low), (high, above_high) = self.cuts[piece - 1], self.cuts[piece]
        first = Fraction(ceil(low)) if from_low else Fraction(floor(low) + 1)
        return first < high or (first == high and not above_high)
