"""Where the facts of an enterprise stand in somebody's own table.

In: a program, and the columns of a table with what they hold. Out: a `Mapping`: for each fact the column, or the columns, that
it is read from, and how. Knows no file, and no engine but by the kinds of its columns.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from enum import StrEnum

from attrs import frozen

from policyrules.core.program import FactSpec, Program
from policyrules.values.periods import read_period
from policyrules.values.types import ListType, RecordType, SeriesType


class Kind(StrEnum):
    """What single values of a column are. A moment at midnight is read as a day, a number from its shortest text; a decimal is
    a number that is held exactly. A column may be of a type that has no values: then nothing is known of it, whatever it is of.
    """

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DECIMAL = "decimal"
    TRUTH = "truth"
    DATE = "date"
    MOMENT = "moment"
    NOTHING = "nothing"


@frozen
class RecordsKind:
    """A column of lists of records: what the fields are; `unread` are those that hold what nothing is read from."""

    fields: MappingOf[str, Kind]
    unread: frozenset[str] = frozenset()

    def holds(self, record: RecordType) -> bool:
        """Say whether records can be read: a field that nothing is read from would seem to be left out."""
        return self.unread.isdisjoint(one.name for one in record.fields)


@frozen
class PeriodsKind:
    """A column of values by periods: what the periods and the values are.

    `listed`: it is a list of pairs, which may have a period twice, and no map.
    """

    period: Kind
    value: Kind
    listed: bool = False


#: What a column holds; `None` stands for what no fact is read from.
Held = Kind | RecordsKind | PeriodsKind | None


@frozen
class Cell:
    """A value that stands in a column.

    `unit` is that of a number without one; of a percentage, `PLAIN` where it is a plain ratio. `codes` say what stands for
    what, and `form` how a date is written (`YYYY/M/D`).
    """

    column: str
    unit: str | None = None
    codes: MappingOf[str, object] | None = None
    form: str | None = None


@frozen
class Constant:
    """A value that is the same in all rows, written as in a facts file."""

    value: object


@frozen
class Periods:
    """A series with a column for each period, by the number of the period."""

    cells: tuple[tuple[int, Cell], ...]


@frozen
class PeriodsIn:
    """A series that stands in one column, by its periods."""

    cell: Cell


@frozen
class RecordsIn:
    """A list of records that stands in one column."""

    column: str
    fields: MappingOf[str, Cell | Constant]


@frozen
class Written:
    """A list of records that is written in a column of texts as in a facts file, in JSON."""

    column: str


Place = Cell | Constant | Periods | PeriodsIn | RecordsIn | Written

#: The unit of a percentage that is given as a plain ratio.
PLAIN = "比率"

#: Columns that tell enterprises apart where no mapping names one, the first that there is.
IDS = ("编号", "统一社会信用代码", "id", "ID")


@frozen
class Mapping:
    """Where each fact stands; one without a place is not known.

    `id` is the column that tells enterprises apart, `carry` are columns that go along, `unknown` are texts that say that a
    value is not known.
    """

    places: MappingOf[str, Place]
    id: str | None = None
    carry: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """Return the columns that are read, each once."""
        own = [self.id] if self.id is not None else []
        return tuple(dict.fromkeys((*own, *self.carry, *(one for place in self.places.values() for one in _columns(place)))))


def _columns(place: Place) -> Iterator[str]:
    match place:
        case Cell(column) | RecordsIn(column) | Written(column):
            yield column
        case PeriodsIn(cell):
            yield cell.column
        case Periods(cells):
            yield from (cell.column for _, cell in cells)


_OF_PERIOD = re.compile(r"(.+)\[([^\[\]]+)\]")


def by_name(program: Program, columns: MappingOf[str, Held]) -> Mapping:
    """Return the mapping of a table whose columns are called what the facts are called (`营业收入[2021]` of a series)."""
    periods: dict[str, list[tuple[str, str]]] = {}
    for column, held in columns.items():
        match = _OF_PERIOD.fullmatch(column)
        if match is not None and is_single(held):
            periods.setdefault(match[1], []).append((match[2], column))
    found = {spec.name: _named(spec, columns, periods.get(spec.name, [])) for spec in program.facts}
    places = {name: place for name, place in found.items() if place is not None}
    return Mapping(places, id=next((name for name in IDS if name in columns), None))


def named_like(program: Program, columns: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that are called like facts, or like periods of facts."""
    names = {spec.name for spec in program.facts}
    return tuple(one for one in columns if one in names or ((of := _OF_PERIOD.fullmatch(one)) and of[1] in names))


def unread(program: Program, columns: MappingOf[str, Held], places: MappingOf[str, Place]) -> tuple[str, ...]:
    """Return the columns that are called like facts and hold what these cannot be read from."""
    names = (spec.name for spec in program.facts if spec.name not in places)
    return tuple(name for name in names if columns.get(name, Kind.NOTHING) is not Kind.NOTHING)


def unread_periods(
    program: Program, columns: MappingOf[str, Held], places: MappingOf[str, Place]
) -> tuple[tuple[str, str], ...]:
    """Return the columns that are called like facts of periods (`营业收入[2021]`) and are not read, with these facts: their
    periods are none, or those of other columns, or the fact is none of periods.
    """
    names = {spec.name for spec in program.facts}
    found: list[tuple[str, str]] = []
    for column, held in columns.items():
        match = _OF_PERIOD.fullmatch(column)
        if match is None or match[1] not in names or column in names or held is Kind.NOTHING:
            continue
        place = places.get(match[1])
        read = [cell.column for _, cell in place.cells] if isinstance(place, Periods) else []
        if column not in read:
            found.append((column, match[1]))
    return tuple(found)


def is_single(held: Held) -> bool:
    """Say whether single values can be read from a column."""
    return isinstance(held, Kind) and held is not Kind.NOTHING


def _named(spec: FactSpec, columns: MappingOf[str, Held], periods: list[tuple[str, str]]) -> Place | None:
    held = columns.get(spec.name)
    match spec.type:
        case ListType(record):
            if held is Kind.TEXT:
                return Written(spec.name)
            return _records(spec.name, held, record) if isinstance(held, RecordsKind) and held.holds(record) else None
        case SeriesType(_, period):
            if isinstance(held, PeriodsKind):
                return PeriodsIn(Cell(spec.name))
            cells = ((read_period(written, period), Cell(column)) for written, column in periods)
            known: dict[int, Cell] = {}
            for number, cell in cells:
                if number is not None:
                    known.setdefault(number, cell)
            return Periods(tuple(known.items())) if known else None
        case _:
            return Cell(spec.name) if is_single(held) else None


def _records(column: str, held: RecordsKind, record: RecordType) -> RecordsIn:
    return RecordsIn(column, {field.name: Cell(field.name) for field in record.fields if field.name in held.fields})
