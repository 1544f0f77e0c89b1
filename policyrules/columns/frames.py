"""Enterprises in somebody's own frame, decided in whole columns: a frame of the same kind comes back, one row for each row.

In: a policy as it is asked, and a frame of Polars, pandas, Arrow, DuckDB or Spark whose columns are called what the facts are
called. Out: such a frame: the columns that no fact is read from, and what is told of each enterprise under the names of the
policy; rows with facts that cannot be read are reported all together. Knows none of the packages but by the names of their
types: Arrow is what all of them have in common.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from attrs import evolve, frozen

from policyrules.backends.answering import Answering
from policyrules.columns import duck
from policyrules.columns.mapping import Held, PeriodsKind, by_name, named_like, unread, unread_periods
from policyrules.columns.naming import named
from policyrules.columns.pieces import Piece
from policyrules.columns.relying import Statements
from policyrules.core.program import Program
from policyrules.diagnostics import LIMIT, Diagnostic, FactsError, Language, where
from policyrules.messages.columns import column_twice, no_arrow, no_frame, unread_column

#: What is done with rows whose facts cannot be read: all is said of them in an error, or beside them in the column `WRONG`.
Bad = Literal["raise", "return"]

#: The column that says what is wrong with a row.
WRONG = "errors"

#: So many rows are decided at a time.
_ROWS = 1_000_000


@frozen(eq=False)
class Frames:
    """Decides frames of enterprises on a day, by a policy. What is written for one frame serves the next."""

    statements: Statements
    answering: Answering

    def decide(self, frame: Any, bad: Bad) -> Any:
        """Decide the enterprises of a frame."""
        arrow = duck.arrow()
        try:
            table, back = taken(frame, arrow)
        except (arrow.ArrowException, ValueError) as error:  # a column of values of several types, two of the same name
            raise TypeError(no_arrow("; ".join(map(str, error.args)))) from error
        try:
            return back(self._decided(table, arrow, bad))
        except duck.packages()[0].Error:
            _refuse_damaged(table, arrow)
            raise

    def _decided(self, table: Any, arrow: Any, bad: Bad) -> Any:
        outline, program = self.statements.outline, self.statements.program
        with duck.connected() as connection:
            # Nothing else is asked of the other columns than that they go along, whatever they hold.
            facts = _facts(program, table)
            columns = _columns(program, connection, facts)
            facts = _listed(facts, columns, arrow)
            piece = Piece(self.statements, self.answering, connection, arrow, columns)
            starts = range(0, max(len(table), 1), _ROWS)
            found = [piece.decided(facts.slice(first, min(_ROWS, len(table) - first)), first) for first in starts]
        answers = arrow.concat_tables([answered for answered, _ in found])
        wrong = {number: said for _, broken in found for number, said in broken.items()}
        if wrong and bad != "return":
            raise FactsError(_at_most(one for number in sorted(wrong) for one in wrong[number]))
        kept = table.select([n for n, name in enumerate(table.column_names) if name not in piece.mapping.columns()])
        for column, name in named(self.statements.plain, english=outline.language == "en").items():
            kept = kept.append_column(_unlike(name, kept.column_names, outline.name), answers[column])
        if bad == "return":
            said = _said(wrong, len(table), outline.language, arrow)
            kept = kept.append_column(_unlike(WRONG, kept.column_names, outline.name), said)
        return kept


def _refuse_damaged(table: Any, arrow: Any) -> None:
    """Raise `TypeError` for a table that does not hold what it says, such as bytes that are no text."""
    try:
        table.validate(full=True)
    except arrow.ArrowException as error:
        raise TypeError(no_arrow(str(error))) from None


def _said(wrong: Mapping[int, Sequence[Diagnostic]], rows: int, language: Language, arrow: Any) -> Any:
    """Return a column of what is wrong with each row, null where nothing is."""
    texts = arrow.list_(arrow.string())
    if not wrong:
        return arrow.nulls(rows, texts)
    told = {number: [f"{where(one)}{one.message(language)}" for one in found] for number, found in wrong.items()}
    return arrow.array([told.get(number) for number in range(rows)], texts)


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


def _facts(program: Program, table: Any) -> Any:
    """Return the columns of a frame that are called like facts. Raises `TypeError` for two that are called the same."""
    names = named_like(program, table.column_names)
    count = Counter(name.casefold() for name in names)
    if twice := [name for name in dict.fromkeys(names) if count[name.casefold()] > 1]:
        raise TypeError("\n".join(map(column_twice, twice)))
    return table.select(names)


def _columns(program: Program, connection: Any, table: Any) -> dict[str, Held]:
    """Return what the columns of a frame hold. Raises `TypeError` for one that is called like a fact and cannot be read."""
    if not table.column_names:  # a table of none is nothing to DuckDB
        return {}
    types = _types(connection, table)
    held = {name: None if type_ is None else _held(type_) for name, type_ in types.items()}
    places = by_name(program, held).places
    wrong = [*unread(program, held, places), *(name for name, _ in unread_periods(program, held, places))]
    if wrong:
        raise TypeError("\n".join(unread_column(name, str(types[name] or table.schema.field(name).type)) for name in wrong))
    return held


def _held(type_: Any) -> Held:
    """Return what a column holds; what is a map comes as a list."""
    held = duck.held(type_)
    return evolve(held, listed=True) if isinstance(held, PeriodsKind) else held


def _listed(table: Any, columns: Mapping[str, Held], arrow: Any) -> Any:
    """Return a table with lists in the place of its maps: DuckDB takes no map of Arrow that has a key twice."""
    for place, name in enumerate(table.column_names):
        if isinstance(columns[name], PeriodsKind):
            map_ = table.schema.field(place).type
            pair = arrow.struct([arrow.field("key", map_.key_type), arrow.field("value", map_.item_type)])
            table = table.set_column(place, name, table.column(place).cast(arrow.list_(pair)))
    return table


def _types(connection: Any, table: Any) -> dict[str, Any]:
    """Return the types that DuckDB gives columns, `None` for one that it does not know."""
    duckdb, _ = duck.packages()
    try:
        given = connection.register("given", table.slice(0, 0)).sql("FROM given")
    except duckdb.Error:
        if len(table.column_names) == 1:
            return dict.fromkeys(table.column_names)
        return {name: type_ for one in table.column_names for name, type_ in _types(connection, table.select([one])).items()}
    return dict(zip(given.columns, given.types, strict=True))


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
            return arrow.Table.from_batches([frame]), lambda table: _batch(table, arrow)
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


def _batch(table: Any, arrow: Any) -> Any:
    """Return a table as one batch; one without rows has none of its own."""
    return arrow.RecordBatch.from_arrays([column.combine_chunks() for column in table.columns], schema=table.schema)


def _pandas(table: Any, frame: Any, arrow: Any) -> Any:
    """Return a frame of pandas with the index of another one, in types in which a null is a null and a number is whole."""
    pandas = sys.modules["pandas"]
    types = {
        arrow.bool_(): pandas.BooleanDtype(),
        arrow.int64(): pandas.Int64Dtype(),
        arrow.int32(): pandas.Int32Dtype(),
        arrow.string(): pandas.StringDtype(),
    }
    found = _without_unreadable(table, pandas).to_pandas(types_mapper=types.get)
    found.index = frame.index
    return found


def _without_unreadable(table: Any, pandas: Any) -> Any:
    """Return a table that says of no column of pandas what it was called there, where pandas cannot read its own name of it."""
    metadata = table.schema.metadata or {}
    if b"pandas" not in metadata:
        return table
    said = json.loads(metadata[b"pandas"])
    said["columns"] = [one for one in said["columns"] if _is_read(one["numpy_type"], pandas)]
    return table.replace_schema_metadata({**metadata, b"pandas": json.dumps(said)})


def _is_read(type_: str, pandas: Any) -> bool:
    try:
        pandas.api.types.pandas_dtype(type_)
    except (TypeError, NotImplementedError):
        return False
    return True
