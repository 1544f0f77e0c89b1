"""The criteria on columns that are in memory already: the query of policyrules beside engines that take columns.

In: how many rows. Out: a table of the decisions per second of the processor, and of the verdicts that each engine gives
otherwise than the function by hand. All facts are known, since only the query could say what is not; it is looked all the same.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median
from typing import Any

import numpy
from attrs import field, frozen
from criteria.by_hand import by_hand
from criteria.enterprises import DAY, Facts, enterprises, policy
from measuring import Timed, interleaved, machine, ratio

from policyrules.columns.duck import packages, schema
from policyrules.columns.layout import Given, fact_columns, rows
from policyrules.columns.layout import columns as laid_out
from policyrules.columns.members import counted
from policyrules.columns.presence import presence
from policyrules.columns.query import TABLE, query
from policyrules.core.facts import read_case
from policyrules.policy import Policy

from .columns import ENGINES, Columns, InColumns, columns, in_columns

OURS, TOLD = "policyrules, DuckDB: verdicts", "policyrules, DuckDB: verdicts and every labelled condition"
ASKING = "policyrules, DuckDB: verdicts, each row asked what is known of it"


def verdicts_wanted(told: Policy) -> list[int]:
    """Return the questions that both verdicts answer."""
    return [spec.verdict for spec in told.outline.entitlements]


@frozen(eq=False)
class Relying:
    """Decides a table by a query that relies on the facts that are known in all rows, as `decide_frame` does: it looks which
    those are each time, and keeps a query for each set of them, as a view, so that its text is read once.
    """

    connection: Any
    columns: Sequence[str]
    written: Callable[[frozenset[str]], str]
    kept: dict[frozenset[str], str] = field(factory=dict)

    def decide(self) -> Any:
        known = presence(self.connection, TABLE, self.columns).known
        if known not in self.kept:
            self.kept[known] = f"told{len(self.kept)}"
            self.connection.execute(f"CREATE VIEW {self.kept[known]} AS {self.written(known)}")
        return self.connection.sql(f"FROM {self.kept[known]}").to_arrow_table()


def ours(told: Policy, drawn: Sequence[Facts]) -> list[InColumns]:
    """Return the queries for the verdicts alone, and for all that a register is told of them.

    Members of enumerations are counted, as they are for the others. One thread works, as in OpenFisca and NumPy: two take more
    of the processor together. The query that asks of each row what is known of it is measured beside the others.
    """
    duckdb, pyarrow = packages()
    program = told.program
    case = read_case(program, {}, DAY)
    cases = [read_case(program, facts, DAY) for facts in drawn]
    table = pyarrow.Table.from_pylist(list(rows(program, cases)), schema=schema(laid_out(program)))
    facts = list(fact_columns(program))

    def connected(held: Columns) -> Any:
        connection = duckdb.connect()
        connection.execute("SET threads = 1")
        connection.register("arrived", table.take(pyarrow.array(held["place"])).drop_columns("row"))
        kept = f"SELECT {counted(program)}, row_number() OVER () - 1 AS row FROM arrived"
        connection.execute(f"CREATE TABLE {TABLE} AS {kept}")
        connection.unregister("arrived")
        return connection

    def of_verdicts(known: frozenset[str]) -> str:
        return query(program, verdicts_wanted(told), case=case, given=Given(known=known)).text

    def of_all(known: frozenset[str]) -> str:
        return told.sql(DAY, known=[spec.name for spec, name in zip(program.facts, facts, strict=True) if name in known])

    def prepare(asked: Sequence[str], written: Callable[[frozenset[str]], str], held: Columns) -> Relying:
        return Relying(connected(held), asked, written)

    engines = {OURS: (facts, of_verdicts), TOLD: (facts, of_all), ASKING: ([], of_verdicts)}
    return [
        InColumns(name, partial(prepare, asked, written), Relying.decide, "exact; three-valued")
        for name, (asked, written) in engines.items()
    ]


def verdicts(found: Any) -> tuple[Any, Any, Any]:
    """Return both verdicts of what an engine returned, row by row, and which rows it leaves to be decided in Python."""
    if isinstance(found, tuple):
        return *found, numpy.zeros(len(found[0]), numpy.bool_)
    names = ("e0", "e1", "beyond") if "e0" in found.column_names else (*found.column_names[1:3], "beyond")
    order = numpy.argsort(found["row"].to_numpy())
    first, second, beyond = (found[name].fill_null(False).to_numpy()[order] for name in names)
    return first, second, beyond


def faults(engine: InColumns, prepared: Any, expected: Any) -> tuple[int, int]:
    """Return how many rows an engine decides otherwise, and how many it leaves."""
    first, second, left = verdicts(engine.decide(prepared))
    wrong = ((first != expected[0]) | (second != expected[1])) & ~left
    return int(wrong.sum()), int(left.sum())


def report(size: int, rounds: int, kinds: int) -> Iterator[str]:
    """Yield the table."""
    told = policy()
    drawn = enterprises(told, kinds)
    held = columns(drawn, size)
    expected = numpy.array([by_hand(facts, DAY) for facts in drawn])[held["place"]].T
    engines = [*ours(told, drawn), *(engine for package in ENGINES for engine in in_columns(package))]
    prepared = {engine.name: engine.prepare(held) for engine in engines}
    found_wrong = {engine.name: faults(engine, prepared[engine.name], expected) for engine in engines}
    timed = {engine.name: Timed(engine.decide, [prepared[engine.name]]) for engine in engines}
    found = interleaved(timed, rounds, budget=0.0)
    yield f"Measured on: {machine()}. {size:,} rows; medians of {rounds} rounds; CPU time. DuckDB works in one thread."
    yield ""
    yield "| engine | million decisions per CPU second | / policyrules | wrong rows | rows left to Python | its numbers |"
    yield "|---|---|---|---|---|---|"
    for engine in sorted(engines, key=lambda engine: median(found[engine.name])):
        speed = size / median(found[engine.name]) / 1e6
        times = ratio(found[OURS], found[engine.name])
        wrong, left = found_wrong[engine.name]
        yield f"| {engine.name} | {speed:.2f} | {times:.2f} | {wrong:,} | {left:,} | {engine.numbers} |"
    yield ""
    exact = [engine.name for engine in engines if not found_wrong[engine.name][0]]
    for other in ("OpenFisca", "Polars", "NumPy", "C"):
        among = [name for name in exact if name.startswith(other)]
        if among:
            best = min(among, key=lambda name: median(found[name]))
            yield f"- Decisions of ours per CPU second / those of {best}: {1 / ratio(found[OURS], found[best]):.2f}"
