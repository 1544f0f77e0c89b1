"""The rows of a register decided piece by piece: whole columns at a time where that is certain, the others one by one.

In: what is asked, a mapping, a register, one piece of it and a file. Out: in the file the decided rows, and a table of the
rejected ones with all their reasons; together they are the rows of the piece, in their order. Knows no folder.

INVARIANT: what is decided does not depend on how rows are cut into pieces, nor on how many threads there are.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import define, field

from policyrules.backends.answering import Answering
from policyrules.columns import duck
from policyrules.columns.converting import BAD
from policyrules.columns.layout import NUMBER, BeyondLayoutError, Plain, fact_column, fact_columns, row
from policyrules.columns.plain import facts_of
from policyrules.columns.query import BEYOND, TABLE
from policyrules.columns.quoting import literal_text, parquet_table, quoted
from policyrules.core.case import Case
from policyrules.core.facts import broken_relations, read_case
from policyrules.diagnostics import Diagnostic, FactsError, Language
from policyrules.messages.register import ROW_HELP
from policyrules.register.answering import Embedded, Engine
from policyrules.register.asking import Asking
from policyrules.register.asking import asking as asking_of
from policyrules.register.refusing import diagnostic
from policyrules.register.sources import Piece
from policyrules.register.taking import Taking
from policyrules.register.written import Lists

#: So many rows are read one by one at a time.
_AT_ONCE = 10_000

#: Rows of a part of a file of Parquet, of which an engine holds one for each of its threads.
_GROUP = 20_480

#: The types of columns that Parquet does not hold as they are.
_FILES = {"HUGEINT": "DECIMAL(38,0)"}

#: No whole number of a file has more digits than this.
_WIDEST = 10**38


@define
class Decided:
    """What came of a piece: how many rows were decided, the rejected ones, and how many were read one by one."""

    decided: int
    rejected: Any
    alone: int


@define
class _Rows:
    """Rows that are decided one by one, as they go into the files."""

    decided: list[dict[str, Any]] = field(factory=list)
    rejected: list[dict[str, Any]] = field(factory=list)


class Deciding:
    """Decides pieces of a register, with one connection to DuckDB."""

    def __init__(self, connection: Any, asking: Asking, taking: Taking, engine: Engine) -> None:
        self._connection, self._asking, self._taking, self._engine = connection, asking, taking, engine
        self._program = asking.program
        self._answering = Answering(self._program)
        self._along = ", ".join([NUMBER, *asking.given.along])
        self._columns = ", ".join([self._along, *fact_columns(self._program), *asking.given.periods])
        self._lists = Lists(connection, self._program, taking)
        self._typed = duck.schema({NUMBER: Plain.WHOLE, **fact_columns(self._program)})
        self._arrow = duck.arrow()
        self._read("alone", self._typed.empty_table())
        types = self._types()
        names = [(column, types[name], quoted(name)) for column, name in asking.names.items()]
        # A number of more digits than a file takes becomes null.
        self._files = ", ".join(f"TRY_CAST({column} AS {type_}) AS {name}" for column, type_, name in names)
        none = ", ".join(f"CAST(NULL AS {type_}) AS {name}" for _, type_, name in names)
        self._schema = self._connection.sql(f"SELECT {none} LIMIT 0").to_arrow_table().schema
        # INVARIANT: files have one schema, whatever answered and whatever is in them: with rows that might be null beside them,
        # DuckDB marks no column as never null, as it would where it knows by chance that none is.
        self._connection.register("nothing", self._schema.empty_table())

    def _types(self) -> dict[str, str]:
        """Return the types of the columns of the files: those that DuckDB gives, whatever answers the rows."""
        asked, embedded = self._asking, Embedded()
        if self._engine.dialect is not embedded.dialect:
            asked = asking_of(asked.run, self._taking.mapping)
        with embedded.answers(self._connection, asked.statement.text) as table:
            found = self._connection.sql(asked.query(table))
        types = {name: _FILES.get(str(type_), str(type_)) for name, type_ in zip(found.columns, found.types, strict=True)}
        return {name: types[column] for column, name in asked.names.items()}

    # --- a piece ---

    def piece(self, piece: Piece, place: Path) -> Decided:
        """Decide the rows of a piece into a file of Parquet, and return what else came of them."""
        lists = self._lists.read(piece)
        self._point(f"({self._taking.conversion(piece, self._program, lists=lists).typed}) WHERE NOT ({self._doubtful})")
        with self._answers() as query:
            count = self._copy(f"SELECT {self._files} FROM ({query}) WHERE NOT {BEYOND} UNION ALL FROM nothing", place)
        rows, alone = _Rows(), piece.last - piece.first - count
        tables = list(self._one_by_one(piece, self._left(piece, place), rows)) if alone else []
        more = self._arrow.concat_tables([*tables, self._arrow.Table.from_pylist(rows.decided, schema=self._schema)])
        if len(more):
            self._put_among(more, place)
        rejected = self._arrow.Table.from_pylist(rows.rejected, schema=self._rejected_schema()).sort_by(NUMBER)
        return Decided(count + len(more), rejected.combine_chunks(), alone)

    @contextmanager
    def _answers(self) -> Iterator[str]:
        """Have the typed rows answered that the query reads, and give the query of what files hold of them."""
        with self._engine.answers(self._connection, self._asking.statement.text) as table:
            yield self._asking.query(table)

    @property
    def _doubtful(self) -> str:
        return f"{BAD} OR damage IS NOT NULL" if self._taking.register.damage else BAD

    def _point(self, typed: str) -> None:
        """Have the query read typed rows."""
        self._connection.execute(f"CREATE OR REPLACE TEMP VIEW {TABLE} AS SELECT {self._columns} FROM {typed}")

    def _copy(self, text: str, place: Path) -> int:
        """Write the rows of a query, in their order, and return how many there are."""
        options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP}, USE_TMP_FILE FALSE, PRESERVE_ORDER TRUE"
        found = self._connection.execute(f"COPY ({text}) TO {literal_text(str(place))} ({options})")
        return int(found.fetchone()[0])

    def _left(self, piece: Piece, place: Path) -> Any:
        """Return the numbers of the rows that are not in a file."""
        numbers = f"SELECT unnest(range({piece.number}, {piece.number + piece.last - piece.first})) AS {NUMBER}"
        there = f"SELECT {NUMBER} FROM {parquet_table(place)}"
        return self._connection.sql(f"FROM ({numbers}) ANTI JOIN ({there}) USING ({NUMBER}) ORDER BY 1").to_arrow_table()

    def _put_among(self, more: Any, place: Path) -> None:
        """Put rows among those of a file, by their numbers."""
        self._connection.register("more", more)
        both = place.with_name(place.name + ".more")
        try:
            self._copy(f"FROM (FROM {parquet_table(place)} UNION ALL FROM more) ORDER BY {NUMBER}", both)
            os.replace(both, place)
        finally:
            both.unlink(missing_ok=True)

    # --- one by one ---

    def _one_by_one(self, piece: Piece, numbers: Any, rows: _Rows) -> Iterator[Any]:
        """Read rows alone; yield those that the query answers after all, and put the others where they belong."""
        for first in range(0, len(numbers), _AT_ONCE):
            block = numbers.slice(first, _AT_ONCE)
            self._connection.register("again", block)
            low, high = block[NUMBER][0].as_py() - piece.number, block[NUMBER][-1].as_py() - piece.number
            part = Piece(piece.file, piece.first + low, piece.first + high + 1, piece.number + low)
            asked = f"SELECT {NUMBER} FROM again"
            found = self._taking.conversion(part, self._program, only=asked, lists=self._lists.tables)
            damage = ", damage" if self._taking.register.damage else ""
            kept = {one[NUMBER]: one for one in self._rows(f"SELECT {self._along}, {BAD}{damage} FROM ({found.typed})")}
            cases = dict(self._cases(self._rows(f"{found.raw} ORDER BY {NUMBER}"), kept, rows))
            yield from self._again(cases, kept, rows)

    def _rows(self, text: str) -> Iterator[dict[str, Any]]:
        found = self._connection.execute(text)
        names = [column[0] for column in found.description]
        return (dict(zip(names, one, strict=True)) for one in found.fetchall())

    def _cases(self, block: Iterable[dict[str, Any]], kept: Mapping[int, Any], rows: _Rows) -> Iterator[tuple[int, Case]]:
        """Yield the cases of rows that are in order, by their numbers; reject the others."""
        run = self._asking.run
        names = self._taking.mapping.columns()
        for values in block:
            number = values[NUMBER]
            damage = kept[number].get("damage")
            try:
                if damage is not None:
                    raise FactsError([damaged(damage)])
                given = {name: values[f"c{place}"] for place, name in enumerate(names)}
                facts = facts_of(self._program, self._taking.mapping, self._taking.columns, given)
                yield number, read_case(self._program, facts, run.on, run.case.readings)
            except FactsError as error:
                rows.rejected.append(_rejected(kept[number], error.diagnostics))

    def _again(self, cases: Mapping[int, Case], kept: Mapping[int, Any], rows: _Rows) -> Iterator[Any]:
        """Answer by the query the rows that it can answer, and the others by the reference."""
        typed, alone = [], []
        for number, case in cases.items():
            # A row without a doubt was asked before, and not answered.
            if not kept[number][BAD]:
                alone.append(number)
                continue
            try:
                typed.append(
                    {name: value for name, value in row(self._program, case, number).items() if name in self._typed.names}
                )
            except BeyondLayoutError:
                alone.append(number)
        if typed:
            table = self._answered(typed, cases, kept)
            alone += table.filter(table[BEYOND])[NUMBER].to_pylist()
            yield table.filter(self._arrow.compute.invert(table[BEYOND])).select(self._schema.names).cast(self._schema)
        for number in alone:
            self._decide_alone(cases[number], kept[number], rows)

    def _answered(self, typed: list[dict[str, Any]], cases: Mapping[int, Case], kept: Mapping[int, Any]) -> Any:
        """Return what the query tells of typed rows, with a mark on those that it does not answer."""
        table = self._arrow.Table.from_pylist(typed, schema=self._typed)
        for name in self._own:
            own = [kept[one[NUMBER]][name] for one in typed]
            table = table.append_column(name, self._arrow.array(own, self._arrow.string()))
        self._read("alone", table)
        with self._answers() as query:
            return self._connection.sql(f"SELECT {self._files}, {BEYOND} FROM ({query})").to_arrow_table()

    def _read(self, name: str, table: Any) -> None:
        """Have the query read a table of typed rows, in which what goes along stands too."""
        for lacking in (one for one in self._own if one not in table.column_names):
            table = table.append_column(lacking, self._arrow.array([], self._arrow.string()))
        self._connection.register(name, table)
        given = self._asking.given.periods.items()
        periods = [f"{fact_column(place)}[{period}] AS {column}" for column, (place, period) in given]
        self._point(f"(SELECT {', '.join(['*', *periods])} FROM {name})")

    @property
    def _own(self) -> list[str]:
        """The columns that go along and hold no facts."""
        return [one for one in self._asking.given.along if one not in self._asking.facts]

    def _decide_alone(self, case: Case, kept: Mapping[str, Any], rows: _Rows) -> None:
        answers = self._answering.evaluate(case)
        broken = broken_relations(self._program, answers)
        if broken:
            rows.rejected.append(_rejected(kept, broken))
            return
        own, names = {name: kept[name] for name in (NUMBER, *self._own)}, self._asking.names
        values = {**own, **self._asking.along(case), **self._asking.row(answers)}
        rows.decided.append({names[column]: self._fitting(names[column], value) for column, value in values.items()})

    def _fitting(self, name: str, value: Any) -> Any:
        """Return a value as its column takes it; null for a number that no column of a file holds."""
        if isinstance(value, int) and not isinstance(value, bool):
            type_ = self._schema.field(name).type
            if self._arrow.types.is_decimal(type_):
                return Decimal(value) if abs(value) < _WIDEST else None
            return value if abs(value) < 2**63 else None
        return value

    def _rejected_schema(self) -> Any:
        arrow = self._arrow
        texts = arrow.list_(arrow.string())
        own = [(NUMBER, arrow.int64()), ("id", arrow.string())]
        return arrow.schema([*own, *((name, texts) for name in ("codes", "paths", "reasons_zh", "reasons_en"))])


def _rejected(kept: Mapping[str, Any], diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    found = list(diagnostics)
    return {
        NUMBER: kept[NUMBER],
        "id": kept["id"],
        "codes": [one.code for one in found],
        "paths": [one.path or "" for one in found],
        "reasons_zh": [_said(one, "zh") for one in found],
        "reasons_en": [_said(one, "en") for one in found],
    }


def _said(one: Diagnostic, language: Language) -> str:
    own = ROW_HELP.get(one.code)
    help_ = one.help(language) if own is None else own[language]
    joined = "；" if language == "zh" else "; "
    return f"{one.message(language)}{joined}{help_}" if help_ else one.message(language)


def damaged(said: str) -> Diagnostic:
    """Return what is wrong with a row itself: how many cells there are, and how many there should be."""
    found, _, expected = said.partition("/")
    return diagnostic("row-cells", found=found, expected=expected)
