"""What can be set: facts, periods, fields of records, readings and the day, as the nodes that ask for them name them.

In: a draft, the place of a node and an answer. Out: the draft with that answer, if it lies in the declared range and nothing
that has to stay was in the way. Knows operators only as far as they name something that is given.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar, cast

from policyrules.core.facts import unknown_field
from policyrules.core.program import Node, Op
from policyrules.testing.aiming.taking_back import both, rounded_in
from policyrules.testing.drawing.answering import Answering
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.drawing.drafts import Draft, unknown_row
from policyrules.testing.drawing.plans import Plan
from policyrules.testing.drawing.thresholds import UNITS, Path
from policyrules.testing.drawing.values import Wanted, value
from policyrules.values.answers import Absent, Answer, Interval, Symbol, point
from policyrules.values.reading import DIGITS
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType

#: Where a node is asked: the quantifiers around it from the outside to the inside, each with the number of the record.
Place = tuple[tuple[int, int], ...]

#: Something that is given: a fact; a series and its period; a list, a record and its field.
Given = tuple[str | int, ...]

_T = TypeVar("_T")

#: So many decimals are written at most, and no number as large as this.
_PLACES = 12
_LARGEST = Fraction(10) ** (DIGITS - _PLACES)

#: Ends of what can be written: no time is negative, and the calendar has a first and a last day.
_ENDS: Mapping[Scalar, tuple[Fraction | None, Fraction | None]] = MappingProxyType(
    {
        Scalar.MONTHS: (Fraction(0), None),
        Scalar.DAYS: (Fraction(0), None),
        Scalar.DATE: (Fraction(date.min.toordinal()), Fraction(date.max.toordinal())),
    }
)


class RecordGoneError(Exception):
    """What is asked of a record is asked of none: it was dropped on the way."""


class Leaves:
    """Sets what is given in a draft. What is `pinned` stays as it is."""

    def __init__(self, draft: Draft, choices: Choices) -> None:
        self.draft, self.choices = draft, choices
        self.pinned: set[Given] = set()
        self.tight = False  # whether numbers are to be as near as can be, always

    @property
    def plan(self) -> Plan:
        return self.draft.plan

    # --- where ----------------------------------------------------------------------------------------------------------

    def answers(self, place: Place) -> Answering:
        """Return the answers of the program, or of a body for one record. Raises `RecordGoneError` where it is not there."""
        found = self.draft.answers
        for each, number in place:
            rows = found.rows(each)
            if number >= len(rows):
                raise RecordGoneError
            found = rows[number]
        return found

    def source(self, place: Place, index: int) -> tuple[Place, int, Node]:
        """Return where a node is really asked, and the node: what a body brings in stands around it."""
        node = self.plan.scope(around(place)).nodes[index]
        while node.op is Op.OUTER:
            place, index = place[:-1], cast(int, node.data)
            node = self.plan.scope(around(place)).nodes[index]
        return place, index, node

    def given(self, place: Place, index: int) -> Given | None:
        """Return what a node asks for as it is given; `None` where it asks for something else, or for no certain period."""
        place, index, node = self.source(place, index)
        match node.op:
            case Op.FACT:
                return (cast(str, node.data),)
            case Op.FIELD:
                level, field = cast(tuple[int, str], node.data)
                within = place[: len(place) - level]
                return self.plan.list_name(around(within)), within[-1][1], field
            case Op.AT:
                series = self.given(place, node.args[0])
                period = self.answers(place)[node.args[1]]
                known = period.point if isinstance(period, Interval) else None
                return None if series is None or known is None else (*series, int(known))
            case Op.PRESENT:
                return self.given(place, node.args[0])
            case _:
                return None

    def list_of(self, place: Place, index: int) -> str:
        """Return the list that the quantifier at a place asks about."""
        return self.plan.list_name((*around(place), index))

    # --- what it can be ---------------------------------------------------------------------------------------------------

    def wanted(self, given: Given) -> Wanted:
        """Return what a value is like: its type, its range and what it is held against."""
        spec = self.plan.facts[cast(str, given[0])]
        match spec.type:
            case ListType(element):
                field = cast(Field, element.field(cast(str, given[2])))
                return self._wanted((spec.name, field.name), field.type, field.low, field.high)
            case SeriesType(element):
                return self._wanted((spec.name,), element, spec.low, spec.high)
            case type_:
                return self._wanted((spec.name,), type_, spec.low, spec.high)

    def _wanted(self, slot: tuple[str, ...], type_: Scalar | EnumType, low: Fraction | None, high: Fraction | None) -> Wanted:
        return Wanted(type_, low, high, self.plan.numbers.get(slot, ()), self.plan.texts.get(slot, ()))

    def is_optional(self, given: Given) -> bool:
        """Say whether there may be no such value at all: an optional field, or a period."""
        field = self._field(given)
        return len(given) == 2 or (field is not None and field.optional)

    def _field(self, given: Given) -> Field | None:
        type_ = self.plan.facts[cast(str, given[0])].type
        return type_.element.field(cast(str, given[2])) if isinstance(type_, ListType) and len(given) == 3 else None

    # --- setting ----------------------------------------------------------------------------------------------------------

    def put(self, given: Given, answer: Answer) -> bool:
        """Set something that is given."""
        if given in self.pinned:
            return False
        match given:
            case (str(name),):
                self.draft.put(name, answer)
            case (str(name), int(period)):
                self.draft.put_period(name, period, answer)
            case (str(name), int(number), str(field)):
                self.draft.put_field(name, number, field, answer)
        return True

    def put_number(self, given: Given, within: Interval) -> bool:
        """Set a number within ends: as it is where it is so already, else mostly as near as can be."""
        kind = self.wanted(given)
        assert isinstance(kind.type, Scalar)
        low, high = _ENDS.get(kind.type, (None, None))
        ends = both(within, Interval(low if kind.low is None else kind.low, high if kind.high is None else kind.high))
        ends = None if ends is None else rounded_in(ends, kind.type)
        if ends is None or given in self.pinned:
            return False
        number = self._number(ends, within.low is None and within.high is not None, kind, kind.type)
        return _can_be_written(number) and self.put(given, point(number))

    def _number(self, ends: Interval, down: bool, kind: Wanted, type_: Scalar) -> Fraction:
        """Choose a number within ends, mostly at the one that is wanted: the upper one, where it is to lie `down` from it."""
        if ends.point is not None:
            return ends.point
        step = UNITS.get(type_, Fraction(1))
        near = (ends.high, ends.low)[not down] if down or ends.low is not None else ends.high
        near = Fraction(0) if near is None else near
        inward = near - step if down else near + step
        drawn = value(self.choices, kind, self.draft.day)
        number = (near, near, inward, drawn.point if isinstance(drawn, Interval) else near)[self.choices.integer(0, 3)]
        number = near if self.tight else number
        number = near if number is None or both(point(number), ends) is None else number
        return number if _can_be_written(number) else _inward(ends, step)

    def fill(self, given: Given) -> bool:
        """Set something that is not known to a value that it could have."""
        return self.put(given, value(self.choices, self.wanted(given), self.draft.day))

    def empty(self, given: Given) -> bool:
        """Make something unknown."""
        if given in self.pinned:
            return False
        match given:
            case (str(name),):
                self.draft.leave_out(name)
            case (str(name), int(period)):
                self.draft.put_period(name, period, None)
            case _:
                field = self._field(given)
                return field is not None and self.put(given, unknown_field(field))
        return True

    def remove(self, given: Given) -> bool:
        """Make something known not to be there."""
        return self.is_optional(given) and self.put(given, Absent())

    def put_name(self, given: Given, names: Sequence[str]) -> bool:
        """Set a name or a text to one of several."""
        kind = self.wanted(given)
        allowed = [name for name in names if not isinstance(kind.type, EnumType) or name in kind.type.members]
        return bool(allowed) and self.put(given, Symbol(self.choices.pick(allowed)))

    # --- records ------------------------------------------------------------------------------------------------------------

    def record_type(self, name: str) -> RecordType:
        """Return the type of the records of a list."""
        type_ = self.plan.facts[name].type
        assert isinstance(type_, ListType)
        return type_.element

    def count(self, name: str) -> int:
        """Return how many records a list has."""
        return len(self.draft.rows(name))

    def add(self, name: str) -> int:
        """Add a record of which all that has to be given is, and return its number."""
        rows = self.draft.rows(name)
        self.draft.put_rows(name, (*rows, self._record(name)))
        return len(rows)

    def _record(self, name: str) -> Mapping[str, Answer]:
        row, latest = unknown_row(self.record_type(name)), None
        for field in self.record_type(name).fields:
            if not field.optional:
                kind = self._wanted((name, field.name), field.type, field.low, field.high)
                row[field.name] = drawn = value(self.choices, kind, self.draft.day)
                if field.type is Scalar.DATE and isinstance(drawn, Interval) and drawn.point is not None:
                    row[field.name] = drawn if latest is None or drawn.point >= latest else point(latest)
                    latest = max(latest or drawn.point, drawn.point)
        return row

    def is_kept(self, name: str, number: int) -> bool:
        """Say whether something of a record is pinned."""
        return any(one[:2] == (name, number) for one in self.pinned)

    def drop(self, name: str, number: int) -> bool:
        """Take a record away, unless something of it is pinned."""
        if self.is_kept(name, number):
            return False
        rows = self.draft.rows(name)
        self.draft.put_rows(name, (*rows[:number], *rows[number + 1 :]))
        moved = {one for one in self.pinned if len(one) == 3 and one[0] == name and cast(int, one[1]) > number}
        self.pinned = (self.pinned - moved) | {(name, cast(int, one[1]) - 1, one[2]) for one in moved}
        return True

    # --- in any order -------------------------------------------------------------------------------------------------------

    def shuffled(self, options: Sequence[_T]) -> Iterator[_T]:
        """Yield all options, in an order that is drawn."""
        left = list(options)
        while left:
            yield left.pop(self.choices.integer(0, len(left) - 1))


def around(place: Place) -> Path:
    """Return the quantifiers around a place."""
    return tuple([each for each, _ in place]) if place else ()


def _can_be_written(number: Fraction) -> bool:
    """Say whether a number can be written in decimals, in not too many, and in no more digits than a fact may have."""
    return 10**_PLACES % number.denominator == 0 and abs(number) < _LARGEST


def _inward(ends: Interval, step: Fraction) -> Fraction:
    """Return a decimal near an end that is none."""
    low = ends.low if ends.low is not None else cast(Fraction, ends.high) - step
    fine = Fraction(1, 10**8)
    return -((-low) // fine) * fine
