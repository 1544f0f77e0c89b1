"""How the rows of a register are taken in: the register, the mapping, and lists of records that stand in other tables.

In: a register, a mapping, and copies of the other tables by the number of the row. Out: the queries of a piece, and how what
tells enterprises apart is read, in a register and in another table alike. Knows no policy but by its facts.
"""

from collections.abc import Mapping as MappingOf
from pathlib import Path
from types import MappingProxyType

from attrs import field, frozen

from policyrules.columns.converting import Conversion, conversion, spread_of
from policyrules.columns.mapping import Held, Kind, Mapping
from policyrules.columns.quoting import literal_text, parquet_table, quoted
from policyrules.core.program import Program
from policyrules.register.sources import DAMAGE, ROW, Piece, Register
from policyrules.values.reading import SPREADSHEET_ERRORS


@frozen
class Records:
    """A file with the records of each row that has any, and what they hold. `complete`: any other row has none."""

    file: Path
    held: Held
    complete: bool = False


@frozen(eq=False)
class Taking:
    """A register with its mapping. `records` are those from other tables, by the names of the columns that they stand for."""

    register: Register
    mapping: Mapping
    records: MappingOf[str, Records] = field(factory=dict)

    @property
    def columns(self) -> dict[str, Held]:
        """What the columns hold, those from other tables among them."""
        return {**self.register.columns, **{name: one.held for name, one in self.records.items()}}

    def conversion(
        self, piece: Piece, program: Program, *, only: str | None = None, lists: MappingOf[str, str] = MappingProxyType({})
    ) -> Conversion:
        """Return the queries of a piece: typed columns with `id`, what goes along, and damage; and raw ones.

        `only` is a query of the numbers of the rows that are wanted; `lists` are tables of what texts hold.
        """
        mapping = self.mapping
        number = f"CAST({ROW} AS VARCHAR)"
        along = {"id": number if mapping.id is None else f"COALESCE({self._id(mapping.id)}, {number})"}
        along |= {f"a{place}": _shown(column) for place, column in enumerate(mapping.carry)}
        along |= {"damage": quoted(DAMAGE)} if self.register.damage else {}
        table, spread = self._table(piece), spread_of(program, mapping)
        if only is not None:
            table = f"(SELECT * FROM {table} WHERE {ROW} IN ({only}))"
        return conversion(program, mapping, self.columns, table, number=ROW, along=along, spread=spread, lists=lists)

    def _table(self, piece: Piece) -> str:
        table, last = piece.table, piece.number + piece.last - piece.first - 1
        for place, (name, records) in enumerate(self.records.items()):
            file = parquet_table(records.file)
            of_rows = f"(SELECT row AS of_row, records FROM {file} WHERE row BETWEEN {piece.number} AND {last})"
            found = f"n{place}.records"
            if records.complete and self.mapping.id is not None:
                # Of an enterprise without a number nothing can be found, and so it is not known that it has none.
                found = f"CASE WHEN {found} IS NULL AND {self._id(self.mapping.id)} IS NOT NULL THEN [] ELSE {found} END"
            table = (
                f"(SELECT b{place}.*, {found} AS {quoted(name)} FROM {table} b{place} "
                f"LEFT JOIN {of_rows} n{place} ON n{place}.of_row = b{place}.{ROW})"
            )
        return table

    def _id(self, column: str) -> str:
        return id_text(column, self.register.columns[column])


def _shown(column: str) -> str:
    return f"CAST({quoted(column)} AS VARCHAR)"


#: What Python takes for white space.
_SPACES = "".join(map(chr, [*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F]))
_SPACES += "\u205f\u3000"

#: Full-width digits and letters, and what they stand for.
_WIDE = "".join(chr(code + 0xFEE0) for code in range(33, 127) if chr(code).isalnum())
_NARROW = "".join(chr(code) for code in range(33, 127) if chr(code).isalnum())


def id_text(column: str, held: Held) -> str:
    """Write what tells enterprises apart as a text without white space around it; null where nothing, or an error, stands."""
    text = _shown(column)
    if held in (Kind.NUMBER, Kind.DECIMAL):
        text = f"regexp_replace({text}, '\\.0+$', '')"  # a whole number, however its column holds it
    text = f"trim({text}, {literal_text(_SPACES)})"
    return f"CASE WHEN {text} NOT IN ({', '.join(map(literal_text, ('', *SPREADSHEET_ERRORS)))}) THEN {text} END"


def key_text(column: str, held: Held) -> str:
    """Write what tells enterprises apart as it is compared: composed, and without full-width letters and digits."""
    text = id_text(column, held)
    composed = f"translate(nfc_normalize({text}), '{_WIDE}', '{_NARROW}')"
    return (
        f"CASE WHEN strlen({text}) = length({text}) THEN {text} ELSE {composed} END"  # most are ASCII, as many bytes as letters
    )
