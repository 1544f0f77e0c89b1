"""The rows of a register decided piece by piece: whole columns at a time where that is certain, the others one by one.

In: what is asked, a mapping, a register and one piece of it. Out: two Arrow tables: the decided rows, and the rejected ones
with all their reasons; together they are the rows of the piece, in their order. Knows no folder.

INVARIANT: what is decided does not depend on how rows are cut into pieces, nor on how many threads there are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import define, field

from policyrules.backends.answering import Answering
from policyrules.columns import duck
from policyrules.columns.converting import BAD
from policyrules.columns.layout import NUMBER, BeyondLayoutError, Plain, fact_columns, row
from policyrules.columns.plain import facts_of
from policyrules.columns.query import BEYOND, TABLE
from policyrules.core.case import Case
from policyrules.core.facts import broken_relations, read_case
from policyrules.diagnostics import Diagnostic, FactsError, Language
from policyrules.register.asking import Asking, types_of
from policyrules.register.refusing import diagnostic
from policyrules.register.sources import Piece
from policyrules.register.taking import Taking

#: So many rows are read one by one at a time.
_AT_ONCE = 10_000

#: No whole number of a file has more digits than this.
_WIDEST = 10**38


@define
class Decided:
    """What came of a piece."""

    decided: Any
    rejected: Any
    alone: int


@define
class _Rows:
    """Rows that are decided one by one, as they go into the files."""

    decided: list[dict[str, Any]] = field(factory=list)
    rejected: list[dict[str, Any]] = field(factory=list)


class Deciding:
    """Decides pieces of a register, with one connection to DuckDB."""

    def __init__(self, connection: Any, asking: Asking, taking: Taking) -> None:
        self._connection, self._asking, self._taking = connection, asking, taking
        self._program = asking.program
        self._answering = Answering(self._program)
        self._query = asking.query()
        self._typed = duck.schema({NUMBER: Plain.WHOLE, **fact_columns(self._program)})
        self._arrow = duck.arrow()
        self._schema = self._decided_schema()

    @property
    def names(self) -> list[str]:
        """The names of the columns of decided rows."""
        along = [NUMBER, "id", *self._taking.mapping.carry, *self._asking.facts.values()]
        return [*along, *(column.name for column in self._asking.columns)]

    def _decided_schema(self) -> Any:
        arrow = self._arrow
        self._connection.register("nothing", self._typed.empty_table())
        self._connection.execute(f"CREATE OR REPLACE TEMP VIEW {TABLE} AS FROM nothing")
        found = types_of(self._connection, self._query)
        along = [(NUMBER, arrow.int64()), *((name, arrow.string()) for name in ("id", *self._carried, *self._asking.facts))]
        return arrow.schema([*along, *((one.name, one.type) for one in found if one.name.startswith("o"))])

    @property
    def _carried(self) -> list[str]:
        return [f"a{place}" for place in range(len(self._taking.mapping.carry))]

    # --- a piece ---

    def piece(self, piece: Piece) -> Decided:
        """Decide the rows of a piece."""
        found = self._taking.conversion(piece, self._program)
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE typed AS {found.typed}")
        damaged = f"{BAD} OR damage IS NOT NULL" if self._taking.register.damage else BAD
        surely = self._decide(f"SELECT * FROM typed WHERE NOT ({damaged})", list(self._asking.facts))
        doubtful = self._connection.sql(f"SELECT {NUMBER} FROM typed WHERE {damaged}").to_arrow_table()
        again = self._arrow.concat_tables([doubtful, surely.filter(surely[BEYOND]).select([NUMBER])])
        rows = _Rows()
        tables = [self._answered_rows(surely)]
        if len(again):
            tables += self._one_by_one(found.raw, again, rows)
        tables.append(self._arrow.Table.from_pylist(rows.decided, schema=self._schema))
        decided = _sorted(self._arrow.concat_tables(tables)).rename_columns(self.names)
        rejected = self._arrow.Table.from_pylist(rows.rejected, schema=self._rejected_schema()).sort_by(NUMBER)
        return Decided(decided.combine_chunks(), rejected.combine_chunks(), len(again))

    def _decide(self, typed: str, facts: Sequence[str]) -> Any:
        """Answer typed rows; return the rows of the result with what goes along."""
        connection = self._connection
        columns = ", ".join([NUMBER, *fact_columns(self._program)])
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {TABLE} AS SELECT {columns} FROM ({typed})")
        along = ", ".join([NUMBER, "id", *self._carried, *facts])
        kept = _sorted(connection.sql(f"SELECT {along} FROM ({typed})").to_arrow_table())
        answers = _sorted(connection.sql(self._query).to_arrow_table())
        assert kept[NUMBER].equals(answers[NUMBER]), "the query answers every row"
        for name in answers.column_names:
            if name != NUMBER:
                kept = kept.append_column(name, answers[name])
        return kept

    def _answered_rows(self, table: Any) -> Any:
        """Return the rows that the query answers, without the mark on the others."""
        compute = self._arrow.compute
        if compute.any(table[BEYOND]).as_py():
            table = table.filter(compute.invert(table[BEYOND]))
        return table.select(self._schema.names)

    # --- one by one ---

    def _one_by_one(self, raw: str, numbers: Any, rows: _Rows) -> list[Any]:
        """Read rows alone; return those that the query answers after all, and put the others where they belong."""
        tables: list[Any] = []
        for first in range(0, len(numbers), _AT_ONCE):
            self._connection.register("again", numbers.slice(first, _AT_ONCE))
            asked = f"WHERE {NUMBER} IN (SELECT {NUMBER} FROM again)"
            kept = {one[NUMBER]: one for one in self._rows(f"SELECT {', '.join(self._along())} FROM typed {asked}")}
            cases = dict(self._cases(self._rows(f"SELECT * FROM ({raw}) {asked}"), kept, rows))
            tables += self._again(cases, kept, rows)
        return tables

    def _along(self) -> list[str]:
        damage = ["damage"] if self._taking.register.damage else []
        return [NUMBER, "id", BAD, *self._carried, *damage]

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
            yield self._answered_rows(table)
        for number in alone:
            self._decide_alone(cases[number], kept[number], rows)

    def _answered(self, typed: list[dict[str, Any]], cases: Mapping[int, Case], kept: Mapping[int, Any]) -> Any:
        along = [
            {**{name: kept[one[NUMBER]][name] for name in ("id", *self._carried)}, **self._facts(cases[one[NUMBER]])}
            for one in typed
        ]
        table = self._arrow.Table.from_pylist(typed, schema=self._typed)
        for name in ("id", *self._carried):
            table = table.append_column(name, self._arrow.array([one[name] for one in along], self._arrow.string()))
        self._connection.register("alone", table)
        return self._decide("FROM alone", list(self._asking.facts))

    def _facts(self, case: Case) -> dict[str, str | None]:
        return self._asking.along(case)

    def _decide_alone(self, case: Case, kept: Mapping[str, Any], rows: _Rows) -> None:
        answers = self._answering.evaluate(case)
        broken = broken_relations(self._program, answers)
        if broken:
            rows.rejected.append(_rejected(kept, broken))
            return
        own = {name: kept[name] for name in (NUMBER, "id", *self._carried)}
        values = {name: self._fitting(name, value) for name, value in self._asking.row(answers).items()}
        rows.decided.append({**own, **self._facts(case), **values})

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


def _sorted(table: Any) -> Any:
    """Put rows in the order of their numbers, where they are not."""
    numbers, compute = table[NUMBER], duck.arrow().compute
    length = max(len(table) - 1, 0)
    # Of no rows, all are in order, which Arrow does not know of.
    ordered = compute.all(compute.less(numbers.slice(0, length), numbers.slice(1, length))).as_py()
    return table.sort_by(NUMBER) if ordered is False else table


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
    help_ = one.help(language)
    joined = "；" if language == "zh" else "; "
    return f"{one.message(language)}{joined}{help_}" if help_ else one.message(language)


def damaged(said: str) -> Diagnostic:
    """Return what is wrong with a row itself: how many cells there are, and how many there should be."""
    found, _, expected = said.partition("/")
    return diagnostic("row-cells", found=found, expected=expected)
