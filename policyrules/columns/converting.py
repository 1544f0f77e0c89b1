"""Somebody's columns as the typed columns that a query reads, whole columns at a time, with a mark on rows that are doubtful.

In: a program, a mapping, and what the columns of a table hold. Out: the text of a query that gives one row per row: its number,
the columns of `layout`, and `bad`. A row is marked wherever its look alone does not make it certain that `core.facts` reads
it as the query does: it is then read by `columns.plain` and `core.facts`, which say what is wrong with it, or find it in order.
Needs no engine.

INVARIANT: in a row without a mark, the columns hold what `layout.row` makes of the case that is read from `plain.facts_of`.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from contextlib import suppress
from itertools import count
from types import MappingProxyType

from attrs import field, frozen

from policyrules.columns.cells import Reader, literal, pairs, reader_of, rendered, shown
from policyrules.columns.dialect import DUCKDB
from policyrules.columns.layout import (
    NUMBER,
    BeyondLayoutError,
    fact_column,
    field_column,
    field_in,
    given_column,
    period_column,
    shape_of,
    value_in,
)
from policyrules.columns.mapping import (
    Cell,
    Constant,
    Held,
    Kind,
    Mapping,
    Periods,
    PeriodsIn,
    PeriodsKind,
    RecordsIn,
    RecordsKind,
    Written,
)
from policyrules.columns.quoting import quoted
from policyrules.core.facts import COMBINATIONS, RECORDS, read_fact, read_field
from policyrules.core.program import FactSpec, Program
from policyrules.values.types import INDEXES, EnumType, Field, ListType, RecordType, Scalar, SeriesType

#: The column that marks a row that has to be read one by one.
BAD = "bad"

#: The columns of a table of what texts hold: the text, and the list that is written in it; no table has columns of those names.
TEXT, PARSED = "policyrules_text", "policyrules_list"


@frozen
class Conversion:
    """Two queries of a table: the typed columns with their mark, and the columns of the mapping as they are read one by one.

    `raw` names the columns `c0`, `c1`, … in the order of `Mapping.columns`.
    """

    typed: str
    raw: str


def conversion(
    program: Program,
    mapping: Mapping,
    columns: MappingOf[str, Held],
    table: str,
    *,
    number: str = NUMBER,
    along: MappingOf[str, str] | None = None,
    spread: MappingOf[int, frozenset[int]] = MappingProxyType({}),
    lists: MappingOf[str, str] = MappingProxyType({}),
) -> Conversion:
    """Return the queries for a table; `number` is the text of a row's number, `along` texts of columns that are taken along.

    The series of `spread` have a column per period beside their own. `lists` are tables of what texts hold, by the names of the
    facts that are `Written` so.
    """
    places = {fact: f"l{place}" for place, fact in enumerate(lists)}
    sheet = _Sheet(mapping, columns, along or {}, places)
    outputs = {fact_column(place): sheet.fact(spec) for place, spec in enumerate(program.facts)}
    sheet.doubt(_combined(program, outputs))
    outputs |= {
        period_column(place, period): sheet.periods[program.facts[place].name][period]
        for place, own in spread.items()
        for period in sorted(own)
    }
    raw = [f"{number} AS {NUMBER}"]
    raw += [f"{shown(quoted(column), columns[column])} AS c{place}" for place, column in enumerate(mapping.columns())]
    written = {fact: place.column for fact, place in mapping.places.items() if isinstance(place, Written)}
    joined = " ".join(
        f"LEFT JOIN {name} {places[fact]} ON {places[fact]}.{TEXT} = CAST(given.{quoted(written[fact])} AS VARCHAR)"
        for fact, name in lists.items()
    )
    read = f"{table} given {joined}" if lists else table
    return Conversion(sheet.written(outputs, read, number), f"SELECT {', '.join(raw)} FROM {table}")


def spread_of(program: Program, mapping: Mapping) -> dict[int, frozenset[int]]:
    """Return the series that stand in a column per period, by the places of the facts, with their periods."""
    found: dict[int, frozenset[int]] = {}
    for number, spec in enumerate(program.facts):
        place = mapping.places.get(spec.name)
        if isinstance(place, Periods):
            periods = frozenset(period for period, _ in place.cells)
            if len(periods) == len(place.cells):
                found[number] = periods
    return found


def series_of(values: Sequence[tuple[int, str]]) -> str:
    """Write a series of periods with their values, each of which is null where it is not known."""
    return _known(f"[{', '.join(f'{{k: CAST({period} AS BIGINT), v: {value}}}' for period, value in values)}]")


def _combined(program: Program, outputs: MappingOf[str, str]) -> Iterator[str]:
    """Yield when lists would be held against one another more often than can be done in good time."""
    place_of = {spec.name: fact_column(place) for place, spec in enumerate(program.facts)}
    for lists in sorted(program.nested_lists):
        if len(lists) > 1:
            sizes = (f"CAST(COALESCE(len({outputs[place_of[name]]}), 0) AS HUGEINT)" for name in lists)
            yield f"{' * '.join(sizes)} > {COMBINATIONS}"


@frozen
class _Sheet:
    """The layers of a query: the columns as they are read, tidied texts, values; and what makes a row doubtful."""

    mapping: Mapping
    columns: MappingOf[str, Held]
    along: MappingOf[str, str]
    looked_up: MappingOf[str, str] = MappingProxyType({})
    layers: tuple[dict[str, str], dict[str, str], dict[str, str]] = field(factory=lambda: ({}, {}, {}))
    doubts: list[str] = field(factory=list)
    periods: dict[str, dict[int, str]] = field(factory=dict)
    _numbers: Iterator[int] = field(factory=count)

    def doubt(self, conditions: Iterator[str]) -> None:
        self.doubts.extend(conditions)

    def written(self, outputs: MappingOf[str, str], table: str, number: str) -> str:
        """Write the query: each layer is a select of the one within it."""
        carried = {NUMBER: number, **self.along}
        text = _select({**carried, **self.layers[0]}, table)
        for layer in self.layers[1:]:
            text = _select({"*": "*", **layer}, f"({text})")
        bad = " OR ".join(self.doubts) or "FALSE"
        return _select({**{name: name for name in carried}, **outputs, BAD: bad}, f"({text})")

    # --- facts ---

    def fact(self, spec: FactSpec) -> str:
        """Return the text of the column of a fact."""
        place = self.mapping.places.get(spec.name)
        match place, spec.type:
            case None, _:
                return f"CAST(NULL AS {DUCKDB.type_of(shape_of(spec.type))})"
            case Constant(value), _:
                return self._constant(spec, value)
            case Periods(cells), SeriesType(element):
                return self._periods(spec, cells, element)
            case PeriodsIn(cell), SeriesType():
                return self._periods_in(spec, cell, spec.type)
            case RecordsIn(), ListType(record):
                return self._records(place, record)
            case Written(column), _:
                return self._written(column, spec)
            case Cell(), _:
                assert isinstance(spec.type, Scalar | EnumType)
                return self._cell(place, spec.type, spec)
        raise AssertionError("a mapping fits its policy")

    def _written(self, column: str, spec: FactSpec) -> str:
        """Take a list from the table of what the texts of the column hold; what is not in it is doubted."""
        number, place = next(self._numbers), self.looked_up.get(spec.name)
        self.layers[0][f"s{number}"] = f"NULLIF(trim({quoted(column)}), '')"
        if place is None:
            self.doubts.append(f"s{number} IS NOT NULL")
            return f"CAST(NULL AS {DUCKDB.type_of(shape_of(spec.type))})"
        self.layers[0][f"k{number}"], self.layers[0][f"v{number}"] = f"{place}.{TEXT} IS NOT NULL", f"{place}.{PARSED}"
        self.doubts.append(f"(s{number} IS NOT NULL AND NOT k{number})")
        self.doubts.append(f"COALESCE(len(v{number}) > {RECORDS}, FALSE)")
        return f"v{number}"

    def _constant(self, spec: FactSpec, value: object) -> str:
        answer, text = read_fact(spec, value), ""
        with suppress(BeyondLayoutError):
            text = "" if answer is None else literal(value_in(answer, spec.type))
        if isinstance(spec.type, SeriesType) and text == "[]":
            text = "MAP {}"
        if not text:
            self.doubts.append("TRUE")
        return f"CAST({text or 'NULL'} AS {DUCKDB.type_of(shape_of(spec.type))})"

    def _cell(self, cell: Cell, type_: Scalar | EnumType, spec: FactSpec) -> str:
        held = self.columns[cell.column]
        assert isinstance(held, Kind)
        reader, number = reader_of(cell, held, type_, spec.low, spec.high, self.mapping.unknown), next(self._numbers)
        self.layers[0][f"s{number}"] = rendered(quoted(cell.column), held)
        self.layers[1][f"t{number}"] = reader.tidied(f"s{number}")
        self.layers[2][f"v{number}"] = reader.value(f"t{number}")
        self.doubts.append(reader.bad(f"t{number}", f"v{number}"))
        return f"v{number}"

    def _periods(self, spec: FactSpec, cells: Sequence[tuple[int, Cell]], element: Scalar | EnumType) -> str:
        values = [(period, self._cell(cell, element, spec)) for period, cell in cells]
        self.periods[spec.name] = dict(values)
        return series_of(values)

    def _periods_in(self, spec: FactSpec, cell: Cell, type_: SeriesType) -> str:
        held = self.columns[cell.column]
        assert isinstance(held, PeriodsKind)
        index = reader_of(Cell("key"), held.period, INDEXES[type_.period], None, None, (), period=type_.period)
        value = reader_of(cell, held.value, type_.element, spec.low, spec.high, self.mapping.unknown)
        fields = {"key": (held.period, index), "value": (held.value, value)}
        values = self._each(pairs(quoted(cell.column), held), fields)
        periods = f"list_transform({values}, lambda x: x.v0)"
        twice = f"len(list_distinct({periods})) < len({periods})"
        self.doubts.append(f"COALESCE({twice}, FALSE)")
        known = _known(f"list_transform({values}, lambda x: {{k: x.v0, v: x.v1}})")
        return f"CASE WHEN NOT {twice} THEN {known} END"  # of a period given twice no map can be made, nor of one that is none

    def _records(self, place: RecordsIn, record: RecordType) -> str:
        held = self.columns[place.column]
        assert isinstance(held, RecordsKind)
        fields: dict[str, tuple[Kind, Reader]] = {}
        for one in record.fields:
            cell = place.fields.get(one.name)
            if isinstance(cell, Cell):
                kind = held.fields[cell.column]
                reader = reader_of(cell, kind, one.type, one.low, one.high, self.mapping.unknown, optional=one.optional)
                fields[one.name] = (kind, reader)
        columns = [place.fields[name].column for name in fields]  # type: ignore[union-attr]
        values = self._each(quoted(place.column), fields, columns)
        inside = dict(self._fields(place, record, list(fields)))
        return f"list_transform({values}, lambda x: {_struct(inside)})"

    def _fields(self, place: RecordsIn, record: RecordType, read: list[str]) -> Iterator[tuple[str, str]]:
        for number, one in enumerate(record.fields):
            constant = place.fields.get(one.name)
            value, given = f"x.v{read.index(one.name)}" if one.name in read else "", ""
            if isinstance(constant, Constant):
                value, given = self._constant_field(one, constant.value)
            elif not value:
                value, given = f"CAST(NULL AS {_type(one)})", "FALSE"
            yield field_column(number), value
            if one.optional:
                yield given_column(number), given or f"{value} IS NOT NULL"

    def _constant_field(self, one: Field, value: object) -> tuple[str, str]:
        answer = read_field(one, value)
        with suppress(BeyondLayoutError):
            if answer is not None:
                held, given = field_in(answer, one)
                return f"CAST({literal(held)} AS {_type(one)})", f"CAST({literal(given)} AS BOOLEAN)"
        self.doubts.append("TRUE")
        return f"CAST(NULL AS {_type(one)})", "FALSE"

    def _each(self, records: str, fields: MappingOf[str, tuple[Kind, Reader]], columns: Sequence[str] | None = None) -> str:
        """Read fields of each record of a list; return the list of structs with their values `v0`, `v1`, …"""
        number, readers = next(self._numbers), [reader for _, reader in fields.values()]
        given = [
            rendered(f"x.{quoted(name)}", kind) for name, (kind, _) in zip(columns or fields, fields.values(), strict=True)
        ]
        tidied = [f"t{place}: {reader.tidied(text)}" for place, (reader, text) in enumerate(zip(readers, given, strict=True))]
        values = [f"t{place}: x.t{place}, v{place}: {reader.value(f'x.t{place}')}" for place, reader in enumerate(readers)]
        self.layers[0][f"s{number}"] = records
        self.layers[1][f"t{number}"] = _transformed(f"s{number}", tidied)
        self.layers[2][f"v{number}"] = _transformed(f"t{number}", values)
        wrong = " OR ".join(["x IS NULL", *(reader.bad(f"x.t{place}", f"x.v{place}") for place, reader in enumerate(readers))])
        self.doubts.append(f"COALESCE(len(list_filter(v{number}, lambda x: {wrong})) > 0 OR len(v{number}) > {RECORDS}, FALSE)")
        return f"v{number}"


def _type(one: Field) -> str:
    return DUCKDB.type_of(shape_of(one.type))


def _select(columns: MappingOf[str, str], source: str) -> str:
    texts = (text if name in (text, "*") else f"{text} AS {name}" for name, text in columns.items())
    return f"SELECT {', '.join(texts)}\nFROM {source}"


def _transformed(records: str, fields: Sequence[str]) -> str:
    # A struct has at least one field.
    return f"list_transform({records}, lambda x: CASE WHEN x IS NOT NULL THEN {{{', '.join(fields) or 'n: 0'}}} END)"


def _struct(fields: MappingOf[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {text}" for name, text in fields.items()) + "}"


def _known(entries: str) -> str:
    """Make a map of the entries whose values are known."""
    return f"map_from_entries(list_filter({entries}, lambda e: e.v IS NOT NULL))"
