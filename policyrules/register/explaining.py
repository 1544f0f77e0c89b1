"""A row of a matched register, read again from where it came: its facts, for the whole decision to be told.

In: the folder of a match, what decides, and the id of a row. Out: the facts of the row, with the day and the readings of the
match.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from policyrules.book import Book
from policyrules.columns.plain import facts_of
from policyrules.columns.quoting import quoted
from policyrules.diagnostics import Diagnostic, FactsError
from policyrules.policy import Policy
from policyrules.register.deciding import damaged
from policyrules.register.matching import different
from policyrules.register.opening import STAGE, duck_engine, open_register, take
from policyrules.register.output import Output, opened
from policyrules.register.refusing import MatchError, diagnostic
from policyrules.register.running import Run, Wanted
from policyrules.register.sources import DAMAGE, Piece
from policyrules.register.taking import Taking
from policyrules.source import unhidden


@frozen
class RowAgain:
    """The facts of a row, and the day and the readings by which it was decided.

    `rows` are the numbers of all rows with the id that was asked for: the first of them is the one that this is.
    """

    facts: dict[str, object]
    on: date
    readings: Mapping[str, str | None]
    rows: tuple[int, ...]


def row_again(used: Policy | Book, folder: Path, id_: str) -> RowAgain:
    """Return the facts of the first row with an id; where there is none, of the row with that number.

    Raises `MatchError` where there is none, or where the policy, the register or the mapping is not what was matched, and
    `FactsError` where the row itself cannot be read.
    """
    output = opened(folder)
    run = Run.of(used, date.fromisoformat(output.manifest["on"]), output.manifest["readings"])
    with duck_engine(folder, Wanted.MEMORY) as connection:
        register = open_register(connection, str(output.paths["register"]), folder / STAGE)
        mapping = output.paths["mapping"]
        taking, digest = take(connection, run, register, None if mapping is None else Path(mapping), folder / STAGE)
        _refuse_others(output, run, register.digest, digest)
        rows = _rows(connection, output, id_)
        if not rows:
            raise MatchError([diagnostic("match-no-row", str(folder), id=id_)])
        facts = _facts(connection, taking, run, _piece(taking, rows[0]))
    return RowAgain(facts, run.on, run.case.readings, rows)


def _rows(connection: Any, output: Output, id_: str) -> tuple[int, ...]:
    """Return the numbers of the rows with an id, in their order, or else the number itself that was given."""
    ids = f"SELECT row, id FROM ({output.relation}) UNION ALL SELECT row, id FROM ({output.rejected})"
    found = connection.execute(
        f"SELECT row, id = $1 FROM ({ids}) WHERE id = $1 OR CAST(row AS VARCHAR) = $1 ORDER BY row", [id_]
    )
    numbered = found.fetchall()
    return tuple(row for row, same in numbered if same) or tuple(row for row, _ in numbered)


def _refuse_others(output: Output, run: Run, register: str, mapping: str) -> None:
    """Refuse to tell of something else than was matched."""
    policies = [one.digest for one in run.policies] == [one["digest"] for one in output.manifest["policies"]]
    same = {
        "policies": policies,
        "register": register == output.manifest["register"],
        "mapping": mapping == output.manifest["mapping"],
    }
    others = [name for name, is_same in same.items() if not is_same]
    if others:
        raise MatchError([Diagnostic("match-source-changed", different(others), path=unhidden(str(output.folder)))])


def _piece(taking: Taking, number: int) -> Piece:
    """Return the piece of a single row."""
    whole = next(one for one in taking.register.pieces(2**62) if one.number <= number < one.number + one.last)
    place = number - whole.number
    return Piece(whole.file, place, place + 1, number)


def _facts(connection: Any, taking: Taking, run: Run, piece: Piece) -> dict[str, object]:
    names = taking.mapping.columns()
    if taking.register.damage:
        said = connection.execute(f"SELECT {quoted(DAMAGE)} FROM {piece.table}").fetchone()[0]
        if said is not None:
            raise FactsError([damaged(said)])
    values = connection.execute(taking.conversion(piece, run.program).raw).fetchone()[1:]
    return facts_of(run.program, taking.mapping, taking.columns, dict(zip(names, values, strict=True)))
