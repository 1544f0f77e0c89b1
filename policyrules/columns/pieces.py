"""Rows of a table of somebody's own, decided in whole columns where that is certain, and the others one by one.

In: the queries of a policy, and what the columns of the table hold. Out: a table with a row for each, in their order, and what
is wrong with rows whose facts cannot be read. Knows no kind of frame but the tables of Arrow.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from policyrules.backends.answering import Answering
from policyrules.columns.converting import BAD, Conversion, conversion, series_of, spread_of
from policyrules.columns.dialect import DUCKDB
from policyrules.columns.extents import NARROW, WIDE
from policyrules.columns.filling import filled
from policyrules.columns.layout import NUMBER, Given, fact_column, fact_columns, period_column
from policyrules.columns.mapping import Held, by_name
from policyrules.columns.mapping import Mapping as Places
from policyrules.columns.outcomes import BROKEN, Kind, alone
from policyrules.columns.plain import facts_of
from policyrules.columns.presence import presence
from policyrules.columns.query import BEYOND, TABLE
from policyrules.columns.relying import VERDICTS, Statements
from policyrules.diagnostics import Diagnostic, FactsError

#: So many of the rows that are left are read at a time.
_READ = 10_000

#: For so many rows it pays to write a query that relies on what is sure of them.
_MANY = 200_000

#: What the column is called that numbers the rows, as nobody calls a fact.
_PLACE = "policyrules row"


@frozen(eq=False)
class Piece:
    """Decides rows with one connection to DuckDB."""

    statements: Statements
    answering: Answering
    connection: Any
    arrow: Any
    columns: Mapping[str, Held]
    mapping: Places = field(init=False)

    @mapping.default
    def _mapping(self) -> Places:
        """Say where the facts stand; what tells the enterprises apart is a column like any other, and goes along."""
        return evolve(by_name(self.statements.program, self.columns), id=None)

    def decided(self, table: Any, first: int) -> tuple[Any, dict[int, tuple[Diagnostic, ...]]]:
        """Return what is told of each row, in their order, and what is wrong with the others, by their numbers in the frame."""
        arrow, compute, program = self.arrow, self.arrow.compute, self.statements.program
        numbers = arrow.chunked_array([compute.cumulative_sum(arrow.repeat(1, len(table)), start=-1)])
        self.connection.register("given", table.append_column(_PLACE, numbers))
        spread = spread_of(program, self.mapping) if len(table) >= _MANY else {}
        found = conversion(program, self.mapping, self.columns, "given", number=f'"{_PLACE}"', spread=spread)
        # A series that stands in a column per period is made of these, where it is asked for at all.
        without = f" EXCLUDE ({', '.join(map(fact_column, spread))})" if spread else ""
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE typed AS SELECT *{without} FROM (\n{found.typed}\n)")
        bad = [number for (number,) in self.connection.execute(f"SELECT {NUMBER} FROM typed WHERE {BAD}").fetchall()]
        surely = self._answered(f"(FROM typed WHERE NOT {BAD})" if bad else "typed", Given(spread=spread), len(table))
        is_beyond = surely[BEYOND]
        beyond = surely.filter(is_beyond)[NUMBER].to_pylist() if compute.any(is_beyond, min_count=0).as_py() else []
        if not bad and not beyond and surely[NUMBER].equals(numbers):
            return surely, {}
        rows, wrong = self._one_by_one(found, sorted([*bad, *beyond]), first, surely.schema)
        surely = surely.filter(compute.invert(is_beyond))
        return arrow.concat_tables([surely, arrow.Table.from_pylist(rows, schema=surely.schema)]).sort_by(NUMBER), wrong

    def _answered(self, typed: str, given: Given, rows: int) -> Any:
        """Return what a query tells of the rows that can be read in whole columns."""
        statements, shapes = self.statements, fact_columns(self.statements.program)
        statement, texts = statements.plain, {name: name for name in (*shapes, *given.periods)}
        for place, periods in given.spread.items():
            texts[fact_column(place)] = series_of([(period, period_column(place, period)) for period in sorted(periods)])
        if rows >= _MANY:
            there = presence(self.connection, typed, [name for name, text in texts.items() if text == name])
            statement = statements.relying(evolve(given, known=there.known))
            texts |= {name: f"CAST(NULL AS {DUCKDB.type_of(shapes[name])})" for name in there.unknown & shapes.keys()}
        columns = ", ".join(f"{text} AS {name}" for name, text in texts.items())
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {TABLE} AS SELECT {NUMBER}, {columns} FROM {typed}")
        outputs = [
            f"CAST({text} AS {statements.types[name]}) AS {name}" for name, text in statements.outputs(statement).items()
        ]
        told = ", ".join([NUMBER, *outputs, f"({BEYOND} OR {BROKEN}) AS {BEYOND}"])
        return self.connection.sql(f"SELECT {told} FROM (\n{statement.text}\n)").to_arrow_table()

    def _one_by_one(
        self, found: Conversion, left: Sequence[int], first: int, schema: Any
    ) -> tuple[list[dict[str, Any]], dict[int, tuple[Diagnostic, ...]]]:
        """Decide rows in Python; of one with facts that cannot be read nothing is told but what is wrong with it."""
        rows: list[dict[str, Any]] = []
        wrong: dict[int, tuple[Diagnostic, ...]] = {}
        for number, given in self._given(found, left):
            row: dict[str, Any] = {NUMBER: number, BEYOND: False}
            try:
                row |= self._told(given, f"[{first + number + 1}]", schema)
            except FactsError as error:
                wrong[first + number] = tuple(error.diagnostics)
            rows.append(row)
        return rows, wrong

    def _given(self, found: Conversion, left: Sequence[int]) -> Iterator[tuple[int, dict[str, object]]]:
        """Yield what stands in the columns of rows, by the numbers of these."""
        names = self.mapping.columns()
        for start in range(0, len(left), _READ):
            numbers = ", ".join(map(str, left[start : start + _READ]))
            cursor = self.connection.execute(f"SELECT * FROM ({found.raw}) WHERE {NUMBER} IN ({numbers})")
            order = [column[0] for column in cursor.description]
            for values in cursor.fetchall():
                row = dict(zip(order, values, strict=True))
                yield row[NUMBER], {name: row[f"c{place}"] for place, name in enumerate(names)}

    def _told(self, given: dict[str, object], path: str, schema: Any) -> dict[str, Any]:
        own, told = self.statements, self.statements.plain.told
        facts = facts_of(own.program, self.mapping, self.columns, given, path)
        answers = self.answering(facts, own.on, own.readings, path).answers
        values = filled(own.plain, alone(own.outline, own.program).needs(), own.program, answers)
        verdicts = {one.column for one in told if one.kind is Kind.VERDICT}
        return {
            name: VERDICTS[value] if name in verdicts else self._fitting(value, schema.field(name).type)  # type: ignore[index]
            for name, value in values.items()
        }

    def _fitting(self, value: Any, type_: Any) -> Any:
        """Return a value as its column takes it; null for a number that no column holds."""
        if not isinstance(value, int):
            return value
        widest = WIDE if self.arrow.types.is_decimal(type_) else NARROW
        return value if abs(value) <= widest else None
