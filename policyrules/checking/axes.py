"""The values that a key of a table can have, cut into pieces that no row tells apart.

In: the bands that the rows of a table write for one key, and what the key is. Out: an `Axis`: its pieces, and which of them a
band takes. A line of numbers is cut at all ends that are written; names have a piece each; codes have one for each beginning
that is written. Whether the rows make sense together is not asked here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import ceil, floor

from attrs import frozen

from policyrules.checking import constants
from policyrules.syntax import ast

#: A place between numbers: right before one (0) or right after it (1). Tuples of this shape are ordered as the places are.
Place = tuple[Fraction, int]

BEFORE, AFTER = 0, 1

#: How many codes `"01" 至 "99"` may stand for.
MOST_CODES = 1_000


@frozen
class Stretch:
    """The numbers from one place to another; `None` is an end at infinity."""

    start: Place | None
    end: Place | None

    @property
    def is_empty(self) -> bool:
        return self.start is not None and self.end is not None and self.start >= self.end

    @property
    def number(self) -> Fraction | None:
        """The number, where there is no other."""
        if self.start is None or self.end is None or self.start[0] != self.end[0]:
            return None
        return self.start[0]

    def holds(self, other: "Stretch") -> bool:
        """Say whether all of the other stretch lies in this one."""
        begins = self.start is None or (other.start is not None and self.start <= other.start)
        return begins and (self.end is None or (other.end is not None and other.end <= self.end))

    def within(self, other: "Stretch") -> "Stretch":
        """Return what lies in both."""
        starts = [place for place in (self.start, other.start) if place is not None]
        ends = [place for place in (self.end, other.end) if place is not None]
        return Stretch(max(starts, default=None), min(ends, default=None))

    def holds_whole_number(self) -> bool:
        """Say whether there is a whole number in it."""
        if self.start is None or self.end is None:
            return True
        (low, after), (high, up_to) = self.start, self.end
        first = floor(low) + 1 if after else ceil(low)
        return first <= (floor(high) if up_to else ceil(high) - 1)


EVERYTHING = Stretch(None, None)


def stretch(band: ast.Band, or_less: bool) -> Stretch | None:
    """Return the numbers of a band whose ends are written out; `or_less` says whether 以下 includes the number."""
    low, high = constants.number(band.low), constants.number(band.high)
    if (band.low is not None and low is None) or (band.high is not None and high is None):
        return None
    if band.operators == ("=",):
        high = low
    first, last = band.operators[0], band.operators[-1]
    includes = last in ("<=", "=", "to") or (last == "or_less" and or_less)
    return Stretch(
        None if low is None else (low, AFTER if first == ">" else BEFORE),
        None if high is None else (high, AFTER if includes else BEFORE),
    )


@frozen(slots=False)
class Line:
    """Numbers. `whole` says that only whole ones lie on the line; `possible` are those that the key can be at all."""

    pieces: tuple[Stretch, ...]
    or_less: bool
    whole: bool
    possible: Stretch

    @cached_property
    def _begins(self) -> Mapping[Place | None, int]:
        return {piece.start: n for n, piece in enumerate(self.pieces)}

    def taken(self, band: ast.Band) -> frozenset[int]:
        """Return the pieces that a band takes: the line is cut at the ends of all of them."""
        numbers = stretch(band, self.or_less)
        if numbers is None:
            return frozenset()
        last = len(self.pieces) if numbers.end is None else self._begins[numbers.end]
        return frozenset(range(self._begins[numbers.start], last))

    def is_possible(self, piece: int) -> bool:
        """Say whether the key can lie in a piece."""
        inside = self.pieces[piece].within(self.possible)
        return not inside.is_empty and (not self.whole or inside.holds_whole_number())

    def exists(self, piece: int) -> bool:
        """Say whether there is any value in a piece."""
        return not self.whole or self.pieces[piece].holds_whole_number()


@frozen
class Names:
    """Members of an enumeration, truths, or texts; `others` says that there are more than those listed."""

    names: tuple[str | bool, ...]
    others: bool

    @property
    def pieces(self) -> "tuple[str | bool | None, ...]":
        """The names; `None` for any other."""
        return (*self.names, None) if self.others else self.names

    def taken(self, band: ast.Band) -> frozenset[int]:
        """Return the pieces that a band takes."""
        name = named(band)
        return frozenset(n for n, piece in enumerate(self.names) if piece == name)

    def is_possible(self, piece: int) -> bool:
        """Say whether the key can lie in a piece."""
        return True

    exists = is_possible


@frozen
class Codes:
    """Beginnings of codes, the longest first; a code belongs to the first of them that it begins with."""

    starts: tuple[str, ...]

    @property
    def pieces(self) -> tuple[str | None, ...]:
        """The beginnings; `None` for any other."""
        return (*self.starts, None)

    def taken(self, band: ast.Band) -> frozenset[int]:
        """Return the pieces that a band takes."""
        begins = tuple(codes(band))
        return frozenset(n for n, piece in enumerate(self.starts) if piece.startswith(begins))

    def is_possible(self, piece: int) -> bool:
        """Say whether the key can lie in a piece."""
        return True

    exists = is_possible


Axis = Line | Names | Codes


def line(bands: Iterable[ast.Band], or_less: bool, whole: bool, possible: Stretch) -> Line:
    """Return the line of numbers, cut at all ends of the bands."""
    ends = {place for band in bands if (numbers := stretch(band, or_less)) for place in _around(numbers)}
    cuts: list[Place | None] = [None, *sorted(ends), None]
    return Line(tuple(Stretch(start, end) for start, end in pairwise(cuts)), or_less, whole, possible)


def _around(numbers: Stretch) -> Iterator[Place]:
    """Yield both sides of each end: a number at which something ends is a piece of its own."""
    for place in (numbers.start, numbers.end):
        if place is not None:
            yield place[0], BEFORE
            yield place[0], AFTER


def named(band: ast.Band) -> str | bool | None:
    """Return the name, the text or the truth that a band is."""
    return band.low.name if isinstance(band.low, ast.Name) else constants.text(band.low)


def code_line(bands: Iterable[ast.Band]) -> Codes:
    """Return the beginnings that are written."""
    starts = dict.fromkeys(start for band in bands for start in codes(band))
    return Codes(tuple(sorted(starts, key=lambda start: (-len(start), start))))


def codes(band: ast.Band) -> Sequence[str]:
    """Return the beginnings that a band stands for; none where it is not written as one."""
    first, last = constants.text(band.low), constants.text(band.high)
    if not isinstance(first, str):
        return ()
    if not isinstance(last, str):
        return (first,)
    count = code_count(first, last)
    return () if count is None or count > MOST_CODES else [str(int(first) + n).zfill(len(first)) for n in range(count)]


def code_count(first: str, last: str) -> int | None:
    """Return how many codes there are from one to another; `None` where they cannot be counted."""
    alike = len(first) == len(last) and first.isascii() and last.isascii()
    if not alike or not first.isdecimal() or not last.isdecimal():
        return None
    return int(last) - int(first) + 1
