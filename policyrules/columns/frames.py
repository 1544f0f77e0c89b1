"""Enterprises in somebody's own frame, decided in whole columns: a frame of the same kind comes back, one row for each row.

In: a policy as it is asked, and a frame of Polars, pandas, Arrow or DuckDB whose columns are called what the facts are called.
Out: such a frame: the columns that no fact is read from, and what is told of each enterprise under the names of the policy.
What the query cannot answer is answered row by row; rows with facts that cannot be read are reported all together. Knows none
of the packages but by the names of their types: Arrow is what all of them have in common.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from attrs import evolve, field, frozen

from policyrules.backends.answering import Answering
from policyrules.columns import duck
from policyrules.columns.converting import BAD, Conversion, conversion
from policyrules.columns.extents import NARROW, WIDE
from policyrules.columns.filling import filled
from policyrules.columns.layout import NUMBER, fact_columns
from policyrules.columns.mapping import Held, by_name, unread
from policyrules.columns.mapping import Mapping as Places
from policyrules.columns.naming import named
from policyrules.columns.outcomes import BROKEN, Kind, Statement, Told, alone, statement_of
from policyrules.columns.plain import facts_of
from policyrules.columns.query import BEYOND, TABLE
from policyrules.core.facts import read_case
from policyrules.core.outline import Outline
from policyrules.core.program import Program
from policyrules.diagnostics import LIMIT, Diagnostic, FactsError, Language, where
from policyrules.messages.columns import no_frame, unread_column

#: What is done with rows whose facts cannot be read: all is said of them in an error, or beside them in the column `WRONG`.
Bad = Literal["raise", "return"]

#: The column that says what is wrong with a row.
WRONG = "errors"

#: So many rows are decided at a time, and so many of those that are left are read at a time.
_ROWS, _READ = 1_000_000, 10_000

#: What the column is called that numbers the rows, as nobody calls a fact.
_PLACE = "policyrules row"

_VERDICTS = {True: "entitled", False: "not_entitled", None: "undetermined"}


@frozen(eq=False)
class Frames:
    """Decides frames of enterprises on a day, by a policy."""

    outline: Outline
    program: Program
    answering: Answering
    on: date
    readings: Mapping[str, str | None]
    distances: bool
    statement: Statement = field(init=False)

    @statement.default
    def _statement(self) -> Statement:
        case = read_case(self.program, {}, self.on, self.readings)
        asked = [alone(self.outline, self.program)]
        return statement_of(asked, self.program, case, distances=self.distances, relations=True)

    def decide(self, frame: Any, bad: Bad) -> Any:
        """Decide the enterprises of a frame."""
        arrow = duck.arrow()
        table, back = taken(frame, arrow)
        return back(self._decided(table, arrow, bad))

    def _decided(self, table: Any, arrow: Any, bad: Bad) -> Any:
        duckdb, _ = duck.packages()
        with duckdb.connect() as connection:
            piece = _Piece(self, connection, arrow, _columns(self.program, connection, table))
            found = [piece.decided(table.slice(first, _ROWS), first) for first in range(0, max(len(table), 1), _ROWS)]
        answers = arrow.concat_tables([answered for answered, _ in found])
        wrong = {number: said for _, broken in found for number, said in broken.items()}
        if wrong and bad == "raise":
            raise FactsError(_at_most(one for number in sorted(wrong) for one in wrong[number]))
        kept = table.select([name for name in table.column_names if name not in piece.mapping.columns()])
        for column, name in named(self.statement, english=self.outline.language == "en").items():
            kept = kept.append_column(_unlike(name, kept.column_names, self.outline.name), answers[column])
        if bad == "return":
            language: Language = "en" if self.outline.language == "en" else "zh"
            told = {number: [f"{where(one)}{one.message(language)}" for one in found] for number, found in wrong.items()}
            said = [told.get(number) for number in range(len(table))]
            kept = kept.append_column(_unlike(WRONG, kept.column_names, self.outline.name), [arrow.array(said, _texts(arrow))])
        return kept


def _texts(arrow: Any) -> Any:
    return arrow.list_(arrow.string())


def _unlike(name: str, taken_: Sequence[str], policy: str) -> str:
    """Return a name that no other column has: one of the frame comes first."""
    while name in taken_:
        name = f"{policy}.{name}"
    return name


def _at_most(found: Iterator[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics of many rows, and of those that are too many how many there are."""
    every = list(found)
    more = [Diagnostic("too-many", {"count": str(len(every) - LIMIT)})] if len(every) > LIMIT else []
    return [*every[:LIMIT], *more]


# --- a piece of a frame ---------------------------------------------------------------------------------------------------


def _columns(program: Program, connection: Any, table: Any) -> dict[str, Held]:
    """Return what the columns of a frame hold. Raises `TypeError` for one that is called like a fact and cannot be read."""
    connection.register("given", table)
    given = connection.sql("FROM given")
    types = dict(zip(given.columns, given.types, strict=True))
    held = {name: duck.held(type_) for name, type_ in types.items()}
    if wrong := unread(program, held, by_name(program, held).places):
        raise TypeError("\n".join(unread_column(name, str(types[name])) for name in wrong))
    return held


@frozen(eq=False)
class _Piece:
    """Decides rows with one connection to DuckDB."""

    frames: Frames
    connection: Any
    arrow: Any
    columns: Mapping[str, Held]
    mapping: Places = field(init=False)

    @mapping.default
    def _mapping(self) -> Places:
        """Say where the facts stand; what tells the enterprises apart is a column like any other, and goes along."""
        return evolve(by_name(self.frames.program, self.columns), id=None)

    def decided(self, table: Any, first: int) -> tuple[Any, dict[int, tuple[Diagnostic, ...]]]:
        """Return what is told of each row, in their order, and what is wrong with the others, by their numbers in the frame."""
        numbers = self.arrow.array(range(len(table)), self.arrow.int64())
        self.connection.register("given", table.append_column(_PLACE, numbers))
        found = conversion(self.frames.program, self.mapping, self.columns, "given", number=f'"{_PLACE}"')
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE typed AS {found.typed}")
        surely = self._answered()
        rest = f"SELECT {NUMBER} FROM typed WHERE {BAD} UNION ALL SELECT {NUMBER} FROM surely WHERE {BEYOND}"
        self.connection.register("surely", surely)
        left = self.connection.sql(rest).to_arrow_table()[NUMBER].to_pylist()
        rows, wrong = self._one_by_one(found, left, first, surely.schema)
        compute = self.arrow.compute
        surely = surely.filter(compute.invert(surely[BEYOND]))
        every = self.arrow.concat_tables([surely, self.arrow.Table.from_pylist(rows, schema=surely.schema)])
        return every.sort_by(NUMBER).combine_chunks(), wrong

    def _answered(self) -> Any:
        """Return what the query tells of the rows that can be read in whole columns."""
        statement, columns = self.frames.statement, ", ".join([NUMBER, *fact_columns(self.frames.program)])
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {TABLE} AS SELECT {columns} FROM typed WHERE NOT {BAD}")
        own = [(one, statement.columns[one.column]) for one in statement.told]
        told = [_written(column, one, columns_of) for one, columns_of in own for column in columns_of]
        outputs = ", ".join([NUMBER, *told, f"({BEYOND} OR {BROKEN}) AS {BEYOND}"])
        return self.connection.sql(f"SELECT {outputs} FROM (\n{statement.text}\n)").to_arrow_table()

    def _one_by_one(
        self, found: Conversion, left: Sequence[int], first: int, schema: Any
    ) -> tuple[list[dict[str, Any]], dict[int, tuple[Diagnostic, ...]]]:
        """Decide rows in Python; of one with facts that cannot be read nothing is told but what is wrong with it."""
        rows: list[dict[str, Any]] = []
        wrong: dict[int, tuple[Diagnostic, ...]] = {}
        for number, facts in self._facts(found, left):
            row: dict[str, Any] = {NUMBER: number, BEYOND: False}
            try:
                row |= self._told(facts, f"[{first + number + 1}]", schema)
            except FactsError as error:
                wrong[first + number] = tuple(error.diagnostics)
            rows.append(row)
        return rows, wrong

    def _facts(self, found: Conversion, left: Sequence[int]) -> Iterator[tuple[int, dict[str, object]]]:
        """Yield the facts of rows as they would be given one by one."""
        names = self.mapping.columns()
        for start in range(0, len(left), _READ):
            numbers = ", ".join(map(str, left[start : start + _READ]))
            cursor = self.connection.execute(f"SELECT * FROM ({found.raw}) WHERE {NUMBER} IN ({numbers})")
            order = [column[0] for column in cursor.description]
            for values in cursor.fetchall():
                row = dict(zip(order, values, strict=True))
                given = {name: row[f"c{place}"] for place, name in enumerate(names)}
                yield row[NUMBER], facts_of(self.frames.program, self.mapping, self.columns, given)

    def _told(self, facts: dict[str, object], path: str, schema: Any) -> dict[str, Any]:
        frames = self.frames
        answers = frames.answering(facts, frames.on, frames.readings, path).answers
        values = filled(frames.statement, alone(frames.outline, frames.program).needs(), frames.program, answers)
        verdicts = {one.column for one in frames.statement.told if one.kind is Kind.VERDICT}
        return {
            name: _VERDICTS[value] if name in verdicts else self._fitting(value, schema.field(name).type)  # type: ignore[index]
            for name, value in values.items()
        }

    def _fitting(self, value: Any, type_: Any) -> Any:
        """Return a value as its column takes it; null for a number that no column holds."""
        if not isinstance(value, int):
            return value
        widest = WIDE if self.arrow.types.is_decimal(type_) else NARROW
        return value if abs(value) <= widest else None


def _written(column: str, one: Told, own: Sequence[str]) -> str:
    """Write a column of a frame from those of the query: a verdict in words, a fraction in lowest terms."""
    above = column.removesuffix("_of")
    if one.kind is Kind.VERDICT:
        words = {truth: f"'{verdict}'" for truth, verdict in _VERDICTS.items()}
        text = f"CASE WHEN {column} IS NULL THEN {words[None]} WHEN {column} THEN {words[True]} ELSE {words[False]} END"
    elif f"{above}_of" in own:
        text = f"CASE WHEN {above} IS NOT NULL THEN {column} // gcd({above}, {above}_of) END"
    else:
        return column
    return f"{text} AS {column}"


# --- kinds of frames ------------------------------------------------------------------------------------------------------


def taken(frame: Any, arrow: Any) -> tuple[Any, Any]:
    """Return a frame as a table of Arrow, and what makes a frame of its kind of such a table.

    Raises `TypeError` for what is no frame.
    """
    package, name = type(frame).__module__.partition(".")[0], type(frame).__name__
    match package, name:
        case "polars", "DataFrame":
            return frame.to_arrow(), type(frame)
        case "polars", "LazyFrame":
            collected = frame.collect()
            return collected.to_arrow(), lambda table: type(collected)(table).lazy()
        case "pandas", "DataFrame":
            return arrow.Table.from_pandas(frame, preserve_index=False), lambda table: _pandas(table, frame, arrow)
        case "pyarrow", "Table":
            return frame, lambda table: table
        case "pyarrow", "RecordBatch":
            return arrow.Table.from_batches([frame]), lambda table: table.combine_chunks().to_batches()[0]
        case "pyarrow", "RecordBatchReader":
            return frame.read_all(), lambda table: table.to_reader()
        case (("duckdb" | "_duckdb"), "DuckDBPyRelation"):
            return frame.to_arrow_table(), duck.packages()[0].from_arrow
        case "pyspark", "DataFrame":
            return frame.toArrow(), frame.sparkSession.createDataFrame
        case _ if hasattr(frame, "__arrow_c_stream__"):
            return arrow.table(frame), lambda table: table
        case _:
            raise TypeError(no_frame(name))


def _pandas(table: Any, frame: Any, arrow: Any) -> Any:
    """Return a frame of pandas with the index of another one, in types in which a null is a null and a number is whole."""
    pandas = sys.modules["pandas"]
    types = {
        arrow.bool_(): pandas.BooleanDtype(),
        arrow.int64(): pandas.Int64Dtype(),
        arrow.int32(): pandas.Int32Dtype(),
        arrow.string(): pandas.StringDtype(),
    }
    found = table.to_pandas(types_mapper=types.get)
    found.index = frame.index
    return found
