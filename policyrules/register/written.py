"""Lists of records that are written in cells, in JSON: each text is read once, by whoever reads facts files.

In: a connection to DuckDB, a register with its mapping, and a piece of it. Out: for each fact that is such a list a table that
says what a text holds. A text that is not in order is not in the table: its rows are read one by one, and it is said there what
is wrong with them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field

from policyrules.columns import duck
from policyrules.columns.converting import PARSED, TEXT
from policyrules.columns.layout import BeyondLayoutError, Plain, Shape, shape_of, value_in
from policyrules.columns.mapping import Written
from policyrules.columns.plain import read_list
from policyrules.columns.quoting import quoted
from policyrules.core.facts import read_fact
from policyrules.core.program import FactSpec, Program
from policyrules.diagnostics import FactsError
from policyrules.register.sources import Piece
from policyrules.register.taking import Taking

#: So many texts are read at a time, and so many are kept for the pieces to come.
_AT_ONCE, _KEPT = 10_000, 200_000


@define
class Lists:
    """The tables of what texts hold, by the names of the facts that are read from them: two may be read from one column."""

    connection: Any
    program: Program
    taking: Taking
    tables: dict[str, str] = field(factory=dict)
    _counts: dict[str, int] = field(factory=dict)

    def read(self, piece: Piece) -> Mapping[str, str]:
        """Read the texts of a piece that were not read before, and return the tables."""
        for number, (spec, column) in enumerate(self._written()):
            name = f"written{number}"
            if spec.name not in self.tables or self._counts[spec.name] > _KEPT:
                empty = _table([], spec)
                self.connection.register("few", empty)
                self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM few")
                self.tables[spec.name], self._counts[spec.name] = name, 0
            text = f"CAST({quoted(column)} AS VARCHAR)"
            new = f"SELECT DISTINCT {text} AS {TEXT} FROM {piece.table} WHERE {text} IS NOT NULL"
            # They are asked for all at once: what is put into a table is not read from it at the same time.
            asked = self.connection.sql(f"FROM ({new}) ANTI JOIN {name} USING ({TEXT})").to_arrow_table()
            for block in asked.to_batches(max_chunksize=_AT_ONCE):
                self.connection.register("few", _table(list(self._lists(block[TEXT].to_pylist(), spec)), spec))
                self.connection.execute(f"INSERT INTO {name} FROM few")
                self._counts[spec.name] += len(block)
        return self.tables

    def _written(self) -> Iterator[tuple[FactSpec, str]]:
        for spec in self.program.facts:
            place = self.taking.mapping.places.get(spec.name)
            if isinstance(place, Written):
                yield spec, place.column

    def _lists(self, texts: list[str], spec: FactSpec) -> Iterator[dict[str, Any]]:
        """Yield what the texts hold that are in order."""
        for text in texts:
            try:
                value = read_list(spec.name, text, self.taking.mapping)
                answer = None if value is None else read_fact(spec, value)
                if value is None or answer is not None:
                    yield {TEXT: text, PARSED: None if answer is None else value_in(answer, spec.type)}
            except (FactsError, BeyondLayoutError):
                continue


def _table(rows: list[dict[str, Any]], spec: FactSpec) -> Any:
    columns: dict[str, Shape] = {TEXT: Plain.TEXT, PARSED: shape_of(spec.type)}
    return duck.arrow().Table.from_pylist(rows, schema=duck.schema(columns))
