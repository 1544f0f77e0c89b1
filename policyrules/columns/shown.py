"""How an answer stands in the columns of a result, and how it is read there.

In: what a query holds of an answer, and values as an engine gives them. Out: the texts of the columns, and the `Answer`. Knows
neither programs nor queries.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import frozen

from policyrules.columns.held import End, Flag, Held, Name, Number, Optional, RecordsHeld, SeriesHeld
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Symbol, Truth, point


@frozen
class Shown:
    """An answer in columns: what is held, and the texts of its columns."""

    held: Held
    texts: tuple[str, ...]

    def read(self, values: Sequence[Any]) -> Answer:
        """Return the answer that stands in the columns of a row."""
        return _read(self.held, list(values))


def shown(held: Held | None) -> Shown | None:
    """Return how an answer is shown; `None` for a series or a list, which stays as it was given, and for what is not held."""
    if held is None or isinstance(held, SeriesHeld | RecordsHeld):
        return None
    return Shown(held, tuple(_texts(held)))


def _texts(held: Held) -> list[str]:
    match held:
        case Flag(text) | Name(text):
            return [text]
        case Optional(value, given):
            return [given.text, *_texts(value)]
        case Number(_, _, End() as known):
            return _of_end(known)
        case Number(low, high):
            return [*_of_end(low), *_of_end(high)]
        case _:
            raise AssertionError("a series or a list is not shown")


def _of_end(end: End) -> list[str]:
    return [end.above.text] if end.scale is not None else [end.above.text, end.under.text]


def _read(held: Held, values: list[Any]) -> Answer:
    match held:
        case Flag():
            return Truth.U if values[0] is None else Truth.T if values[0] else Truth.F
        case Name():
            return Symbol(values[0])
        case Optional(value):
            if values[0] is None:
                return Maybe(_unknown(value))
            return _read(value, values[1:]) if values[0] else Absent()
        case Number(_, _, End() as known, unknown):
            number = _end(known, values)
            return unknown if number is None else point(number)
        case Number(low, high):
            return Interval(_end(low, values), _end(high, values[1 if low.scale is not None else 2 :]))
        case _:
            raise AssertionError("a series or a list is not shown")


def _unknown(value: Held) -> Truth | Interval | Symbol:
    match value:
        case Number():
            return value.unknown
        case Flag():
            return Truth.U
        case _:
            return Symbol(None)


def _end(end: End, values: Sequence[Any]) -> Fraction | None:
    above = values[0]
    if above is None:
        return None
    number = above.toordinal() if isinstance(above, date) else int(above)
    return Fraction(number, end.scale if end.scale is not None else int(values[1]))
