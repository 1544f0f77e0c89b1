"""How a query holds what is known of an answer: as texts of SQL, with what is sure of their values.

In: texts of SQL. Out: the forms that rules take and give. Knows neither programs nor engines.

A truth is a text that is null where it is not known, and so is a name. A number is two ends, each a fraction of whole numbers
with a denominator above zero, null above the line where it is at infinity. Most numbers are either known or as unknown as
everybody knows beforehand: such a number is one fraction, its `point`, and what is known where that is null. Any other has
beside its ends the fraction that it is where all that it is made of is known, null elsewhere: to answer from that is cheap, and
the ends are looked at in the other rows only.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from policyrules.columns.extents import Extent
from policyrules.values.answers import WHOLE_LINE, Interval
from policyrules.values.types import EnumType, RecordType, Scalar


@frozen
class Whole:
    """A whole number: a text that can stand anywhere, and its ends where it is not null. A `date` is counted in days.

    `constant` is the number itself, where it stands in the text. Of a number that is chosen among written ones, `among` are
    these, each with the condition of the rows in which it is the first that holds (the last has none); `None` is null.
    """

    text: str
    extent: Extent
    date: bool = False
    constant: int | None = None
    among: tuple[tuple[str, int | None], ...] = ()


@frozen
class End:
    """An end of a number: a fraction. Where it is `open` it may be null, which is infinity, or a number that is not known.

    A denominator that is always the same is a constant. With `alone` it is what stands above the line that is null wherever
    the number is; otherwise what stands under it may be as well.
    """

    above: Whole
    under: Whole
    open: bool
    alone: bool = False

    @property
    def scale(self) -> int | None:
        """The denominator, where it is always the same."""
        return self.under.constant


Ends = tuple["End", "End"]


@frozen
class Lacking:
    """What a number lies between in the rows in which something that it is made of is not known: where `condition` holds, and
    that of none before it; the last one has none.
    """

    condition: str
    ends: Ends


@frozen
class Number:
    """What is known of a number: its ends; or a `point`, and `unknown` where that is null.

    `known` is the number where all that it is made of is known; `ends` are those in the other rows, and nothing elsewhere.
    `lacking` tells the same as `ends` by what is not known, where each is simpler for that. `pair` is one whole number that
    tells both ends, of some that are small (see `policyrules.columns.pairs`).
    """

    low: End
    high: End
    point: End | None = None
    unknown: Interval = WHOLE_LINE
    known: End | None = None
    ends: Ends | None = None
    lacking: tuple[Lacking, ...] = ()
    pair: Whole | None = None

    @property
    def open(self) -> bool:
        """Say whether it may be other than one number."""
        return self.point is None or self.point.open

    @property
    def exact(self) -> End | None:
        """The number in the rows in which it is known, null in the others; in some of these its ends may meet all the same."""
        return self.known if self.point is None else self.point

    @property
    def is_whole_line(self) -> bool:
        """Say whether it is one number or anything at all."""
        return self.point is not None and (not self.point.open or self.unknown == WHOLE_LINE)


@frozen
class Flag:
    """A truth. Where `lacks` is given, it is open exactly where that text is null."""

    text: str
    open: bool
    lacks: str = ""


@frozen
class Name:
    """A text or the member of an enumeration."""

    text: str
    open: bool


Value = Number | Flag | Name


@frozen
class Optional:
    """An optional field: its value, and the truth that there is one; where it may be absent, `unknown` is null."""

    value: Value
    given: Flag


@frozen
class SeriesHeld:
    """A series: the column, what is sure of its values, and the columns of its periods where it stands in such."""

    text: str
    element: Scalar | EnumType
    extent: Extent
    periods: Mapping[int, str] | None = None


@frozen
class RecordsHeld:
    """A list of records: the column, null where the list is not known."""

    text: str
    record: RecordType


@frozen
class Stepped:
    """A number that rises or falls step by step, for one question alone, which asks which of several is the outermost.

    Each of the `guards` holds wherever one before it does; beside the first that holds stands the number, among `values`, of
    which the last has none. Where `lacks` holds, it is not known; `plainly` holds it as any number is.
    """

    lacks: str
    guards: Sequence[str]
    values: Sequence[Fraction]
    plainly: Callable[[], Number]


Held = Value | Optional | SeriesHeld | RecordsHeld | Stepped
