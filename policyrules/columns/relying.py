"""The queries of a policy for tables that come one after another: one for any table, others that rely on what is sure of one.

In: a policy as it is asked, a day and readings. Out: `Statements`, which writes a query when it is first asked for, and keeps
it. Whatever a query relies on, the same columns are told. Knows no table but by what is sure of it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import field, frozen

from policyrules.columns import duck
from policyrules.columns.layout import NUMBER, Given, Plain, fact_columns
from policyrules.columns.outcomes import Kind, Statement, Told, alone, statement_of
from policyrules.columns.query import TABLE
from policyrules.core.facts import read_case
from policyrules.core.outline import Outline
from policyrules.core.program import Program

#: How a verdict is told.
VERDICTS = {True: "entitled", False: "not_entitled", None: "undetermined"}

#: So many queries are kept of those that rely on something.
_KEPT = 16


@frozen(eq=False, slots=False)
class Statements:
    """The queries of a policy on a day.

    INVARIANT: which columns are told, and of which types, is as `plain` has it, and does not depend on what is in a table.
    """

    outline: Outline
    program: Program
    on: date
    readings: Mapping[str, str | None]
    distances: bool
    plain: Statement = field(init=False)
    _relying: dict[tuple[object, ...], Statement] = field(init=False, factory=dict)

    @plain.default
    def _plain(self) -> Statement:
        return self._written(Given())

    def _written(self, given: Given) -> Statement:
        case = read_case(self.program, {}, self.on, self.readings)
        asked = [alone(self.outline, self.program)]
        return statement_of(asked, self.program, case, distances=self.distances, relations=True, given=given)

    def relying(self, given: Given) -> Statement:
        """Return a query that relies on what is sure of a table; the one for any table, where its columns would be others."""
        key = (given.known, *given.spread.items())
        found = self._relying.get(key)
        if found is None:
            found = self._written(given)
            if not all(_tells(found.columns[name], own) for name, own in self.plain.columns.items()):
                found = self.plain
            if len(self._relying) >= _KEPT:
                self._relying.clear()
            self._relying[key] = found
        return found

    def outputs(self, by: Statement) -> dict[str, str]:
        """Write what people are told, by the names of the columns of `plain`, from those of one of the queries."""
        told = [(column, one) for one in self.plain.told for column in self.plain.columns[one.column]]
        return {column: for_people(column, one, by.columns[one.column]) for column, one in told}

    @cached_property
    def types(self) -> dict[str, str]:
        """The types of what people are told, as DuckDB calls them."""
        outputs = ", ".join(f"{text} AS {column}" for column, text in self.outputs(self.plain).items())
        with duck.connected() as connection:
            rows = duck.schema({NUMBER: Plain.WHOLE, **fact_columns(self.program)}).empty_table()
            connection.register(TABLE, rows)
            found = connection.sql(f"SELECT {outputs} FROM (\n{self.plain.text}\n)")
            return dict(zip(found.columns, map(str, found.types), strict=True))


def _tells(found: Sequence[str], own: Sequence[str]) -> bool:
    """Say whether columns tell what others do: without what stands under a line, 1, or a mark that holds."""
    return set(found) <= set(own) and all(_bare(one) in found for one in own)


def _bare(column: str) -> str:
    return column.removesuffix("_of").removesuffix("_exact")


def for_people(column: str, one: Told, there: Sequence[str]) -> str:
    """Write a column of a thing told from those that are there: a verdict in words, a fraction in lowest terms."""
    if one.kind is Kind.VERDICT:
        words = {truth: f"'{verdict}'" for truth, verdict in VERDICTS.items()}
        return f"CASE WHEN {column} IS NULL THEN {words[None]} WHEN {column} THEN {words[True]} ELSE {words[False]} END"
    bare = _bare(column)
    if column not in there:  # a fraction over 1, or a distance that is exact
        return f"CASE WHEN {bare} IS NOT NULL THEN {'1' if column.endswith('_of') else 'TRUE'} END"
    if f"{bare}_of" in there and not column.endswith("_exact"):
        return f"CASE WHEN {bare} IS NOT NULL THEN {column} // gcd({bare}, {bare}_of) END"
    return column
