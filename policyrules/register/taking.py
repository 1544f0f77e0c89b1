"""How the rows of a register are taken in: the register, the mapping, and lists of records that stand in other tables.

In: a register, a mapping, and copies of the other tables by the number of the row. Out: the queries of a piece. Knows no policy
but by its facts.
"""

from collections.abc import Mapping as MappingOf
from pathlib import Path
from types import MappingProxyType

from attrs import field, frozen

from policyrules.columns.converting import Conversion, conversion, spread_of
from policyrules.columns.mapping import Held, Mapping
from policyrules.columns.quoting import literal_text, quoted
from policyrules.core.program import Program
from policyrules.register.sources import DAMAGE, ROW, Piece, Register


@frozen(eq=False)
class Taking:
    """A register with its mapping. `records` are files with the records of each row, by the names of the columns they stand
    for.
    """

    register: Register
    mapping: Mapping
    records: MappingOf[str, tuple[Path, Held]] = field(factory=dict)

    @property
    def columns(self) -> dict[str, Held]:
        """What the columns hold, those from other tables among them."""
        return {**self.register.columns, **{name: held for name, (_, held) in self.records.items()}}

    def conversion(
        self, piece: Piece, program: Program, *, only: str | None = None, lists: MappingOf[str, str] = MappingProxyType({})
    ) -> Conversion:
        """Return the queries of a piece: typed columns with `id`, what goes along, and damage; and raw ones.

        `only` is a query of the numbers of the rows that are wanted; `lists` are tables of what texts hold.
        """
        mapping = self.mapping
        number = f"CAST({ROW} AS VARCHAR)"
        along = {"id": number if mapping.id is None else f"COALESCE(NULLIF(trim({_shown(mapping.id)}), ''), {number})"}
        along |= {f"a{place}": _shown(column) for place, column in enumerate(mapping.carry)}
        along |= {"damage": quoted(DAMAGE)} if self.register.damage else {}
        table, spread = self._table(piece), spread_of(program, mapping)
        if only is not None:
            table = f"(SELECT * FROM {table} WHERE {ROW} IN ({only}))"
        return conversion(program, mapping, self.columns, table, number=ROW, along=along, spread=spread, lists=lists)

    def _table(self, piece: Piece) -> str:
        table, last = piece.table, piece.number + piece.last - piece.first - 1
        for place, (name, (file, _)) in enumerate(self.records.items()):
            path = literal_text(str(file))
            of_rows = f"(SELECT row AS of_row, records FROM read_parquet({path}) WHERE row BETWEEN {piece.number} AND {last})"
            table = (
                f"(SELECT b{place}.*, n{place}.records AS {quoted(name)} FROM {table} b{place} "
                f"LEFT JOIN {of_rows} n{place} ON n{place}.of_row = b{place}.{ROW})"
            )
        return table


def _shown(column: str) -> str:
    return f"CAST({quoted(column)} AS VARCHAR)"
